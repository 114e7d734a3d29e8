"""The quotation marks of a paragraph, paired as they were meant.

Danish releases mix all kinds of marks and lose some. Where a mark stands shows more than its form: one with a blank
before it opens, one with a blank behind it closes. A single mark counts only where it can be no apostrophe.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS

_ANY_VERB = "|".join(sorted(SPEECH_VERBS))
_MARK = re.compile(r"''|’’|‘‘|,,(?=\w)|[“”„‟\"»«‹›‘’‚']")
_SINGLES = frozenset("‘’‚'‹›")
_OPENERS = frozenset({"„", "‟", ",,"})
"""Double marks that only ever open in Danish."""
_BEFORE_OPENING = frozenset("([–—-−/…")
_BEHIND_CLOSING = frozenset(".,;:!?)]–—-−/…")
_BEGINS_WORDS = frozenset("[(“”„\"»«‘’'")
"""Signs behind an opening mark with which what it marks begins."""
_NICKNAME = re.compile(r"[“”„»\"‘’'][A-ZÆØÅ]\w*(?: [A-ZÆØÅ]\w*)?[“”«\"’'] [A-ZÆØÅ]\w")
_FALSE_NAME = re.compile(r"[“”„»\"‘’'][A-ZÆØÅ]\w*[“”«\"’'](?=[\s,.])")
_VERB_BEFORE = re.compile(rf"\b(?:{_ANY_VERB}) \Z")
_NAME_BEFORE = re.compile(r"[A-ZÆØÅ][\w.]* \Z")
_PAUSES = frozenset(",.!?…")
_NEXT_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])")
_WORD_BEHIND = re.compile(r"\s*([a-zæøå]+)\b")
_SINGLE_CLOSING = re.compile(r"[^\s‘’'‚‹›][‘’'‹›](?!\w)")
_ATTRIBUTION = re.compile(rf"[,!?.…]\s+(?=(?:{_ANY_VERB})\b)")
_MAX_DISTANCE = 600
"""How many characters from a mark its other one, or a sign of it, is looked for."""
_MAX_BEFORE_NICKNAME = 30


class MarkedRange(NamedTuple):
    """What stands between two marks, `text[start:end]`. Marks and all are `text[outer_start:outer_end]`."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_opened: bool
    """Whether the opening mark is there, or lost."""
    is_closed: bool


