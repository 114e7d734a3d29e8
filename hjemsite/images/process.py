"""From the bytes of a picture to its finished files: the original for download, and the renditions that pages show.

What the header claims is checked before anything is decoded, and all is decoded before anything is used. The same
bytes in give the same bytes out: the encoders get one thread, no clock, and nothing of the source but its pixels.
"""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import takewhile
from typing import Any, TypeAlias

from msgspec.structs import replace
from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, WebPImagePlugin

from hjemsite.cache.blob import digest
from hjemsite.filetypes import content_trouble
from hjemsite.images.metadata import has_embedded_file, without_metadata
from hjemsite.images.renditions import NAME, ProcessedImage, Refusal, Rendition
from hjemsite.images.share_crop import document_picture, share_crop
from hjemsite.limits import DOCUMENT_PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE
from hjemsite.system.errors import is_out_of_memory

WIDTHS = (160, 320, 480, 720, 1200, 1600)
"""Widths of renditions, in pixels: a logo, a list, a small phone, a phone or a column, a wide page, a fine screen."""

WIDEST_OLD = 1200
"""The widest rendition in an older format than AVIF: WebP in all widths up to it, and one JPEG or PNG."""

FEW_COLOURS = 4096
"""A picture with more colours, or a quarter as many as pixels, is a photograph."""

FLAT = 0.6
"""The part of a drawing's pixels that look like their neighbour. A grey photograph has few colours, but no flat areas.

Screenshots and charts have 0.7 or more, photographs in grey 0.4 or less; a JPEG in grey is taken for a photograph.
"""

_JPEG_END = b"\xff\xd9"
_LOST = 0.02
"""The part of a picture's height that may be missing at its lower edge."""

# AVIF at speed 9 takes a quarter of the time of speed 8, for the same size.
_PHOTO: Mapping[str, Mapping[str, Any]] = {
    "avif": {"quality": 52, "speed": 9, "max_threads": 1},
    "webp": {"quality": 74, "method": 2},
    "jpg": {"quality": 80, "optimize": True, "progressive": True},
}
_LARGE, _LARGE_AVIF = 1200, {**_PHOTO["avif"], "quality": 33}
"""From how many pixels of width on a photograph is packed more tightly: no eye finds it, and it is a third as heavy."""

_DRAWING: Mapping[str, Mapping[str, Any]] = {
    "avif": {"quality": 75, "speed": 9, "max_threads": 1, "subsampling": "4:4:4"},
    "webp": {"lossless": True, "quality": 50, "method": 2},
    "png": {"optimize": True},
}
_ORIGINAL: Mapping[str, Mapping[str, Any]] = {
    "avif": {"quality": 85, "speed": 9, "max_threads": 1, "subsampling": "4:4:4"},
    "webp": {"quality": 92, "method": 2},
    "jpg": {"quality": 92, "subsampling": 0, "optimize": True, "progressive": True},
    "png": {},
    "gif": {},
}
Point: TypeAlias = tuple[int, int]
"""In percent of the width from the left, and of the height from above."""
_Form: TypeAlias = tuple[str, int, int]
"""Format, and width and height in pixels."""

