"""Attributions: the words that say whose a quotation is, behind it or before it.

An attribution has a cue (»siger«, »lyder det fra«) and a source (»direktør Ib Bo«, »hun«).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import NO_VERBS, SPEECH_NOUNS, SPEECH_VERBS
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.jobs import NO_JOB, Job, job_at, job_from_title
from hjemsite.importer.extract.lexicon import ADVERBS, POSSESSIVES, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention, at_one_organisation, mention_after_verb, person_at
from hjemsite.importer.extract.person_names import (
    NAME_KINDS,
    NameIndex,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.shared_titles import shared_title_at
from hjemsite.importer.extract.tokens import Kind, Token, token_to

DASHES = frozenset("–—-−")
_PAUSES = frozenset(",.!?…:;") | DASHES
_ENDS = frozenset(".!?…")
_VERB_ENDING = re.compile(r"[a-zæøå]{2,}(?:r|de|te|t|d)\Z")
_NOT_SOURCE = frozenset("vi jeg man du i os mig at".split())
"""Words behind a verb of saying with which the speech itself goes on."""
_REPORTING = frozenset("det sådan så dette ordene disse citatet".split())
"""Words before the verb in »Det siger Ib Bo« below a quotation."""
_PUTS = SPEECH_VERBS | {"formulerer", "formulerede", "beskriver", "beskrev"}
"""Verbs in »…,« som Ib Bo udtrykker det."""
_SOUNDS = frozenset({"lyder", "lød"})
_COMES = _SOUNDS | {"kommer", "kom"}
_MAX_SIGNS, _MAX_CUE, _MAX_SPEAKERS, MAX_SENTENCE = 4, 6, 4, 80
"""Limits in tokens (speakers: in people)."""


class Attribution(NamedTuple):
    """What stands behind a quotation and says whose it is. `end` is the number of the token behind it."""

    speakers: tuple[Mention, ...]
    has_speech_verb: bool
    """Whether its verb is a known one of saying, and not any verb beside a name (»nynner Ib Bo«)."""
    end: int
    leads_on: bool = False
    """Whether its sentence goes on to a colon and another quotation: »siger Kent Bro og tilføjer:«."""
    means_last_speaker: bool = False
    """»…,« lyder det."""


def attribution(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """The attribution that begins at token `i`, right behind a quotation or its comma; None where none does.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = ", siger formand for Nøglens Venner, Ib Bo."
    >>> clause = attribution(tokens(text), 0, NameIndex())
    >>> [text[slice(*mention.name)] for mention in clause.speakers], clause.has_speech_verb
    (['Ib Bo'], True)
    """
    i = skip_signs(tokens, i, _PAUSES)
    if i >= len(tokens):
        return None
    if clause := _as_said(tokens, i, names):
        return clause
    begin = i + (tokens[i].folded in _REPORTING and i + 1 < len(tokens) and tokens[i + 1].folded in SPEECH_VERBS)
    if tokens[begin].folded not in SPEECH_VERBS:
        return _attribution_by_other_verb(tokens, begin, names)
    if tokens[begin].folded in _SOUNDS and (owner := _possessive(tokens, begin + 1)):
        return Attribution((owner,), True, begin + 2, _leads_to_colon(tokens, begin + 2))
    source = source_start(tokens, begin)
    is_number = source < len(tokens) and tokens[source].kind is Kind.NUMBER
    if source < len(tokens) and (
        tokens[source].folded in _NOT_SOURCE or (is_number and not job_at(tokens, source, names)[0])
    ):
        # »…, sagde 71 procent nej.«
        return None
    speakers, end = speakers_at(tokens, source, names)
    return Attribution(speakers, True, end, _leads_to_colon(tokens, end), _means_last_speaker(tokens, begin))


def _as_said(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """»…,« som hun siger. »…,« som Ib Bo udtrykker det. None where something else stands at token `i`."""
    if tokens[i].folded != "som" or i + 2 >= len(tokens):
        return None
    pronoun = Segment(tokens[i + 1].start, tokens[i + 1].end)
    is_pronoun = tokens[i + 1].folded in PRONOUNS
    source = Mention(Form.PRONOUN, pronoun, NO_JOB, i + 2) if is_pronoun else person_at(tokens, i + 1, names)
    is_said = source is not None and source.end < len(tokens) and tokens[source.end].folded in _PUTS
    return Attribution((source,), True, source.end + 1) if source and is_said else None


def _possessive(tokens: Sequence[Token], i: int) -> Mention | None:
    """Whom »hans« or »hendes« at token `i` means, in »lyder hans råd«; None where another word stands there."""
    if i >= len(tokens) or tokens[i].folded not in POSSESSIVES:
        return None
    return Mention(Form.PRONOUN, Segment(tokens[i].start, tokens[i].end), NO_JOB, i + 1)


def _means_last_speaker(tokens: Sequence[Token], i: int) -> bool:
    """Whether »lyder det« stands at token `i`, without anybody behind it."""
    if tokens[i].folded not in _SOUNDS or [token.folded for token in tokens[i + 1 : i + 2]] != ["det"]:
        return False
    rest = [token for token in tokens[i + 2 : i + 4] if token.folded not in ("også", "videre")]
    return not rest or rest[0].kind is Kind.SIGN


def skip_signs(tokens: Sequence[Token], i: int, signs: frozenset[str]) -> int:
    """The number of the token behind the signs from token `i` on, of which there are a few at most."""
    stop = min(i + _MAX_SIGNS, len(tokens))
    while i < stop and tokens[i].text in signs:
        i += 1
    return i


def source_start(tokens: Sequence[Token], i: int) -> int:
    """The token behind the cue that begins at token `i`: »siger«, »lyder det fra«, »lyder svaret fra«, »og siger«."""
    words = [token.folded for token in tokens[i : i + _MAX_CUE]]
    if words[0] in _COMES:
        return i + 1 + (words.index("fra") if "fra" in words else 0)
    is_double = len(words) > 2 and words[1] in ("og", "&") and words[2] in SPEECH_VERBS
    return i + 3 if is_double else i + 1


def _attribution_by_other_verb(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """»hedder det i …«, »var kommentaren fra …«, and any verb with a full name or »hun« behind it."""
    words = [token.folded for token in tokens[i : i + 3]]
    if words[:2] in (["hedder", "det"], ["hed", "det"]):
        return Attribution((), True, i + 2)
    if words[:1] == ["ordene"]:
        return _owner_of_words(tokens, i + 1, names)
    if words[0] in ("var", "er", "blev") and len(words) > 2 and words[1] in SPEECH_NOUNS:
        speakers, end = speakers_at(tokens, i + 2 + (words[2] == "fra"), names)
        return Attribution(speakers, True, end, _leads_to_colon(tokens, end)) if speakers else None
    if not _may_be_verb(tokens[i]):
        return None
    source = i + 1
    while source < len(tokens) and tokens[source].folded in ADVERBS:
        source += 1
    if source >= len(tokens) or not _is_certain_source(tokens, source, names):
        return None
    speakers, end = speakers_at(tokens, source, names)
    return Attribution(speakers, False, end, _leads_to_colon(tokens, end))


def _owner_of_words(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """»Ordene er Ib Bos«, »Ordene kommer fra Ib Bo«, from the verb at token `i` on."""
    if i + 1 >= len(tokens) or tokens[i].folded not in ("er", "kommer", "tilhører"):
        return None
    is_from = tokens[i + 1].folded == "fra"
    speakers, end = speakers_at(tokens, i + 1 + is_from, names)
    if tokens[i].folded == "er" and not is_from:
        speakers = tuple(_without_genitive(tokens, speaker) for speaker in speakers)
    return Attribution(speakers, True, end) if speakers else None


def _without_genitive(tokens: Sequence[Token], mention: Mention) -> Mention:
    """The mention; where its name ends in a genitive (»Ib Bos«), the name without it."""
    last = token_to(tokens, mention.name.end)
    if last is None:
        return mention
    start, end = mention.name
    return mention._replace(name=Segment(start, end - len(last.text) + len(without_genitive(last.text))))


def _may_be_verb(token: Token) -> bool:
    is_small_word = token.folded in NO_VERBS or token.folded in PREPOSITIONS
    return token.kind is Kind.SMALL and not is_small_word and _VERB_ENDING.match(token.folded) is not None


def _is_certain_source(tokens: Sequence[Token], i: int, names: NameIndex) -> bool:
    """Whether somebody stands at token `i` behind a verb that may be any: a pronoun or a name, and no title alone."""
    is_short = tokens[i].text in PRONOUNS or _is_first_name(tokens, i)
    return is_short or person_at(tokens, i, names) is not None or person_end(tokens, i, names, True) > i


def _is_first_name(tokens: Sequence[Token], i: int) -> bool:
    return is_given(tokens[i].text) and (i + 1 == len(tokens) or tokens[i + 1].kind is Kind.SIGN)


def speakers_at(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[tuple[Mention, ...], int]:
    """The one who speaks, or those who do so together, from token `i` on, and the number of the token behind."""
    shared, i = _shared_job(tokens, i, names)
    speakers: list[Mention] = []
    mention = mention_after_verb(tokens, i, names)
    while mention:
        speakers.append(mention)
        i = mention.end
        may_go_on = len(speakers) < _MAX_SPEAKERS and mention.form in (Form.NAME, Form.FIRST)
        mention = _next_speaker(tokens, i, names) if may_go_on else None
    if shared:
        speakers = [
            speaker._replace(
                job=speaker.job._replace(
                    title=speaker.job.title or shared.title,
                    organisation=speaker.job.organisation or shared.organisation,
                    owner=speaker.job.owner or shared.owner,
                )
            )
            for speaker in speakers
        ]
    return tuple(at_one_organisation(speakers)), i


def _shared_job(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[Job, int]:
    """The job of several people before their names, and where these begin: »de to nye forpersoner, Ib Bo og«.

    `NO_JOB` and `i` where no plural of a title stands at token `i`.
    """
    shared_title = shared_title_at(tokens, i)
    if shared_title is None:
        return NO_JOB, i
    title, at = shared_title
    job, behind = job_from_title([*tokens[:at], title, *tokens[at + 1 :]], at, at + 1, names)
    behind += behind < len(tokens) and tokens[behind].text == ","
    is_named = behind < len(tokens) and tokens[behind].kind in NAME_KINDS
    return (job, behind) if is_named else (NO_JOB, i)


def _next_speaker(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """The next of several speakers, from »og« at token `i` on: »og rådmand Ib Bo«, », og Amina«."""
    if listed := _listed_speaker(tokens, i, names):
        return listed
    has_comma = i + 1 < len(tokens) and tokens[i].text == "," and tokens[i + 1].folded in ("og", "samt")
    start = i + has_comma + 1
    if start >= len(tokens) or tokens[start - 1].folded not in ("og", "samt", "&"):
        return None
    if tokens[start].folded in SPEECH_VERBS or tokens[start].text in PRONOUNS:
        return None
    person = person_at(tokens, start, names, frame=tokens[start].kind is not Kind.SMALL)
    if person and tokens[person.end : person.end + 1] and tokens[person.end].folded in SPEECH_VERBS:
        # »siger Ib Bo, og Eva Lind supplerer:«
        return None
    if person or tokens[start].kind is not Kind.CAPITAL:
        return person
    mention = mention_after_verb(tokens, start, names)
    return mention if mention and mention.form is Form.FIRST else None


def _listed_speaker(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """The next of a row of speakers, from the comma at token `i` on, if »og« and one more follow.

    »Ib Bo, formand for Nøglen, Eva Lind, direktør i Ring 8, og Kaj Vad«.
    """
    if i >= len(tokens) or tokens[i].text != ",":
        return None
    person = person_at(tokens, i + 1, names)
    if person is None or person.form is not Form.NAME or person.name.start != tokens[i + 1].start:
        return None
    return person if _next_speaker(tokens, person.end, names) else None


def _leads_to_colon(tokens: Sequence[Token], i: int) -> bool:
    """Whether a colon ends the sentence that goes on at token `i`."""
    end = next((token.text for token in tokens[i : i + MAX_SENTENCE] if token.text in _ENDS or token.text == ":"), "")
    return end == ":"


def sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The sentences, as the numbers of their first token and the one behind. The point of »den 3. maj« ends none."""
    sentences, start = [], 0
    for i, token in enumerate(tokens):
        if token.text not in _ENDS:
            continue
        is_before_small = i + 1 < len(tokens) and tokens[i + 1].text[0].islower()
        is_before_date = i + 1 < len(tokens) and tokens[i + 1].kind is Kind.NUMBER and tokens[i - 1].folded == "pr"
        if not (is_before_small or (i and is_before_date)):
            sentences.append((start, i + 1))
            start = i + 1
    if start < len(tokens):
        sentences.append((start, len(tokens)))
    return sentences
