"""The words of one leaf: emphasis, links, pictures, code, breaks (CommonMark, section 6 and appendix: phase 2).

The text is scanned once into tokens. Brackets are paired on the way, runs when the text that they stand in is whole.
In the tree an `&` is written `&amp;`, as in Python-Markdown's own trees.
"""

import re
from bisect import bisect_right
from functools import cached_property
from xml.etree.ElementTree import Element

from msgspec import Struct

from hjemsite.content.markdown.commonmark.blocks import block_starts
from hjemsite.content.markdown.commonmark.blocks.open_blocks import Definitions
from hjemsite.content.markdown.commonmark.footnotes import Notes
from hjemsite.content.markdown.commonmark.inlines import angle_brackets, bare_addresses, link_syntax
from hjemsite.content.markdown.commonmark.inlines.delimiter_runs import DelimiterRun, delimiter_run, match_runs
from hjemsite.content.markdown.commonmark.inlines.inline_tokens import (
    OFFSETS,
    LinkEnd,
    LinkStart,
    Token,
    alt_text,
    escaped,
    link_to,
)
from hjemsite.content.markdown.commonmark.inlines.link_syntax import Target
from hjemsite.content.markdown.commonmark.inlines.text_places import TextPlaces
from hjemsite.danish.word_patterns import lazy_pattern

ATTRIBUTES = "hjemsite-attributes"
"""The tag of an element that stands where curly braces stood, and the attribute of a block that has some."""

_SIGNS = r"\\`*_\[\]<~{!&\n"
_MEANING = r"(?<=[\\`*_\[\]<~{])|(?<=!)(?=\[)|(?<=&)(?=[#A-Za-z0-9])|(?<=[ \t]\n)"
# A pattern that begins with a set of characters lets the machine skip from one of them to the next.
_SIGN = lazy_pattern(f"[{_SIGNS}](?:{_MEANING})")
_SIGN_OR_WEB = lazy_pattern(f"[{_SIGNS}hHwW](?:{_MEANING}|{bare_addresses.WEB})")
_SIGN_OR_ADDRESS = lazy_pattern(f"{_SIGN_OR_WEB.pattern}|{bare_addresses.MAIL}")
_RUN = lazy_pattern(r"\*+|_+|~+")
_TICKS = lazy_pattern("`+")
_NOTE = lazy_pattern(r"\[\^([^\[\]\n]+)\]")


class _Bracket(Struct):
    """An opening bracket: which token it is, where its text begins, how many runs stand before it."""

    token: int
    start: int
    runs: int
    is_picture: bool
    holds_bracket: bool = False


