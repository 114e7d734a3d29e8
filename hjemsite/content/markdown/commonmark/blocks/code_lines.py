"""Which lines of a body are code: fenced or indented, also within lists and quotes (CommonMark, 4.4 and 4.5).

The block parser itself says which they are, so what is read as code here is read as code when the page is made.
"""

from hjemsite.content.markdown.commonmark.blocks.block_parser import BlockParser


class CodeLines:
    """Reads a body line by line, from its first to its last."""

    def __init__(self) -> None:
        self._parser = BlockParser()
        self._number = -1

    def is_code(self, line: str, at: int) -> bool:
        """Whether the next line, which begins at the offset `at` of the body, is code or begins a fence.

        >>> lines = CodeLines()
        >>> [lines.is_code(line, at) for at, line in enumerate(["Se her:", "~~~", "<script>", "~~~"])]
        [False, True, True, False]
        """
        self._number += 1
        self._parser.read_line(line, at, self._number)
        leaf = self._parser.blocks.leaf
        return leaf is not None and leaf.kind in ("code", "fence")

    def replace_last(self, line: str, at: int) -> None:
        """Let the last line be `line`, which is as long and belongs to the same block."""
        leaf = self._parser.blocks.leaf
        if leaf is not None and leaf.lines and leaf.lines[-1][1] >= at:
            start = leaf.lines[-1][1]
            leaf.lines[-1] = (line[start - at :], start)
