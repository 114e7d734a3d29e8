"""What stands within marks: speech, or a title, a scare word, a document.

Marks stand around all of these. So a span is speech only where its surroundings say so, and the ways in which they can
are a table of named signs.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.attribution import sentences
from hjemsite.importer.extract.lexicon import DOCUMENTS, PRONOUNS, WRITINGS
from hjemsite.importer.extract.mentions import Form
from hjemsite.importer.extract.person_names import NameIndex
from hjemsite.importer.extract.quotation_context import Quotation
from hjemsite.importer.extract.speech_spans import SpeechSpan
from hjemsite.importer.extract.tokens import Token

_PAUSES, ENDS = frozenset(",.!?…"), frozenset(".!?…")
_MARKS = "”“\"»«’' "
_LONG, FULL, SHORT = 5, 3, 2
"""How many words speech has at least: without a sign around it, with a weak one, with a strong one."""
_MIN_CLAUSE, _MIN_NAME_FOR, _MIN_JUDGEMENT = 4, 6, 8
"""How many words a clause has at least, and what somebody calls a thing, in the first person and else."""
_FIRST_PERSON = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores)\b", re.IGNORECASE)
_MAX_DOCUMENT = 20
"""How many tokens behind the words of a document are read."""
_TITLED = frozenset({"titlen", "overskriften", "navnet", "sloganet", "mottoet"})
"""What stands before the title of something."""
_OLD_YEAR = re.compile(r"1[0-9]{3}")
_CALLS = frozenset({"kalder", "kaldte", "kaldt", "beskriver", "beskrev"})
_TEXTS = WRITINGS | {"artikel", "artiklen", "tale", "talen", "bog", "bogen", "opslag", "opslaget"}


class Candidate(NamedTuple):
    """A span that may be speech, `spans[i]`, as the quotation that it would be, and what stands around it."""

    plain: str
    spans: Sequence[SpeechSpan]
    i: int
    quotation: Quotation
    previous: Quotation | None
    has_dashed_speech: bool
    """Whether dashes mark speech somewhere in this text."""
    names: NameIndex
    words: int
    """How many words the span has."""

    @property
    def span(self) -> SpeechSpan:
        """The span itself."""
        return self.spans[self.i]

    @property
    def last(self) -> str:
        """The last character."""
        return self.plain[self.span.end - 1]

    @property
    def begins_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.plain[self.span.start].islower()


def is_single_marked_speech(candidate: Candidate) -> bool:
    """‘Single’ marks hold speech only before an attribution with a name."""
    return candidate.quotation.is_attributed and candidate.words >= FULL and _has_pause(candidate)


def is_marked_speech(candidate: Candidate) -> bool:
    return not (_is_written(candidate) or _is_title(candidate)) and any(
        sign(candidate) for sign in _SIGNS_OF_MARKED_SPEECH
    )


def _is_title(candidate: Candidate) -> bool:
    """»Rapporten har titlen »…«, siger Ib Bo«."""
    return any(word.folded in _TITLED for word in _sentence_before(candidate)[-1:])


def _has_attribution(candidate: Candidate) -> bool:
    """»…,« siger Ib Bo: the surer the speaker, the shorter the speech may be."""
    behind = candidate.quotation.attribution
    if behind is None or _is_of_document(candidate):
        return False
    is_person = any(mention.form is not Form.ORGANISATION for mention in behind.speakers)
    begins = candidate.span.begins_paragraph
    if not _has_pause(candidate):
        is_whole = begins or (behind.has_speech_verb and not candidate.begins_small)
        return is_person and is_whole and candidate.words >= _LONG
    if not is_person and candidate.begins_small and not begins:
        return False
    is_sure = is_person and behind.has_speech_verb and begins
    return candidate.words >= (1 if is_sure else SHORT if is_person else FULL)


def _has_lead(candidate: Candidate) -> bool:
    """Ib Bo siger: »…«."""
    return candidate.quotation.is_led and candidate.words >= FULL


def _is_whole_paragraph(candidate: Candidate) -> bool:
    """Whether the span is alone in its paragraph, and as long as a sentence or above a speaker."""
    if not (candidate.span.begins_paragraph and candidate.span.ends_paragraph):
        return False
    shortest = FULL if candidate.last in ENDS else _LONG
    return candidate.words >= shortest or bool(candidate.quotation.reported)


def _continues_in_sentence(candidate: Candidate) -> bool:
    """»…,« siger Ib Bo. »…«: nothing but an attribution stands between it and the quotation before."""
    spans, i, previous = candidate.spans, candidate.i, candidate.previous
    if candidate.span.begins_paragraph or not previous or not previous.attribution or candidate.words < SHORT:
        return False
    between = spans[i - 1].tokens
    if i < 2 or previous.spans[-1] is not spans[i - 2] or not between or len(sentences(between)) > 2:
        return False
    sign = between[-1].text
    if sign == "," and has_clause(between, previous):
        return False
    return (sign in (".", ":", ",") or candidate.last in ENDS) and (sign in (":", ",") or not candidate.begins_small)


def _opens_paragraph(candidate: Candidate) -> bool:
    """Whole sentences at the beginning of a paragraph that goes on with something else."""
    if _is_of_document(candidate):
        return False
    begins = candidate.span.begins_paragraph and not candidate.quotation.attribution and not candidate.begins_small
    return begins and candidate.words >= _LONG and candidate.last in ENDS


def _is_reported_clause(candidate: Candidate) -> bool:
    """Ib Bo mener, at »…«: a whole clause, said by somebody whom its sentence names."""
    words = _sentence_before(candidate)
    is_clause = bool(words) and words[-1].folded == "at" and candidate.words >= _MIN_CLAUSE
    is_said = any(word.folded in SPEECH_VERBS or f"{word.folded}r" in SPEECH_VERBS for word in words)
    return is_clause and is_said and (_is_of_named(candidate, words) or _is_of_pronoun(candidate, words))


def _is_called(candidate: Candidate) -> bool:
    """Ib Bo kalder huset for »det bedste i min tid«, »Det kalder hun for »et luftkastel««.

    In the first person it is no scare word, and behind »kalder hun for« it is no name.
    """
    words = _sentence_before(candidate)
    is_own = _FIRST_PERSON.search(candidate.plain, candidate.span.start, candidate.span.end)
    verb = next((at for at, word in enumerate(words) if word.folded in _CALLS), len(words))
    # »Rapporten kalder …« is written; what is called so may be.
    is_long = candidate.words >= (_MIN_NAME_FOR if is_own else _MIN_JUDGEMENT) and _is_of_named(candidate, words[:verb])
    return verb < len(words) and (is_long or _is_judged(candidate, words))


def _is_judged(candidate: Candidate, words: Sequence[Token]) -> bool:
    """»Det kalder hun for »et luftkastel««: the verb, somebody, »for«, and what has an article."""
    row = [word.folded for word in words[-4:]]
    calls = next((at for at, word in enumerate(row) if word in _CALLS), len(row))
    is_person = bool(PRONOUNS.keys() & row[calls + 1 :]) and row[-1:] == ["for"]
    has_article = candidate.plain.startswith(("en ", "et "), candidate.span.start)
    return is_person and has_article and candidate.words >= SHORT


def _sentence_before(candidate: Candidate) -> Sequence[Token]:
    """What stands before the span in its sentence, and in its paragraph."""
    if candidate.span.begins_paragraph or not candidate.i:
        return ()
    words = candidate.spans[candidate.i - 1].tokens
    return words[slice(*sentences(words)[-1])] if words else ()


def _is_of_named(candidate: Candidate, words: Sequence[Token]) -> bool:
    """Whether the words before the span name a person in full, and no text such as »rapporten«."""
    lead = candidate.quotation.lead
    is_named = lead is not None and any(mention.form is Form.NAME for mention in lead.speakers)
    return is_named and not any(word.folded in _TEXTS for word in words)


def _is_of_pronoun(candidate: Candidate, words: Sequence[Token]) -> bool:
    """»Han siger i dag, at »…«: the sentence begins with the pronoun, and the clause is long."""
    is_first = bool(words) and words[0].folded in PRONOUNS
    return is_first and candidate.words >= _MIN_JUDGEMENT and not any(word.folded in _TEXTS for word in words)


def _is_written(candidate: Candidate) -> bool:
    """»…,« skriver foreningen i sin klage."""
    behind = candidate.quotation.attribution
    if not behind or any(mention.form is not Form.ORGANISATION for mention in behind.speakers):
        return False
    words = [token.folded for token in candidate.spans[candidate.i + 1].tokens]
    sentence = words[: words.index(".")] if "." in words else words
    return "skriver" in sentence[:3] and any(word in WRITINGS for word in sentence)


def _is_of_document(candidate: Candidate) -> bool:
    """»…« Sådan begynder et brev: the words are written, and nobody's speech.

    »…« Sådan skrev styrmanden i 1853: nobody is named who may be asked.
    """
    behind = candidate.spans[candidate.i + 1 : candidate.i + 2]
    words = [token.folded for span in behind for token in span.tokens[:_MAX_DOCUMENT]]
    if words[:1] not in (["sådan"], ["således"]):
        return False
    was_written = words[1:2] in (["skrev"], ["stod"], ["lød"]) and any(_OLD_YEAR.fullmatch(word) for word in words)
    return was_written or any(word in DOCUMENTS for word in words[:8])


_SIGNS_OF_MARKED_SPEECH = (
    _has_attribution,
    _has_lead,
    _is_whole_paragraph,
    _continues_in_sentence,
    _opens_paragraph,
    _is_reported_clause,
    _is_called,
)
"""What stands within marks is speech where one of these is true."""


def _has_pause(candidate: Candidate) -> bool:
    """Whether a comma or the end of a sentence stands where the span ends, or nothing but marks behind it."""
    end = candidate.span.end
    behind = candidate.plain[end : end + 4].lstrip(_MARKS)
    return candidate.last in _PAUSES or not behind or behind[0] in _PAUSES


def has_clause(between: Sequence[Token], previous: Quotation) -> bool:
    """Whether the attribution goes on with a clause of its own: »siger Ib Bo, som har skrevet bogen, »…««."""
    end = previous.attribution.end if previous.attribution else 0
    return any(token.folded in ("som", "der", "hvor") for token in between[end:])
