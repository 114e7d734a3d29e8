"""Speech that only the layout shows: block quotations with a signature, and the answers of an interview.

Neither has marks nor a verb of saying. So a block needs somebody who signs it, and an interview two questions at least.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from hjemsite.danish.speech_verbs import PLAIN_SPEECH_VERBS
from hjemsite.importer.extract.person_names import NameIndex, person_end
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.signatures import signature
from hjemsite.importer.extract.tokens import tokens

_BLOCK = re.compile(r"(?:>\s*)+")
"""How a line of a block quotation begins in Markdown."""
_INDENT = re.compile(r"(?:^|\n)(?: {2,}|\t)\Z")
_MAX_INDENT = 20
"""How many characters before a paragraph are read."""
_MARKED_QUESTION = re.compile(
    r"(?:\*\*|__|[-–—−]\s|(?:spørgsmål|spm\.?|sp\.?)\s?:).{5,250}\?(?:\*\*|__)?\Z", re.IGNORECASE
)
_QUESTION = re.compile(r"[A-ZÆØÅ][^?!]{8,160}\?\Z")
_ENDS = frozenset(".!?…")
_OPENED = re.compile(r"[-–—−“”„\"»«•*]")
"""How a paragraph begins that has signs of its own for speech, or is an item of a list."""
_TO_SOMEBODY = re.compile(r"\b(?:du|dig|din|dit|dine|jer|jeres)\b|\bI\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores)\b", re.IGNORECASE)
_REPORTED = re.compile(rf"[,.!] (?:{'|'.join(sorted(PLAIN_SPEECH_VERBS, key=len, reverse=True))}) (?:[A-ZÆØÅ]|han|hun)")
"""Where somebody else than the one who is interviewed says who speaks."""
_MIN_QUESTIONS = 2
_LONGEST_ANSWER = 6
"""How many paragraphs an answer has at most."""


class Layout(StrEnum):
    """What the layout says of a paragraph."""

    QUESTION = "question"
    ANSWER = "answer"
    BLOCK = "block"


def layout_of(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> Mapping[int, Layout]:
    """What the layout shows, by the number of the paragraph; most show nothing.

    >>> text = "> Vi er klar.\\n> Kom.\\n\\n– Ib Bo, direktør"
    >>> parts = [Paragraph(Segment(0, 13), Part.BODY), Paragraph(Segment(14, 20), Part.BODY)]
    >>> [kind.value for kind in layout_of(text, [*parts, Paragraph(Segment(22, 38), Part.BODY)], NameIndex()).values()]
    ['block', 'block']
    """
    return {**_interview(plain, paragraphs), **_blocks(plain, paragraphs, names)}


def without_block_sign(plain: str, segment: Segment) -> Segment:
    """The segment without the signs that a line of a block quotation begins with."""
    sign = _BLOCK.match(plain, *segment)
    return Segment(min(sign.end(), segment.end), segment.end) if sign else segment


def _blocks(plain: str, paragraphs: Sequence[Paragraph], names: NameIndex) -> dict[int, Layout]:
    """The lines of each block quotation that is signed, in its last line or in the paragraph below."""
    signed = [at for at in range(len(paragraphs) - 1) if _is_signed(plain, paragraphs, at, names)]
    # One in the first person shows that the others in the same layout are speech, too.
    has_speech = any(_FIRST_PERSON.search(_text(plain, paragraphs[at])) for at in signed)
    blocks = dict.fromkeys(signed if has_speech else (), Layout.BLOCK)
    for start, end in _rows(plain, paragraphs):
        lines = [at for at in range(start, end) if _text(plain, paragraphs[at]).strip(" .")]
        is_signed = len(lines) > 1 and _is_signature(plain, paragraphs[lines[-1]], names)
        spoken = lines[:-1] if is_signed else lines
        is_signed |= end < len(paragraphs) and _is_signature(plain, paragraphs[end], names)
        is_signed |= _is_introduced(plain, paragraphs, start, end, names)
        if is_signed and not any(_OPENED.match(_text(plain, paragraphs[at])) for at in spoken):
            blocks |= dict.fromkeys(spoken, Layout.BLOCK)
    return blocks


def _is_introduced(plain: str, paragraphs: Sequence[Paragraph], start: int, end: int, names: NameIndex) -> bool:
    """Whether indented text in the first person follows a paragraph of body that names somebody."""
    above = paragraphs[start - 1] if start else None
    if above is None or above.part is not Part.BODY or _is_in_block(plain, above.segment.start):
        return False
    is_own = any(_FIRST_PERSON.search(_text(plain, paragraphs[at])) for at in range(start, end))
    words = tokens(plain, *above.segment) if is_own else []
    return any(person_end(words, i, names) > i for i in range(len(words)))


def _is_signed(plain: str, paragraphs: Sequence[Paragraph], number: int, names: NameIndex) -> bool:
    """Whether a paragraph is signed on the very next line, with a job, and nothing follows it."""
    own, below = paragraphs[number : number + 2]
    text = _text(plain, own)
    if own.part is not Part.BODY or below.part is Part.CONTACT:
        return False
    after = paragraphs[number + 2].segment.start if number + 2 < len(paragraphs) else len(plain)
    is_line_below = plain.count("\n", own.segment.end, below.segment.start) == 1
    is_last_line = after == len(plain) or plain.count("\n", below.segment.end, after) > 1
    is_apart = is_line_below and is_last_line and text[-1:] in _ENDS and not _OPENED.match(text)
    signed = signature(tokens(plain, *below.segment), names) if is_apart else ()
    return len(signed) == 1 and bool(signed[0].job.title)


def _is_in_block(plain: str, start: int) -> bool:
    """Whether the line that begins at a position has the sign of a block quotation, or is indented."""
    return plain.startswith(">", start) or _INDENT.search(plain, max(start - _MAX_INDENT, 0), start) is not None


def _rows(plain: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """The first number, and the one behind the last, of each block quotation. An empty line ends one."""
    start, end = 0, 0
    for number, paragraph in enumerate(paragraphs):
        goes_on = number == end and plain.count("\n", paragraphs[number - 1].segment.end, paragraph.segment.start) < 2
        if start < end and not goes_on:
            yield start, end
            start = end
        if _is_in_block(plain, paragraph.segment.start):
            start, end = (start if start < end else number), number + 1
    if start < end:
        yield start, end


def _text(plain: str, paragraph: Paragraph) -> str:
    return plain[slice(*without_block_sign(plain, paragraph.segment))]


def _is_signature(plain: str, paragraph: Paragraph, names: NameIndex) -> bool:
    return bool(signature(tokens(plain, *without_block_sign(plain, paragraph.segment)), names))


def _interview(plain: str, paragraphs: Sequence[Paragraph]) -> dict[int, Layout]:
    """The questions and the answers of an interview; nothing where the text is none."""
    texts = [plain[slice(*paragraph.segment)] for paragraph in paragraphs]
    for pattern in (_MARKED_QUESTION, _QUESTION):
        asked = [number for number in range(len(texts) - 1) if _is_question(pattern, texts, paragraphs, number)]
        if len(asked) >= _MIN_QUESTIONS and _is_conversation(texts, asked, is_marked=pattern is _MARKED_QUESTION):
            # The last answer has one paragraph: nothing shows where it ends.
            answers = [at for pair in pairwise([*asked, asked[-1]]) for at in _answer(texts, paragraphs, *pair)]
            return {**dict.fromkeys(asked, Layout.QUESTION), **dict.fromkeys(answers, Layout.ANSWER)}
    return {}


def _is_question(pattern: re.Pattern[str], texts: Sequence[str], paragraphs: Sequence[Paragraph], number: int) -> bool:
    is_text = paragraphs[number].part in (Part.BODY, Part.HEADING)
    return is_text and pattern.match(texts[number]) is not None and _may_answer(texts, paragraphs, number + 1)


def _may_answer(texts: Sequence[str], paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a paragraph may be an answer: running text without signs of speech, and nobody reports what is said."""
    text = texts[number]
    is_text = paragraphs[number].part in (Part.BODY, Part.HEADING, Part.DECK)
    return is_text and text[-1] in ".!…" and not (_OPENED.match(text) or _REPORTED.search(text))


def _is_conversation(texts: Sequence[str], asked: Sequence[int], *, is_marked: bool) -> bool:
    """Whether the questions are asked of somebody, and the answers are that person's: no list of questions for all."""
    is_asked = any(_TO_SOMEBODY.search(texts[number]) for number in asked)
    own = sum(_FIRST_PERSON.search(texts[number + 1]) is not None for number in asked)
    return own > 0 if is_marked else is_asked and 2 * own > len(asked)


def _answer(texts: Sequence[str], paragraphs: Sequence[Paragraph], start: int, end: int) -> Iterator[int]:
    """The paragraphs of the answer to question `start`: the next, and all up to question `end` that go on speaking."""
    yield start + 1
    for at in range(start + 2, min(end, start + 1 + _LONGEST_ANSWER)):
        if not (_may_answer(texts, paragraphs, at) and _FIRST_PERSON.search(texts[at])):
            return
        yield at
