"""The parts of a line between dashes, colons, commas, brackets and full stops, with the times and the cue in each.

They are small enough that each says one thing: »Pressemeddelelse · Klausuleret: 4. december 2026, kl. 00.01« has four.
"""

import re
from functools import cached_property
from itertools import pairwise, takewhile

from hjemsite.content.embargo.embargo_words import (
    LABEL_STEM,
    LABELS,
    PRESS,
    STEM,
    TIME_FILLERS,
    VOCABULARY,
    Cue,
    cue_of,
    opening_cue,
    words_in,
)
from hjemsite.danish.dates import MONTH_NUMBERS
from hjemsite.danish.time_words import TIME_NAMES, TimeWords, time_words
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import EMBARGO_CHARACTERS

_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_SEPARATOR = lazy_pattern(
    r"[\s|·•▪;[\](),:.!?–—/-](?:(?<=[|·•▪;\n\t[\]()])[|·•▪;\n\t[\]()]*\s*|(?<=\s[-–—/])[-–—/]*\s+|"
    r"(?<=:)\s+|(?<=,)\s+(?!(?:19|20)[0-9]{2}\b)|(?<=[^\S\n])[^\S\n]{2,}|"
    rf"(?<=[.!?])(?<![.!?]{{2}})[.!?]*\s+(?=[A-ZÆØÅ])(?!(?i:{_MONTHS}|ce?s?t|gmt|utc|kl)\b))"
)
"""A full stop ends a part before a capital, but not in »4. December« and »kl. 6 a.m. CET«.

It begins with all characters that may come first: Python passes over the others at once.
"""

_WRAP = lazy_pattern(
    r"(?=[ \t\n])(?:"
    r"(?<=\S)(?<![!?:])[ \t]*\n(?=(?-i:[a-zæøå])|(?:19|20)[0-9]{2}\b|[0-9]{1,2}[.:][0-9]{2}\b|"
    rf"(?:{_MONTHS}|kl|den|til|indtil)\b)|(?:(?<= den)|(?<= d\.)|(?<= til)|(?<= kl\.))[ \t]*\n(?=\S))",
    re.IGNORECASE,
)
"""A break within a sentence: the next line begins in small letters, or with the rest of a date or an hour."""

_KNOWN_WORDS = VOCABULARY | TIME_NAMES
_BEGINNING = 40
"""Characters of the next paragraph that `_SEPARATOR` may need to see: signs of Markdown, and the name of a month."""

_MARKUP = lazy_pattern("[*_\\\\#>\xa0]")


def without_markup(text: str) -> str:
    """`text`, as long as before, with blanks for the signs of Markdown."""
    return _MARKUP.sub(" ", text)


def unwrapped(text: str) -> str:
    """`text`, as long as before, with blanks for the breaks within sentences.

    >>> unwrapped("Embargo til den 4.\\nDECEMBER 2026\\nkl. 6\\nNøglen åbner")
    'Embargo til den 4. DECEMBER 2026 kl. 6\\nNøglen åbner'
    """
    return _WRAP.sub(lambda match: " " * len(match[0]), text)


def may_hold_embargo(text: str) -> bool:
    """Whether it is worth looking for embargo lines in `text`: a quick test that overlooks none."""
    return STEM.search(f"\n{text.casefold()}") is not None


