"""What stands around an embargo line: whether it counts there, and what goes with it when it is taken out of a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from hjemsite.content.embargo.embargo_lines import EmbargoLine, Sureness, embargo_lines
from hjemsite.content.embargo.embargo_parts import without_markup
from hjemsite.content.embargo.embargo_words import NOTE_WORDS, PRESS, VOCABULARY, words_in
from hjemsite.danish.time_words import time_words
from hjemsite.danish.word_patterns import lazy_pattern

_SIGNS = " \t\xa0|·•–—-:,;/()[]*_"


_LABEL = lazy_pattern(r"\A\W*(?:presse)?(?:embargo(?:ed)?|klausuleret)\s*[:–—|-]+\s*(?=\w)", re.IGNORECASE)

_TOP, _BOTTOM = 8, 5
"""Lines from the top and the bottom of a text in which a weak embargo line counts; in the middle it would be none."""


def counting_lines(text: str) -> Iterator[EmbargoLine]:
    """The embargo lines in `text`; of the weak ones, those that are alone on their line, doubtful in the middle.

    >>> [line.words for line in counting_lines("Frigives den 4. maj\\n\\nNøglen åbner")]
    ['Frigives den 4. maj']
    """
    lines = embargo_lines(text)
    starts = [match.start() for match in re.finditer(r"^[^\n]*\S", text, re.MULTILINE)] if lines else []
    for line in lines:
        above = bisect_right(starts, line.start)
        is_at_end = above <= _TOP or above > len(starts) - _BOTTOM
        if line.sureness is not Sureness.WEAK or (is_at_end and is_alone(text, line)):
            yield line
        elif is_alone(text, line):
            yield line._replace(sureness=Sureness.MENTION)


def line_around(text: str, line: EmbargoLine) -> tuple[int, int]:
    """Where the whole line of `line` begins and ends in `text`."""
    end = text.find("\n", line.end)
    return text.rfind("\n", 0, line.start) + 1, end if end >= 0 else len(text)


def is_alone(text: str, line: EmbargoLine) -> bool:
    """Whether nothing stands on the line of `line` beside it but times and words of embargo lines.

    >>> text = "Pressemeddelelse · Klausuleret: 4. december 2026, kl. 00.01 · Sønderø"
    >>> is_alone(text, embargo_lines(text)[0]), is_alone(text[:59], embargo_lines(text[:59])[0])
    (False, True)
    """
    begin, end = line_around(text, line)
    rest_of_line = without_markup(f"{text[begin : line.start]} {text[line.end : end]}")
    return VOCABULARY.issuperset(words_in(time_words(rest_of_line).rest))


def cut_of(text: str, line: EmbargoLine) -> tuple[int, int]:
    """What of `text` to take out with `line`: the signs beside it, and words that say nothing without it.

    >>> text = "PM [EMBARGO 11. maj kl. 10]: Færgen sejler"
    >>> start, end = cut_of(text, embargo_lines(text)[0])
    >>> text[:start] + text[end:]
    'Færgen sejler'
    """
    begin, end = line_around(text, line)
    before, after = text[begin : line.start], text[line.end : end]
    start = begin if _says_nothing(before, PRESS | NOTE_WORDS) else begin + len(before.rstrip(_SIGNS))
    goes_on = after.lstrip(_SIGNS)[:1].islower() and ":" not in after[:3]
    if _says_nothing(after, VOCABULARY) or goes_on:
        return start, end
    return start, line.end + len(after) - len(after.lstrip(f"{_SIGNS}.!"))


def _says_nothing(text: str, words: frozenset[str]) -> bool:
    times = time_words(without_markup(text))
    return times.is_empty and words.issuperset(words_in(times.rest))


def without_label(title: str) -> str:
    """A headline without the word that only announces an embargo.

    >>> without_label("EMBARGO: Nøglen åbner dør")
    'Nøglen åbner dør'
    """
    return _LABEL.sub("", title)
