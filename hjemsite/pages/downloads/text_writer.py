"""A press release as plain text: one line for each paragraph, an empty line between them."""

from collections.abc import Iterable

from hjemsite.pages.downloads.blocks import BULLET, Block, Runs


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
        parts.append(_said(block))
        before = block.kind
    return "".join(parts) + "\n"


def _said(block: Block) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(map(_words, row)) for row in block.rows)
    if block.kind == "rule":
        return "* * *"
    said = _words(block.runs)
    if block.kind == "item":
        marker = "- " if block.marker == BULLET else f"{block.marker} " if block.marker else "  "
        return "  " * (block.level - 1) + marker + said
    return said


def _words(runs: Runs) -> str:
    if len(runs) == 1:
        return runs[0].text
    # What is raised is a note's number, which would look like a part of the word before it.
    return "".join(f"[{run.text}]" if run.raised else run.text for run in runs)
