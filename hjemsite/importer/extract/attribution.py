"""Who is told to speak: in the inquit behind a quotation, in the words that lead up to it, in a line of signature."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import NO_VERBS, SPEECH_NOUNS, SPEECH_VERBS
from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.job_owners import genitive_owner
from hjemsite.importer.extract.jobs import NO_JOB
from hjemsite.importer.extract.lexicon import ADVERBS, PREPOSITIONS, PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention, mention_after_verb, named_people, person_at
from hjemsite.importer.extract.person_names import NameIndex, person_end
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_definite_title, shared_title, title_end
from hjemsite.importer.extract.tokens import Kind, Token

_DASHES = frozenset("–—-−")
_PAUSES = frozenset(",.!?…:;") | _DASHES
_ENDS = frozenset(".!?…")
_VERB_ENDING = re.compile(r"[a-zæøå]{2,}(?:r|de|te|t|d)\Z")
_NOT_SUBJECT = frozenset("vi jeg man du i os mig at".split())
_REPORTS = frozenset("det sådan så dette ordene disse citatet".split())
_LONGEST_SENTENCE = 80


class Attribution(NamedTuple):
    """Words that tell who speaks. `after` is the token behind them; `sure` that a known verb of saying is used."""

    speakers: tuple[Mention, ...]
    has_speech_verb: bool
    end: int
    leads_on: bool = False
    """Whether it leads on to another quotation: »siger Kent Bro og tilføjer:«."""
    means_last_speaker: bool = False
    """Whether it means whoever spoke last: »…,« lyder det."""


def attribution(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """The inquit that begins at token `i`, right behind a quotation or its comma."""
    i = _skip_signs(tokens, i, _PAUSES)
    if i >= len(tokens):
        return None
    begin = i + (tokens[i].folded in _REPORTS and i + 1 < len(tokens) and tokens[i + 1].folded in SPEECH_VERBS)
    verb = tokens[begin]
    if verb.text not in SPEECH_VERBS and verb.folded not in SPEECH_VERBS:
        return _attribution_by_other_verb(tokens, begin, names)
    subject = _subject_start(tokens, begin)
    if subject is None:
        return None
    if subject < len(tokens) and tokens[subject].folded in _NOT_SUBJECT:
        return None
    speakers, after = _speakers_at(tokens, subject, names)
    return Attribution(speakers, True, after, _leads_to_colon(tokens, after), _means_last_speaker(tokens, begin))


def _means_last_speaker(tokens: Sequence[Token], i: int) -> bool:
    row = tokens[i + 1 : i + 4]
    verb = tokens[i].folded in ("lyder", "lød") and bool(row) and row[0].folded == "det"
    rest = [token for token in row[1:] if token.folded not in ("også", "videre")]
    return verb and (not rest or rest[0].kind is Kind.SIGN)


def _skip_signs(tokens: Sequence[Token], i: int, signs: frozenset[str]) -> int:
    stop = i + 4
    while i < min(stop, len(tokens)) and tokens[i].text in signs:
        i += 1
    return i


def _subject_start(tokens: Sequence[Token], i: int) -> int | None:
    """Where the subject begins: behind »siger«, »lyder det fra«, »lyder opfordringen fra«, »og siger«."""
    words = [token.folded for token in tokens[i : i + 6]]
    if words[0] in ("lyder", "lød", "kommer", "kom"):
        for at, word in enumerate(words[1:], 1):
            if word == "fra":
                return i + at + 1
        return i + 1
    j = i + 1
    if len(words) > 2 and words[1] in ("og", "&") and words[2] in SPEECH_VERBS:
        j = i + 3
    return j


def _attribution_by_other_verb(tokens: Sequence[Token], i: int, names: NameIndex) -> Attribution | None:
    """»hedder det i …«, »var kommentaren fra …«, and any verb with a full name or »hun« behind it."""
    words = [token.folded for token in tokens[i : i + 4]]
    if words[:2] in (["hedder", "det"], ["hed", "det"]):
        return Attribution((), True, i + 2)
    if words[0] in ("var", "er", "blev") and len(words) > 2 and words[1] in SPEECH_NOUNS:
        speakers, after = _speakers_at(tokens, i + 2 + (words[2] == "fra"), names)
        return Attribution(speakers, True, after, _leads_to_colon(tokens, after)) if speakers else None
    verb = tokens[i]
    if verb.kind is not Kind.SMALL or not _VERB_ENDING.match(verb.folded) or verb.folded in NO_VERBS | PREPOSITIONS:
        return None
    subject = i + 1
    while subject < len(tokens) and tokens[subject].folded in ADVERBS:
        subject += 1
    full = subject < len(tokens) and (
        tokens[subject].text in PRONOUNS
        or _is_first_name(tokens, subject)
        or person_at(tokens, subject, names)
        or person_end(tokens, subject, names, True) > subject
    )
    if not full:
        return None
    speakers, after = _speakers_at(tokens, subject, names)
    return Attribution(speakers, False, after, _leads_to_colon(tokens, after))


def _is_first_name(tokens: Sequence[Token], i: int) -> bool:
    return is_given(tokens[i].text) and (i + 1 == len(tokens) or tokens[i + 1].kind is Kind.SIGN)


def _speakers_at(tokens: Sequence[Token], i: int, names: NameIndex) -> tuple[tuple[Mention, ...], int]:
    """The one who speaks, or those who do so together, and the token behind."""
    found: list[Mention] = []
    shared = shared_title(tokens, i)
    i += shared is not None
    first = mention_after_verb(tokens, i, names)
    while first:
        found.append(first)
        i = first.end
        first = None
        if len(found) < 4 and found[-1].form in (Form.NAME, Form.FIRST):
            first = _next_speaker(tokens, i, names)
    if shared:
        title = (Segment(shared.start, shared.end),)
        found = [one._replace(job=one.job._replace(title=one.job.title or title)) for one in found]
    return tuple(found), i


def _next_speaker(tokens: Sequence[Token], i: int, names: NameIndex) -> Mention | None:
    """The next of several speakers: »og rådmand Ib Bo«, », Ib Bo og …«."""
    k = i
    if k < len(tokens) and tokens[k].text == "," and k + 1 < len(tokens) and tokens[k + 1].folded in ("og", "samt"):
        k += 1
    if k + 1 >= len(tokens) or tokens[k].folded not in ("og", "samt", "&"):
        return None
    if tokens[k + 1].folded in SPEECH_VERBS or tokens[k + 1].text in PRONOUNS:
        return None
    more = person_at(tokens, k + 1, names, frame=tokens[k + 1].kind is not Kind.SMALL)
    if more:
        return more
    alone = mention_after_verb(tokens, k + 1, names) if tokens[k + 1].kind is Kind.CAPITAL else None
    return alone if alone and alone.form is Form.FIRST else None


def _leads_to_colon(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sentence goes on to a colon."""
    for token in tokens[i : i + _LONGEST_SENTENCE]:
        if token.text in _ENDS:
            return False
        if token.text == ":":
            return True
    return False


def sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The sentences, as numbers of tokens. An ordinal (»den 3. maj«) ends none."""
    found, start = [], 0
    for i, token in enumerate(tokens):
        if token.text not in _ENDS:
            continue
        ordinal = i and tokens[i - 1].kind is Kind.NUMBER and i + 1 < len(tokens) and tokens[i + 1].kind is Kind.SMALL
        if not ordinal and (i + 1 == len(tokens) or tokens[i + 1].kind is not Kind.SMALL):
            found.append((start, i + 1))
            start = i + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


class LeadingAttribution(NamedTuple):
    """Who the words before a quotation speak of. `said` tells that a verb of saying has them as its subject."""

    speakers: tuple[Mention, ...]
    has_speech_verb: bool


def leading_attribution(tokens: Sequence[Token], names: NameIndex) -> LeadingAttribution:
    """Whom the last sentence leads on to: its inquit, or the one it is about."""
    parts = sentences(tokens)
    if not parts:
        return LeadingAttribution((), False)
    return sentence_source(tokens[slice(*parts[-1])], names)


def sentence_source(sentence: Sequence[Token], names: NameIndex) -> LeadingAttribution:
    """Whom a sentence tells about, the subject of a verb of saying first."""
    sentence = sentence[-_LONGEST_SENTENCE:]
    people = list(mentions_in(sentence, names))
    for i in range(len(sentence) - 1, -1, -1):
        if sentence[i].folded not in SPEECH_VERBS:
            continue
        begin = _subject_start(sentence, i)
        speakers = _speakers_at(sentence, begin, names)[0] if begin is not None and begin < len(sentence) else ()
        if speakers and speakers[0].form in (Form.NAME, Form.PRONOUN, Form.TITLE):
            return LeadingAttribution(speakers, True)
        before = [one for one in people if one.end <= i]
        if before:
            return LeadingAttribution((before[-1],), True)
    if people and sentence and sentence[-1].text == ":":
        return LeadingAttribution((people[-1],), False)
    return LeadingAttribution(tuple(people[:1]), False)


def mentions_in(tokens: Sequence[Token], names: NameIndex) -> Iterator[Mention]:
    """Everybody a sentence speaks of, by name, »han« and »hun«, or title, in order."""
    i = 0
    by_place = {mention.name.start: mention for mention in named_people(tokens, names)}
    taken = {mention.end for mention in by_place.values()}
    while i < len(tokens):
        token = tokens[i]
        mention = by_place.get(token.start)
        if mention:
            yield mention
            i = mention.end
            continue
        if token.folded in PRONOUNS:
            yield Mention(Form.PRONOUN, Segment(token.start, token.end), NO_JOB, i + 1)
        elif is_definite_title(token) or (genitive_owner(tokens, i) and title_end(tokens, i + 1) > i + 1):
            title = mention_after_verb(tokens, i, names)
            if title and title.form is Form.TITLE and title.end not in taken:
                yield title
                i = max(i, title.end - 1)
        i += 1


def signature(tokens: Sequence[Token], names: NameIndex) -> Mention | None:
    """Whoever signs in a line of their own: »– Kaj Bro, adm. direktør i Ring 8«, »Camilla, 19 år«."""
    start = _skip_signs(tokens, 0, _DASHES)
    if start >= len(tokens) or len(tokens) > 40 or tokens[-1].text == ":":
        return None
    found = person_at(tokens, start, names, frame=bool(start))
    if found:
        rest = tokens[found.end :]
        return (
            found
            if not rest or (len(rest) <= 3 and all(t.kind in (Kind.SIGN, Kind.NUMBER) or t.text == "år" for t in rest))
            else None
        )
    first = tokens[start]
    rest_words = [token.folded for token in tokens[start + 1 :] if token.kind is not Kind.SIGN]
    if (
        first.kind is Kind.CAPITAL
        and rest_words[1:] == ["år"]
        and tokens[-2 if tokens[-1].kind is Kind.SIGN else -1].text == "år"
    ):
        return mention_after_verb(tokens, start, names)
    return None
