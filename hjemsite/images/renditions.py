"""The result of processing a picture: its renditions, or why it was refused. `image_set` keeps their bytes."""

from posixpath import basename, splitext

from msgspec import Struct

from hjemsite.urls import PICTURES, Url

NAME = "{}"
"""Stands for the name of a file in a message, for the same bytes may lie in several files."""

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


class Rendition(Struct, frozen=True):
    """A picture in one format and size. `digest` and `length` tell of its bytes, which lie elsewhere."""

    kind: str
    width: int
    height: int
    digest: bytes
    length: int


class ProcessedImage(Struct, frozen=True):
    """A picture as readers get it. `placeholder_colour` is `#rrggbb`, or empty for a picture with transparency.

    `name` stands for the source's bytes and how they were processed. `original` is upright and clean, in full size.
    `share` is for social networks; None where the picture is too small for them. `document` is for documents; None
    where the fallback is small enough. `flaw` is a warning about it.
    """

    name: str
    placeholder_colour: str
    original: Rendition
    renditions: tuple[Rendition, ...]
    share: Rendition | None = None
    document: Rendition | None = None
    flaw: "Refusal | None" = None

    @property
    def files(self) -> tuple[Rendition, ...]:
        """The original, the renditions, and those for social networks and for documents."""
        return (self.original, *self.renditions, *filter(None, (self.share, self.document)))

    @property
    def fallback(self) -> Rendition:
        """The one for programs that know neither AVIF nor WebP."""
        return next(rendition for rendition in self.renditions if rendition.kind in ("jpg", "png"))

    def widest(self, limit: int) -> Rendition:
        """The widest rendition of at most `limit` pixels, or the only one there is."""
        return max(self.renditions, key=lambda rendition: (rendition.width <= limit, rendition.width))


class Refusal(Struct, frozen=True):
    """What is wrong with a file: a rule, a message and the way out. `NAME` stands for the name of the file."""

    rule: str
    message: str
    hint: str


def rendition_url(picture: Url, name: str, rendition: Rendition) -> Url:
    """Where a rendition of the picture at `picture` lives; a browser may keep it for ever.

    >>> rendition_url(Url("/nyheder/hus/aaben-doer.jpg"), "d1f2", Rendition("avif", 480, 320, b"", 0))
    '/billeder/aaben-doer-d1f2-480.avif'
    """
    stem, _ = splitext(basename(picture))
    return Url(f"{PICTURES}{stem}-{name}-{rendition.width}.{rendition.kind}")


def share_url(picture: Url, name: str) -> Url:
    """Where the picture at `picture` lives as social networks show it.

    >>> share_url(Url("/nyheder/hus/aaben-doer.jpg"), "d1f2")
    '/billeder/aaben-doer-d1f2-deling.jpg'
    """
    stem, _ = splitext(basename(picture))
    return Url(f"{PICTURES}{stem}-{name}-deling.jpg")
