"""The lines of a body that are code: fenced or indented, also within lists and quotes (CommonMark, 4.4 and 4.5).

The block parser itself says which they are, so what is read as code here is read as code when the page is made.
"""

from collections.abc import Iterator

from hjemsite.content.markdown import budget
from hjemsite.content.markdown.commonmark.blocks.block_parser import BlockParser
from hjemsite.content.markdown.commonmark.blocks.blocks_model import Block, Leaf, Range


def code_lines(text: str) -> list[Range]:
    """Where each line of code begins and ends, in order. A text that the parser cannot take has none.

    >>> [text[start:end] for text in ["Se her:\\n\\n~~~\\n<script>\\n~~~\\n"] for start, end in code_lines(text)]
    ['<script>']
    """
    if budget.first_block_over_budget(text) is not None:
        return []
    parser = BlockParser()
    parser.read(text)
    starts = (at for leaf in _leaves(parser.blocks.document) if leaf.kind in ("code", "fence") for _, at in leaf.lines)
    return [(at, end if (end := text.find("\n", at)) >= 0 else len(text)) for at in starts]


def _leaves(block: Block) -> Iterator[Leaf]:
    if isinstance(block, Leaf):
        yield block
        return
    for child in block.children:
        yield from _leaves(child)