KINDS = {".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".webp": "webp", ".gif": "gif", ".avif": "avif"}
"""Ending of a file → the format of the picture in it."""

_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
_PLUGINS = (AvifImagePlugin, WebPImagePlugin)  # imported, they need not be searched for among all the others


def process_image(
    data: bytes, ending: str, focus: Point | None = None
) -> tuple[ProcessedImage | Refusal, tuple[bytes, ...]]:
    """The picture `data`, from a file with this ending, and the bytes of its `files`, in their order.

    `focus` is the point that a crop must show. Or why it cannot be used; that never depends on the machine. A JPEG that
    lacks only its last bytes has a flaw. Where there is no memory left, it raises what `is_out_of_memory` knows.
    """
    result, files = _process(data, ending, focus)
    if result != _BROKEN or KINDS[ending] != "jpg":
        return result, files
    completed, files = _process(data + _JPEG_END, ending, focus)
    if isinstance(completed, ProcessedImage) and _is_nearly_whole(data + _JPEG_END):
        return replace(completed, flaw=_CUT_OFF), files
    return result, ()


def _process(data: bytes, ending: str, focus: Point | None) -> tuple[ProcessedImage | Refusal, tuple[bytes, ...]]:
    if trouble := content_trouble(NAME, ending, data):
        return Refusal("filtype", *trouble), ()
    kind = KINDS[ending]
    try:
        with _quiet(), Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
            refusal = _refusal(image) or (_STRANGE if kind != "avif" and has_embedded_file(data) else None)
            return (refusal, ()) if refusal else _processed(image, data, kind, focus)
    except Image.DecompressionBombError:
        return _too_large(f"Billedet »{NAME}« er på langt over {PICTURE_PIXELS.millions} megapixel, som er grænsen"), ()
    except Exception as error:  # damaged bytes can make a decoder fail in any way
        if is_out_of_memory(error):
            raise
        return _BROKEN, ()


@contextmanager
def _quiet() -> Iterator[None]:
    """What Pillow warns of is either refused here, or of no consequence for the pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


_BROKEN = Refusal(
    "defekt-billede", f"Billedet »{NAME}« er i stykker og kan ikke vises", "Hent det igen, hvor det kom fra"
)
_STRANGE = Refusal(
    "defekt-billede",
    f"Der er gemt noget andet end et billede i filen »{NAME}«",
    "Åbn billedet i et billedprogram, og gem det som en ny fil",
)
_CUT_OFF = Refusal(
    "afkortet-billede",
    f"Slutningen mangler i filen »{NAME}«; billedet vises, men den nederste kant kan være grå",
    "Hent det igen, hvor det kom fra",
)
_MOVING = Refusal("levende-billede", f"Billedet »{NAME}« bevæger sig", "Gem det som et stillbillede")


def _too_large(message: str) -> Refusal:
    return Refusal("for-stort-billede", message, "Gør det mindre; 3000 pixel på den lange led er nok")


def _is_nearly_whole(data: bytes) -> bool:
    """Whether a JPEG has all of its picture but a strip at the lower edge. What is missing is decoded as pure grey."""
    with _quiet(), Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        image.draft("RGB", (image.width // 8, image.height // 8))
        small = image.convert("RGB")
    rows = (small.crop((0, row, small.width, row + 1)) for row in reversed(range(small.height)))
    lost = sum(1 for _ in takewhile(lambda row: row.getextrema() == ((128, 128),) * 3, rows))
    return lost <= small.height * _LOST


def _refusal(image: Image.Image) -> Refusal | None:
    """What the header alone says against the picture."""
    width, height = image.size
    if width * height > PICTURE_PIXELS:
        return _too_large(
            f"Billedet »{NAME}« er på {round(width * height / 1e6)} megapixel; grænsen er {PICTURE_PIXELS.millions}"
        )
    if max(width, height) > PICTURE_SIDE:
        return _too_large(
            f"Billedet »{NAME}« er {max(width, height)} pixel på den lange led; grænsen er {PICTURE_SIDE}"
        )
    # Phones put a second picture behind the first, for depth or for bright screens; it is left out.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        return _MOVING
    return None


def _processed(
    image: Image.Image, data: bytes, kind: str, focus: Point | None
) -> tuple[ProcessedImage, tuple[bytes, ...]]:
    turn, profile = _turn(image), _foreign_profile(image)
    width, height = image.size
    is_clean = turn is None and profile is None and kind != "avif"
    if is_clean:
        # A JPEG is decoded at a half or a quarter of its size at a fraction of the cost.
        image.draft(None, (WIDTHS[-1], WIDTHS[-1] * height // width))
    image.load()
    upright = _plain(image if turn is None else image.transpose(turn), profile)
    if not is_clean:
        width, height = upright.size
    original = without_metadata(data) if is_clean else _encoded(upright, kind, _ORIGINAL[kind])
    is_drawn = _is_drawn(upright, kind)
    smallest, others = _renditions(upright, width, height, is_drawn)
    encoded = [((kind, width, height), original), *others]
    shared = share_crop(upright, is_drawn, focus)
    fallback = next(file for (form, *_), file in others if form in ("jpg", "png"))
    document = document_picture(upright) if len(fallback) > DOCUMENT_PICTURE_BYTES else None
    encoded += [(("jpg", *size), file) for size, file in filter(None, (shared, document))]
    first, *renditions = (Rendition(*form, digest(file), len(file)) for form, file in encoded)
    for_documents = renditions.pop() if document else None
    share = renditions.pop() if shared else None
    name, colour = _name(data, focus), placeholder_colour(smallest)
    processed = ProcessedImage(name, colour, first, tuple(renditions), share, for_documents)
    return processed, tuple(file for _, file in encoded)


def _is_drawn(image: Image.Image, kind: str) -> bool:
    """Whether a picture is a drawing, a chart or a screenshot, and not a photograph. `kind` is its file's format."""
    if image.mode == "RGBA":
        return True
    colours = image.getcolors(max(1, min(FEW_COLOURS, image.width * image.height // 4)))
    if colours is None:
        return False
    if kind == "jpg" and all(len({*colour}) == 1 for _, colour in colours if isinstance(colour, tuple)):
        return False
    grey = image.convert("L")
    beside = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    return beside.histogram()[0] >= FLAT * grey.width * grey.height


def _name(data: bytes, focus: Point | None) -> str:
    settings = (WIDTHS, WIDEST_OLD, FEW_COLOURS, _PHOTO, _LARGE, _LARGE_AVIF, _DRAWING, *(focus or ()))
    return digest(data, repr(settings)).hex()[:10]


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How the picture must be turned to stand upright, as the camera has noted it (Exif tag 274)."""
    try:
        return _TURNS.get(image.getexif().get(274))
    except Exception:  # notes that cannot be read do no harm to a picture that can be seen
        return None


_TURNS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _foreign_profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's colour profile, when it has one that is not sRGB and can be read."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        return None if "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (KeyError, TypeError, OSError, ImageCms.PyCMSError):
        return None


def _plain(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    """The picture in sRGB, as RGB, or as RGBA where one can see through it."""
    if image.mode.startswith("I"):
        # 16 bits of grey.
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    see_through = image.has_transparency_data
    alpha = image.convert("RGBA").getchannel("A") if see_through else None
    if profile is not None:
        image = _in_srgb(image if image.mode in ("L", "CMYK") else image.convert("RGB"), profile)
    plain = image.convert("RGB")
    if alpha is None or alpha.getextrema() == (255, 255):
        return plain
    plain.putalpha(alpha)
    return plain


def _in_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        # A profile for another kind of colours than the picture has.
        return image
    return converted or image


def _renditions(
    image: Image.Image, width: int, height: int, is_drawn: bool
) -> tuple[Image.Image, list[tuple[_Form, bytes]]]:
    """The renditions by format and width, and the smallest as it is. Width and height are the original's."""
    widths = sorted({offered for offered in WIDTHS if offered < width} | {min(width, WIDTHS[-1])})
    old = [offered for offered in widths if offered <= WIDEST_OLD]
    widths_of = {"avif": widths, "webp": old, "png" if is_drawn else "jpg": old[-1:]}
    files: list[tuple[_Form, bytes]] = []
    for offered in reversed(widths):
        size = (offered, max(1, round(height * offered / width)))
        if size != image.size:
            image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
        for kind, settings in (_DRAWING if is_drawn else _PHOTO).items():
            if offered in widths_of[kind]:
                is_light = kind == "avif" and offered >= _LARGE and not is_drawn
                files.append(((kind, *size), _encoded(image, kind, _LARGE_AVIF if is_light else settings)))
    return image, sorted(files)


def placeholder_colour(image: Image.Image) -> str:
    """The mean colour, `#rrggbb`, to stand there until the picture is loaded; empty where one can see through it."""
    if image.mode == "RGBA":
        return ""
    mean = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{mean.hex()}"


def _encoded(image: Image.Image, kind: str, settings: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    # What was read with the source must not be written with the picture.
    image.info = {}
    image.save(stream, _FORMATS[kind], **settings)
    return stream.getvalue()
