"""A press release as Markdown (CommonMark, with the tables and the strike-through of GitHub).

Programs that read for somebody get the words and their structure, without the page around them.
"""

import re
from collections.abc import Iterable, Sequence

from hjemsite.pages.downloads.blocks import BULLET, Block, Run, Runs

_SIGNS = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
"""What means something within a line."""

_OPENING = re.compile(r"(?m)^([#>=+-]|[ \t]+|\d{1,9}(?=[.)]))")
"""What means something where a line begins. Blanks there would make code of it, and go."""

_SIMPLE = re.compile(r"[^\s()<>]+")

_BREAK = "\\\n"
"""A break of lines within a paragraph."""


def markdown_text(blocks: Iterable[Block]) -> str:
    """The words of `blocks` as Markdown; a reader of it gets the same blocks.

    >>> from hjemsite.pages.downloads.blocks import words
    >>> markdown_text([Block("heading", words("Nr. 1"), 2), Block("text", (Run("3. maj", bold=True), Run(" *")))])
    '## Nr. 1\\n\\n**3. maj** \\\\*\\n'
    """
    parts: list[str] = []
    before = ""
    for block in blocks:
        if parts:
            parts.append(_between(before, block))
        parts.append(_text_of(block))
        before = block.kind
    return "".join(parts) + "\n"


def _between(before: str, block: Block) -> str:
    """What parts a block from the one `before`: quoted paragraphs are one quotation, the items of a list one list."""
    if block.kind == before == "quote":
        return "\n>\n"
    return "\n" if block.kind == before == "item" and block.marker else "\n\n"


def _text_of(block: Block) -> str:
    if block.kind == "table":
        return _table(block.rows)
    if block.kind == "rule":
        return "---"
    if block.kind == "code":
        return _code("".join(run.text for run in block.runs))
    text = _inline(block.runs)
    if block.kind in ("title", "heading"):
        return f"{'#' * (block.level or 1)} {text.replace(_BREAK, ' ')}"
    if block.kind == "quote":
        return re.sub("(?m)^", "> ", text)
    return _item(block, text) if block.kind == "item" else text


def _code(text: str) -> str:
    """Lines as they are, between fences that are longer than any in them."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _item(block: Block, text: str) -> str:
    """An item's first paragraph after its marker, or a further one below it.

    Every level is indented by four, which is enough for the marker »10. « too.
    """
    marker = f"{'-' if block.marker == BULLET else block.marker} ".ljust(4)
    return "    " * (block.level - 1) + marker + text.replace("\n", "\n" + "    " * block.level)


def _table(rows: Sequence[Sequence[Runs]]) -> str:
    columns = max(map(len, rows), default=0)
    cells = [[_inline(cell).replace(_BREAK, " ") for cell in (*row, *[()] * (columns - len(row)))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([*lines[:1], f"|{' --- |' * columns}", *lines[1:]])


def _inline(runs: Runs) -> str:
    """Runs in one paragraph; a line break is a backslash before it."""
    text = "".join(map(_run, _joined(runs)))
    return _OPENING.sub(_opening, text).replace("\n", _BREAK)


def _opening(match: re.Match[str]) -> str:
    sign = match[1]
    return "" if sign.isspace() else f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _joined(runs: Runs) -> Iterable[Run]:
    """`runs`, of which two that look alike are one: »**a****b**« would be read as something else."""
    if len(runs) == 1:
        return runs
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1]._replace(text="") == run._replace(text=""):
            joined[-1] = run._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def _run(run: Run) -> str:
    if run.link and run.link.removeprefix("mailto:") == run.text:
        return f"<{run.text}>"
    text = _SIGNS.sub(_escaped, run.text)
    if run.raised:
        # A note's number, as in plain text.
        return f"\\[{text}\\]"
    if not (run.bold or run.italic or run.struck or run.link):
        return text
    marks = "**" * run.bold + "*" * run.italic + "~~" * run.struck
    if marks and text.strip():
        bare = text.strip()
        start = text.index(bare)
        text = f"{text[:start]}{marks}{bare}{marks[::-1]}{text[start + len(bare) :]}"
    if not (run.link and text.strip()):
        return text
    # Parentheses in an address would end it.
    return f"[{text}]({run.link if _SIMPLE.fullmatch(run.link) else f'<{run.link}>'})"
