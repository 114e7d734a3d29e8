"""Tables in imported HTML: those that only lay out a page become paragraphs, and the others become regular.

Word, Outlook and old websites use tables as frames. A table with data has at least two rows and two columns of short
cells and stands below some text; a table with one cell below some text is a fact box; every other table is a frame.
"""

from typing import TYPE_CHECKING

from hjemsite.content.markdown.attribute_lists import FACT_BOX
from hjemsite.limits import MERGED_CELLS

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

LONGEST_CELL = 400
"""In characters. A cell with more text is a column of a layout."""

BOX = FACT_BOX
"""The class of a blockquote that is a fact box."""

_CELLS = ("td", "th")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def simplify_tables(soup: "BeautifulSoup") -> None:
    """Change the tables of `soup` in place: frames are dissolved, boxes are blockquotes, merged cells are filled up."""
    length = len(soup.get_text())
    for table in reversed(soup.find_all("table")):
        rows = _rows(table)
        cells = [cell for row in rows for cell in row]
        if not cells:
            table.unwrap()
        elif _is_box(table, cells, length):
            _to_box(soup, table, cells)
        elif _is_frame(table, rows, cells):
            _to_blocks(soup, table, cells)
        else:
            _expand(soup, table, rows)


def _rows(table: "Tag") -> "list[list[Tag]]":
    """The cells of a table by row, without those of tables inside it."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    return [[cell for cell in row.find_all(_CELLS) if cell.find_parent("tr") is row] for row in rows]


def _is_frame(table: "Tag", rows: "list[list[Tag]]", cells: "list[Tag]") -> bool:
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    if any(cell.find(["table", "blockquote", *_HEADINGS]) or len(cell.get_text()) > LONGEST_CELL for cell in cells):
        return True
    return not _text_before(table) and _text_after(table)


def _is_box(table: "Tag", cells: "list[Tag]", length: int) -> bool:
    """Whether one cell stands in a text of `length` that is longer than it, and holds no headline of the text."""
    filled = [cell for cell in cells if cell.get_text(strip=True) or cell.find("img")]
    if len(filled) != 1 or filled[0].find(["h1", "table", "blockquote"]) or not _text_before(table):
        return False
    return 0 < len(filled[0].get_text()) <= length / 2


def _text_before(table: "Tag") -> bool:
    return any(sibling.get_text(strip=True) for node in (table, *table.parents) for sibling in node.previous_siblings)


def _text_after(table: "Tag") -> bool:
    return any(sibling.get_text(strip=True) for node in (table, *table.parents) for sibling in node.next_siblings)


def _to_box(soup: "BeautifulSoup", table: "Tag", cells: "list[Tag]") -> None:
    box = soup.new_tag("blockquote")
    box["class"] = BOX
    _to_blocks(soup, table, cells, box)


def _to_blocks(soup: "BeautifulSoup", table: "Tag", cells: "list[Tag]", container: "Tag | None" = None) -> None:
    """Put the content of the cells, one after the other, in the place of the table."""
    holder = container or soup.new_tag("div")
    for cell in cells:
        block = soup.new_tag("div")
        block.extend(list(cell.contents))
        holder.append(block)
    table.replace_with(holder)


def _expand(soup: "BeautifulSoup", table: "Tag", rows: "list[list[Tag]]") -> None:
    """Give every row the same number of cells: a merged cell keeps its text in its first place and is empty after."""
    for cell in (cell for row in rows for cell in row):
        _write_lists_in_line(cell)
    covered: dict[int, int] = {}
    """For each column, the number of rows below that a merged cell covers."""
    for row in filter(None, rows):
        waiting = list(reversed(row))
        cells: list[Tag] = []
        while len(cells) < MERGED_CELLS and (
            waiting or any(covered.get(column) for column in range(len(cells), len(covered)))
        ):
            if covered.get(len(cells)):
                covered[len(cells)] -= 1
                cells.append(soup.new_tag("td"))
            elif waiting:
                cell = waiting.pop()
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                covered |= dict.fromkeys(range(len(cells), min(len(cells) + across, MERGED_CELLS)), down - 1)
                cells += [cell, *(soup.new_tag("td") for _ in range(across - 1))]
            else:
                cells.append(soup.new_tag("td"))
        parent = row[0].parent
        if parent is not None:
            parent.extend([*cells[:MERGED_CELLS], *reversed(waiting)])
    _drop_empty_columns(table)


def _write_lists_in_line(cell: "Tag") -> None:
    """Part the items of lists in a cell by semicolons: a table in Markdown has no room for a list."""
    for item in [item for node in cell.find_all(["ul", "ol"]) for item in node.find_all("li", recursive=False)[1:]]:
        item.insert_before("; ")
    for node in cell.find_all(["ul", "ol", "li"]):
        node.unwrap()


def _span(cell: "Tag", name: str) -> int:
    text = str(cell.attrs.pop(name, "1"))
    return min(max(int(text[:4]), 1), MERGED_CELLS) if text[:4].isdecimal() else 1


def _drop_empty_columns(table: "Tag") -> None:
    """Take away columns without any text, which a letter of Word has at its edges, where all rows are equally long."""
    rows = _rows(table)
    if len({len(row) for row in rows}) != 1:
        return
    for column in reversed(range(len(rows[0]))):
        cells = [row[column] for row in rows]
        if not any(cell.get_text(strip=True) or cell.find("img") for cell in cells):
            for cell in cells:
                cell.decompose()
