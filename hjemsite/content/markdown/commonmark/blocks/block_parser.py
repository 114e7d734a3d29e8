"""The blocks of a body, read line by line (CommonMark, appendix: phase 1).

A line first goes on in the containers that are open, then begins new blocks, and what is left of it belongs to a leaf.
Every line is looked at once, so the work grows with the text and with how deep its blocks are nested.
"""

from collections.abc import Collection

from hjemsite.content.markdown.commonmark.blocks import block_starts
from hjemsite.content.markdown.commonmark.blocks.blocks_model import Container, Leaf
from hjemsite.content.markdown.commonmark.blocks.line_cursor import TAB, Line
from hjemsite.content.markdown.commonmark.blocks.open_blocks import OpenBlocks
from hjemsite.content.markdown.commonmark.blocks.table_rows import alignments, cells
from hjemsite.content.markdown.commonmark.inlines.link_syntax import label_key

_CONTAINER, _WHOLE = "a container", "the whole line"
"""What a line began: a block that the rest of the line stands in, or one that took all of it."""


class BlockParser:
    """Reads a body into `blocks`, line by line. At the offsets in `speech` a line is speech, and begins no list."""

    def __init__(self, speech: Collection[int] = ()) -> None:
        self.blocks = OpenBlocks()
        self._speech = speech

    def read(self, text: str) -> None:
        """Read all lines of `text`."""
        at = 0
        for number, line in enumerate(text.split("\n")):
            self.read_line(line, at, number)
            at += len(line) + 1
        self.blocks.close(1)

    def read_line(self, line: str, at: int, number: int) -> None:
        """Read line `number`, which begins at the offset `at`."""
        if not self._read_plain(line, at, number):
            self._read_line(Line(line, at, number))

    def _read_plain(self, line: str, at: int, number: int) -> bool:
        """Read what most lines are, words of a paragraph or nothing, outside all containers; whether it was that."""
        leaf = self.blocks.leaf
        if len(self.blocks.containers) > 1 or (leaf is not None and leaf.kind != "paragraph"):
            return False
        if not line:
            self.blocks.end_leaf()
            return True
        if line[0] in block_starts.STARTERS or line[0].isspace() or at in self._speech:
            return False
        if leaf is None:
            self.blocks.leaf = Leaf("paragraph", number, number, [(line, at)])
            self.blocks.siblings.append(self.blocks.leaf)
        else:
            leaf.lines.append((line, at))
            leaf.last = number
        return True

    def _read_line(self, line: Line) -> None:
        depth = self._continued(line)
        leaf = self.blocks.leaf
        is_in_code = self._is_within(depth) and leaf is not None and leaf.kind in ("fence", "code")
        if leaf is not None and is_in_code and self._goes_on_in_code(leaf, line):
            return
        if not line.text:
            self.blocks.close(depth)
            return
        while opened := self._begin(line, depth):
            if opened is _WHOLE:
                return
            depth = len(self.blocks.containers)
        self._add_text(line, depth)

    def _continued(self, line: Line) -> int:
        """How many of the open containers `line` goes on in; it loses what belongs to them."""
        containers = self.blocks.containers
        for depth in range(1, len(containers)):
            if not _goes_on(containers[depth], line):
                return depth
        return len(containers)

    def _is_within(self, depth: int) -> bool:
        """Whether a line that goes on in `depth` containers goes on in all that are open."""
        return depth == len(self.blocks.containers)

    def _goes_on_in_code(self, leaf: Leaf, line: Line) -> bool:
        if leaf.kind == "code":
            if line.text and line.indent < TAB:
                return False
            leaf.lines.append((line.code(TAB), line.at))
            leaf.last = line.number if line.text else leaf.last
            return True
        leaf.last = line.number
        if line.indent < TAB and line.text.startswith(leaf.fence) and not line.text.strip(leaf.fence[0] + " \t"):
            self.blocks.leaf = None
        else:
            leaf.lines.append((line.code(leaf.level), line.at))
        return True

    def _begin(self, line: Line, depth: int) -> str | None:
        """Begin the block that `line` begins with, if any: a container, or a leaf that takes the whole line."""
        text = line.text
        if self._speech and line.at in self._speech:
            return self._add(depth, Leaf("paragraph", line.number, line.number, [(text, line.at)]), stays_open=True)
        if not text:
            return None
        leaf = self.blocks.leaf
        in_paragraph = leaf is not None and leaf.kind == "paragraph"
        if line.indent >= TAB and not block_starts.pasted_level(text):
            return None if in_paragraph else self._begin_code(line, depth)
        sign = text[0]
        if sign not in block_starts.STARTERS:
            return None
        if sign == ">":
            return self._begin_quote(line, depth)
        if in_paragraph and self._is_within(depth) and self._ends_paragraph(line):
            return _WHOLE
        return self._begin_other(line, depth, in_paragraph)

    def _begin_other(self, line: Line, depth: int, in_paragraph: bool) -> str | None:
        text, sign = line.text, line.text[0]
        if sign in "#`~":
            return self._begin_heading_or_fence(line, depth)
        if sign in "-*_" and block_starts.RULE.match(text):
            return self._add(depth, Leaf("rule", line.number, line.number))
        if sign == "[":
            return self._begin_note(line, depth)
        if sign == "{":
            return self._add_attributes(line, depth, in_paragraph)
        return self._begin_item(line, depth, in_paragraph and self._is_within(depth))

    def _begin_code(self, line: Line, depth: int) -> str:
        code = Leaf("code", line.number, line.number, [(line.code(TAB), line.at)])
        return self._add(depth, code, stays_open=True)

    def _begin_quote(self, line: Line, depth: int) -> str:
        _skip_quote_marker(line)
        self.blocks.open_container(depth, Container("quote", line.number))
        return _CONTAINER

    def _begin_heading_or_fence(self, line: Line, depth: int) -> str | None:
        text = line.text
        if hashes := block_starts.HASHES.match(text):
            words = block_starts.heading_text(text)
            at = line.at + (text.index(words, hashes.end()) if words else hashes.end())
            heading = Leaf("heading", line.number, line.number, [(words, at)], level=len(hashes[1]), at=line.at)
            return self._add(depth, heading)
        if fence := block_starts.FENCE.match(text):
            code = Leaf("fence", line.number, line.number, level=line.indent, fence=fence[1] or fence[2])
            return self._add(depth, code, stays_open=True)
        return None

    def _begin_note(self, line: Line, depth: int) -> str | None:
        note = block_starts.NOTE.match(line.text)
        if note is None:
            return None
        line.skip(note.end())
        line.indent = 0
        self.blocks.open_note(depth, Container("note", line.number, marker=label_key(note[1])))
        return _CONTAINER

    def _begin_item(self, line: Line, depth: int, interrupts: bool) -> str | None:
        """Begin a list item. Within a paragraph only bullets and the number 1 do, and not without words behind them."""
        pasted = block_starts.pasted_marker(line.text)
        marker = pasted or block_starts.item_marker(line.text)
        if marker is None:
            return None
        sign = line.text[0] if pasted else marker[1] or marker[3]
        start = 1 if pasted or marker[1] else int(marker[2])
        if interrupts and (start != 1 or not line.text[marker.end() :].strip()):
            return None
        item = Container("item", line.number, level=block_starts.pasted_level(line.text))
        indent = line.indent + marker.end()
        line.skip(marker.end())
        if pasted:
            item.indent = indent - marker.end() + 2
        elif not line.text or line.indent > TAB:
            item.indent = indent + 1
            line.indent = max(line.indent - 1, 0)
        else:
            item.indent = indent + line.indent
            line.indent = 0
        self.blocks.open_item(depth, item, sign, start)
        return _CONTAINER

    def _ends_paragraph(self, line: Line) -> bool:
        """Whether `line` makes the open paragraph a heading, or its last line the head of a table."""
        if block_starts.UNDERLINE.match(line.text):
            return self._underline(line)
        if line.text[0] in "|:-" and block_starts.DELIMITERS.match(line.text) and line.text[:2] not in ("- ", "-\t"):
            return self._begin_table(line)
        return False

    def _underline(self, line: Line) -> bool:
        heading = self.blocks.leaf
        assert heading is not None
        self.blocks.end_leaf()
        if not heading.lines:
            # A line below nothing but definitions is a line of its own.
            return False
        heading.kind, heading.level, heading.last = "heading", 1 if line.text[0] == "=" else 2, line.number
        heading.at = heading.lines[0][1]
        return True

    def _begin_table(self, line: Line) -> bool:
        paragraph = self.blocks.leaf
        assert paragraph is not None
        head = paragraph.lines[-1]
        if "|" not in head[0] or len(cells(head[0])) != len(alignments(line.text)):
            return False
        paragraph.lines.pop()
        table = Leaf("table", line.number - 1, line.number, [head, (line.text, line.at)])
        if paragraph.lines:
            paragraph.last -= 1
            self.blocks.end_leaf()
        else:
            self.blocks.siblings.pop()
        self.blocks.siblings.append(table)
        self.blocks.leaf = table
        return True

    def _add_attributes(self, line: Line, depth: int, in_paragraph: bool) -> str | None:
        """A line of nothing but `{.faktaboks}` belongs to the block above it."""
        siblings = self.blocks.containers[depth - 1].children
        if (in_paragraph and self._is_within(depth)) or not siblings:
            return None
        if not block_starts.ATTRIBUTES.fullmatch(line.text.rstrip()):
            return None
        self.blocks.close(depth)
        siblings[-1].attributes = (line.at, line.at + len(line.text.rstrip()))
        return _WHOLE

    def _add_text(self, line: Line, depth: int) -> None:
        leaf = self.blocks.leaf
        in_table = leaf is not None and leaf.kind == "table" and self._is_within(depth)
        if leaf is not None and (leaf.kind == "paragraph" or (in_table and cells(line.text))):
            leaf.lines.append((line.text, line.at))
            leaf.last = line.number
        elif line.text:
            self._add(depth, Leaf("paragraph", line.number, line.number, [(line.text, line.at)]), stays_open=True)

    def _add(self, depth: int, leaf: Leaf, *, stays_open: bool = False) -> str:
        self.blocks.add_leaf(depth, leaf, stays_open=stays_open)
        return _WHOLE


def _goes_on(container: Container, line: Line) -> bool:
    """Whether `line` goes on in `container`; if so, it loses what belongs to it."""
    if container.kind == "quote":
        if line.indent >= TAB or line.text[:1] != ">":
            return False
        _skip_quote_marker(line)
        container.last = line.number
        return True
    width = TAB if container.kind == "note" else container.indent
    if not line.text:
        line.indent = max(line.indent - width, 0)
        return bool(container.children)
    if line.indent >= width:
        line.indent -= width
        return True
    return bool(container.level) and container.level < block_starts.pasted_level(line.text)


def _skip_quote_marker(line: Line) -> None:
    line.skip(1)
    line.indent = max(line.indent - 1, 0)
