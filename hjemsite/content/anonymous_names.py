"""Names of people who are anonymised, as they stand in a text: in any case, inflected, across lines and in addresses.

A full name is replaced wherever it stands. Its parts are replaced in a text that holds the full name; elsewhere they
may be anybody's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import codepoint2name

from msgspec import Struct

from hjemsite.content.frontmatter.values import Instant
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.urls import slug

_UNSEEN = r"[\xad\u200b-\u200d\u2060\ufeff]*"
"""Signs that nobody sees, and that are taken away later; they may stand within a word."""
_BETWEEN = r"(?:[\s\xa0\xad\u200b-\u200d\u2060\ufeff*_>.+\-‐‑]|&nbsp;|%20|</?\w+>){0,12}"
"""What may stand between the parts of a name: blanks, the signs of Markdown, and those that addresses have there."""
_GENITIVE = r"(?P<genitive>s|['’´]s?)?"
_CAPITALISED = r"(?-i:[A-ZÆØÅÄÖÜ])[\w.]{0,30}"
"""A name or an initial between the first and the last one, or behind them."""
_NO_NAMES = frozenset(
    "af at da de den det efter fra for fru han hos hr hun i med men mens ms når og om på siden som til ved".split()
)
"""Words that begin a sentence and are no first names."""
_SENTENCE_END = lazy_pattern(r"(?:\A|\n|[.!?:–—-]\s|[\"'»«“”„>]\s?)[\s\"'»«“”„(\[*_>-]*\Z")
_SPELLINGS = (("å", "aa"), ("æ", "ae"), ("ø", "oe"))


class AnonymousName(Struct, frozen=True):
    """The full `name` of somebody who is called `pseudonym` instead.

    `namesakes` are full names that share a part of it. `not_in` are the names of files in which it is somebody else's.
    `file` is the slug of the person's own file, by which texts may refer to it; empty where there is none. `since` is
    from when on the name is left out.
    """

    name: str
    pseudonym: str
    namesakes: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    file: str = ""
    since: Instant | None = None

    @property
    def capitalised(self) -> str:
        """What they are called where a name stands alone."""
        return self.pseudonym[:1].upper() + self.pseudonym[1:]

    @property
    def slug(self) -> str:
        """What stands in addresses in place of the name."""
        return slug(self.pseudonym)


class FoundName(Struct, frozen=True):
    """The characters `start` to `end` of a text hold a name, or a part of it. `text` is what shall stand there.

    None where nobody but an editor can tell whose it is: a part that stands in another's name.
    """

    start: int
    end: int
    text: str | None


def found_names(text: str, anonymous: AnonymousName) -> tuple[FoundName, ...]:
    """Where `text` holds the full name, and then also where it holds its parts; in order.

    >>> name = AnonymousName("Ebbe Sandlyng", "en ung mand")
    >>> [name.text for name in found_names("EBBE SANDLYNGS bil. Ebbe kom; se /nyheder/ebbe-sandlyng-taler/", name)]
    ['En ung mands', 'En ung mand', 'en-ung-mand']
    >>> found_names("Ebbe Hansen kom", name)
    ()
    """
    others = [match.span() for namesake in anonymous.namesakes for match in _full(namesake).finditer(text)]
    files = [match.span("file") for match in _file(anonymous.file).finditer(text)] if anonymous.file else []
    names = [_replacement(text, match, anonymous) for match in _full(anonymous.name).finditer(text)]
    names = [name for name in names if not _is_within(name.start, name.end, [*others, *files])]
    names += [FoundName(*span, anonymous.slug) for span in files]
    if names:
        taken = [*others, *((name.start, name.end) for name in names)]
        parts = (match for match in _part(anonymous.name).finditer(text) if not _is_within(*match.span(), taken))
        names += [_part_replacement(text, match, anonymous) for match in parts]
    return tuple(sorted(names, key=lambda name: name.start))


def lone_parts(text: str, anonymous: AnonymousName) -> Iterator[tuple[int, int]]:
    """Where a `text` holds the surname or the first name alone, which may be the person's.

    A first name that the text also has with another surname is that other person's.
    """
    others = [match.span() for namesake in anonymous.namesakes for match in _full(namesake).finditer(text)]
    surname = anonymous.name.split()[-1].casefold()
    matches = [match for match in _part(anonymous.name).finditer(text) if not _is_within(*match.span(), others)]
    of_others = {match["part"].casefold() for match in matches if _is_in_name(text, match)} - {surname}
    for match in matches:
        if match["part"].casefold() not in of_others and not _is_in_name(text, match):
            yield match.span()


def _replacement(text: str, match: re.Match[str], anonymous: AnonymousName) -> FoundName:
    words = match[0]
    if words == words.lower() and not re.search(r"\s", words):
        return FoundName(*match.span(), anonymous.slug)
    # A break of lines inside the name stays, so that every line keeps its number.
    break_ = re.search(r"[ \t]*\n\s*(?:> ?)*", words)
    return FoundName(*match.span(), _written(text, match, anonymous) + (break_[0] if break_ else ""))


def _part_replacement(text: str, match: re.Match[str], anonymous: AnonymousName) -> FoundName:
    return FoundName(*match.span(), None if _is_in_name(text, match) else _written(text, match, anonymous))


def _written(text: str, match: re.Match[str], anonymous: AnonymousName) -> str:
    """The pseudonym in the form in which it takes the name's place: in the genitive, and with a capital letter."""
    words = anonymous.pseudonym
    if match["genitive"]:
        words += "’" if words[-1] in "sxzSXZ" else "s"
    begins = _SENTENCE_END.search(text[max(0, match.start() - 40) : match.start()])
    return words[:1].upper() + words[1:] if begins else words


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether another word of a name stands beside a part: »Hanne Sandlyng«, »Ebbe Hansen«."""
    before = re.search(r"\b([A-ZÆØÅ][\w-]+)[ \xa0]\Z", text[max(0, match.start() - 60) : match.start()])
    after = None if match["genitive"] else re.match(r"[ \xa0][A-ZÆØÅ][\w-]+", text[match.end() : match.end() + 60])
    return bool((before and before[1].lower() not in _NO_NAMES) or after)


def _is_within(start: int, end: int, stretches: list[tuple[int, int]]) -> bool:
    return any(first <= start < last or first < end <= last for first, last in stretches)


@lru_cache(maxsize=1_000)
def _full(name: str) -> re.Pattern[str]:
    """The full name: in order, or with the surname first and a comma."""
    first, *rest = (_spelt(part) for part in name.split())
    if not rest:
        return re.compile(rf"(?<!\w){first}{_GENITIVE}(?!\w)", re.IGNORECASE)
    *between, last = rest
    middle = "".join(f"{part}{_BETWEEN}|" for part in between)
    ordered = rf"{first}{_BETWEEN}(?:{middle}{_CAPITALISED}{_BETWEEN}){{0,3}}?{last}"
    turned = rf"{last},\s{{0,3}}{first}(?:\s{{1,3}}(?:{middle}{_CAPITALISED})){{0,3}}"
    return re.compile(rf"(?<![^\W_])(?:{ordered}|{turned}){_GENITIVE}(?![^\W_])", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def _file(name: str) -> re.Pattern[str]:
    """A reference to the person's own file: in a field, and in an address."""
    return re.compile(rf"(?:\b(?:person|speaker):\s{{0,9}}[\"']?|personer/)(?P<file>{re.escape(name)})(?![\w-])")


