"""Embargo lines: where a text says that it must not come out before some time.

A part of a line with a cue (`embargo_words.Cue`) and no word that is foreign to embargo lines is one, together with the
times beside it. Everything else on the line is not, be it the headline or the day of the release.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from hjemsite.content.embargo.embargo_clauses import embargo_clause, is_free, is_open_label
from hjemsite.content.embargo.embargo_parts import Part, has_cue, parts_of, times_with_rest, without_markup
from hjemsite.content.embargo.embargo_speech import QUOTATION_MARKS, is_about_embargo, is_spoken, is_within_quotation
from hjemsite.content.embargo.embargo_words import CONTENT, DEFINITE, MODALS, NOTE_WORDS, PRINT, SUBJECTS, Cue
from hjemsite.danish.time_words import TimeWords, time_words
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import EMBARGO_CUES, EMBARGO_LINES

_LIST_SIGN = lazy_pattern("[-–—•]")


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
            clause = embargo_clause(parts, number, lines[-1].end if lines else 0)
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


def _line(text: str, parts: Sequence[Part], first: int, last: int) -> EmbargoLine | None:
    """The embargo line of the parts `first` to `last`; None where they say too little to be one."""
    inner = parts[first : last + 1]
    start, end = inner[0].start, inner[-1].end
    times = time_words(without_markup(text[start:end]))
    words = " ".join(without_markup(text[start:end]).split())
    if any(is_free(parts, number) for number in range(first, last + 1)):
        return EmbargoLine(start, end, words, times, Sureness.SURE, is_free=True)
    cue_part = next(part for part in inner if part.cue or part.cue_with_time)
    cue = cue_part.cue or cue_part.cue_with_time
    is_open = not all(part.is_closed for part in inner)
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
    words = {word for part in inner for word in part.words}
    is_open = not all(part.is_closed for part in inner)
    is_foreign = is_open and (cue is not Cue.LABEL or (not cue_part.is_closed and not is_open_label(cue_part)))
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
    has_clock = any(inner_part.times.clocks for inner_part in parts[first : last + 1])
    is_item = bool(_LIST_SIGN.search(f"{part.gap}{part.text[0]}"))
    is_plain = cue is Cue.SECRECY or bool(MODALS.intersection(part.words))
    return Sureness.WEAK if is_alone and has_clock and is_plain and not is_item else Sureness.MENTION


def _times_for_web(inner: Sequence[Part], times: TimeWords) -> TimeWords:
    """`times`, without those that are for printed newspapers alone, and a doubt where there are any."""
    printed = [part for part in inner if PRINT.intersection(part.words) and not part.times.is_empty]
    others = [part for part in inner if part not in printed and not part.times.is_empty]
    if not printed or not others:
        return times
    kept = time_words(" ".join(part.text for part in others))
    kept = kept if kept.has_day else times._replace(clocks=kept.clocks)  # »kl. 12 samme dag«
    return kept._replace(doubts=(*kept.doubts, "trykte medier har et andet tidspunkt"))


def _stands_out(words: str, parts: Sequence[Part], first: int, last: int) -> bool:
    """Whether a line without a time is one all the same: in capitals, or alone at the top of the text."""
    return words.isupper() or (first == 0 and (last + 1 == len(parts) or parts[last + 1].is_on_new_line))