class Part:
    """A part of a text between two separators, from `start` to `end`. `gap` is the separator before it."""

    def __init__(self, text: str, start: int, end: int, gap: str) -> None:
        self.text, self.start, self.end, self.gap = text, start, end, gap

    @cached_property
    def times(self) -> TimeWords:
        return time_words("" if self.is_long else self.text)

    @property
    def is_long(self) -> bool:
        return len(self.text) > EMBARGO_CHARACTERS

    @cached_property
    def words(self) -> list[str]:
        """The words and numbers of the part that belong to no time."""
        return words_in(self.times.rest)

    @cached_property
    def may_have_cue(self) -> bool:
        """A test without reading times or words, which is quick: most parts have no cue."""
        return not self.is_long and may_hold_embargo(self.text)

    @cached_property
    def cue(self) -> Cue | None:
        """What makes it an embargo line by itself."""
        return cue_of(self.times.rest, has_time=not self.times.is_empty) if self._is_plain else None

    @cached_property
    def cue_with_time(self) -> Cue | None:
        """What makes it one together with a time that stands in the next part, as in »Til frigivelse: 4. december«."""
        return cue_of(self.times.rest, has_time=True) if self._is_plain else self.opening_cue

    @cached_property
    def opening_cue(self) -> Cue | None:
        """What its first words make of it where others follow, as in »Fortroligt indtil døren åbner fredag kl. 6«."""
        return opening_cue(self.text.casefold()) if self.may_have_cue and not self._is_plain else None

    @cached_property
    def _is_plain(self) -> bool:
        """Whether it may have a cue, and either has no foreign word or the word embargo itself."""
        words = words_in(self.text.casefold()) if self.may_have_cue else []
        is_known = bool(words) and all(word in _KNOWN_WORDS for word in words if word.isalpha())
        return is_known or bool(LABELS.intersection(words))

    @property
    def is_closed(self) -> bool:
        """Whether it has no word that is foreign to embargo lines."""
        return not self.is_long and VOCABULARY.issuperset(self.words)

    @property
    def is_time(self) -> bool:
        """Whether it has a time and hardly anything else."""
        return TIME_FILLERS.issuperset(self.words) and (not self.times.is_empty or bool(self.words))

    @property
    def is_press(self) -> bool:
        """Whether it has nothing but words such as »Pressemeddelelse«."""
        return bool(self.words) and PRESS.issuperset(self.words) and self.times.is_empty

    @property
    def is_on_new_line(self) -> bool:
        return "\n" in self.gap

    def follows(self, sign: str) -> bool:
        """Whether `sign` is all that stands before it."""
        return self.gap.strip(" ") == sign


def parts_of(text: str) -> list[Part]:
    """The parts of a text, in order."""
    text = without_markup(unwrapped(text))
    parts = []
    start = 0
    gap: list[str] = []
    for match in (*_SEPARATOR.finditer(text), None):
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            parts.append(Part(piece.strip(), start + lead, start + len(piece.rstrip()), "".join(gap)))
            gap = []
        if match:
            start = match.end()
            gap.append(match[0])
    return parts


def _may_belong_to_cue(folded: str, stem: re.Match[str]) -> bool:
    """Whether a cue can have this stem: no foreign word stands before it with nothing but words and blanks between."""
    start = stem.start(1)
    before = folded[folded.rfind("\n", 0, start) + 1 : start].split(" ")[-2::-1]
    words = takewhile(str.isalpha, before)
    return LABEL_STEM.match(stem[1]) is not None or _KNOWN_WORDS.issuperset(words)


def _may_have_cue(text: str) -> bool:
    folded = f"\n{text.casefold()}"
    return any(_may_belong_to_cue(folded, stem) for stem in STEM.finditer(folded))


def has_cue(text: str) -> bool:
    """Whether a part of `text` has a cue, with a time or without. Only paragraphs that may hold an embargo are read.

    >>> has_cue("Færgen offentliggøres i dag.\\n\\nVi holder øje."), has_cue("Nøglen åbner\\n\\n(Embargo)")
    (False, True)
    """
    # Most texts have no paragraph with one.
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()] if _may_have_cue(text) else []
    for paragraph, following in pairwise([*paragraphs, ""]):
        if _may_have_cue(paragraph):
            # How the next one begins says whether a full stop at the end is a separator.
            parts = parts_of(f"\n\n{paragraph}\n\n{following.lstrip()[:_BEGINNING]}")
            if any(part.may_have_cue and (part.cue_with_time or part.cue) for part in parts):
                return True
    return False


def times_with_rest(text: str, end: int, times: TimeWords) -> TimeWords:
    """`times`, with a doubt where they have no hour and the rest of the line behind `end` has one."""
    rest = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    is_open = not times.is_empty and not times.clocks and bool(time_words(rest).clocks)
    return times._replace(doubts=(*times.doubts, "linjen nævner også et klokkeslæt")) if is_open else times
