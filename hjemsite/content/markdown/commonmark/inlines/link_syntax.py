"""Targets, titles and labels of links, and their definitions (CommonMark, sections 4.7 and 6.3).

Everything is read from left to right; nothing that was passed over is looked at again.
"""

import re
from html.entities import html5

from msgspec import Struct

from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.danish.word_patterns import lazy_pattern

_ESCAPABLE = r"[!-/:-@\[-`{-~]"
ESCAPE = lazy_pattern(rf"\\({_ESCAPABLE})")
ENTITY = lazy_pattern(r"&(?:#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}))|([A-Za-z][A-Za-z0-9]*));")
_CODED = lazy_pattern(rf"\\({_ESCAPABLE})|{ENTITY.pattern}")
_NESTED = 32
"""How many round brackets of a target may stand open, as in GitHub's own parser."""

_BLANKS = lazy_pattern(r"[ \t]*\n?[ \t]*")
_ANGLED = lazy_pattern(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN = lazy_pattern(r"[^\x00-\x05\x07-\x20\x7f()\\]+|\\[^\x00-\x20]?")
_WORDS = lazy_pattern(r"[^\s()<>\"'\\]+(?:[ ]+[^\s()<>\"'\\]+)+")
_FILE = lazy_pattern(r"\.[A-Za-z0-9]{2,5}\Z")
_TITLE = lazy_pattern(r'"((?:[^"\\]++|\\.)*+)"|\'((?:[^\'\\]++|\\.)*+)\'|\(((?:[^()\\]++|\\.)*+)\)', re.DOTALL)
_LABEL = lazy_pattern(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
_LINE_END = lazy_pattern(r"[ \t]*(?:\n|\Z)")


class Target(Struct, frozen=True):
    """Where a link leads; `start` and `end` are where that is written."""

    address: str
    title: str | None
    start: int
    end: int


_Address = tuple[str, tuple[int, int], int]
"""An address as it is written, where it is written, and where what is behind it begins."""


def label_key(label: str) -> str:
    """Labels that differ only in case and white space are one."""
    return " ".join(label.split()).casefold()


def label_at(text: str, start: int) -> re.Match[str] | None:
    """A label in square brackets at `start`; at least one of its characters is no white space."""
    label = _LABEL.match(text, start)
    return label if label and not label[1].isspace() else None


def decoded(text: str) -> str:
    """`text` with its backslashes and HTML codes read.

    >>> decoded("AT&amp;T \\\\* &aelig;")
    'AT&T * æ'
    """
    if "\\" not in text and "&" not in text:
        return text
    return _CODED.sub(lambda code: code[1] or entity(code[0]) or code[0], text)


def entity(code: str) -> str | None:
    """The character that an HTML code such as `&aelig;` or `&#230;` stands for.

    A code for a character that may not stand in HTML is read only where the sanitizer can tell of it.
    """
    parts = ENTITY.fullmatch(code)
    if parts is None:
        return None
    if parts[3]:
        return html5.get(f"{parts[3]};")
    number = int(parts[1], 16) if parts[1] else int(parts[2])
    character = chr(number) if 0 < number < 0x110000 else "\ufffd"
    return None if FORBIDDEN.match(character) else character


def inline_target(text: str, start: int) -> tuple[Target, int] | None:
    """The target in round brackets that begin at `start`, and where it ends."""
    here = _after_blanks(text, start + 1)
    return _target_with_end(text, _address(text, here)) or _target_with_end(text, _file_with_blanks(text, here))


def _target_with_end(text: str, spelt: _Address | None) -> tuple[Target, int] | None:
    """The target with the address `spelt`, and where its round bracket ends; None where that does not end."""
    if spelt is None:
        return None
    address, written, here = spelt
    behind = _after_blanks(text, here)
    title = _TITLE.match(text, behind) if behind > here else None
    if title:
        behind = _after_blanks(text, title.end())
    if text[behind : behind + 1] != ")":
        return None
    return Target(decoded(address), _title(title), *written), behind + 1


def _file_with_blanks(text: str, start: int) -> _Address | None:
    """A file whose name holds blanks, as editors' files do; CommonMark would leave the whole link as text."""
    words = _WORDS.match(text, start)
    return (words[0], words.span(), words.end()) if words and _FILE.search(words[0]) else None


def definition(text: str, start: int) -> tuple[str, Target, int] | None:
    """The link definition that begins at `start`: its label's key, its target, and where the next line begins."""
    label = label_at(text, start)
    if label is None or text[label.end() : label.end() + 1] != ":":
        return None
    here = _after_blanks(text, label.end() + 1)
    spelt = _address(text, here)
    if spelt is None or spelt[1] == (here, here):
        return None
    address, written, here = spelt
    behind = _after_blanks(text, here)
    title = _TITLE.match(text, behind) if behind > here else None
    end = title and _LINE_END.match(text, title.end())
    if not end:
        title, end = None, _LINE_END.match(text, here)
    return (label_key(label[1]), Target(decoded(address), _title(title), *written), end.end()) if end else None


def _address(text: str, start: int) -> _Address | None:
    """The address at `start`, or None where there can be none. It may be empty."""
    if text[start : start + 1] == "<":
        angled = _ANGLED.match(text, start)
        return (angled[1], angled.span(1), angled.end()) if angled else None
    here, depth = start, 0
    while True:
        if piece := _PLAIN.match(text, here):
            here = piece.end()
            continue
        sign = text[here : here + 1]
        depth += (sign == "(") - (sign == ")")
        if sign not in ("(", ")") or depth < 0:
            return (text[start:here], (start, here), here) if depth <= 0 else None
        if depth > _NESTED:
            return None
        here += 1


def _after_blanks(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    assert blanks is not None
    return blanks.end()


def _title(title: re.Match[str] | None) -> str | None:
    return None if title is None else decoded(next(part for part in title.groups() if part is not None))
