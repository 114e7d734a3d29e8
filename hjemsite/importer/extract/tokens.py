"""The words, initials, abbreviations and signs of a range of Danish text, as tokens with their positions.

A full stop in »adm. dir.«, »cand.scient.soc.« or »H.C.« belongs to its word; elsewhere it is a sign of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from hjemsite.importer.extract.result import Segment


class Kind(Enum):
    """What a token is."""

    CAPITAL = "capital"
    """A word that begins with a capital."""
    SMALL = "small"
    """A word that does not."""
    INITIAL = "initial"
    """»H.C.«, »Chr.«, »Hans-Chr.«."""
    SHORT = "short"
    """An abbreviation with its full stop: »adm.«."""
    NUMBER = "number"
    ADDRESS = "address"
    """An e-mail or web address."""
    SIGN = "sign"


class Token(NamedTuple):
    """`text` is the source's `[start:end]`; `folded` is the same in small letters."""

    text: str
    start: int
    end: int
    kind: Kind
    folded: str


class TokenRange(NamedTuple):
    """The tokens from number `start` up to, but not including, number `end`."""

    start: int
    end: int


_LONGEST = 60
"""How many characters a word may have. What is longer is taken for a sign."""

_KINDS = {kind.value: kind for kind in Kind} | {"age": Kind.SMALL, "club": Kind.CAPITAL}
"""Name of a group of the patterns below → what it finds; of words it depends on their first letter."""
_SHORT = (
    r"(?:[Cc]and|[Mm]ag|[Dd]r|[Ll]ic|[Ss]tud|[Dd]ipl|[Ee]xam|[Pp]h)\.(?:[a-zæøå]{1,10}\.)+|cand\.[a-zæøå]+|ph\.d|"
    r"(?:[Aa]dm|dir|vicedir|[Ff]hv|[Kk]onst|[Kk]st|afd|formd|sekr|[Pp]rof|tidl|[Aa]ss|Jr|jr|sr|nr|kl|ca|pct|mio|mia|kr|"
    r"f\.eks|bl\.a|m\.fl|m\.v|mfl|mv|osv|hhv|jf|dvs|pga|Skt|Sct|St|Gl|gl|Nr|Ndr|Sdr|Vestre|stk|tlf|inkl|ekskl|evt|ift|"
    r"iht|vedr|bl|spec|tlf|red|mht|mag\.art|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\."
)
_ADDRESS = r"""(?P<address>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?:https?://|www\.)[^\s”“"»«)]{1,300}[\w/])|"""
_WORDS = rf"""(?P<short>(?=[\w.]{{1,14}}\.)\b(?:{_SHORT})(?!\w))
    |(?P<initial>(?<!\w)(?:(?:[A-ZÆØÅ][a-zæøå]{{1,9}}-)?(?:[A-ZÆØÅÖÄÜ]|Aa|Chr|Th|Fr|Joh|Kr)\.-?)+(?=\s?[\w-]|,|\s*$))
    |(?P<age>[0-9]{{1,3}}-årige?\b|[0-9]{{1,2}}\.[ ]?(?:[a-zæøå]|[A-ZÆØÅ]|klasses?)-elev\b)
    |(?P<club>(?<!\w)[1-9][A-ZÆØÅ]\b(?=\s[A-ZÆØÅ]|’|'))
    |(?P<number>[0-9]+(?:[.,:/-][0-9]+)*(?:[’']s\b)?)
    |(?P<word>[^\W\d_](?:[\w\u00ad\u0300-\u036f]*|\.[a-z]{{2,3}}\b)(?:[-‐’'/&.][^\W_][\w\u00ad\u0300-\u036f]*)*
       (?:-(?=\s(?:og|eller|samt)\b|,\s\w{{1,40}}-))?)
    |(?P<sign>\S)"""
_TOKEN, _TOKEN_OR_ADDRESS = re.compile(_WORDS, re.VERBOSE), re.compile(_ADDRESS + _WORDS, re.VERBOSE)


def segment_of(tokens: Sequence[Token], run: TokenRange) -> Segment:
    """Where the tokens of a range stand in the text."""
    return Segment(tokens[run.start].start, tokens[run.end - 1].end)


def token_over(tokens: Sequence[Token], offset: int) -> Token | None:
    """The token that the character at an offset of the text belongs to; None between tokens."""
    at = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    return tokens[at] if at >= 0 and offset < tokens[at].end else None


def token_to(tokens: Sequence[Token], end: int) -> Token | None:
    """The token that ends at the offset `end` of the text; None where none does."""
    at = bisect_left(tokens, end, key=lambda token: token.end)
    return tokens[at] if at < len(tokens) and tokens[at].end == end else None


def number_of_token(tokens: Sequence[Token], start: int) -> int:
    """The number of the token that begins at the offset `start` of the text; -1 where none does.

    >>> number_of_token(tokens("direktør Ib Bo"), 9), number_of_token(tokens("direktør Ib Bo"), 8)
    (1, -1)
    """
    at = bisect_left(tokens, start, key=lambda token: token.start)
    return at if at < len(tokens) and tokens[at].start == start else -1


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, in order.

    >>> [token.text for token in tokens("adm. dir. H.C. Bro, ABO’s Børne- og Ungechef (S).")]
    ['adm.', 'dir.', 'H.C.', 'Bro', ',', 'ABO’s', 'Børne-', 'og', 'Ungechef', '(', 'S', ')', '.']
    """
    tokens = []
    end = len(text) if end is None else end
    addressed = any(text.find(sign, start, end) >= 0 for sign in ("@", "www.", "://"))
    # Of a long release there are hundreds of thousands, so each is made without a call of Python.
    new, capital, small, sign = tuple.__new__, Kind.CAPITAL, Kind.SMALL, Kind.SIGN
    for match in (_TOKEN_OR_ADDRESS if addressed else _TOKEN).finditer(text, start, end):
        group = match.lastgroup
        word = match[0]
        if len(word) > _LONGEST:
            kind = sign
        elif group == "word":
            kind = capital if word[0].isupper() else small
        else:
            kind = _KINDS[group or ""]
        first, last = match.span()
        tokens.append(new(Token, (word, first, last, kind, word.casefold())))
    return tokens
