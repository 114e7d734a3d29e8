"""Quotation marks of a paragraph, paired as they were meant.

Danish releases mix all kinds and lose some. Where a mark stands says more than its form: one with a blank before it
opens, one with a blank after it closes. A single mark counts only where it cannot be an apostrophe.
"""

import re
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS

_MARK = re.compile(r"''|’’|‘‘|,,(?=\w)|[“”„‟\"»«‹›‘’‚']")
_SINGLES = frozenset("‘’‚'‹›")
_FREE = frozenset("([–—-−/…")
_AFTER = frozenset(".,;:!?)]–—-−/…")
_ALIAS = re.compile(r"[“”„»\"‘’'][A-ZÆØÅ]\w*(?: [A-ZÆØÅ]\w*)?[“”«\"’'] [A-ZÆØÅ]\w")
_FALSE_NAME = re.compile(r"[“”„»\"‘’'][A-ZÆØÅ]\w*[“”«\"’'](?=[\s,.])")
_SAYS_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(SPEECH_VERBS))}) \Z")
_NAME_BEFORE = re.compile(r"[A-ZÆØÅ][\w.]* \Z")
_PAUSES = frozenset(",.!?…")
_NEAR = 600
_NEXT_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])")
_VERB_AHEAD = re.compile(r"\s*([a-zæøå]+)\b")
_INQUIT = re.compile(rf"[,!?.…]\s+(?=(?:{'|'.join(sorted(SPEECH_VERBS))})\b)")


class MarkedRange(NamedTuple):
    """What stands between two marks: `text[start:end]`; the marks are within `text[outer_start:outer_end]`."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_opened: bool
    is_closed: bool


def marked_ranges(text: str, start: int, end: int) -> list[MarkedRange]:
    """The outermost marked stretches of `text[start:end]`, in order; a lost mark is put where it must have been.

    >>> text = "Vi er ’glade’ nu, ” siger hun. »Ja!«"
    >>> [text[marked.start : marked.end] for marked in marked_ranges(text, 0, len(text))]
    ['Vi er ’glade’ nu,', 'Ja!']
    """
    found: list[MarkedRange] = []
    opened: list[re.Match[str]] = []
    left = alias = start
    for mark in _MARK.finditer(text, start, end):
        if mark.start() < left and not opened:
            continue
        if mark.start() >= alias and _is_false_name(text, start, end, mark):
            alias = text.find(" ", mark.end(), end)
            alias = end if alias < 0 else alias
        if mark.start() < alias:
            continue
        role = _role(text, start, end, mark, opened)
        if role == "open":
            lost = _lost_end(text, opened, mark)
            if lost:
                found.append(lost)
                opened.clear()
            opened.append(mark)
        elif role == "close" and opened:
            first = _popped(opened, mark)
            if not opened:
                found.append(_trimmed(text, first.end(), mark.start(), first.start(), mark.end(), True, True))
                left = mark.end()
        elif role == "close" and not _is_single(mark):
            begin = _lost_start(text, start, found, mark)
            if begin is not None:
                found.append(_trimmed(text, begin, mark.start(), begin, mark.end(), False, True))
            left = mark.end()
    if opened and not _is_single(opened[0]):
        found.append(_unclosed(text, opened[0], end))
    return found


def _is_false_name(text: str, start: int, end: int, mark: re.Match[str]) -> bool:
    """Whether a mark begins a nickname (»Konrad »Konge« Vestergaard«) or a name that is not the real one."""
    before = text[max(start, mark.start() - 30) : mark.start()]
    if _ALIAS.match(text, mark.start(), end) and _NAME_BEFORE.search(before):
        return True
    return bool(_FALSE_NAME.match(text, mark.start(), end) and _SAYS_BEFORE.search(before))


def _is_single(mark: re.Match[str]) -> bool:
    return mark[0] in _SINGLES


def _popped(opened: list[re.Match[str]], mark: re.Match[str]) -> re.Match[str]:
    """The opening mark that this one closes. A double one closes singles left open within it, too."""
    if not _is_single(mark):
        while len(opened) > 1 and _is_single(opened[-1]):
            opened.pop()
    return opened.pop()


def _role(text: str, start: int, end: int, mark: re.Match[str], opened: list[re.Match[str]]) -> str:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    free_before = before.isspace() or before in _FREE or (bool(opened) and opened[-1].end() == mark.start())
    free_after = after.isspace() or after in _AFTER or not (after.isalnum() or after in "[(“”„\"»«‘’'…")
    if _is_single(mark):
        return _single_role(text, end, mark, opened, free_before, after)
    verb = _VERB_AHEAD.match(text, mark.end(), end)
    if verb and verb[1] in SPEECH_VERBS and text[max(start, mark.start() - 2) : mark.start()].rstrip()[-1:] in _PAUSES:
        return "close"
    if free_before != free_after:
        return "open" if free_before else "close"
    if mark[0] in "„‟,,":
        return "open"
    return (
        "close" if any(not _is_single(one) for one in opened) else "open" if free_before or not free_after else "close"
    )


def _single_role(
    text: str, end: int, mark: re.Match[str], opened: list[re.Match[str]], free_before: bool, after: str
) -> str:
    inside = bool(opened) and _is_single(opened[-1])
    if free_before and (after.isalnum() or after in "[(…"):
        return "open" if _closer_ahead(text, mark, end) else ""
    if inside and not after.isalnum():
        return "close"
    return ""


def _closer_ahead(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a single mark that may close this one follows soon. »Ring ’em op« has none."""
    return bool(re.compile(r"[^\s‘’'‚‹›][‘’'‹›](?!\w)").search(text, mark.end(), min(end, mark.end() + _NEAR)))


def _lost_start(text: str, start: int, found: list[MarkedRange], mark: re.Match[str]) -> int | None:
    """Where a quotation began whose opening mark was lost: with the paragraph, or after the inquit before it."""
    while found and text[found[-1].outer_start] in _SINGLES:
        found.pop()
    if not found:
        return start
    sentence = _NEXT_SENTENCE.search(text, found[-1].outer_end, mark.start())
    return sentence.end() if sentence else None


def _lost_end(text: str, opened: list[re.Match[str]], mark: re.Match[str]) -> MarkedRange | None:
    """Where a quotation ended whose closing mark was lost, when the next one opens."""
    if not opened or _is_single(opened[0]) or _is_single(mark):
        return None
    inquit = _INQUIT.search(text, max(opened[0].end(), mark.start() - _NEAR), mark.start())
    if not inquit:
        return None
    return _trimmed(text, opened[0].end(), inquit.start(), opened[0].start(), inquit.start(), True, False)


def _unclosed(text: str, mark: re.Match[str], end: int) -> MarkedRange:
    inquit = _INQUIT.search(text, mark.end(), end)
    last = inquit.start() if inquit else end
    return _trimmed(text, mark.end(), last, mark.start(), last, True, False)


def _trimmed(text: str, start: int, end: int, outer: int, outer_end: int, opened: bool, closed: bool) -> MarkedRange:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return MarkedRange(start, end, outer, outer_end, opened, closed)
