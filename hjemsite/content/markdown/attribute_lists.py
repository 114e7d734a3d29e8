"""Classes in curly braces, such as `{.faktaboks}`: which element each belongs to, and what is removed.

They stand behind an inline element, at the end of a heading or cell, or on a line of their own below a block.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from hjemsite.content.markdown.commonmark.blocks.block_starts import ATTRIBUTE
from hjemsite.content.markdown.commonmark.blocks.blocks_model import Range
from hjemsite.content.markdown.commonmark.inlines.inline_parser import ATTRIBUTES
from hjemsite.content.markdown.commonmark.inlines.inline_tokens import taken_range
from hjemsite.content.markdown.positions import BodyText
from hjemsite.diagnostics.diagnostic import Diagnostic

CLASSES = frozenset({"faktaboks", "lille"})
"""What an editor may write in curly braces: `{.faktaboks}`."""


FACT_BOX = "faktaboks"

_INLINE = frozenset({"a", "img", "em", "strong", "del", "code"})
_ONE_LINE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th"})


def assign_classes(root: Element, body: BodyText) -> Iterator[Diagnostic]:
    """Give the elements of a tree the classes that belong to them; a fault for each list that holds anything else."""
    for element in [*root.iter()]:
        if offsets := taken_range(element, ATTRIBUTES):
            yield from _assign(element, offsets, body)
        for number, child in enumerate([*element]):
            if child.tag == ATTRIBUTES:
                yield from _assign_inline(element, number, body)
    for quote in [*root.iter("blockquote")]:
        _make_fact_box(quote)


def _assign_inline(parent: Element, number: int, body: BodyText) -> Iterator[Diagnostic]:
    """Give the classes of the list that is child `number` of `parent` to their owner; without one they stay text."""
    braces = parent[number]
    offsets = taken_range(braces)
    owner = _owner(parent, number)
    words = braces.text or ""
    braces.tag = "span"
    assert offsets is not None
    if owner is not None:
        braces.text = ""
        if owner is parent:
            _strip_end(parent, number)
        yield from _assign(owner, offsets, body)
    elif any(item[1:] in CLASSES for item in ATTRIBUTE.findall(words, 1, len(words) - 1)):
        braces.text = ""
        yield Diagnostic(
            "fjernet-egenskab",
            body.span(*offsets),
            f"»{words[:60]}« hører ikke til noget her og er fjernet",
            "Skriv det på en linje for sig selv lige under det afsnit eller den liste, som det gælder",
        )


def _owner(parent: Element, number: int) -> Element | None:
    """The element that the list at `number` in `parent` belongs to: the one right before it, or `parent` itself."""
    before = parent[number - 1] if number else None
    words = (parent.text if before is None else before.tail) or ""
    if before is not None and not words and before.tag in _INLINE:
        return before
    if (parent[number].tail or "").strip() or number < len(parent) - 1:
        return None
    if parent.tag in _ONE_LINE:
        return parent if words.endswith(" ") else None
    is_below_break = before is not None and before.tag == "br" and not words.strip()
    return parent if words.endswith("\n") or is_below_break else None


def _strip_end(parent: Element, number: int) -> None:
    """Take the white space away that stood before the list at `number`."""
    if number:
        parent[number - 1].tail = (parent[number - 1].tail or "").rstrip()
    else:
        parent.text = (parent.text or "").rstrip()


def _make_fact_box(quote: Element) -> None:
    """Make a quote with the class of a fact box a `div`: what stands in a quote is somebody's words.

    The class may also stand on the last line within the quote.
    """
    last = quote[-1] if len(quote) else None
    if last is not None and FACT_BOX in last.get("class", "").split():
        quote.set("class", last.attrib.pop("class"))
    if FACT_BOX in quote.get("class", "").split():
        quote.tag = "div"


def _assign(element: Element, offsets: Range, body: BodyText) -> Iterator[Diagnostic]:
    items = ATTRIBUTE.findall(body.text, offsets[0] + 1, offsets[1] - 1)
    ours = [item[1:] for item in items if item[0] == "." and item[1:] in CLASSES]
    if ours:
        element.set("class", " ".join(dict.fromkeys(ours)))
    others = [item for item in items if item[0] != "." or item[1:] not in CLASSES]
    if others:
        yield Diagnostic(
            "fjernet-egenskab",
            body.span(*offsets),
            f"»{' '.join(' '.join(others).split())[:60]}« i krøllede parenteser er fjernet",
            f"Slet det; kun {' og '.join(f'{{.{name}}}' for name in sorted(CLASSES))} kan bruges",
        )
