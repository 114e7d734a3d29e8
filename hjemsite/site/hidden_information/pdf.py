"""PDF files, read with pypdf: who made them, and what stands in them beside the pages that readers see."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hjemsite.limits import ATTACHED_PAGES
from hjemsite.site.hidden_information.wording import UnreadableError, counted, named, some

# What it says of damaged files is English, and for programmers.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_COMMENTS = {
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Ink",
    "/Stamp",
    "/Caret",
    "/Line",
    "/Square",
    "/Circle",
    "/Polygon",
    "/PolyLine",
}
"""The kinds of annotations that are somebody's marks (ISO 32000, 12.5.6.2)."""


def hidden_in_pdf(data: bytes) -> list[str]:
    """What the PDF file `data` holds that readers do not see. Raises `UnreadableError`."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError
        return [*_people(reader), *_annotations(reader), *_layers(reader), *_editions(data)]
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError, RecursionError) as error:
        # pypdf meets a file that contradicts itself with whichever of these comes first.
        raise UnreadableError from error


def _people(reader: PdfReader) -> Iterator[str]:
    about = reader.metadata
    yield from named("forfatteren", about.author if about else "")


def _annotations(reader: PdfReader) -> Iterator[str]:
    kinds: Counter[str] = Counter()
    for page in reader.pages[:ATTACHED_PAGES]:
        kinds.update(str(_resolved(annotation).get("/Subtype")) for annotation in _resolved(page.get("/Annots")) or ())
    yield from counted(sum(kinds[kind] for kind in _COMMENTS), "kommentar", "kommentarer")
    yield from some(kinds["/Redact"], "overstregninger, der ikke er udført, så teksten under dem kan læses")
    yield from some(kinds["/FileAttachment"] or any(reader.attachment_list), "vedhæftede filer")


def _layers(reader: PdfReader) -> Iterator[str]:
    """Layers that are switched off can be switched on."""
    properties = _resolved(reader.root_object.get("/OCProperties")) or {}
    default = _resolved(properties.get("/D")) or {}
    yield from some(_resolved(default.get("/OFF")), "skjulte lag")


def _editions(data: bytes) -> Iterator[str]:
    """Whether the file holds earlier editions of itself, as a finding.

    A program that saves changes may add them to the end of the file; what stood there before is still readable.
    """
    ends = len(re.findall(rb"%%EOF", data)) - (b"/Linearized" in data[:2000])
    yield from some(ends > 1, "tidligere udgaver")


def _resolved(value: Any) -> Any:
    """The object behind a reference."""
    return value.get_object() if value is not None else None
