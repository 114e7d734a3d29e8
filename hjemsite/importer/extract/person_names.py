"""The names of people among the words of a text, and the words that only organisations have in their names.

The names of both are runs of capitalised words. That of a person begins with a given name or initials.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.lexicon import NO_FIRST_NAMES, NOT_CAPITAL, ORGANISATION, PARTICLES, TITLE
from hjemsite.importer.extract.tokens import Kind, Token

_LONGEST_NAME = 6
_GENITIVE = re.compile(r"(?:[’']s|(?<=[sxz])[’']|s)\Z")
_TITLE = re.compile(r"(?i:direktør|formand|konsulent|leder|rådgiver|sekretær|borgmester|minister|redaktør|professor)\Z")
_OWNED = frozenset(
    "skyld eget egen egne ord vedkommende opgave ansvar arbejde job plan idé forslag håb mål råd svar tur bog".split()
)
"""What stands behind the name of a person in the genitive: »Det bliver Ib Bos opgave«."""
_FAMILY_NAMES = frozenset("gade bank park vej hus plads".split())
_FIRM = frozenset({"datter", "døtre", "søn", "sønner", "co", "partnere"})
"""What a firm that has somebody's name goes on with: »Ib Bo & Søn«."""
NAME_KINDS = (Kind.CAPITAL, Kind.INITIAL)
"""What the name of a person may begin with."""
MARKS = frozenset("“”„‟\"»«‘’'")


class NameIndex(Struct, frozen=True):
    """The names of people, organisations and towns that stand anywhere in the text, folded; the first two as words."""

    people: frozenset[tuple[str, ...]] = frozenset()
    organisations: frozenset[tuple[str, ...]] = frozenset()
    towns: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()
    """The first words of the names of people."""
    last_names: frozenset[str] = frozenset()
    """The last words of the names of people."""
    heads: frozenset[str] = frozenset()
    """The last words of the names of organisations."""
    single: frozenset[str] = frozenset()
    """The first words of the full names of people that no other such name begins with."""
    placed: frozenset[tuple[str, ...]] = frozenset()
    """The names of organisations that go on with a place, as words."""


def name_index(
    people: Iterable[tuple[str, ...]], organisations: Iterable[tuple[str, ...]], towns: Iterable[str] = ()
) -> NameIndex:
    """The index of these names, given as folded words."""
    persons = frozenset(people)
    first_names = frozenset(words[0] for words in persons if words)
    last_names = frozenset(words[-1] for words in persons if words)
    named = frozenset(organisations)
    heads = frozenset(words[-1] for words in named if words)
    begins = Counter(words[0] for words in persons if len(words) > 1)
    single = frozenset(word for word, count in begins.items() if count == 1)
    return NameIndex(persons, named, frozenset(towns), first_names, last_names, heads, single)


NO_NAMES = NameIndex()


def without_genitive(word: str) -> str:
    """The word without an ending that may be a genitive's.

    >>> without_genitive("Kommunes"), without_genitive("ABO’s"), without_genitive("Lars’")
    ('Kommune', 'ABO', 'Lars')
    """
    return _GENITIVE.sub("", word)


def is_genitive(word: str) -> bool:
    """Whether the word ends as a genitive does. »Lars« does, too."""
    return bool(_GENITIVE.search(word)) and len(word) > 2


@lru_cache(maxsize=1 << 14)
def is_organisation_word(word: str) -> bool:
    """Whether `word` shows that the name it stands in is an organisation's.

    >>> is_organisation_word("Boligforening"), is_organisation_word("Kommunes"), is_organisation_word("Vestergård")
    (True, True, False)
    """
    folded = word.casefold()
    return bool(ORGANISATION.search(folded) or ORGANISATION.search(without_genitive(folded)))


@lru_cache(maxsize=1 << 14)
def is_acronym(word: str) -> bool:
    """Whether the word is all capitals, a genitive's ending apart: »ADO«, »ADO’s«."""
    letters = without_genitive(word)
    return len(letters) > 1 and letters.replace("-", "").replace("/", "").replace("&", "").isupper()


