"""The blocks of a body as the elements of a tree.

A list is loose, and its texts are paragraphs, where a blank line parts its items or the blocks of one of them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from hjemsite.content.markdown.commonmark.blocks.blocks_model import Block, Container, Leaf
from hjemsite.content.markdown.commonmark.blocks.open_blocks import OpenBlocks
from hjemsite.content.markdown.commonmark.blocks.table_rows import alignments, cells
from hjemsite.content.markdown.commonmark.footnotes import Notes
from hjemsite.content.markdown.commonmark.inlines.inline_parser import ATTRIBUTES, inline_tokens
from hjemsite.content.markdown.commonmark.inlines.inline_tokens import OFFSETS, escaped, fill
from hjemsite.content.markdown.commonmark.inlines.text_places import TextPlaces

TASK = "opgave"
"""The class of an item of a task list."""

_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
"""The boxes of task lists. They are characters: a form has no place in an article, a feed or a Word file."""


def tree_of(blocks: OpenBlocks) -> Element:
    """The tree of a body; its root is a `div`, as in Python-Markdown."""
    root = Element("div")
    _Builder(blocks).build(root)
    return root


class _Builder:
    def __init__(self, blocks: OpenBlocks) -> None:
        self._blocks = blocks
        self._notes = Notes(blocks.notes)

    def build(self, root: Element) -> None:
        self._add_all(root, self._blocks.document.children)
        if self._blocks.notes:
            root.append(self._notes.section(self._add_note))

    def _add_note(self, label: str, item: Element) -> None:
        self._add_all(item, self._blocks.notes[label].children)

    def _add_all(self, parent: Element, blocks: Sequence[Block], *, tight: bool = False) -> None:
        for block in blocks:
            if isinstance(block, Container):
                self._add_container(parent, block)
            elif block.kind == "paragraph" and tight:
                self._add_tight(parent, block)
            elif block.kind != "definition":
                self._add_leaf(parent, block)

    def _add_container(self, parent: Element, block: Container) -> None:
        if block.kind == "quote":
            self._add_all(_element(parent, "blockquote", block), block.children)
            return
        tag = "ul" if block.marker not in (".", ")") else "ol"
        element = _element(parent, tag, block)
        if tag == "ol" and block.start != 1:
            element.set("start", str(block.start))
        tight = not _is_loose(block)
        for item in block.children:
            assert isinstance(item, Container)
            self._add_item(_element(element, "li", item), item, tight)

    def _add_item(self, element: Element, item: Container, tight: bool) -> None:
        first = item.children[0] if item.children else None
        if isinstance(first, Leaf) and first.kind == "paragraph" and (box := _box(first)):
            text, at = first.lines[0]
            first.lines[0] = (text[4:], at + 4)
            paragraph = element if tight else SubElement(element, "p")
            element.set("class", TASK)
            paragraph.text = box
            self._fill(paragraph, TextPlaces.of_lines(first.lines))
            self._add_all(element, item.children[1:], tight=tight)
        else:
            self._add_all(element, item.children, tight=tight)

    def _add_tight(self, item: Element, block: Leaf) -> None:
        if len(item) and not (item[-1].tail or "").strip():
            # Behind a block, words go on in a line of their own.
            item[-1].tail = "\n"
        self._fill(item, TextPlaces.of_lines(block.lines))

    def _add_leaf(self, parent: Element, block: Leaf) -> None:
        if block.kind == "table":
            self._add_table(_element(parent, "table", block), block)
        elif block.kind in ("code", "fence"):
            _add_code(_element(parent, "pre", block), block)
        elif block.kind == "rule":
            SubElement(parent, "hr")
        else:
            element = _element(parent, f"h{block.level}" if block.kind == "heading" else "p", block)
            if block.kind == "heading":
                element.set(OFFSETS, f"{block.at}-{block.lines[-1][1] + len(block.lines[-1][0])}")
            self._fill(element, TextPlaces.of_lines(block.lines))

    def _fill(self, element: Element, places: TextPlaces) -> None:
        fill(element, inline_tokens(places, self._blocks.definitions, self._notes))

    def _add_table(self, table: Element, block: Leaf) -> None:
        kinds = alignments(block.lines[1][0])
        self._add_row(SubElement(table, "thead"), "th", block.lines[0], kinds)
        if len(block.lines) > 2:
            body = SubElement(table, "tbody")
            for line in block.lines[2:]:
                self._add_row(body, "td", line, kinds)

    def _add_row(self, part: Element, tag: str, line: tuple[str, int], kinds: Sequence[str]) -> None:
        row = SubElement(part, "tr")
        row_cells = cells(line[0])
        for number, kind in enumerate(kinds):
            cell = SubElement(row, tag, {"align": kind} if kind else {})
            if number < len(row_cells):
                start, text = row_cells[number]
                self._fill(cell, _cell_places(text, line[1] + start))


def _box(paragraph: Leaf) -> str:
    """The box with which the text of a list item begins, or nothing."""
    text = paragraph.lines[0][0]
    return _TASKS.get(text[:4], "") if text[4:].strip() else ""


def _element(parent: Element, tag: str, block: Block) -> Element:
    element = SubElement(parent, tag)
    if block.attributes:
        element.set(ATTRIBUTES, f"{block.attributes[0]}-{block.attributes[1]}")
    return element


def _add_code(element: Element, block: Leaf) -> None:
    lines = block.lines
    if block.kind == "code":
        while not lines[-1][0].strip():
            lines.pop()
        # Only a fence is asked for; indentation may have come about by chance.
        element.set(OFFSETS, f"{lines[0][1]}-{lines[-1][1] + len(lines[-1][0].lstrip())}")
    text = "".join(f"{text}\n" for text, _ in lines)
    SubElement(element, "code").text = escaped(text)


def _cell_places(text: str, at: int) -> TextPlaces:
    """A cell as its words are read: `\\|` is a pipe, also within code."""
    pieces = text.split("\\|")
    starts, offsets, length = [], [], 0
    for number, piece in enumerate(pieces):
        # A pipe belongs to the piece before it.
        starts.append(length)
        offsets.append(at)
        length += len(piece) + (number < len(pieces) - 1)
        at += len(piece) + 2
    return TextPlaces("|".join(pieces), tuple(starts), tuple(offsets))


def _is_loose(block: Container) -> bool:
    items = [item for item in block.children if isinstance(item, Container)]
    return any(_gaps(items)) or any(any(_gaps(item.children)) for item in items)


def _gaps(blocks: Sequence[Block]) -> Iterator[bool]:
    """Whether a blank line stands between two blocks, for all that follow each other."""
    shown = [block for block in blocks if block.kind != "definition"]
    for before, after in pairwise(shown):
        yield after.first - _last_line(before) > 1


def _last_line(block: Block) -> int:
    if isinstance(block, Leaf):
        return block.last
    last = next((child for child in reversed(block.children) if child.kind != "definition"), None)
    return max(_last_line(last) if last else block.first, block.last)
