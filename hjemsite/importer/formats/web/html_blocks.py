"""Paragraphs of imported HTML that mean more than they say: headings in bold, lists typed by hand, double breaks.

Whoever writes in Word or a mail program sets a heading in bold and types a bullet. Readers see a heading and a list, so
the article gets them.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

LONGEST_HEADING = 90
"""Characters of a heading, at most."""

_PROSE = 60
"""In characters. A paragraph of this length is running text, which must stand above a heading in bold."""

_BULLET = re.compile(r"\s*(?:[•·‣◦▪●○■\uf0b7\uf0a7\uf0d8\u2023\u2043]\s*|o[\t\u00a0]\s*|o\s{2,}|[-–—*]\t\s*)(?=\S)")
_DASH = re.compile(r"\s*[-–—*][ \u00a0]\s*(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)][ \t\u00a0]\s*(?=\S)")
_LONGEST_ITEM = 100
"""In characters. A longer line after a dash is speech."""

_SENTENCE_END = re.compile(r"[.!?:,;…”\"»«]\W*$")
_INLINE = ("a", "strong", "b", "em", "i", "sup", "code")
_BLOCKS = ["p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "li"]


def simplify_blocks(soup: "BeautifulSoup") -> None:
    """Change the paragraphs of `soup` in place."""
    for paragraph in soup.find_all("p"):
        _split_at_double_breaks(soup, paragraph)
    for line_break in soup.find_all("br"):
        if _is_idle(line_break):
            line_break.extract()
    for container in [soup, *soup.find_all(["div", "blockquote"])]:
        _wrap_bare_text(soup, container)
    _make_lists(soup)
    _make_headings(soup)


def _split_at_double_breaks(soup: "BeautifulSoup", paragraph: "Tag") -> None:
    """Two line breaks in a row end a paragraph, as with Shift and Enter in Word."""
    parts: list[list[PageElement]] = [[]]
    breaks = 0
    for element in list(paragraph.contents):
        if getattr(element, "name", None) == "br":
            breaks += 1
        elif breaks and not str(element).strip():
            continue
        else:
            if breaks > 1:
                parts.append([])
            elif breaks:
                parts[-1].append(soup.new_tag("br"))
            breaks = 0
            parts[-1].append(element)
    if len(parts) > 1:
        # Beautiful Soup looks for an element among all its siblings to take it out, so all are taken out at once.
        paragraph.clear()
        paragraphs = []
        for part in parts:
            paragraphs.append(soup.new_tag("p"))
            paragraphs[-1].extend(part)
        paragraph.replace_with(*paragraphs)


def _wrap_bare_text(soup: "BeautifulSoup", container: "Tag") -> None:
    """Put text that stands beside blocks into paragraphs of its own."""
    if not any(getattr(node, "name", None) in _BLOCKS for node in container.contents):
        return
    contents = list(container.contents)
    if not any(str(node).strip() and getattr(node, "name", None) not in _BLOCKS for node in contents):
        return
    container.clear()
    nodes: list[PageElement] = []
    paragraph: Tag | None = None
    for node in contents:
        if getattr(node, "name", None) in _BLOCKS:
            nodes.append(node)
            paragraph = None
        elif paragraph is not None or str(node).strip():
            if paragraph is None:
                paragraph = soup.new_tag("p")
                nodes.append(paragraph)
            paragraph.append(node)
    container.extend(nodes)


def _is_idle(line_break: "Tag") -> bool:
    """Whether a line break stands at the beginning or end of a block, or beside another block."""
    for siblings in (line_break.previous_siblings, line_break.next_siblings):
        beside = next((node for node in siblings if str(node).strip()), None)
        if beside is None and line_break.parent is not None and line_break.parent.name not in _INLINE:
            return True
        if getattr(beside, "name", None) in _BLOCKS:
            return True
    return False


def _make_lists(soup: "BeautifulSoup") -> None:
    """Turn paragraphs that begin with a bullet or a number into lists."""
    for paragraph in soup.find_all("p"):
        if paragraph.parent is None:
            continue
        lines = _lines(paragraph)
        if len(lines) > 1 and (sign := _sign_of(lines)):
            paragraph.replace_with(_list(soup, [_without(line, sign, soup) for line in lines], sign))
            continue
        row = _row(paragraph)
        if sign := _sign_of([list(node.contents) for node in row]):
            new_list = _list(soup, [_without(list(node.contents), sign, soup) for node in row], sign)
            paragraph.insert_before(new_list)
            for node in row:
                node.extract()


def _row(paragraph: "Tag") -> "list[Tag]":
    """A paragraph and those directly after it that begin with the same kind of sign."""
    signs = [sign for sign in (_BULLET, _DASH, _NUMBER) if sign.match(paragraph.get_text())]
    row = [paragraph] if signs else []
    following = paragraph.find_next_sibling() if signs else None
    while following is not None and following.name == "p" and signs[0].match(following.get_text()):
        row.append(following)
        following = following.find_next_sibling()
    return row


def _lines(paragraph: "Tag") -> "list[list[PageElement]]":
    """The content of a paragraph, split at its line breaks."""
    lines: list[list[PageElement]] = [[]]
    for element in paragraph.contents:
        if getattr(element, "name", None) == "br":
            lines.append([])
        else:
            lines[-1].append(element)
    return lines


def _text(line: "list[PageElement]") -> str:
    return "".join(element.get_text() for element in line)


def _sign_of(lines: "list[list[PageElement]]") -> re.Pattern[str] | None:
    """The kind of sign that makes the lines a list; None where they are none. A dash may open speech, too."""
    texts = [_text(line).strip("\r\n ") for line in lines]
    if not texts:
        return None
    if all(map(_BULLET.match, texts)):
        return _BULLET
    if len(texts) < 2 or any(len(text) > _LONGEST_ITEM for text in texts):
        return None
    if all(map(_DASH.match, texts)) and not any(re.search(r"[.!?”\"»«,]", text) for text in texts):
        return _DASH
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.match(text))]
    return _NUMBER if numbers == list(range(1, len(texts) + 1)) else None


def _without(line: "list[PageElement]", sign: re.Pattern[str], soup: "BeautifulSoup") -> "Tag":
    """An item of a list: the line without its sign, which may stand in an element of its own."""
    item = soup.new_tag("li")
    item.extend(line)
    left = match.end() if (match := sign.match(_text(line))) else 0
    for text in list(item.find_all(string=True)):
        taken = min(left, len(text))
        if taken:
            text.replace_with(str(text)[taken:])
        left -= taken
    return item


def _list(soup: "BeautifulSoup", items: "list[Tag]", sign: re.Pattern[str]) -> "Tag":
    tag = soup.new_tag("ol" if sign is _NUMBER else "ul")
    tag.extend(items)
    return tag


def _make_headings(soup: "BeautifulSoup") -> None:
    """Turn short paragraphs that are bold from end to end into headings, where running text stands around them."""
    everything = soup.find_all(_BLOCKS)
    outer = {id(parent) for node in everything for parent in node.parents}
    blocks = [node for node in everything if id(node) not in outer and node.get_text(strip=True)]
    level = "h3" if len(soup.find_all(["h2", "h3", "h4"])) > 0 else "h2"
    seen_prose = False
    for number, block in enumerate(blocks[:-1]):
        text = block.get_text().strip()
        following = blocks[number + 1]
        if (
            seen_prose
            and _is_bold(block)
            and len(text) <= LONGEST_HEADING
            and not _SENTENCE_END.search(text)
            and not _is_bold(following)
            and not block.find_parent(["table", "blockquote", "li"])
        ):
            block.name = level
            for bold in block.find_all(["strong", "b"]):
                bold.unwrap()
        seen_prose = seen_prose or (len(text) >= _PROSE and not _is_bold(block))


def _is_bold(block: "Tag") -> bool:
    """Whether all text of a paragraph is bold."""
    if block.name != "p" or block.find(["br", "img"]):
        return False
    is_bold: Callable[[PageElement], bool] = lambda text: text.find_parent(["strong", "b"]) is not None  # noqa: E731
    texts = [text for text in block.find_all(string=True) if str(text).strip()]
    return bool(texts) and all(map(is_bold, texts))
