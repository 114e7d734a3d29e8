"""The cells of GitHub's tables: one row a line, parted by pipes; `\\|` is a pipe within a cell."""

from hjemsite.danish.word_patterns import lazy_pattern

_PIPE = lazy_pattern(r"(?<!\\)\|")


def cells(row: str) -> list[tuple[int, str]]:
    """Each cell of `row` without the blanks around it, and where it begins.

    >>> cells("| Ø | Antal |")
    [(2, 'Ø'), (6, 'Antal')]
    """
    end = len(row.rstrip(" \t"))
    start = 1 if row.startswith("|") else 0
    row_cells = []
    for pipe in _PIPE.finditer(row, start, end):
        row_cells.append(_cell(row, start, pipe.start()))
        start = pipe.end()
    if row[start:end].strip(" \t"):
        row_cells.append(_cell(row, start, end))
    return row_cells


def alignments(delimiters: str) -> list[str]:
    """`left`, `center`, `right` or nothing for each column.

    >>> alignments("|:--|--:|---|")
    ['left', 'right', '']
    """
    return [_ALIGNMENTS[text[0] == ":", text[-1] == ":"] for _, text in cells(delimiters)]


_ALIGNMENTS = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}


def _cell(row: str, start: int, end: int) -> tuple[int, str]:
    text = row[start:end]
    return start + len(text) - len(text.lstrip(" \t")), text.strip(" \t")
