"""What stands in angle brackets: an address, or HTML, which is taken out."""

import re
from xml.etree.ElementTree import Element

from hjemsite.content.markdown.commonmark.inlines.inline_tokens import link_to
from hjemsite.content.markdown.commonmark.inlines.text_places import TextPlaces
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import TAG_CHARACTERS

REMOVED = "hjemsite-removed"
"""The tag of an element that stands where HTML stood; `name` is the HTML's own tag."""

_ADDRESS = lazy_pattern(
    r"<((?![A-Za-z0-9]+:[A-Za-z0-9-]+>)[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*|(?:mailto|tel):[^\s<>]+"
    r"|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>",
    re.IGNORECASE,
)
"""An address in angles. `<st1:place>` is one by CommonMark, but what Word's HTML holds; it is taken for a tag."""

_TAG = lazy_pattern(
    r"""<(?P<name>/?[A-Za-z][A-Za-z0-9-]*+(?::[A-Za-z0-9-]++)*+|[!?])(?:(?<=[!?])|(?=[\s/>]))(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
)
_INLINE = "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small"
_WORD_BREAKS = frozenset(f"{_INLINE} span strike strong sub sup time tt u var wbr".split())


def read(text: str, start: int, places: TextPlaces) -> tuple[Element, int] | None:
    """What the angle bracket at `start` opens, as an element, and where it ends; None where it is only a sign."""
    address = _ADDRESS.match(text, start)
    if address:
        scheme = "" if ":" in address[1] else "mailto:"
        shown = address[1].removeprefix("mailto:").removeprefix("tel:")
        offsets = places.range(start + 1, address.end() - 1)
        return link_to(scheme + address[1], shown, offsets), address.end()
    tag = _TAG.match(text, start, start + TAG_CHARACTERS)
    return (_removed(tag["name"].lower(), places.range(start, tag.end())), tag.end()) if tag else None


def _removed(name: str, offsets: str) -> Element:
    removed = Element("br" if name == "br" else REMOVED, {REMOVED: offsets, "name": name})
    # Words that a <div> held apart must not grow together.
    removed.text = "" if name.strip("/") in _WORD_BREAKS or name == "br" else " "
    return removed
