"""markdownify's converter with what an article needs: our escapes, nested lists, notes, fact boxes and safe links.

This module and its importers are loaded only when something is imported: a build needs neither markdownify nor bs4.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from markdownify import ATX, MarkdownConverter

from hjemsite.content.markdown import targets
from hjemsite.importer.formats import escape
from hjemsite.importer.formats.web.html_tables import BOX

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

INLINE = {"a", "strong", "b", "em", "i", "sup", "br", "img", "code"}
"""Elements within a line."""

_NOTE = re.compile(r"#?(foot|end)note-(\d+)")

# Its methods are made on the fly, so a type checker knows nothing of them.
_Library: Any = MarkdownConverter


class MarkdownWriter(_Library):  # type: ignore[misc]
    """Writes a tree of Beautiful Soup as Markdown. Links to `local_targets` are kept, others where they are safe."""

    def __init__(self, local_targets: Collection[str]) -> None:
        super().__init__(heading_style=ATX, bullets="-", strip=["code", "sup"], table_infer_header=True)
        self.local_targets = local_targets

    def escape(self, text: str, parent_tags: set[str]) -> str:
        written = escape.escaped(text)
        return written.replace("|", "\\|") if parent_tags & {"td", "th"} else written

    def process_text(self, el: "PageElement", parent_tags: set[str] | None = None) -> str:
        text = str(super().process_text(el, parent_tags))
        if "_noformat" in (parent_tags or ()):
            return text
        first, end, rest = text.partition("\n")
        return (escape.escape_line_start(first) if _begins_line(el) else first) + end + escape.escape_line_start(rest)

    def convert_a(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
        href = re.sub(r"\s", "%20", str(el.get("href") or "").strip())
        if note := _NOTE.fullmatch(href):
            return f"[^{_note_label(note)}]"
        if href not in self.local_targets:
            target = targets.link(href, "content/nyheder/x.md")
            if target.fault or target.page or target.file:
                return text
            href = target.href
        el["href"] = href
        return str(super().convert_a(el, text, parent_tags))

    def convert_blockquote(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
        written = str(super().convert_blockquote(el, text, parent_tags))
        is_box = BOX in el.get_attribute_list("class") and written.strip()
        return f"{written.rstrip()}\n{{.{BOX}}}\n\n" if is_box else written

    def convert_li(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
        if note := _NOTE.fullmatch(str(el.get("id") or "")):
            return f"\n\n[^{_note_label(note)}]: {text.replace('↑', '').strip()}\n\n"
        item = str(super().convert_li(el, text, parent_tags))
        return re.sub(r"\n +(?=\S)", _four, item)

    def convert_td(self, el: "Tag", text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, text.replace("  \n", " "), parent_tags))

    convert_th = convert_td


def _note_label(note: re.Match[str]) -> str:
    """The label of a footnote or endnote; Word counts each kind from 1."""
    return note[2] if note[1] == "foot" else f"slut-{note[2]}"


def _four(indent: re.Match[str]) -> str:
    """What belongs to a list item stands four blanks further in."""
    width = len(indent[0]) - 1
    return "\n" + " " * (4 * max(1, round(width / 3)))


def _begins_line(element: "PageElement | None") -> bool:
    """Whether nothing stands on the same line before a piece of text."""
    while element is not None:
        before = element.previous_sibling
        while before is not None and not str(before).strip():
            before = before.previous_sibling
        if before is not None:
            return getattr(before, "name", None) not in {None, *INLINE} - {"br"}
        element = element.parent
        if element is None or element.name not in INLINE:
            return True
    return True