def begins_with_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether the article at token `i` is part of a name: »Den Blå Nødhjælp«, not »Den nye formand«."""
    article = i + 1 < len(tokens) and tokens[i].text in ("Den", "Det", "De")
    return article and tokens[i + 1].kind is Kind.CAPITAL


def folded(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """The words of `tokens[start:end]` in small letters."""
    return tuple([token.folded for token in tokens[start:end]])


def person_end(tokens: Sequence[Token], i: int, names: NameIndex = NO_NAMES, frame: bool = False) -> int:
    """The number of the token behind the name of a person that begins at token `i`; `i` where none begins.

    With `frame` the surroundings show that a person must stand here, so any run of capitalised words is a name.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> person_end(tokens("Ib Juul Bo siger"), 0), person_end(tokens("Nordby Kommune siger"), 0)
    (3, 0)
    """
    if i >= len(tokens) or tokens[i].kind not in NAME_KINDS:
        return i
    first = tokens[i]
    sure = first.kind is Kind.INITIAL or is_given(first.text)
    if not sure and not frame and not _is_known(tokens, i, names):
        return i
    if first.folded in NOT_CAPITAL or (not sure and _cannot_begin(first)):
        return i
    j = _run_end(tokens, i)
    words = [token for token in tokens[i:j] if token.kind is Kind.CAPITAL]
    if j - i < 2 or not words or (tokens[j - 1].kind is Kind.INITIAL and not (sure and _is_anonymous(tokens[i:j]))):
        return i
    # The »Poulsen« of »Trine Vejen Poulsen« shows that »Vejen« is part of a person's name.
    doubtful = words[-1:] if sure and words[-1].folded.endswith("sen") else words
    return i if any(_is_other_word(word) for word in doubtful if word is not first and not _is_family(words)) else j


def is_family_firm(tokens: Sequence[Token], i: int) -> bool:
    """Whether »& Søn« stands at token `i`: what stands before is the name of a firm."""
    row = tokens[i : i + 2]
    return len(row) > 1 and row[0].text in ("&", "og") and row[1].kind is Kind.CAPITAL and row[1].folded in _FIRM


def _is_anonymous(words: Sequence[Token]) -> bool:
    """Whether words are a given name and the initial of the last name: »Erling B.«."""
    return len(words) == 2 and words[0].kind is Kind.CAPITAL and len(words[1].text) == 2


def _is_family(words: Sequence[Token]) -> bool:
    """Whether the last of the words is a family name that streets and banks have, too: »Lars Gade«, »Ib Bo Bank«."""
    is_first_alone = len(words) == 2 and is_given(words[0].text)
    return words[-1].folded in _FAMILY_NAMES and (is_first_alone or not is_genitive(words[-2].text))


def is_genitive_name(tokens: Sequence[Token], start: int, end: int, names: NameIndex) -> bool:
    """Whether the name `tokens[start:end]` is a genitive: without its ending it stands elsewhere, or a noun follows."""
    last = tokens[end - 1]
    if not is_genitive(last.text) or last.kind is not Kind.CAPITAL or end - start < 2:
        return False
    stem = (*folded(tokens, start, end - 1), without_genitive(last.folded))
    if stem in names.people or (end < len(tokens) and tokens[end].kind is Kind.SIGN and stem in names.organisations):
        return True
    return end < len(tokens) and tokens[end].folded in _OWNED


def _is_known(tokens: Sequence[Token], i: int, names: NameIndex) -> bool:
    """Whether a name of a person from the index stands at token `i`."""
    listed = tokens[i].folded in names.first_names
    return listed and any(folded(tokens, i, i + length) in names.people for length in (2, 3, 4))


def _cannot_begin(token: Token) -> bool:
    """Whether the word is none that a name begins with: an acronym, a plural, an organisation's word or a title."""
    is_plural = token.text.endswith(("ernes", "enes", "rnes"))
    return (
        token.folded in NO_FIRST_NAMES
        or is_plural
        or is_acronym(token.text)
        or _is_other_word(token)
        or bool(TITLE.search(token.text))
    )


def _is_other_word(token: Token) -> bool:
    """Whether the word shows that this is no person's name."""
    return is_organisation_word(token.folded) and not _is_surname(token.folded)


def _is_surname(word: str) -> bool:
    """Whether an organisation's word may be a surname: »Holmgade«, »Kirkevej« and »Lindehus«, but not »Vej« alone."""
    return bool(re.search(r"\w{3}(?:hus|gade|vej|bank|park|bolig|hjem|værn|skole|plads|råd|kirke|center)\Z", word))


def _alias_end(tokens: Sequence[Token], j: int) -> int:
    """The number of the token behind a nickname in marks at token `j`, as in »Konrad »Konge« Vestergaard«; else `j`."""
    if tokens[j].text not in MARKS or tokens[j].start == tokens[j - 1].end:
        return j
    for k in (j + 2, j + 3):
        if k + 1 < len(tokens) and tokens[k].text in MARKS and tokens[k + 1].kind is Kind.CAPITAL:
            return k + 1
    return j


def _particles_end(tokens: Sequence[Token], j: int) -> int:
    """The number of the capital behind the particles from token `j` on: of »Oluf van der Laan«; else `j`."""
    end = j
    while end < len(tokens) and tokens[end].folded in PARTICLES and tokens[end].kind is Kind.SMALL:
        end += 1
    return end if end > j and capital_after(tokens, end - 1) else j


def _run_end(tokens: Sequence[Token], i: int) -> int:
    """The number of the token behind the run of words, from token `i` on, that may be one person's name."""
    j = i
    while j < len(tokens) and j - i < _LONGEST_NAME:
        token = tokens[j]
        if j > i and not is_adjacent(tokens, j):
            break
        if token.kind is Kind.INITIAL or (token.kind is Kind.CAPITAL and not _ends_name(tokens, i, j)):
            j += 1
        elif j > i and _alias_end(tokens, j) > j:
            j = _alias_end(tokens, j)
        elif j > i and _particles_end(tokens, j) > j:
            j = _particles_end(tokens, j) + 1
        else:
            break
    return i if is_family_firm(tokens, j) else j


def _ends_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether the name that begins at token `i` ends before token `j`, since that is an acronym or a title."""
    word = tokens[j].text
    return j > i and (is_acronym(word) or bool(_TITLE.search(word)))


def is_adjacent(tokens: Sequence[Token], j: int) -> bool:
    """Whether no more than one character stands between token `j` and the one before it."""
    return tokens[j].start - tokens[j - 1].end <= 1


def capital_after(tokens: Sequence[Token], j: int) -> bool:
    """Whether a capitalised word follows token `j`."""
    return j + 1 < len(tokens) and tokens[j + 1].kind is Kind.CAPITAL and is_adjacent(tokens, j + 1)
