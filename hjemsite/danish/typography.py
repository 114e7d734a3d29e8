"""Danish typography over text: quotation marks, dashes, no-break spaces. Words are never changed.

Each tag, code sample and address is first replaced by one control character, its stand-in. So a rule runs once over
the whole text, can look past inline tags, and cannot change a tag, a code sample or an address.
Every pattern starts at a rare character and looks back and ahead a limited distance: the time is linear for any text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from hjemsite.danish.word_patterns import lazy_pattern

Marks = Literal["66-99", "99-99", "»«"]
"""Which quotation marks to write: “sådan”, ”sådan” or »sådan«."""

# Opening and closing, then the inner pair. Retskrivningsordbogen § 58 leaves the form open but wants one throughout.
_GLYPHS: dict[Marks, tuple[str, str, str, str]] = {
    "66-99": ("“", "”", "‘", "’"),
    "99-99": ("”", "”", "’", "’"),
    "»«": ("»", "«", "›", "‹"),
}
_OUTER = '"”“„»«'
_INNER = "'’‘‚´›‹"
_APOSTROPHE = "’"

# The stand-ins. Rules look past an inline tag; a block tag ends a paragraph; code and an address count as a word.
_INLINE, _BLOCK, _CODE, _ADDRESS = "\1\2\3\4"
_INLINE_TAGS = frozenset("a abbr b bdi cite del dfn em i ins mark q s small span strong sub sup time u var".split())
_ENTITY = lazy_pattern("&(?:quot|#39|nbsp);")
_CHARACTERS = {"&quot;": '"', "&#39;": "'", "&nbsp;": "\xa0"}
_TAG_NAME = lazy_pattern("</?([a-z0-9]+)")
_MARKUP = lazy_pattern(
    r'(<pre\b.*?(?:</pre>|\Z)|<code\b.*?(?:</code>|\Z)|<[a-z/!][^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>)', re.DOTALL
)
# What follows an address, such as the full stop of its sentence, is no part of it.
_WEB_ADDRESS = f"((?:://|www\\.)[^\\s<>{_OUTER}\1-\4]*[^\\s<>{_OUTER}{_INNER}\1-\4.,;:!?)])"
_REST_OF_MAIL_ADDRESS = r"[\w.+-]*@"

_SPACES = "  +"
_ELLIPSIS = r"\.\.\.(?<!\.{4})(?!\.)"
_SPEECH_DASH = lazy_pattern(
    '\2([\1\\s]*+)(?:(?:--?|[–—])[ \xa0]++(?=[^\\s\2])|-(?=\1*+[A-ZÀ-ÖØ-Þ])|[–—](?=[\1\\w"”“„»«]))'
)
_TIGHT_DASH = r"—(?<=[^\W\d]—)(?=[^\W\d])"
_LOOSE_HYPHEN = lazy_pattern("-(?<=[ \xa0\n]-)-?(?=[ \xa0\n])")

_PERCENT = r"%(?<=[0-9]%)(?![\w-])"
_CLOCK = (
    "l\\.(?<=\\b[Kk]l\\.)[ \xa0][0-9]{1,2}:[0-5][0-9](?:(?:-|–| - | – | til | og )[0-9]{1,2}:[0-5][0-9])?(?![0-9:])"
)
_MONEY = "kr|kroner|øre|euro|dollars?"
_UNIT = lazy_pattern(
    f"([0-9]\1?) (?=[%‰€$£°]|(?:pct|procent|procentpoint|{_MONEY}|mio|mia|millioner|milliarder"
    "|mm|cm|m|km|m²|m2|m³|m3|km²|km2|kvm|ha|g|kg|tons?|ml|cl|dl|l|W|kW|MW|GW|kWh|MWh|GWh|MB|GB|TB)(?![\\w²³]))"
)
_MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"


def _after(*abbreviations: str) -> str:
    return "(?:" + "|".join(rf"(?<=\b{word}\. )" for word in abbreviations) + ")"


# What hangs together over a full stop and a space: nr. 7, 3. maj, Gl. Kongevej, 3 mio. kr.
_POINT = lazy_pattern(
    rf"\. (?:(?={_INLINE}?[0-9]){_after('[Kk]l', '[Nn]r', '[Cc]a', '[Tt]lf', '[Ss]tk', '[Kk]r')}"
    rf"|(?<=[0-9]\. )(?=(?i:{_MONTH})\b)"
    rf"|(?=[A-ZÆØÅ]){_after('Gl', 'Skt', 'Sct', 'Ndr', 'Sdr')}"
    rf"|(?=(?:{_MONEY})\b){_after('mio', 'mia')})"
)

_OUTER_MARK = lazy_pattern(f"([{_OUTER}])")
_INNER_MARK = lazy_pattern(f"([{_INNER}])")
_INNER_PAIR = f"[{_INNER}]{{2}}(?<![{_INNER}]{{3}})(?![{_INNER}])"
_SPACE = frozenset("\2 \n\t\r\xa0")
_OPENS_AFTER = _SPACE | frozenset("([{-–—/=+:")
_CLOSES_BEFORE = _SPACE | frozenset(".,;:!?)]}")


def text(value: str, marks: Marks = "66-99") -> str:
    """Plain text, such as a title, with Danish typography; a blank line parts paragraphs.

    >>> text('"Det koster 20%," siger SF\\'s formand - kl. 14:30...')
    '“Det koster 20\\xa0%,” siger SF’s formand – kl.\\xa014.30…'
    """
    return _typeset(_without_stand_ins(value).replace("\n\n", f"\n\n{_BLOCK}"), marks).replace(_BLOCK, "")


def html(value: str, marks: Marks = "66-99") -> str:
    """Sanitised HTML with Danish typography in its text; tags, attributes, `code` and `pre` stay as they are.

    >>> html('<p>- Vi er <em>"i mål"</em>, siger Tidselfonden.</p>')
    '<p>– Vi er <em>“i mål”</em>, siger Tidselfonden.</p>'
    """
    pieces = _MARKUP.split(_without_stand_ins(value))
    markup = pieces[1::2]
    pieces[1::2] = map(_stand_in, markup)
    prose = _ENTITY.sub(lambda entity: _CHARACTERS[entity[0]], "".join(pieces))
    prose = _typeset(prose, marks).replace(_INLINE, _BLOCK).replace(_CODE, _BLOCK)
    return _weave(prose.split(_BLOCK), markup)


def with_clock_times(prose: str) -> str:
    """`prose` with times of the day as Danes write them; it is as long as it was.

    >>> with_clock_times("Kampen kl. 19:30 endte 2:1")
    'Kampen kl. 19.30 endte 2:1'
    """
    return re.sub(_CLOCK, lambda time: time[0].replace(":", "."), prose) if ":" in prose else prose


def _without_stand_ins(value: str) -> str:
    # Neither HTML nor XML allows these control characters, so no text that can be shown is lost.
    for stand_in in (_INLINE, _BLOCK, _CODE, _ADDRESS):
        if stand_in in value:
            value = value.replace(stand_in, "")
    return value


@lru_cache(maxsize=1024)
def _stand_in(markup: str) -> str:
    if markup.startswith(("<code", "<pre", "<img")):
        return _CODE
    name = _TAG_NAME.match(markup)
    return _INLINE if name and name[1] in _INLINE_TAGS else _BLOCK


def _weave(texts: Sequence[str], between: Sequence[str]) -> str:
    woven = [""] * (len(texts) + len(between))
    woven[::2] = texts
    woven[1::2] = between
    return "".join(woven)


def _typeset(prose: str, marks: Marks) -> str:
    addresses: list[str] = []
    if "://" in prose or "www." in prose:
        pieces = re.split(_WEB_ADDRESS, prose)
        addresses = pieces[1::2]
        prose = _ADDRESS.join(pieces[::2])
    has_inner = _INNER_MARK.search(prose)
    if has_inner:
        prose = re.sub(_INNER_PAIR, '"', prose)
    prose = _outer_marks(_no_break_spaces(_dashes(prose)), marks)
    if has_inner:
        prose = _inner_marks(prose, marks)
    return _weave(prose.split(_ADDRESS), addresses) if addresses else prose


def _dashes(prose: str) -> str:
    if "  " in prose:
        prose = re.sub(_SPACES, " ", prose)
    if "..." in prose:
        prose = re.sub(_ELLIPSIS, "…", prose)
    prose = prose.replace("―", "—")
    if "-" not in prose and "–" not in prose and "—" not in prose:
        return prose
    prose = _SPEECH_DASH.sub(_as_speech, _BLOCK + prose)[1:]
    if "—" in prose:
        prose = re.sub(_TIGHT_DASH, " – ", prose).replace("—", "–")
    return _LOOSE_HYPHEN.sub("–", prose) if "-" in prose else prose


def _as_speech(dash: re.Match[str]) -> str:
    return f"{_BLOCK}{dash[1]}– "


def _with_no_break_space(number: re.Match[str]) -> str:
    return f"{number[1]}\xa0"


def _no_break_spaces(prose: str) -> str:
    if "%" in prose:
        prose = re.sub(_PERCENT, "\xa0%", prose)
    return _POINT.sub(".\xa0", _UNIT.sub(_with_no_break_space, with_clock_times(prose))).replace("§ ", "§\xa0")


def _outer_marks(prose: str, marks: Marks) -> str:
    """Double marks, opening or closing by the characters on either side; many authors mix the marks themselves."""
    pieces, glyphs = _parted(prose, _OUTER_MARK)
    if not glyphs:
        return prose
    opening, closing, _, _ = _GLYPHS[marks]
    is_open = False
    for number, (before, after) in enumerate(_neighbours(pieces, _INLINE + _INNER)):
        is_open = is_open and _BLOCK not in pieces[number]
        opens = _opens(before, after, is_open)
        if opens is not None:
            glyphs[number] = opening if opens else closing
            is_open = opens
    return _weave(pieces, glyphs)


def _opens(before: str, after: str, is_open: bool) -> bool | None:
    """Whether a mark between these two characters opens a quotation, closes one, or is best left alone."""
    if before in _OPENS_AFTER:
        unclear = after in _CLOSES_BEFORE
        return not unclear or (False if is_open else None)
    # Inches: 27" has no opening mark to close. Neither has the middle of a word.
    unclear = before.isdigit() or _is_word(after)
    return None if unclear and not is_open else False


def _inner_marks(prose: str, marks: Marks) -> str:
    """Single marks: an apostrophe, unless an opening and a closing mark are found within one paragraph."""
    pieces, glyphs = _parted(prose, _INNER_MARK)
    _, _, opening, closing = _GLYPHS[marks]
    opened = doubtful = None
    for number, (before, after) in enumerate(_neighbours(pieces, _INLINE + _OUTER)):
        if _BLOCK in pieces[number]:
            opened = doubtful = None
        genitive = before in "sxzSXZ" and after in _SPACE
        if _is_word(before) and _is_word(after):
            if not re.match(_REST_OF_MAIL_ADDRESS, pieces[number + 1]):
                glyphs[number] = _APOSTROPHE
        elif before in _OPENS_AFTER:
            if after not in _CLOSES_BEFORE:
                opened, doubtful = number, None
                if glyphs[number] in "'´" or after.isdigit():
                    glyphs[number] = _APOSTROPHE
        elif opened is not None:
            glyphs[opened], glyphs[number] = opening, closing
            opened, doubtful = None, number if genitive else None
        elif doubtful is not None and not genitive:
            # ›Lars’ hus‹: what looked like the end was a genitive.
            glyphs[doubtful], glyphs[number] = _APOSTROPHE, closing
            doubtful = None
        elif not before.isdigit():
            glyphs[number] = _APOSTROPHE
    return _weave(pieces, glyphs)


def _is_word(character: str) -> bool:
    return character.isalnum() or character in (_CODE, _ADDRESS)


def _parted(prose: str, mark: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """The texts between the marks of one kind, and the marks."""
    pieces = mark.split(prose)
    return pieces[::2], pieces[1::2]


def _neighbours(pieces: Sequence[str], unseen: str) -> Iterator[tuple[str, str]]:
    """For each gap between two pieces the character before it and the one after it; those in `unseen` are skipped."""
    after = _ends(pieces[:0:-1], 0, unseen)
    return zip(_ends(pieces[:-1], -1, unseen), reversed(after), strict=True)


def _ends(pieces: Sequence[str], side: Literal[0, -1], unseen: str) -> list[str]:
    ends, end = [], _BLOCK
    for piece in pieces:
        seen = piece.strip(unseen) if piece and piece[side] in unseen else piece
        end = seen[side] if seen else end
        ends.append(end)
    return ends
