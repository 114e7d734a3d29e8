"""CommonMark as an extension of Python-Markdown: its own parsers of blocks and words in place of the library's.

The library reads blocks from blank line to blank line and words with one pattern after another. What GitHub shows
cannot be had that way; so its parts are exchanged where it lets extensions do so, and its tree, its tidying of the tree
and its writer of HTML stay. `docs/decisions/0014-commonmark.md` tells why.
"""

from collections.abc import Collection, Sequence
from xml.etree.ElementTree import ElementTree

from markdown import Markdown, blockparser
from markdown.extensions import Extension

from hjemsite.content.markdown.commonmark.blocks.block_parser import BlockParser
from hjemsite.content.markdown.commonmark.tree_builder import tree_of


class CommonMarkParser(blockparser.BlockParser):
    """Reads all of a body, words included. `speech` holds the offsets of lines that are speech and begin no list."""

    speech: Collection[int] = ()

    def parseDocument(self, lines: Sequence[str]) -> ElementTree:  # type: ignore[override] # noqa: N802
        parser = BlockParser(self.speech)
        parser.read("\n".join(lines))
        return ElementTree(tree_of(parser.blocks))


class CommonMark(Extension):
    """`Markdown(extensions=[CommonMark()])` reads CommonMark with GitHub's extensions, and no raw HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser = CommonMarkParser(md)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in ("inline", "unescape"):
            md.treeprocessors.deregister(name)
        for name in ("raw_html", "amp_substitute"):
            md.postprocessors.deregister(name)
