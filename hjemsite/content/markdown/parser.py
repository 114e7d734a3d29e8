"""Markdown as Danish editors know it: Python-Markdown with tables and footnotes, and without raw HTML.

HTML becomes empty elements that say what stood there, so the parser keeps no stash that a text could reach into,
and every removal can be told. The tree is handed out before it is written, for others to judge.
"""

import re
from functools import lru_cache
from threading import get_ident
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown.extensions import Extension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_html_string
from markdown.util import AtomicString

from hjemsite.content.markdown import fast_paths
from hjemsite.content.markdown.positions import unmarked

REMOVED = "hjemsite-removed"
"""The tag of an element that stands where HTML stood; `name` is the HTML's own tag, `place` its offset."""

NOTE, BACK, NOTES = "note", "tilbage", "noter"
"""The classes of a reference to a footnote, of the way back to the text, and of all footnotes."""

_ADDRESS = r"(?P<address>[A-Za-z][A-Za-z0-9+.-]*://[^\s<>]*+|(?:mailto:|tel:)[^\s<>]++|[^\s<>@!:]++@[^\s<>@]++)"
_TAG = r"""(?P<name>/?[A-Za-z][A-Za-z0-9:-]*+|[!?])(?:(?<=[!?])|(?=[\s/>]))(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_ANGLE = rf"<(?:\x04(?P<place>[0-9]+)\x05)(?:{_ADDRESS}|{_TAG})>|<(?P<plain>[^\s<>@!:]++@[^\s<>@]++)>"

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small".split()
)
_WORD_BREAKS = frozenset("span strike strong sub sup time tt u var wbr".split()) | _INLINE

_REFERENCES = ("reference", "short_reference", "image_reference", "short_image_ref")
_NOTE_ID = re.compile(r"(#?)(fn|fnref)([0-9]*):(.*)", re.DOTALL)


class _Angle(InlineProcessor):
    """`<https://…>` and `<navn@…>` become links, HTML an element that says what was removed."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802, ARG002
        address = m["address"] or m["plain"]
        if address:
            return self._link(address, m["place"]), m.start(), m.end()
        name = m["name"].lower()
        removed = Element("br" if name == "br" else REMOVED, {REMOVED: m["place"], "name": name})
        # Words that a <div> held apart must not grow together.
        removed.text = AtomicString("" if name.strip("/") in _WORD_BREAKS or name == "br" else " ")
        return removed, m.start(), m.end()

    def _link(self, address: str, place: str | None) -> Element:
        written = self.unescape(address)
        scheme = "" if ":" in address else "mailto:"
        shown = written.removeprefix("mailto:").removeprefix("tel:")
        return fast_paths.link_to(f"{scheme}{written}", shown, int(place) + 1 if place else None)


_SIGNS = re.compile(r"[\\`*_\[!<\n]")
_SIGNS_OF = {
    "backtick": "`", "escape": "\\", "angle": "<", "linebreak": "\n", "em_strong": "*_",
    "link": "[", "reference": "[", "short_reference": "[", "footnote": "[",
    "image_link": "!", "image_reference": "!", "short_image_ref": "!",
}  # fmt: skip
"""The characters without one of which a pattern cannot match."""


class _Inline(treeprocessors.InlineProcessor):
    """The library's own, but tried only where no shortcut will do, and a pattern only where its sign is."""

    def __init__(self, parser: Markdown, shortcut: bool) -> None:
        super().__init__(parser)
        self.shortcut = shortcut
        self.patterns = list(enumerate(parser.inlinePatterns))
        self._apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        # Only now, for the registry puts itself in order when it is read.
        order = parser.inlinePatterns._priority  # type: ignore[attr-defined]
        self.signs = [frozenset(_SIGNS_OF[item.name]) for item in order]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        return tree if self.shortcut and fast_paths.inline(tree) else super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        signs = frozenset(_SIGNS.findall(data))
        if not signs or isinstance(data, AtomicString):
            return data
        for place, pattern in self.patterns[patternIndex:]:
            start, matched = 0, not signs.isdisjoint(self.signs[place])
            while matched:
                data, matched, start = self._apply(pattern, data, place, start)
        return data


class _Footnotes(FootnoteExtension):
    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        # A note can define notes of its own; the library would find them while it counts, and fail.
        done: set[str] = set()
        while waiting := [label for label in self.footnotes if label not in done]:
            for label in waiting:
                self.parser.parseChunk(Element("div"), self.footnotes[label])
            done.update(waiting)
        return super().makeFootnotesDiv(root)


