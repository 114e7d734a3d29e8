"""Developing pictures: what readers get is upright, in sRGB, in several sizes, clean, and the same every time."""

import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from hjemsite.cache.blob import digest
from hjemsite.images.process import WIDTHS, process_image
from hjemsite.images.renditions import ProcessedImage, Refusal
from hjemsite.limits import PICTURE_SIDE

PROJECT = Path(__file__).parents[2]
RED, GREEN, BLUE = (200, 40, 30), (40, 160, 60), (30, 60, 190)
ENDINGS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
SECRET = "Hemmelig Person"
SIGNS = b"Exif eXIf EXIF xmpmeta XMP ICC_PROFILE iCCP ICCP acsp Hemmelig Telefon".split()


def photo(width: int = 240, height: int = 160, mode: str = "RGB") -> Image.Image:
    """More colours than a drawing has: red above, blue below, green in the upper left corner."""
    noise = Image.frombytes("RGB", (width, height), random.Random(7).randbytes(3 * width * height))
    plain = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(plain)
    draw.rectangle((0, height // 2, width, height), fill=BLUE)
    draw.rectangle((0, 0, width // 4, height // 4), fill=GREEN)
    return Image.blend(plain, noise, 0.2).convert(mode)


def saved(picture: Image.Image, kind: str, **settings: Any) -> bytes:
    """The file of a picture; an AVIF is packed as fast as can be, which takes a tenth of the time."""
    stream = io.BytesIO()
    fast = {"speed": 10, "max_threads": 1} if kind == "avif" else {}
    picture.save(stream, ENDINGS[kind], **fast, **settings)
    return stream.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: who, and where."""
    notes = Image.Exif()
    notes[274], notes[315], notes[271] = orientation, SECRET, "Telefonfabrikken"
    notes.get_ifd(0x8825)[2] = (57.0, 2.0, 53.5)
    return notes


def developed(data: bytes, kind: str = "jpg") -> tuple[ProcessedImage, tuple[bytes, ...]]:
    image, contents = process_image(data, f".{kind}")
    assert isinstance(image, ProcessedImage), image
    return image, contents


def files(data: bytes, kind: str) -> tuple[bytes, ...]:
    return developed(data, kind)[1]


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def near(picture: Image.Image, point: tuple[float, float], colour: tuple[int, ...], by: int = 60) -> bool:
    """Whether the picture has about this colour at a place, as parts of its width and height."""
    pixel = picture.convert("RGB").getpixel((int(picture.width * point[0]), int(picture.height * point[1])))
    assert isinstance(pixel, tuple)
    return all(abs(value - other) <= by for value, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (90, [90]),
        (160, [160]),
        (161, [160, 161]),
        (900, [160, 320, 480, 720, 900]),
        (1600, [160, 320, 480, 720, 1200, 1600]),
        (2400, [160, 320, 480, 720, 1200, 1600]),
    ],
)
def test_a_picture_comes_in_the_widths_of_the_layout_and_is_never_made_larger(width: int, widths: list[int]) -> None:
    """AVIF in all of them, WebP and one fallback up to 1200; each file is as large as it says."""
    image, contents = developed(saved(photo(width, width * 3 // 8), "jpg"))
    assert (image.original.width, image.original.height) == (width, width * 3 // 8)
    by_kind = {
        kind: [rendition.width for rendition in image.renditions if rendition.kind == kind]
        for kind in ("avif", "webp", "jpg")
    }
    old = [width for width in widths if width <= 1200]
    assert by_kind == {"avif": widths, "webp": old, "jpg": old[-1:]}
    for file, data in zip(image.files, contents, strict=True):
        picture = opened(data)
        assert (file.digest, file.length) == (digest(data), len(data))
        assert (picture.format, *picture.size) == (ENDINGS[file.kind], file.width, file.height)
        assert file is image.share or abs(file.height - file.width * 3 / 8) <= 1


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(kind: str, orientation: int) -> None:
    """However the camera was held (Exif orientation 1 to 8), in the original and in each rendition."""
    upright = photo()
    # What the camera saved, so that turning it as the orientation says gives what was seen.
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    image, contents = developed(
        saved(lying, kind, exif=exif(orientation), **({"quality": 95} if kind != "png" else {})), kind
    )
    assert (image.original.width, image.original.height) == (240, 160)
    for data in contents:
        picture = opened(data)
        assert picture.width > picture.height
        assert near(picture, (0.1, 0.1), GREEN) and near(picture, (0.8, 0.1), RED) and near(picture, (0.5, 0.9), BLUE)


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_nothing_is_told_but_the_picture(kind: str, orientation: int) -> None:
    """No Exif, GPS, XMP, comment, colour profile or name is in any file, and the test can see them in the source."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    settings: dict[str, Any] = {"exif": exif(orientation), "icc_profile": profile, "comment": SECRET}
    if kind in ("jpg", "webp", "avif", "png"):
        settings["xmp"] = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    if kind == "png":
        settings["pnginfo"] = text_chunks()
    source = saved(photo(), kind, **settings) + SECRET.encode()
    assert SECRET.encode() in source
    for data in files(source, kind):
        for sign in SIGNS:
            assert sign not in data, sign
        info = opened(data)
        assert not info.getexif() and not {"icc_profile", "comment", "xmp", "exif"} & info.info.keys()


def text_chunks() -> Any:
    from PIL.PngImagePlugin import PngInfo

    chunks = PngInfo()
    chunks.add_text("Author", SECRET)
    chunks.add_itxt("XML:com.adobe.xmp", SECRET)
    return chunks


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif"])
def test_the_original_loses_no_pixel(kind: str) -> None:
    """An upright picture in sRGB is offered for download as it was taken, without the notes."""
    source = saved(photo(), kind, **({} if kind == "gif" else {"exif": exif()}))
    original = files(source, kind)[0]
    assert opened(original).convert("RGB").tobytes() == opened(source).convert("RGB").tobytes()
    assert len(original) <= len(source)


def test_colours_of_another_profile_are_kept_right() -> None:
    """A photo whose profile swaps nothing for sRGB but says so in other numbers looks the same afterwards."""
    profile = wide_profile()
    plain = Image.new("RGB", (240, 160), (0, 200, 0))
    expected = ImageCms.profileToProfile(plain, ImageCms.ImageCmsProfile(io.BytesIO(profile)), SRGB, outputMode="RGB")
    assert expected is not None and not near(expected, (0.5, 0.5), (0, 200, 0), by=20)
    colour = expected.getpixel((5, 5))
    assert isinstance(colour, tuple)
    for data in files(saved(plain, "png", icc_profile=profile), "png"):
        assert near(opened(data), (0.5, 0.5), colour, by=8)


SRGB = ImageCms.createProfile("sRGB")


def wide_profile() -> bytes:
    """A profile (ICC.1:2001) with the wide primaries of ProPhoto RGB and a straight curve."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, int(1.8 * 256)) + b"\0\0"
    name = b"Vidt rum\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 79,
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.7977, 0.2880, 0),
        b"gXYZ": xyz(0.1352, 0.7119, 0),
        b"bXYZ": xyz(0.0313, 0.0001, 0.8249),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for sign, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += sign + struct.pack(">II", start + len(body), len(content))
        body += content
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + b"\0" * 12 + b"acsp"
    header = header.ljust(68, b"\0") + fixed(0.9642, 1, 0.8249)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def test_one_can_see_through_a_logo_in_every_format() -> None:
    """Transparency is kept, the fallback is PNG, and no colour is painted behind it."""
    logo = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(logo).ellipse((20, 20, 280, 280), fill=(90, 120, 60, 255))
    image, contents = developed(saved(logo, "png"), "png")
    assert image.placeholder_colour == "" and image.fallback.kind == "png"
    for data in contents:
        alpha = opened(data).convert("RGBA").getchannel("A")
        assert (alpha.getpixel((1, 1)), alpha.getpixel((alpha.width // 2, alpha.height // 2))) == (0, 255)


def pixels(mode: str) -> Image.Image:
    match mode:
        case "P":
            return photo().quantize(16)
        case "I;16":
            return Image.new("I;16", (240, 160), 40_000)
        case _:
            return photo(mode=mode)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "jpg"),
        ("CMYK", "jpg"),
        ("1", "png"),
        ("P", "png"),
        ("LA", "png"),
        ("I;16", "png"),
        ("P", "gif"),
        ("RGBA", "avif"),
    ],
)
def test_every_kind_of_pixel_becomes_what_browsers_show(mode: str, kind: str) -> None:
    """Grey, four-colour print, two colours, palettes and 16 bits come out as light as they went in."""
    picture = pixels(mode)
    assert picture.mode == mode
    contents = files(saved(picture, kind), kind)[1:]
    assert {opened(data).mode for data in contents if opened(data).format != "PNG"} <= {"RGB", "L"}
    expected = picture.point(lambda grey: grey / 256).convert("L") if picture.mode == "I;16" else picture.convert("L")
    mean = expected.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    got = opened(contents[0]).convert("L").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, int) and isinstance(got, int) and abs(mean - got) < 12


def test_the_tone_is_the_mean_colour() -> None:
    """Six digits, ready for `fill`."""
    assert developed(saved(Image.new("RGB", (50, 50), (16, 32, 255)), "png"), "png")[0].placeholder_colour == "#1020ff"


@pytest.mark.parametrize("kind", ["jpg", "png", "avif"])
def test_the_same_picture_gives_the_same_bytes(kind: str) -> None:
    """Twice in a row; and another picture has another digest."""
    source = saved(photo(330, 200), kind, exif=exif(6))
    first = developed(source, kind)
    assert developed(source, kind) == first
    assert developed(saved(photo(330, 201), kind), kind)[0].name != first[0].name


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


JPEG, PNG = saved(photo(), "jpg"), saved(photo(), "png")


def cut(kind: str) -> bytes:
    return saved(photo(), kind)[:-50]


def moving(kind: str) -> bytes:
    return saved(photo(), kind, save_all=True, append_images=[photo().rotate(90)], duration=100)


@pytest.mark.parametrize(
    ("data", "kind", "rule"),
    [
        (b"<html>", "jpg", "filtype"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "jpg", "filtype"),
        (b"II*\0", "jpg", "filtype"),
        (b"8BPS", "png", "filtype"),
        (b"\0\0\0\x20ftypmp42", "avif", "filtype"),
        (b"RIFF\0\0\0\0WAVE", "webp", "filtype"),
        (JPEG[: len(JPEG) // 2], "jpg", "defekt-billede"),
        (JPEG[:300], "jpg", "defekt-billede"),
        (PNG[:-400], "png", "defekt-billede"),
        (PNG.replace(b"IDAT", b"IDAX"), "png", "defekt-billede"),
        (cut, "webp", "defekt-billede"),
        (cut, "avif", "defekt-billede"),
        (cut, "gif", "defekt-billede"),
        (PNG, "jpg", "filtype"),
        (saved(photo(), "jpg", comment=b"<script>alert(1)</script>"), "jpg", "defekt-billede"),
        (JPEG + b"<!DOCTYPE html><script>", "jpg", "defekt-billede"),
        (PNG + b"%PDF-1.7", "png", "defekt-billede"),
        (JPEG + b"PK\x03\x04...PK\x05\x06", "jpg", "defekt-billede"),
        (png_header(30_000, 30_000), "png", "for-stort-billede"),
        (png_header(8_000, 5_001), "png", "for-stort-billede"),
        (png_header(PICTURE_SIDE + 1, 1), "png", "for-stort-billede"),
        (moving, "gif", "levende-billede"),
        (moving, "png", "levende-billede"),
        (moving, "webp", "levende-billede"),
        (moving, "avif", "levende-billede"),
    ],
)
def test_what_cannot_be_used_is_refused(data: bytes | Callable[[str], bytes], kind: str, rule: str) -> None:
    """Broken, hiding something, too large or moving: each by its own rule, and never with an exception."""
    refusal, contents = process_image(data if isinstance(data, bytes) else data(kind), f".{kind}")
    assert isinstance(refusal, Refusal) and contents == () and refusal.rule == rule and refusal.message and refusal.hint


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("lost", [1, 2, 40, 400])
def test_a_jpeg_without_its_last_bytes_is_shown_with_a_warning(lost: int, progressive: bool) -> None:
    """Half a picture is none, but one whose last bytes were lost on the way is all there for the eye."""
    whole = saved(photo(), "jpg", progressive=progressive)
    image, contents = developed(whole[:-lost])
    assert image.flaw is not None and image.flaw.rule == "afkortet-billede"
    assert near(opened(contents[0]), (0.1, 0.1), GREEN) and near(opened(contents[0]), (0.5, 0.8), BLUE)
    assert developed(whole)[0].flaw is None


def grey(picture: Image.Image) -> Image.Image:
    return picture.convert("L")


def chart() -> Image.Image:
    """Bars with smooth edges and a soft background, in few colours."""
    large = Image.new("RGB", (900, 600), (250, 250, 250))
    draw = ImageDraw.Draw(large)
    for number in range(9):
        draw.ellipse((30 + 95 * number, 500 - 55 * number, 100 + 95 * number, 575), fill=(30, 30 + 20 * number, 90))
    return large.resize((450, 300), Image.Resampling.BICUBIC)


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "grey": lambda: grey(photo(300, 200)),
    "grey in three colours": lambda: grey(photo(300, 200)).convert("RGB"),
    "grey with a palette": lambda: grey(photo(300, 200)).convert("P"),
    "soft": lambda: grey(photo(300, 200)).resize((30, 20)).resize((300, 200), Image.Resampling.BICUBIC),
    "few colours": lambda: photo(300, 200).quantize(200),
    "chart": chart,
    "grey chart": lambda: grey(chart()),
    "chart in few colours": lambda: chart().quantize(16),
    "gradient": lambda: Image.linear_gradient("L").resize((300, 200)),
    "white": lambda: Image.new("1", (300, 200), 1),
}


@pytest.mark.parametrize(
    ("name", "kind", "is_drawn"),
    [
        ("grey", "jpg", False),
        ("grey", "png", False),
        ("grey in three colours", "jpg", False),
        ("grey with a palette", "png", False),
        ("soft", "jpg", False),
        ("few colours", "png", False),
        ("chart", "png", True),
        ("grey chart", "png", True),
        ("chart in few colours", "gif", True),
        ("gradient", "png", True),
        ("white", "png", True),
    ],
)
def test_a_photograph_in_grey_is_no_drawing(name: str, kind: str, is_drawn: bool) -> None:
    """A photograph is a JPEG and a WebP that may lose what nobody sees; a drawing keeps each of its pixels."""
    image = developed(saved(PICTURES[name](), kind), kind)[0]
    assert image.fallback.kind == ("png" if is_drawn else "jpg")


@pytest.mark.parametrize(
    ("size", "share"),
    [
        ((1300, 900), (1200, 630)),
        ((1200, 630), (1200, 630)),
        ((640, 1800), (640, 336)),
        ((1900, 640), (1200, 630)),
        ((620, 400), (620, 326)),
        ((599, 800), None),
        ((4000, 300), None),
    ],
)
def test_a_photograph_is_cut_for_social_networks(size: tuple[int, int], share: tuple[int, int] | None) -> None:
    """In the shape of a card and never made larger; one that is too small is not shown."""
    image, contents = developed(saved(photo(*size), "jpg"))
    assert (image.share and (image.share.width, image.share.height)) == share
    if image.share:
        file = dict(zip(image.files, contents, strict=True))[image.share]
        assert opened(file).format == "JPEG" and opened(file).size == share
        assert image.share.length == len(file) <= 300_000
        assert near(opened(file), (0.8, 0.05), RED)


def test_a_drawing_is_shown_whole_to_social_networks() -> None:
    """On white, for a dark background would hide the lines of one that can be seen through."""
    logo = Image.new("RGBA", (640, 640), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((0, 0, 639, 40), fill=(*RED, 255))
    card = opened(files(saved(logo, "png"), "png")[-1])
    assert card.size == (1200, 630)
    assert (
        near(card, (0.5, 0.02), RED)
        and near(card, (0.5, 0.5), (255, 255, 255))
        and near(card, (0.02, 0.02), (255,) * 3)
    )


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif", "avif"])
def test_no_damage_makes_it_fail(kind: str) -> None:
    """Whatever byte is wrong, the picture is developed or refused."""
    whole = saved(photo(60, 40), kind)
    for index in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:index] + bytes([whole[index] ^ 0x5A]) + whole[index + 1 :]
        assert isinstance(process_image(damaged, f".{kind}")[0], ProcessedImage | Refusal)


def test_the_widths_rise() -> None:
    """The largest is the last."""
    assert list(WIDTHS) == sorted(set(WIDTHS))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process uses")
def test_a_machine_without_memory_is_not_blamed_on_the_picture() -> None:
    """The answer is remembered for as long as the picture is the same, so it must be about the picture."""
    data = saved(Image.new("RGB", (2000, 2000), RED), "png")
    # A process of its own: one that has run other tests may have that much memory to use again.
    done = subprocess.run([sys.executable, "-c", LITTLE_MEMORY], input=data, cwd=PROJECT, timeout=60, check=False)
    assert done.returncode == 0


LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from PIL import Image
from hjemsite.images.process import process_image
from hjemsite.system.errors import is_out_of_memory

data = sys.stdin.buffer.read()
Image.init()
in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (in_use + 10_000_000, resource.RLIM_INFINITY))
try:
    process_image(data, ".png")
except Exception as error:
    sys.exit(0 if is_out_of_memory(error) else 2)
sys.exit(1)
"""
