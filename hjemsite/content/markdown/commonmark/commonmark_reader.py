"""CommonMark by Python-Markdown: our own parsers of blocks and words in place of the library's.

The library reads blocks from blank line to blank line and words with one pattern after another. What GitHub shows
cannot be had that way; so its parts are exchanged where it lets a subclass do so, and its tree, its tidying of the tree
and its writer of HTML stay. `docs/decisions/0014-commonmark.md` tells why.
"""

from collections.abc import Collection, Sequence
from xml.etree.ElementTree import ElementTree

from markdown import Markdown, blockparser
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, Registry

from hjemsite.content.markdown.commonmark.blocks.block_parser import BlockParser
from hjemsite.content.markdown.commonmark.tree_builder import tree_of

_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)


class CommonMarkParser(blockparser.BlockParser):
    """Reads all of a body, words included. `speech` holds the offsets of lines that are speech and begin no list."""

    def __init__(self, md: Markdown, speech: Collection[int]) -> None:
        super().__init__(md)
        self.speech = speech

    def parseDocument(self, lines: Sequence[str]) -> ElementTree:  # type: ignore[override] # noqa: N802
        parser = BlockParser(self.speech)
        parser.read("\n".join(lines))
        return ElementTree(tree_of(parser.blocks))


class CommonMark(Markdown):
    """Reads one text as CommonMark with GitHub's extensions, and no raw HTML. Lines at the offsets `speech` are speech.

    The library's own parts, and their patterns, are never made; so it takes no time to set up.
    """

    def __init__(self, speech: Collection[int] = ()) -> None:
        self._speech = speech
        super().__init__(output_format="html")

    def build_parser(self) -> "CommonMark":
        """Put together the parts that a text goes through."""
        self.preprocessors, self.inlinePatterns, self.postprocessors = Registry(), Registry(), Registry()
        self.parser = CommonMarkParser(self, self._speech)
        self.treeprocessors = Registry()
        self.treeprocessors.register(PrettifyTreeprocessor(self), "prettify", 10)
        return self

    def is_block_level(self, tag: object) -> bool:
        """Whether an element is a block; it is asked of each, and all names are in small letters here."""
        return tag in _BLOCKS