@lru_cache(maxsize=16)
def _parser(_thread: int, tables: bool, definitions: bool) -> Markdown:
    """A parser takes as long to make as a page to read, so each thread keeps its own; it remembers nothing else.

    A text without any definition can refer to none, and is read a quarter faster by a parser that does not try.
    """
    extensions: list[Extension] = [TableExtension(use_align_attribute=True)] if tables else []
    if definitions:
        extensions.append(_Footnotes(BACKLINK_TITLE="Tilbage til teksten fra note %d", PLACE_MARKER="\x07"))
    parser = Markdown(extensions=extensions, output_format="html")
    parser.preprocessors.deregister("html_block")
    for name in ("autolink", "automail", "html", "entity", *(() if definitions else _REFERENCES)):
        parser.inlinePatterns.deregister(name)
    if not definitions:
        parser.parser.blockprocessors.deregister("reference")
    parser.inlinePatterns.register(_Angle(_ANGLE, parser), "angle", 120)
    parser.treeprocessors.deregister("inline")
    parser.treeprocessors.register(_Inline(parser, shortcut=not definitions), "inline", 20)
    parser.parser.blockprocessors.register(fast_paths.PlainParagraph(parser.parser), "plain", 201)
    parser.parser.blockprocessors.register(fast_paths.FlatList(parser.parser), "flat list", 200)
    # It is asked of every element, and all names are in small letters here.
    parser.is_block_level = frozenset(parser.block_level_elements).__contains__  # type: ignore[assignment]
    # A list that an editor begins at 3 begins at 3: numbers are words too.
    parser.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]
    # For each block a registry makes a new list of what it holds.
    parser.parser.blockprocessors = [*parser.parser.blockprocessors]  # type: ignore[assignment]
    return parser


def _is_tidy(text: str) -> bool:
    """Whether the preprocessors would leave `text` as it is. Their work is on white space; hygiene did the rest."""
    return "\t" not in text and "\n " not in text


def tree(text: str) -> Element:
    """The tree of a body with its marks still in it; `text` has passed `sanitize` and `budget`."""
    parser = _parser(get_ident(), "|" in text, "]:" in text)
    parser.reset()
    # As the library does; blanks alone would be code.
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    if not _is_tidy(text):
        for preprocessor in parser.preprocessors:
            lines = preprocessor.run(lines)
    root = parser.parser.parseDocument(lines).getroot()
    assert root is not None
    for treeprocessor in parser.treeprocessors:
        if isinstance(treeprocessor, treeprocessors.UnescapeTreeprocessor) and "\\" not in text:
            continue
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    if "[^" in text:
        _number_footnotes(root)
    return root


LOST = "zzwxh:"
"""Stands in the HTML where the library has lost what it put aside: `*a**b*[c](d)` is such a text."""


def html(root: Element) -> str:
    """A tree written as HTML, without marks; it may still say anything, and is for a sanitizer."""
    written = to_html_string(root)
    return unmarked(written[len("<div>") : written.rindex("</div>")]).strip()


def _number_footnotes(root: Element) -> None:
    """Ids by number, for an editor's label may hold any character; a note that nothing refers to has no way back."""
    notes = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
    if notes is None:
        return
    notes.set("class", NOTES)
    notes.remove(notes[0])
    numbers: dict[str, int] = {}
    for element in root.iter():
        if element.text:
            element.text = element.text.replace(FN_BACKLINK_TEXT, "↩").replace(NBSP_PLACEHOLDER, "\xa0")
        if element.tail:
            # Where the note ends on emphasis or a link, the space stands behind that.
            element.tail = element.tail.replace(NBSP_PLACEHOLDER, "\xa0")
        for attribute in ("id", "href"):
            old = _NOTE_ID.fullmatch(element.get(attribute, ""))
            if old and (attribute == "id" or (element.get("class") or "").startswith("footnote-")):
                element.set(attribute, _note_id(old, numbers))
    targets = {sup.get("id") for sup in root.iter("sup")}
    for link in root.iter("a"):
        kind = link.attrib.get("class", "")
        if kind.startswith("footnote-"):
            link.set("class", NOTE if kind == "footnote-ref" else BACK)
        if kind == "footnote-backref" and link.attrib["href"][1:] not in targets:
            link.tag, link.text, link.attrib = "span", "", {}


def _note_id(old: re.Match[str], numbers: dict[str, int]) -> str:
    number = numbers.setdefault(old[4], len(numbers) + 1)
    name = f"note-{number}" if old[2] == "fn" else f"henvisning-{number}"
    return f"{old[1]}{name}-{old[3]}" if old[3] else f"{old[1]}{name}"