@lru_cache(maxsize=1_000)
def _part(name: str) -> re.Pattern[str]:
    """A part of the name, with a capital: each of its words alone, and an initial with the surname."""
    words = name.split()
    spelt = [_spelt(word) for word in words if len(word) > 1]
    capital = r"(?=[A-ZÆØÅÄÖÜÉ&])"
    initial = rf"{re.escape(words[0][0])}\.[ \xa0]?{_spelt(words[-1])}" if len(words) > 1 else r"(?!)"
    part = rf"(?P<part>(?i:{initial})|{capital}(?i:{'|'.join(spelt)}))"
    return re.compile(rf"(?<![\w-]){part}{_GENITIVE}(?![\w-])")


def _spelt(word: str) -> str:
    """A pattern of a word in every way in which its letters are written: å as aa, ø as an entity of HTML."""
    lower = word.casefold()
    for letter, other in _SPELLINGS:
        lower = lower.replace(other, letter)
    return _UNSEEN.join(map(_letter, lower))


@lru_cache(maxsize=1_000)
def _letter(letter: str) -> str:
    if letter.isascii():
        return {"-": r"[-‐‑\s]?", ".": r"\.?"}.get(letter) or re.escape(letter)
    forms = [letter, *(other for sign, other in _SPELLINGS if sign == letter)]
    for form in (letter, letter.upper()):
        name = codepoint2name.get(ord(form)) if len(form) == 1 else None
        forms += [f"&{name};"] if name else []
        forms += [f"&#{ord(sign)};" for sign in form] + [f"&#x{ord(sign):x};" for sign in form]
    return f"(?:{'|'.join(map(re.escape, forms))})"
