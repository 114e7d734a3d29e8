"""Signatures: who signs a quotation, in a line of its own below it or behind a dash.

A signature is a name, or several, with jobs and ages, and nothing else: so even a job that no table has is read.
"""

from collections.abc import Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import DASHES, skip_signs, speakers_at
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.jobs import NO_JOB, job_at, job_from_title
from hjemsite.importer.extract.lexicon import PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention, mention_after_verb, person_at
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.titles import TITLE_STOPS
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of, token_over

_LONGEST, _MAX_JOB_WORDS = 40, 4
"""Limits in tokens: of a signature, and of a job in it that no table has."""
_NO_JOB_WORDS = SPEECH_VERBS | PREPOSITIONS | PRONOUNS.keys() | TITLE_STOPS - {"og"}
_PLACED = frozenset({"i", "på", "fra", "ved"})
_FORMER = frozenset({"tidligere", "nu", "forhenværende"})
"""What goes before a job, or a condition that is none, in a signature: »tidligere hjemløs«."""
_BETWEEN_AGES = frozenset({"og", "år"})


def signature(tokens: Sequence[Token], names: NameIndex) -> tuple[Mention, ...]:
    """Those who sign in a line of its own, or nobody: »– Kaj Bro, adm. direktør i Ring 8«, »Lis og Ib, 69 og 71 år«.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "– Ib Bo, bådebygger, Tangvig Bådelaug"
    >>> signed, = signature(tokens(text), NameIndex())
    >>> text[slice(*signed.job.title[0])], text[slice(*signed.job.organisation)]
    ('bådebygger', 'Tangvig Bådelaug')
    """
    start = skip_signs(tokens, 0, DASHES)
    if start >= len(tokens) or len(tokens) > _LONGEST or tokens[-1].text == ":":
        return ()
    person = person_at(tokens, start, names, frame=bool(start))
    if person:
        rest = tokens[_behind_second_job(tokens, person, names) :]
        signed = person if _is_age_or_signs(rest) else _with_unlisted_job(tokens, person, names)
        return (signed,) if signed else _together(tokens, start, names)
    if first := _first_name_with_job(tokens, start, names):
        return (first,)
    words = [token.folded for token in tokens[start + 1 :] if token.kind is not Kind.SIGN]
    has_age_alone = words[1:] == ["år"] and "år" in [token.text for token in tokens[-2:]]
    is_named = tokens[start].kind is Kind.CAPITAL and has_age_alone
    mention = mention_after_verb(tokens, start, names) if is_named else None
    return (mention,) if mention else _together(tokens, start, names)


def _behind_second_job(tokens: Sequence[Token], person: Mention, names: NameIndex) -> int:
    """The number of the token behind », og formand for Nøglen«, which goes on from the first job; else its own."""
    i = skip_signs(tokens, person.end, frozenset(","))
    if not person.job.title or [token.folded for token in tokens[i : i + 1]] != ["og"]:
        return person.end
    job, end = job_at(tokens, i + 1, names)
    return end if job.title else person.end


def _first_name_with_job(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """Who signs with a given name and what they are: »Lis, frivillig i Nordby«, »Kim, tidligere hjemløs«; else None."""
    rest = tokens[i + 2 :]
    is_line = is_given(tokens[i].text) and bool(rest) and tokens[i + 1].text == "," and tokens[-1].kind is not Kind.SIGN
    if not is_line or tokens[i].kind is not Kind.CAPITAL:
        return None
    first = Mention(Form.FIRST, segment_of(tokens, TokenRange(i, i + 1)), NO_JOB, len(tokens))
    job, end = job_at(tokens, i + 2, names)
    kinds = [token.kind for token in tokens[end + 1 :]]
    is_placed = end < len(tokens) and tokens[end].folded in _PLACED and set(kinds) == {Kind.CAPITAL}
    if job.title and (end == len(tokens) or is_placed):
        return first._replace(job=job)
    is_plain = all(token.kind is Kind.SMALL and token.folded not in _NO_JOB_WORDS for token in rest)
    return first if is_plain and len(rest) <= _MAX_JOB_WORDS and rest[0].folded in _FORMER else None


def _is_age_or_signs(rest: Sequence[Token]) -> bool:
    """Whether nothing but », 45 år«, », 69 og 71 år« or a full stop follows a name."""
    are_ages = all(token.kind in (Kind.SIGN, Kind.NUMBER) or token.text in _BETWEEN_AGES for token in rest)
    return are_ages and (len(rest) <= 3 or rest[-1].text == "år")


def _with_unlisted_job(tokens: Sequence[Token], person: Mention, names: NameIndex) -> Mention | None:
    """The person with a job that no table has, which must end the line: »Ib Bo, bådebygger, Tangvig Bådelaug«."""
    start = person.end + 1
    end = start
    while end < len(tokens) and tokens[end].kind is Kind.SMALL and tokens[end].folded not in _NO_JOB_WORDS:
        end += 1
    if person.job or tokens[person.end].text != "," or not start < end <= start + _MAX_JOB_WORDS:
        return None
    job, after = job_from_title(tokens, start, end, names)
    behind = (
        organisation_end(tokens, after + 1, names)
        if [token.text for token in tokens[after : after + 1]] == [","]
        else 0
    )
    if behind > after + 1 and not job.organisation:
        job, after = job._replace(organisation=segment_of(tokens, TokenRange(after + 1, behind))), behind
    return person._replace(job=job, end=after) if _is_age_or_signs(tokens[after:]) else None


def _together(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Mention, ...]:
    """Several who sign together, by names that are known or with their ages; nobody where there is one alone."""
    speakers, end = speakers_at(tokens, i, names)
    rest = tokens[end:]
    are_named = all(
        speaker.form is Form.NAME or (speaker.form is Form.FIRST and _is_given(tokens, speaker)) for speaker in speakers
    ) or any(token.text == "år" for token in rest)
    return speakers if len(speakers) > 1 and are_named and _is_age_or_signs(rest) else ()


def _is_given(tokens: Sequence[Token], mention: Mention) -> bool:
    first = token_over(tokens, mention.name.start)
    return first is not None and is_given(first.text)
