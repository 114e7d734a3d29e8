"""A press release as plain text: one line for each paragraph, an empty line between them."""

from collections.abc import Iterable

from hjemsite.pages.downloads.blocks import BULLET, Block, Run, Runs


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of `blocks`, ready to be pasted anywhere.

    >>> from hjemsite.pages.downloads.blocks import words
    >>> plain_text([Block("item", words("et hus"), 1, "•"), Block("item", words("en dør"), 1, "•")])
    '- et hus\\n- en dør\\n'
    """
    parts: list[str] = []
    before = ""
    for block in blocks:
        if parts:
            parts.append("\n" if block.kind == before == "item" else "\n\n")
        parts.append(_text_of(block))
        before = block.kind
    return "".join(parts) + "\n"


def _text_of(block: Block) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(map(_words, row)) for row in block.rows)
    if block.kind == "rule":
        return "* * *"
    text = _words(block.runs)
    if block.kind == "item":
        marker = "- " if block.marker == BULLET else f"{block.marker} " if block.marker else "  "
        return "  " * (block.level - 1) + marker + text
    return text


def _words(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.raised:
        # A note's number would look like a part of the word before it.
        return f"[{run.text}]"
    # Without its line a word that is struck out would say the opposite.
    return f"~~{run.text}~~" if run.struck else run.text
