"""Embargo lines: where a text says that it must not come out before some time.

A part of a line with a cue (`embargo_words.Cue`) and no word that is foreign to embargo lines is one, together with the
times beside it. Everything else on the line is not, be it the headline or the day of the release.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from hjemsite.danish.embargo_parts import Part, has_cue, parts_of, times_with_rest, without_markup
from hjemsite.danish.embargo_speech import QUOTATION_MARKS, is_about_embargo, is_spoken, is_within_quotation
from hjemsite.danish.embargo_words import COMPOUND, CONTENT, DEFINITE, MODALS, NOTE_WORDS, PRINT, SUBJECTS, Cue, cue_of
from hjemsite.danish.time_words import TimeWords, time_words
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import EMBARGO_CUES, EMBARGO_LINES

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
_LIST_SIGN = lazy_pattern("[-–—•]")
_LONGEST_OPEN, _LONGEST_UNTIL = 25, 10
"""Words of an open embargo line with a time, and without. A longer text that begins with »Embargo til« is a story."""

_MOST_PARTS = 12
"""Parts that may stand before or behind the cue of one line."""

_FURTHEST_TIME = 3
"""Parts between the cue of a sentence and its time, at most."""


class Sureness(IntEnum):
    """How sure it is that a text is an embargo line."""

    MENTION = 1
    """The text may as well speak of something else."""
    WEAK = 2
    """The text is one if nothing else stands on its line, at the top or the end of a release."""
    SURE = 3


class EmbargoLine(NamedTuple):
    """`text[start:end]` is an embargo line with the words `words`. `times` is what it says of its time.

    `is_free` says that it is the opposite: the text may come out at once. `is_open` says that it has more to say than
    words of embargo lines.
    """

    start: int
    end: int
    words: str
    times: TimeWords
    sureness: Sureness
    is_free: bool = False
    is_open: bool = False


def embargo_lines(text: str) -> tuple[EmbargoLine, ...]:
    """The embargo lines in `text`, in order. A line break ends a line, so wrapped lines must have been joined.

    >>> [(line.words, line.times.clocks[0].hour) for line in embargo_lines("Nyt fra Nøglen – embargo til 4/12 kl. 6")]
    [('embargo til 4/12 kl. 6', 6)]
    >>> embargo_lines("Embargoen mod Rusland gælder til den 31. januar 2027.")
    ()
    """
    if not has_cue(text):
        return ()
    parts = parts_of(text)
    lines: list[EmbargoLine] = []
    number = cues = 0
    while number < len(parts) and len(lines) < EMBARGO_LINES and cues < EMBARGO_CUES:
        clause = None
        if parts[number].may_have_cue:
            cues += parts[number].cue_with_time is not None
            clause = _clause(parts, number, lines[-1].end if lines else 0)
        if clause is None:
            number += 1
            continue
        first, last = clause
        line = _line(text, parts, first, last)
        if line is not None and not is_spoken(text, line.start, line.end):
            is_topic = parts[number].cue is Cue.LABEL and is_about_embargo(text)
            is_doubtful = is_topic or is_within_quotation(text, line.start, line.end)
            if not (is_topic and _goes_on(parts, last)):
                lines.append(line._replace(sureness=Sureness.MENTION) if is_doubtful else line)
        number = last + 1
    return tuple(lines)


def _clause(parts: Sequence[Part], number: int, after: int) -> tuple[int, int] | None:
    """The numbers of the first and last part of the embargo line whose cue is in part `number`.

    Parts that begin before `after` belong to another line.
    """
    part = parts[number]
    if not part.cue_with_time and not part.cue:
        return None
    if not part.is_closed:
        is_line = _is_open_label(part) or _is_mention(part) or _is_open_notice(part)
        return (number, number) if is_line else None
    if _is_free(parts, number):
        return number, number + (part.cue is not Cue.FREE)
    first, last = _start(parts, number, after), _end(parts, number)
    if any(not one.times.is_empty for one in parts[first : last + 1]):
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


def _is_free(parts: Sequence[Part], number: int) -> bool:
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
    has_date = any(one.days or one.partial_days or one.relative for one in times)
    is_awaited = not has_date and bool(part.times.clocks or _AWAITS_TIME.search(before))
    return part.is_time and is_awaited


def _is_another_day(part: Part, times: Sequence[TimeWords]) -> bool:
    """Whether a part names the day of something else, since an embargo line with `times` has its own."""
    if not (part.times.days or part.times.partial_days):
        return False
    has_date = any(one.days or one.partial_days for one in times)
    is_whole = any(one.has_day for one in times) and any(one.clocks for one in times)
    return has_date or (is_whole and not part.follows(",") and not part.follows("("))


def _is_open_label(part: Part) -> bool:
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


def _line(text: str, parts: Sequence[Part], first: int, last: int) -> EmbargoLine | None:
    """The embargo line of the parts `first` to `last`; None where they say too little to be one."""
    inner = parts[first : last + 1]
    start, end = inner[0].start, inner[-1].end
    times = time_words(without_markup(text[start:end]))
    words = " ".join(without_markup(text[start:end]).split())
    if any(_is_free(parts, number) for number in range(first, last + 1)):
        return EmbargoLine(start, end, words, times, Sureness.SURE, is_free=True)
    cue_part = next(one for one in inner if one.cue or one.cue_with_time)
    cue = cue_part.cue or cue_part.cue_with_time
    is_open = not all(one.is_closed for one in inner)
    if times.is_empty and cue is Cue.LABEL and not is_open and not _stands_out(words, parts, first, last):
        return None
    sureness = _sureness(inner, cue_part, cue, times)
    if sureness is not Sureness.MENTION and cue in (Cue.SECRECY, Cue.NOTE):
        sureness = _sureness_of_note(parts, first, last, cue)
    is_other = cue is Cue.RELEASE or _goes_on(parts, last)
    if sureness is Sureness.MENTION and (is_other or QUOTATION_MARKS.search(words)):
        # »Tallene må først offentliggøres i maj, siger hun«
        return None
    if QUOTATION_MARKS.search(words):
        sureness = Sureness.MENTION
    return EmbargoLine(
        start, end, words, times_with_rest(text, end, _times_for_web(inner, times)), sureness, is_open=is_open
    )


def _goes_on(parts: Sequence[Part], last: int) -> bool:
    """Whether the sentence goes on behind part `last`, in words that belong to no embargo line."""
    return last + 1 < len(parts) and parts[last + 1].follows(",")


def _sureness(inner: Sequence[Part], cue_part: Part, cue: Cue | None, times: TimeWords) -> Sureness:
    words = {word for one in inner for word in one.words}
    is_open = not all(one.is_closed for one in inner)
    is_foreign = is_open and (cue is not Cue.LABEL or (not cue_part.is_closed and not _is_open_label(cue_part)))
    if (is_open and times.is_empty) or is_foreign or words & CONTENT or (words & DEFINITE and not times.clocks):
        return Sureness.MENTION
    return Sureness.WEAK if cue is Cue.RELEASE else Sureness.SURE


def _sureness_of_note(parts: Sequence[Part], first: int, last: int, cue: Cue) -> Sureness:
    """How sure »Fortroligt indtil …« and »Må bruges fra …« are: by what they speak of, and how they stand."""
    part, before = parts[first], parts[first - 1] if first else None
    is_alone = (before is None or part.is_on_new_line) and (last + 1 == len(parts) or parts[last + 1].is_on_new_line)
    is_labelled = before is not None and not part.is_on_new_line and NOTE_WORDS.issuperset(before.words)
    if part.text.isupper() or is_labelled or (cue is Cue.SECRECY and SUBJECTS.intersection(part.words)):
        return Sureness.SURE
    has_clock = any(one.times.clocks for one in parts[first : last + 1])
    is_item = bool(_LIST_SIGN.search(f"{part.gap}{part.text[0]}"))
    is_plain = cue is Cue.SECRECY or bool(MODALS.intersection(part.words))
    return Sureness.WEAK if is_alone and has_clock and is_plain and not is_item else Sureness.MENTION


def _times_for_web(inner: Sequence[Part], times: TimeWords) -> TimeWords:
    """`times`, without those that are for printed newspapers alone, and a doubt where there are any."""
    printed = [one for one in inner if PRINT.intersection(one.words) and not one.times.is_empty]
    others = [one for one in inner if one not in printed and not one.times.is_empty]
    if not printed or not others:
        return times
    kept = time_words(" ".join(one.text for one in others))
    kept = kept if kept.has_day else times._replace(clocks=kept.clocks)  # »kl. 12 samme dag«
    return kept._replace(doubts=(*kept.doubts, "trykte medier har et andet tidspunkt"))


def _stands_out(words: str, parts: Sequence[Part], first: int, last: int) -> bool:
    """Whether a line without a time is one all the same: in capitals, or alone at the top of the text."""
    return words.isupper() or (first == 0 and (last + 1 == len(parts) or parts[last + 1].is_on_new_line))