class _InlineParser:
    """Reads one text into tokens. `definitions` are those of the body, `notes` tells the number of a footnote."""

    def __init__(self, places: TextPlaces, definitions: Definitions, notes: Notes) -> None:
        self._places = places
        self._text = places.text
        self._definitions = definitions
        self._notes = notes
        self._runs: list[DelimiterRun] = []
        self._brackets: list[_Bracket] = []
        self._inactive = 0
        self._bare: list[int] = []
        self.tokens: list[Token] = []

    def parse(self, sign: re.Pattern[str], first: re.Match[str] | None) -> list[Token]:
        """All tokens, with their runs paired; `first` is where `sign` first stands."""
        text, add = self._text, self.tokens.append
        done = 0
        match = first
        while match:
            start = match.start()
            if start > done:
                add(text[done:start])
            done = self._read(text[start], start, match)
            match = sign.search(text, done)
        if done < len(text):
            add(text[done:])
        match_runs(self._runs)
        return self.tokens

    def _read(self, sign: str, start: int, match: re.Match[str]) -> int:
        """Read what begins at `start`; where it ends."""
        if sign in "*_~":
            return self._read_run(start)
        if sign == "[":
            return self._open_bracket(start, start + 1, is_picture=False)
        if sign == "]":
            return self._close_bracket(start)
        if sign == "\\":
            return self._read_escape(start)
        if sign == "`":
            return self._read_code(start)
        if sign == "<":
            return self._read_angle(start)
        if sign == "&":
            return self._read_entity(start)
        if sign == "!":
            return self._open_bracket(start, start + 2, is_picture=True)
        if sign == "{":
            return self._read_attributes(start)
        return self._read_break(start) if sign == "\n" else self._read_bare_address(start, match[0])

    def _read_run(self, start: int) -> int:
        run = _RUN.match(self._text, start)
        assert run is not None
        token = delimiter_run(self._text, start, run.end())
        self._runs.append(token)
        self.tokens.append(token)
        return run.end()

    def _read_escape(self, start: int) -> int:
        following = self._text[start + 1 : start + 2]
        if following == "\n":
            self._add_break()
            return start + 2
        if link_syntax.ESCAPE.match(self._text, start):
            self.tokens.append(escaped(following))
            return start + 2
        self.tokens.append("\\")
        return start + 1

    def _read_break(self, start: int) -> int:
        """White space before the end of a line; two blanks make a break."""
        before = self.tokens[-1] if self.tokens and isinstance(self.tokens[-1], str) else ""
        words = before.rstrip(" \t")
        if before:
            self.tokens[-1] = words
        if before.endswith("  "):
            self._add_break()
        else:
            self.tokens.append("\n")
        return start + 1

    def _add_break(self) -> None:
        # The library's own tidying puts a new line behind it.
        self.tokens.append(Element("br"))

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        """Where the runs of backticks begin, by length."""
        runs: dict[int, list[int]] = {}
        for run in _TICKS.finditer(self._text):
            runs.setdefault(len(run[0]), []).append(run.start())
        return runs

    def _read_code(self, start: int) -> int:
        ticks = _TICKS.match(self._text, start)
        assert ticks is not None
        length, behind = len(ticks[0]), ticks.end()
        ends = self._ticks.get(length, [])
        number = bisect_right(ends, start)
        if number == len(ends):
            self.tokens.append(ticks[0])
            return behind
        text = self._text[behind : ends[number]].replace("\n", " ")
        if text[0] == text[-1] == " " and text.strip(" "):
            text = text[1:-1]
        code = Element("code")
        code.text = escaped(text)
        self.tokens.append(code)
        return ends[number] + length

    def _read_entity(self, start: int) -> int:
        code = link_syntax.ENTITY.match(self._text, start)
        if code is None:
            self.tokens.append("&amp;")
            return start + 1
        character = link_syntax.entity(code[0])
        # What is not allowed here is kept as it stands: the sanitizer removes and reports it.
        self.tokens.append(escaped(character) if character else code[0] if code[3] is None else f"&amp;{code[0][1:]}")
        return code.end()

    def _read_angle(self, start: int) -> int:
        element = angle_brackets.read(self._text, start, self._places)
        self.tokens.append(element[0] if element else "<")
        return element[1] if element else start + 1

    def _read_bare_address(self, start: int, text: str) -> int:
        is_mail = "@" in text and "://" not in text and text[:4].lower() != "www."
        address = text.removeprefix("mailto:") if is_mail else bare_addresses.web_address(text)
        if not address:
            self.tokens.append(text[0])
            return start + 1
        start += len(text) - len(address) if is_mail else 0
        scheme = "mailto:" if is_mail else "http://" if address[:4].lower() == "www." else ""
        self._bare.append(len(self.tokens))
        end = start + len(address)
        self.tokens.append(link_to(scheme + address, address, self._places.range(start, end)))
        return end

    def _read_attributes(self, start: int) -> int:
        braces = block_starts.ATTRIBUTES.match(self._text, start)
        if braces is None:
            self.tokens.append("{")
            return start + 1
        element = Element(ATTRIBUTES, {OFFSETS: self._places.range(start, braces.end())})
        element.text = escaped(braces[0])
        self.tokens.append(element)
        return braces.end()

    def _open_bracket(self, start: int, behind: int, *, is_picture: bool) -> int:
        note = None if is_picture else _NOTE.match(self._text, start)
        reference = self._notes.reference(link_syntax.label_key(note[1])) if note else None
        if note and reference is not None:
            self.tokens.append(reference)
            return note.end()
        if self._brackets:
            self._brackets[-1].holds_bracket = True
        self._brackets.append(_Bracket(len(self.tokens), behind, len(self._runs), is_picture))
        self.tokens.append(self._text[start:behind])
        return behind

    def _close_bracket(self, start: int) -> int:
        if not self._brackets:
            self.tokens.append("]")
            return start + 1
        is_inactive = len(self._brackets) <= self._inactive and not self._brackets[-1].is_picture
        bracket = self._brackets.pop()
        self._inactive = min(self._inactive, len(self._brackets))
        link = None if is_inactive else self._target(bracket, start)
        if link is None:
            self.tokens.append("]")
            return start + 1
        target, places, end = link
        self._make_link(bracket, target, places, end)
        return end

    def _target(self, bracket: _Bracket, start: int) -> tuple[Target, TextPlaces, int] | None:
        """Where the brackets that close at `start` lead, and where all of the link ends."""
        text, behind = self._text, start + 1
        if text[behind : behind + 1] == "(" and (inline := link_syntax.inline_target(text, behind)):
            return inline[0], self._places, inline[1]
        if not self._definitions:
            return None
        label = link_syntax.label_at(text, behind) if text[behind : behind + 1] == "[" else None
        if label:
            key, behind = link_syntax.label_key(label[1]), label.end()
        elif bracket.holds_bracket or start - bracket.start > 999:
            return None
        else:
            key = link_syntax.label_key(text[bracket.start : start])
            behind += 2 if text.startswith("[]", behind) else 0
        defined = self._definitions.get(key)
        return (*defined, behind) if defined else None

    def _make_link(self, bracket: _Bracket, target: Target, places: TextPlaces, end: int) -> None:
        match_runs(self._runs[bracket.runs :])
        del self._runs[bracket.runs :]
        while self._bare and self._bare[-1] > bracket.token:
            # No link stands within a link.
            index = self._bare.pop()
            bare = self.tokens[index]
            assert isinstance(bare, Element)
            self.tokens[index] = bare.text or ""
        attributes = {OFFSETS: _target_offsets(target, places)}
        if target.title is not None:
            attributes["title"] = escaped(target.title)
        if bracket.is_picture:
            picture = Element("img", {"src": escaped(target.address), **attributes})
            picture.set("alt", alt_text(self.tokens[bracket.token + 1 :]))
            if places is self._places:
                picture.set(PICTURE, places.range(bracket.start - 2, end))
            self.tokens[bracket.token :] = [picture]
            return
        self.tokens[bracket.token] = LinkStart(Element("a", {"href": escaped(target.address), **attributes}))
        self.tokens.append(LinkEnd())
        self._inactive = len(self._brackets)


PICTURE = "hjemsite-picture"
"""The attribute that tells where a whole picture stands."""


def inline_tokens(places: TextPlaces, definitions: Definitions, notes: Notes) -> list[Token]:
    """The tokens of one text; most texts are one of words alone."""
    text = places.text
    sign = _SIGN
    if "@" in text:
        sign = _SIGN_OR_ADDRESS
    elif "://" in text or "www." in text or "WWW." in text:
        sign = _SIGN_OR_WEB
    first = sign.search(text)
    return _InlineParser(places, definitions, notes).parse(sign, first) if first else [text]


def _target_offsets(target: Target, places: TextPlaces) -> str:
    """Where a target is written; where there is none, the brackets around it."""
    if target.end > target.start:
        return places.range(target.start, target.end)
    first = places.offset(target.start)
    return f"{first - 1}-{first + 1}"
