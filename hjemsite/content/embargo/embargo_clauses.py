"""Which parts of a text make one embargo line: from its cue to the words that lead up to it and to its time."""

import re
from collections.abc import Sequence

from hjemsite.content.embargo.embargo_parts import Part
from hjemsite.content.embargo.embargo_speech import QUOTATION_MARKS
from hjemsite.content.embargo.embargo_words import COMPOUND, Cue, cue_of
from hjemsite.danish.time_words import TimeWords
from hjemsite.danish.word_patterns import lazy_pattern

_OPENING = lazy_pattern(
    rf"{COMPOUND}(?:embargo|klausuleret|embargoed)[\s:–—-]*(?:til|indtil|frem|until|gælder|den|d\.|kl|klokken|[0-9]|\w+dag\b)",
    re.IGNORECASE,
)
_UNTIL = lazy_pattern(
    rf"{COMPOUND}(?:embargo|klausuleret|embargoed)[\s:–—-]*(?:til|indtil|frem til|until) (?!at\b|fordel\b)",
    re.IGNORECASE,
)
_MENTION = lazy_pattern(
    rf"\b{COMPOUND}(?:embargo|klausuleret|embargoed) (?:er |gælder )?(?:til|indtil|frem til|until)\b"
)
_AWAITS_TIME = lazy_pattern(r"(?::|\b(?:til|indtil|until|før|den|d\.|dato|release))\s*$", re.IGNORECASE)
_LONGEST_OPEN, _LONGEST_UNTIL = 25, 10
"""Words of an open embargo line with a time, and without. A longer text that begins with »Embargo til« is a story."""

_MOST_PARTS = 12
"""Parts that may stand before or behind the cue of one line."""

_FURTHEST_TIME = 3
"""Parts between the cue of a sentence and its time, at most."""


def embargo_clause(parts: Sequence[Part], number: int, after: int) -> tuple[int, int] | None:
    """The numbers of the first and last part of the embargo line whose cue is in part `number`.

    Parts that begin before `after` belong to another line.
    """
    part = parts[number]
    if not part.cue_with_time and not part.cue:
        return None
    if not part.is_closed:
        is_line = is_open_label(part) or _is_mention(part) or _is_open_notice(part)
        return (number, number) if is_line else None
    if is_free(parts, number):
        return number, number + (part.cue is not Cue.FREE)
    first, last = _start(parts, number, after), _end(parts, number)
    if any(not inner_part.times.is_empty for inner_part in parts[first : last + 1]):
        return first, last
    if (
        part.cue is Cue.LABEL
        and last + 1 < len(parts)
        and parts[last + 1].follows(":")
        and parts[last + 1].times.clocks
    ):
        return first, last + 1
    if first and _is_time_before(parts[first - 1], part, after):
        return first - 1, last
    if part.cue:
        return first, last
    later = _time_later_on(parts, last)
    return (first, later) if later and part.cue_with_time in (Cue.PERMISSION, Cue.SECRECY) else None


def _is_time_before(before: Part, part: Part, after: int) -> bool:
    """Whether the time stands before the word, as in »4. december kl. 6: Embargo«."""
    return before.start >= after and before.is_time and bool(before.times.clocks) and not part.is_on_new_line


def _time_later_on(parts: Sequence[Part], number: int) -> int | None:
    """The number of the part with an hour, further on in the sentence of part `number`; None where there is none."""
    for at in range(number + 1, min(number + 1 + _FURTHEST_TIME, len(parts))):
        if re.search(r"[.!?\n]", parts[at].gap):
            return None
        if parts[at].times.clocks:
            return at
    return None


def is_free(parts: Sequence[Part], number: int) -> bool:
    """Whether part `number`, or it and the next (»Embargo: ingen«), say that the text may come out."""
    part = parts[number]
    if part.cue is Cue.FREE or number + 1 == len(parts) or parts[number + 1].is_on_new_line:
        return part.cue is Cue.FREE
    following = parts[number + 1]
    is_short = following.is_closed and part.times.is_empty and following.times.is_empty
    return is_short and cue_of(f"{part.times.rest} {following.times.rest}", has_time=False) is Cue.FREE


def _start(parts: Sequence[Part], number: int, after: int) -> int:
    """The number of the first part of the sentence that goes on in part `number`: »Vi gør opmærksom på, at …«."""
    first = number
    while first > number - _MOST_PARTS and first and parts[first].follows(",") and parts[first - 1].start >= after:
        before = parts[first - 1]
        if not before.is_closed or not before.times.is_empty or before.is_press:
            break
        first -= 1
    return first


def _end(parts: Sequence[Part], number: int) -> int:
    """The number of the last part that belongs to the embargo line which begins with part `number`."""
    last = number
    times = [parts[number].times]
    for at in range(number + 1, min(number + 1 + _MOST_PARTS, len(parts))):
        part = parts[at]
        if part.is_on_new_line and not _is_time_below(parts, at, times):
            break
        if part.is_time or _is_time_for_some(part):
            if _is_another_day(part, times):
                break
        elif part.is_press and not part.follows(":"):
            continue
        elif not (part.is_closed and (part.cue or part.cue_with_time)) or part.cue is Cue.FREE:
            break
        last = at
        times.append(part.times)
    return last


def _is_time_for_some(part: Part) -> bool:
    """Whether a part says when some newspapers may publish, as in »aviserne fra kl. 10, net og radio fra kl. 12«."""
    return part.is_closed and bool(part.times.clocks) and (part.follows(",") or part.follows(":"))


def _is_time_below(parts: Sequence[Part], number: int, times: Sequence[TimeWords]) -> bool:
    """Whether part `number`, on a line of its own, has the time of an embargo line that ends without one.

    A mere date below it may as well be the day of the release.
    """
    part = parts[number]
    before = f"{parts[number - 1].text}{part.gap.partition(chr(10))[0].strip()}"
    has_date = any(time.days or time.partial_days or time.relative for time in times)
    is_awaited = not has_date and bool(part.times.clocks or _AWAITS_TIME.search(before))
    return part.is_time and is_awaited


def _is_another_day(part: Part, times: Sequence[TimeWords]) -> bool:
    """Whether a part names the day of something else, since an embargo line with `times` has its own."""
    if not (part.times.days or part.times.partial_days):
        return False
    has_date = any(time.days or time.partial_days for time in times)
    is_whole = any(time.has_day for time in times) and any(time.clocks for time in times)
    return has_date or (is_whole and not part.follows(",") and not part.follows("("))


def is_open_label(part: Part) -> bool:
    """Whether a part begins as an embargo line and goes on in words of its own, as »Embargo til pressemødet« does."""
    if part.times.is_empty:
        return bool(_UNTIL.match(part.text)) and len(part.text.split()) <= _LONGEST_UNTIL
    return bool(_OPENING.match(part.text)) and len(part.text.split()) <= _LONGEST_OPEN


def _is_mention(part: Part) -> bool:
    is_quoted = bool(QUOTATION_MARKS.search(part.text))
    return not is_quoted and bool(part.times.clocks) and bool(_MENTION.search(part.text.casefold()))


def _is_open_notice(part: Part) -> bool:
    """Whether a part holds back or allows a text until some event, and says when: »Fortrolig til mødet kl. 6«."""
    return part.opening_cue is not None and (bool(part.times.clocks) or part.opening_cue is Cue.SECRECY)
