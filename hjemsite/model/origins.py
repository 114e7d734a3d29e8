"""How pictures and texts were made (photographed, drawn, generated): the label for readers, and IPTC's term.

The addresses are those of IPTC's NewsCodes (cv.iptc.org/newscodes/digitalsourcetype), which also stand in XMP.
"""

from collections.abc import Mapping

from msgspec import Struct

from hjemsite.model.parts import PictureOrigin, TextOrigin

_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Origin(Struct, frozen=True):
    """`label` is the Danish text for readers, empty where the credit says it; `code` is the concept in IPTC's
    vocabulary."""

    label: str
    code: str

    @property
    def source_type(self) -> str:
        """The address that stands for it: `http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture`."""
        return f"{_VOCABULARY}{self.code}"


PICTURE_ORIGINS: Mapping[PictureOrigin, Origin] = {
    "fotografi": Origin("", "digitalCapture"),
    "redigeret": Origin("Billedet er redigeret", "humanEdits"),
    "montage": Origin("Montage af flere billeder", "composite"),
    "tegning": Origin("Tegning", "digitalCreation"),
    "grafik": Origin("Grafik over tal", "dataDrivenMedia"),
    "skærmbillede": Origin("Skærmbillede", "screenCapture"),
    "ai-redigeret": Origin("Billedet er redigeret med AI", "compositeWithTrainedAlgorithmicMedia"),
    "ai-genereret": Origin("Billedet er lavet med AI", "trainedAlgorithmicMedia"),
}
TEXT_ORIGINS: Mapping[TextOrigin, Origin] = {
    "skrevet": Origin("Teksten er skrevet af mennesker uden AI", "digitalCreation"),
    "ai-hjulpet": Origin("Teksten er skrevet med hjælp fra AI", "compositeWithTrainedAlgorithmicMedia"),
    "ai-genereret": Origin("Teksten er lavet med AI", "trainedAlgorithmicMedia"),
}


def picture_origin(name: str | None) -> str:
    """The Danish text for readers about a picture with this origin; empty where its credit says it, and where it has
    none."""
    return next((origin.label for key, origin in PICTURE_ORIGINS.items() if key == name), "")