class _Role(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    NEITHER = "neither"


class _Paragraph(NamedTuple):
    """`text[start:end]`."""

    text: str
    start: int
    end: int


def marked_ranges(text: str, start: int, end: int) -> list[MarkedRange]:
    """The outermost marked ranges of the paragraph `text[start:end]`, in order.

    A lost mark is put where it must have been: at the paragraph's beginning or end, or beside an attribution.

    >>> text = "Vi er ’glade’ nu, ” siger hun. »Ja!«"
    >>> [text[marked.start : marked.end] for marked in marked_ranges(text, 0, len(text))]
    ['Vi er ’glade’ nu,', 'Ja!']
    """
    paragraph = _Paragraph(text, start, end)
    ranges: list[MarkedRange] = []
    opened: list[re.Match[str]] = []
    for mark in _marks(paragraph):
        role = _role(paragraph, mark, opened)
        if role is _Role.OPENS:
            lost_end = _lost_end(text, opened, mark)
            if lost_end is not None:
                ranges.append(_trimmed(text, opened[0].end(), lost_end, opened[0].start(), lost_end, is_closed=False))
                opened.clear()
            opened.append(mark)
        elif role is _Role.CLOSES and opened:
            first = _pop(opened, mark)
            if not opened:
                ranges.append(_trimmed(text, first.end(), mark.start(), first.start(), mark.end()))
        elif role is _Role.CLOSES and not _is_single(mark):
            while ranges and text[ranges[-1].outer_start] in _SINGLES:
                ranges.pop()
            lost_start = _lost_start(paragraph, ranges, mark)
            if lost_start is not None:
                ranges.append(_trimmed(text, lost_start, mark.start(), lost_start, mark.end(), is_opened=False))
    if opened and not _is_single(opened[0]):
        last = _unclosed_end(paragraph, opened[0])
        ranges.append(_trimmed(text, opened[0].end(), last, opened[0].start(), last, is_closed=False))
    return ranges


def _marks(paragraph: _Paragraph) -> Iterator[re.Match[str]]:
    """The marks of a paragraph, without those around nicknames and false names."""
    text, start, end = paragraph
    resume = start
    for mark in _MARK.finditer(text, start, end):
        if mark.start() < resume:
            continue
        if _begins_nickname(paragraph, mark):
            blank = text.find(" ", mark.end(), end)
            resume = end if blank < 0 else blank
        else:
            yield mark


def _begins_nickname(paragraph: _Paragraph, mark: re.Match[str]) -> bool:
    """Whether a mark begins »Konrad »Konge« Vestergaard« or »siger »Maria«, which is not her real name«."""
    text, start, end = paragraph
    before = text[max(start, mark.start() - _MAX_BEFORE_NICKNAME) : mark.start()]
    if _NICKNAME.match(text, mark.start(), end) and _NAME_BEFORE.search(before):
        return True
    return bool(_FALSE_NAME.match(text, mark.start(), end) and _VERB_BEFORE.search(before))


def _is_single(mark: re.Match[str]) -> bool:
    return mark[0] in _SINGLES


def _pop(opened: list[re.Match[str]], mark: re.Match[str]) -> re.Match[str]:
    """Take the opening mark that `mark` closes off the list. A double one closes singles left open within it, too."""
    if not _is_single(mark):
        while len(opened) > 1 and _is_single(opened[-1]):
            opened.pop()
    return opened.pop()


def _role(paragraph: _Paragraph, mark: re.Match[str], opened: Sequence[re.Match[str]]) -> _Role:
    """Whether a mark opens or closes, behind those that are open."""
    text, start, end = paragraph
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    is_behind_mark = bool(opened) and opened[-1].end() == mark.start()
    may_open = before.isspace() or before in _BEFORE_OPENING or is_behind_mark
    if _is_single(mark):
        return _single_role(paragraph, mark, opened, may_open, after)
    if _is_before_attribution(paragraph, mark):
        return _Role.CLOSES
    may_close = after in _BEHIND_CLOSING or not (after.isalnum() or after in _BEGINS_WORDS)
    if may_open != may_close:
        return _Role.OPENS if may_open else _Role.CLOSES
    is_inside = any(not _is_single(other) for other in opened) and mark[0] not in _OPENERS
    return _Role.CLOSES if is_inside else _Role.OPENS


def _is_before_attribution(paragraph: _Paragraph, mark: re.Match[str]) -> bool:
    """Whether a pause stands before a mark and a verb of saying behind it, whatever the blanks: »Ja, ”siger hun«."""
    text, start, end = paragraph
    word = _WORD_BEHIND.match(text, mark.end(), end)
    before = text[max(start, mark.start() - 2) : mark.start()].rstrip()[-1:]
    return word is not None and word[1] in SPEECH_VERBS and before in _PAUSES


def _single_role(
    paragraph: _Paragraph, mark: re.Match[str], opened: Sequence[re.Match[str]], may_open: bool, after: str
) -> _Role:
    """The role of a single mark. What has no partner is an apostrophe: »Ring ’em op«."""
    text, _, end = paragraph
    if may_open and (after.isalnum() or after in "[(…"):
        has_partner = _SINGLE_CLOSING.search(text, mark.end(), min(end, mark.end() + _MAX_DISTANCE))
        return _Role.OPENS if has_partner else _Role.NEITHER
    is_inside = bool(opened) and _is_single(opened[-1])
    return _Role.CLOSES if is_inside and not after.isalnum() else _Role.NEITHER


def _lost_start(paragraph: _Paragraph, ranges: Sequence[MarkedRange], mark: re.Match[str]) -> int | None:
    """Where a quotation begins of which only the closing mark is there: with the paragraph, or with a new sentence."""
    if not ranges:
        return paragraph.start
    sentence = _NEXT_SENTENCE.search(paragraph.text, ranges[-1].outer_end, mark.start())
    return sentence.end() if sentence else None


def _lost_end(text: str, opened: Sequence[re.Match[str]], mark: re.Match[str]) -> int | None:
    """Where an open quotation ends, when another mark opens: before the attribution between the two."""
    if not opened or _is_single(opened[0]) or _is_single(mark):
        return None
    match = _ATTRIBUTION.search(text, max(opened[0].end(), mark.start() - _MAX_DISTANCE), mark.start())
    return match.start() if match else None


def _unclosed_end(paragraph: _Paragraph, mark: re.Match[str]) -> int:
    """Where a quotation ends that no mark closes: before the first attribution, else with the paragraph."""
    match = _ATTRIBUTION.search(paragraph.text, mark.end(), paragraph.end)
    return match.start() if match else paragraph.end


def _trimmed(
    text: str, start: int, end: int, outer_start: int, outer_end: int, is_opened: bool = True, is_closed: bool = True
) -> MarkedRange:
    """A range without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return MarkedRange(start, end, outer_start, outer_end, is_opened, is_closed)
