"""The alliance's own look: what `brand` in the settings says, with the files that it names.

They lie beside the settings. What is published of them has nothing but what is seen: no program, no notes. What reads
them is imported where a site has such files.
"""

import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from posixpath import dirname, splitext
from typing import TYPE_CHECKING

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.blob import Blob, digest, read
from hjemsite.content.document import SITE, Document
from hjemsite.content.frontmatter.fields import BrandFields, SiteFields
from hjemsite.content.frontmatter.syntax.field_lines import as_scalar
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Span
from hjemsite.filetypes import content_trouble
from hjemsite.limits import PICTURE_SIDE
from hjemsite.model import Brand, BrandImage
from hjemsite.urls import ASSETS, Url

if TYPE_CHECKING:
    from hjemsite.images.svg_drawing import Drawing

_FOLDER = dirname(SITE)
_ENDINGS = (".svg", ".png")


def is_brand_file(path: str) -> bool:
    """Whether the file at `path` lies where those of a brand do, and may be one.

    >>> is_brand_file("content/logo.svg"), is_brand_file("content/sider/logo.svg")
    (True, False)
    """
    # The ending is looked at first, for nearly all are texts.
    return path.lower().endswith(_ENDINGS) and dirname(path) == _FOLDER


def brand(document: Document, paths: Collection[str], find: Callable[[str], Source]) -> Checked[Brand | None]:
    """What the settings in `document` say of the brand. `paths` are those of all files below `content/`."""
    fields = document.fields
    assert isinstance(fields, SiteFields), "a brand stands in the settings"
    files = _BrandFiles(document, frozenset(filter(is_brand_file, paths)), find)
    brand = _brand(fields.brand, files) if fields.brand else None
    if "brand" not in document.broken:
        files.faults.extend(files.unused())
    return Checked(brand, tuple(files.faults))


def brand_files(brand: Brand | None, find: Callable[[str], Source]) -> Mapping[Url, Blob]:
    """The files of the brand as they are published, by address."""
    images = (brand.logo, brand.dark_logo, brand.icon) if brand else ()
    return {image.url: _published(find(image.source)).data for image in images if image}


def _brand(fields: BrandFields, files: "_BrandFiles") -> Brand:
    logo = fields.logo
    light = files.image(logo.light, "logo", "light") if logo else None
    return Brand(
        _colour(fields.colour, files),
        light,
        files.image(logo.dark, "logo", "dark") if logo and logo.dark else None,
        logo.with_name if logo else False,
        files.image(fields.icon, "icon") if fields.icon else None,
        fields.mark == "house",
    )


def _colour(colour: str, files: "_BrandFiles") -> str:
    if not colour:
        return ""
    from hjemsite.images.brand_colours import is_seen, nearest_seen

    if is_seen(colour):
        return colour
    better, span = nearest_seen(colour)[1:], files.document.span("brand", "colour")
    message = f"Farven {colour[1:]} er så lys, at den ikke kan ses på siden"
    hint = f"Skriv {better}, som er den nærmeste, der kan"
    files.faults.append(Diagnostic("ugyldig-vaerdi", span, message, hint, proposal=Proposal(span, f'"{better}"')))
    return ""


class _BrandFiles(Struct):
    """The files beside the settings, those of them that are named, and the faults of those that cannot be used."""

    document: Document
    paths: frozenset[str]
    find: Callable[[str], Source]
    named: set[str] = set()
    faults: list[Diagnostic] = []

    def image(self, name: str, *key: str) -> BrandImage | None:
        """The image in the file `name`; None where it cannot be used."""
        from hjemsite.images.svg_drawing import UnsafeDrawingError

        path, span = f"{_FOLDER}/{name}", self.document.span("brand", *key)
        self.named.add(path)
        if splitext(name)[1].lower() not in _ENDINGS:
            hint = "Gem billedet som svg eller png"
            self.faults.append(Diagnostic("filtype", span, f"»{name}« kan ikke være et logo eller et ikon", hint))
        elif path not in self.paths:
            near = (danish.closest(path, self.paths) or "").rpartition("/")[2]
            hint = f"mente du »{near}«?" if near else "Læg filen i mappen content, eller ret navnet"
            message, proposal = f"Filen »{name}« ligger ikke ved siden af site.yaml", Proposal(span, as_scalar(near))
            self.faults.append(Diagnostic("mangler-fil", span, message, hint, proposal=proposal if near else None))
        elif not (source := self.find(path)).refused:
            try:
                drawing = _published(source)
            except UnsafeDrawingError as error:
                message, hint = error.args
                self.faults.append(Diagnostic("filtype", span, f"Filen »{name}« {message}", hint))
            else:
                stem, ending = splitext(name)
                url = Url(f"{ASSETS}{_address(stem)}.{digest(drawing.data).hex()[:8]}{ending.lower()}")
                return BrandImage(path, url, drawing.width, drawing.height)
        return None

    def unused(self) -> Iterator[Diagnostic]:
        for path in sorted(self.paths - self.named):
            if not self.find(path).refused:
                hint = "Nævn filen under brand i site.yaml, flyt den til en teksts mappe, eller slet den"
                yield Diagnostic("ubrugt-fil", Span(path), "Ingen tekst bruger filen", hint)


def _address(stem: str) -> str:
    """The name of a file as it stands in an address."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in stem) or "logo"


def _published(source: Source) -> "Drawing":
    """What is published of a logo or an icon. Raises `UnsafeDrawingError`."""
    from hjemsite.images.metadata import BrokenError, has_embedded_file, without_metadata
    from hjemsite.images.svg_drawing import Drawing, UnsafeDrawingError, drawing

    data = read(source.content)
    if not source.path.lower().endswith(".png"):
        return drawing(data)
    if trouble := content_trouble("logo", ".png", data):
        raise UnsafeDrawingError(trouble[0].removeprefix("Filen »logo« "), trouble[1])
    try:
        if has_embedded_file(data):
            raise UnsafeDrawingError("rummer en anden fil", "Gem billedet igen som png")
        plain = without_metadata(data)
        width, height = _png_size(plain)
    except (BrokenError, struct.error):
        raise UnsafeDrawingError("er i stykker", "Hent den igen, hvor den kom fra") from None
    if max(width, height) > PICTURE_SIDE:
        raise UnsafeDrawingError("er for stor", "Gem den mindre; 1000 pixel på den lange led er nok")
    return Drawing(plain, width, height)


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file in pixels. Raises `BrokenError` where a chunk of it is not as it was written."""
    from hjemsite.images.metadata import BrokenError

    offset = 8
    while offset < len(data):
        (length,) = struct.unpack_from(">I", data, offset)
        (checksum,) = struct.unpack_from(">I", data, offset + 8 + length)
        if zlib.crc32(data[offset + 4 : offset + 8 + length]) != checksum:
            raise BrokenError
        offset += 12 + length
    width, height = struct.unpack_from(">II", data, 16)
    if not width or not height:
        raise BrokenError
    return width, height
