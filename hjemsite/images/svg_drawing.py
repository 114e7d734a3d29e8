"""A drawing in SVG that may be published: what it shows is kept, what it could do is refused.

A browser that opens the file by itself would run a program in it, and a drawing can fetch others. So it is read whole
and written anew with the elements and attributes of a drawing alone; notes of drawing programs are left out.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from hjemsite.limits import XML_DEPTH, XML_ELEMENTS

SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop clipPath "
    "mask use symbol style text tspan".split()
)
_SILENT = frozenset({"metadata"})
"""Elements that show nothing, and are left out with what is in them."""
_STYLED = re.compile(r"\burl\(\s*[\"']?\s*(?!#)|@import|\\|expression\(|javascript:", re.IGNORECASE)
"""What in CSS fetches something, or may hide that it does."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*")


class UnsafeDrawingError(Exception):
    """A drawing that cannot be published: what is wrong and the way out, in Danish, are its `args`."""


class Drawing(NamedTuple):
    """`data` is the file as it is published; width and height in pixels."""

    data: bytes
    width: int
    height: int


def drawing(data: bytes) -> Drawing:
    """The drawing in the SVG file `data`. Raises `UnsafeDrawingError`.

    >>> drawing(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2z"/></svg>').width
    4
    """
    rewriter = _Rewriter()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = rewriter.begin, rewriter.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = rewriter.words, _refuse_entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnsafeDrawingError(f"er i stykker (linje {error.lineno})", "Gem den igen som SVG") from None
    except (ValueError, LookupError):
        raise UnsafeDrawingError("er gemt med en tegnkode, der ikke kan læses", "Gem den som UTF-8") from None
    width, height = _size(rewriter.attributes)
    return Drawing("".join(rewriter.pieces).encode(), width, height)


def _refuse_entity(*_: object) -> None:
    raise UnsafeDrawingError("rummer forkortelser, der kan udfoldes", "Gem den som almindelig SVG (»Plain SVG«)")


class _Rewriter:
    """Writes a drawing anew while it is read. `attributes` are those of the outermost element."""

    def __init__(self) -> None:
        # It brings all of HTTP with it, and most builds read no drawing.
        from xml.sax.saxutils import escape, quoteattr

        self.escape, self.quoteattr = escape, quoteattr
        self.pieces: list[str] = []
        self.attributes: Mapping[str, str] = {}
        self.open: list[str] = []
        """The elements around; of one that is left out, an empty text."""
        self.count = 0
        self.style = ""
        """What the style sheet says that is being read; a comment may part its words."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.count += 1
        if self.count > XML_ELEMENTS or len(self.open) >= XML_DEPTH:
            raise UnsafeDrawingError("har alt for mange dele", "Gem logoet i en enklere udgave")
        space, _, tag = name.rpartition(" ")
        if not self.open:
            if (space, tag) != (SVG, "svg"):
                raise UnsafeDrawingError("er ikke en SVG-tegning", "Gem den igen som SVG")
            self.attributes = attributes
        if space != SVG or tag in _SILENT or (self.open and not self.open[-1]):
            self.open.append("")
            return
        if tag not in _ELEMENTS or self.open[-1:] == ["style"]:
            raise UnsafeDrawingError(f"rummer <{tag}>, og det må et logo ikke", "Slet det, og gem tegningen igen")
        kept = "".join(f" {key}={self.quoteattr(value)}" for key, value in self._kept(tag, attributes))
        spaces = f' xmlns="{SVG}" xmlns:xlink="{_XLINK}"' if not self.open else ""
        self.pieces.append(f"<{tag}{spaces}{kept}>")
        self.open.append(tag)

    def _kept(self, tag: str, attributes: Mapping[str, str]) -> list[tuple[str, str]]:
        kept = []
        for name, value in attributes.items():
            space, _, key = name.rpartition(" ")
            if space not in ("", _XLINK):
                continue
            if key.lower().startswith("on"):
                raise UnsafeDrawingError(f"rummer programkode ({key})", "Slet den, og gem tegningen igen")
            if key == "href" and not value.strip().startswith("#"):
                raise UnsafeDrawingError(f"henter noget udefra (<{tag}>)", "Læg det ind i selve tegningen")
            if _STYLED.search(value):
                raise UnsafeDrawingError(f"henter noget udefra ({key})", "Læg det ind i selve tegningen")
            kept.append((f"xlink:{key}" if space else key, value))
        return kept

    def end(self, _name: str) -> None:
        tag = self.open.pop()
        if tag == "style" and _STYLED.search(self.style):
            raise UnsafeDrawingError("henter noget udefra (<style>)", "Læg det ind i selve tegningen")
        if tag:
            self.pieces.append(f"</{tag}>")
        self.style = ""

    def words(self, text: str) -> None:
        if not self.open or not self.open[-1]:
            return
        if self.open[-1] == "style":
            self.style += text
        self.pieces.append(self.escape(text))


def _size(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Width and height of a drawing, from its view box, or else from its own lengths."""
    numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    lengths = numbers[2:] if len(numbers) == 4 else [attributes.get("width", ""), attributes.get("height", "")]
    matches = [_LENGTH.fullmatch(length) for length in lengths]
    if not all(matches) or not all(float(match[1]) for match in matches if match):
        raise UnsafeDrawingError("siger ikke, hvor stor den er", "Gem den med et viewBox")
    width, height = (float(match[1]) for match in matches if match)
    # Only their proportion counts, and browsers want whole numbers.
    scale = 1 if min(width, height) >= 1 else 100 / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
