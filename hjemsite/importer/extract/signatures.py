"""Signatures: who signs a quotation, in a line of its own below it or behind a dash.

A signature is a name, or several, with jobs and ages, and nothing else: so even a job that no table has is read.
"""

from collections.abc import Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import DASHES, skip_signs, speakers_at
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.jobs import job_from_title
from hjemsite.importer.extract.lexicon import PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention, mention_after_verb, person_at
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.titles import TITLE_STOPS
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange, segment_of

_LONGEST, _MAX_JOB_WORDS = 40, 4
"""Limits in tokens: of a signature, and of a job in it that no table has."""
_NO_JOB_WORDS = SPEECH_VERBS | PREPOSITIONS | PRONOUNS.keys() | TITLE_STOPS - {"og"}
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
        signed = person if _is_age_or_signs(tokens[person.end :]) else _with_unlisted_job(tokens, person, names)
        return (signed,) if signed else _together(tokens, start, names)
    words = [token.folded for token in tokens[start + 1 :] if token.kind is not Kind.SIGN]
    has_age_alone = words[1:] == ["år"] and "år" in [token.text for token in tokens[-2:]]
    is_named = tokens[start].kind is Kind.CAPITAL and has_age_alone
    mention = mention_after_verb(tokens, start, names) if is_named else None
    return (mention,) if mention else _together(tokens, start, names)


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
        organisation_end(tokens, after + 1, names) if [one.text for one in tokens[after : after + 1]] == [","] else 0
    )
    if behind > after + 1 and not job.organisation:
        job, after = job._replace(organisation=segment_of(tokens, TokenRange(after + 1, behind))), behind
    return person._replace(job=job, end=after) if _is_age_or_signs(tokens[after:]) else None


def _together(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Mention, ...]:
    """Several who sign together, by names that are known or with their ages; nobody where there is one alone."""
    speakers, end = speakers_at(tokens, i, names)
    rest = tokens[end:]
    are_named = all(
        one.form is Form.NAME or (one.form is Form.FIRST and _is_given(tokens, one)) for one in speakers
    ) or any(token.text == "år" for token in rest)
    return speakers if len(speakers) > 1 and are_named and _is_age_or_signs(rest) else ()


def _is_given(tokens: Sequence[Token], mention: Mention) -> bool:
    return any(is_given(token.text) for token in tokens if token.start == mention.name.start)
