"""Pictures of a whole site: what a camera noted about people and places is in no published file, nor is a draft's."""

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from hjemsite.cache.blob import read
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SECRET = "Kameraets ejer"
SIGNS = (b"Kameraets", b"Exif", b"EXIF", b"http://ns.adobe.com", b"GPS", b"ICC_PROFILE", b"Photoshop", b"acsp")

FILES = {
    "site.yaml": "title: Nøglen-alliancen\naddress: https://noeglen.example/a\ndescription: Nyheder.\n",
    "medlemmer/fond/index.md": "---\nname: Fond\nkind: fond\nlogo: {file: logo.png, alt: Mærke}\n"
    "---\n\n![Hus](hus.jpg 'Foto: Ib')\n",
    "personer/ida/index.md": "---\nname: Ida\nphoto: {file: ida.webp, alt: Ida, credit: Foto}\n---\n",
    "sider/om/index.md": "---\ntitle: Om\n---\n\n"
    '![Et \\<hus> & "mere"](hus.avif "Foto: Bo & Ib")\n\nHer ![igen](hus.gif "Gult. Foto: Ea").\n',
    "nyheder/ude/index.md": "---\ntitle: Ude\ndate: 2024-01-01\nimage: {file: a.jpg, alt: Dør, credit: Ib}\n"
    "attachments: [{file: b.jpg}]\n---\n\n![Hus](c.jpg 'Huset i maj. Tegning: Bo')\n\n"
    "![Hus](a.jpg 'Foto: Ib') og [d](d.png)\n",
    "nyheder/uden/index.md": "---\ntitle: Uden\ndate: 2024-01-02\n---\n\nHer:\n\n"
    "![Hus](c.jpg 'Foto: Ib')\n![Hus](d.jpg 'Hus (Kilde: By & Land)')\n",
    "nyheder/kladde/index.md": "---\ntitle: Kladde\ndate: 2024-01-01\ndraft: ja\n"
    "image: {file: hemmelig.jpg, alt: a, credit: b}\n---\n\n![Hus](tavs.png 'Foto: Ib')\n",
}
PICTURES = (
    "medlemmer/fond/logo.png medlemmer/fond/hus.jpg personer/ida/ida.webp sider/om/hus.avif sider/om/hus.gif "
    "nyheder/ude/a.jpg nyheder/ude/b.jpg nyheder/ude/c.jpg nyheder/ude/d.png nyheder/uden/c.jpg nyheder/uden/d.jpg "
    "nyheder/kladde/hemmelig.jpg nyheder/kladde/tavs.png"
).split()


def _picture(number: int, ending: str) -> bytes:
    """Taken with a camera that lay on its side, and that tells all it knows."""
    picture = Image.new("RGB", (200, 300 + number), (90, 120, 60))
    ImageDraw.Draw(picture).ellipse((20, 20, 180, 180), fill=(200, 180, 40))
    notes = Image.Exif()
    notes[274], notes[315] = 6, SECRET
    notes.get_ifd(0x8825)[2] = (57.0, 2.0, 53.5)
    stream = io.BytesIO()
    form = {"jpg": "JPEG"}.get(ending, ending.upper())
    picture.save(stream, form, exif=notes, comment=SECRET.encode(), xmp=b"http://ns.adobe.com/xap/1.0/")
    return stream.getvalue() + SECRET.encode()


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> BuildOptions:
    root = tmp_path_factory.mktemp("site")
    for path, text in FILES.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    for number, path in enumerate(PICTURES):
        (root / "content" / path).write_bytes(_picture(number, path.rpartition(".")[2]))
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON)


@pytest.fixture(scope="module")
def built(options: BuildOptions) -> Build:
    return build(options)


def _pictures(result: Build) -> dict[str, bytes]:
    endings = (".jpg", ".png", ".webp", ".avif", ".gif")
    return {path: read(data) for path, data in result.files.items() if path.endswith(endings)}


def test_the_site_is_built(built: Build) -> None:
    """Every picture but the draft's, in at least four files each; nothing is wrong with the pages."""
    assert built.faults == ()
    names = {path.rpartition(".")[0] for path in _pictures(built) if not path.startswith("billeder/")}
    assert names == {path.removeprefix("sider/").rpartition(".")[0] for path in PICTURES if "kladde" not in path}
    assert len(_pictures(built)) >= 4 * len(names)


def test_no_published_file_tells_of_camera_people_or_places(options: BuildOptions, built: Build) -> None:
    """Not the originals, not the renditions, not the files for download; and in the sources the signs are there."""
    for path in PICTURES:
        assert any(sign in (options.root / "content" / path).read_bytes() for sign in SIGNS)
    for path, data in _pictures(built).items():
        assert [sign for sign in SIGNS if sign in data] == [], path
        with Image.open(io.BytesIO(data)) as picture:
            assert not picture.getexif() and not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()


def test_a_draft_shows_no_picture(options: BuildOptions, built: Build) -> None:
    """Neither in a file nor in a name; with drafts asked for they are there."""
    assert [path for path in built.files if "hemmelig" in path or "tavs" in path] == []
    drafts = _pictures(build(replace(options, drafts=True)))
    assert [path for path in drafts if path.startswith("billeder/hemmelig-")]


@pytest.mark.parametrize(
    ("page", "eager", "lazy"),
    [
        ("nyheder/ude", 1, 2),
        ("nyheder/uden", 1, 1),
        ("om", 1, 1),
        ("medlemmer/fond", 1, 1),
        ("personer/ida", 1, 0),
    ],
)
def test_the_first_picture_of_a_page_is_loaded_at_once(page: str, eager: int, lazy: int, built: Build) -> None:
    """And it alone, before all else; the others when the reader comes to them."""
    html = read(built.files[f"{page}/index.html"]).decode()
    assert (html.count('fetchpriority="high"'), html.count('loading="lazy"')) == (eager, lazy)
    assert html.index('fetchpriority="high"') < (html + 'loading="lazy"').index('loading="lazy"')


def test_a_picture_says_how_large_it_is_and_lies_below_the_address_of_the_site(built: Build) -> None:
    """So nothing moves when it is loaded; every address in every attribute is that of a file."""
    html = read(built.files["om/index.html"]).decode()
    assert 'alt="Et &lt;hus&gt; &amp; &#34;mere&#34;" width="303" height="200"' in html
    assert html.count("<figure") == 1
    for part in html.split("srcset=")[1:]:
        for candidate in part.split('"')[1].split(", "):
            assert candidate.split(" ")[0].removeprefix("/a/") in built.files


SHOWN = [
    ("om", "<figcaption><span>Foto: Bo &amp; Ib</span></figcaption>"),
    ("om", "</span> <small>Foto: Ea</small>."),
    ("nyheder/ude", "<figcaption>\n<span>Foto: Ib</span>"),
    ("nyheder/ude", "<figcaption><span>Huset i maj.</span> <span>Tegning: Bo</span></figcaption>"),
    ("nyheder/ude/pressebilleder", '<span class="caption">Huset i maj.</span>\n<span>Tegning: Bo</span>'),
    ("nyheder/uden", "<span>Hus</span> <span>Kilde: By &amp; Land</span>"),
    ("nyheder/uden/pressebilleder", "<span>Kilde: By &amp; Land</span>"),
]


@pytest.mark.parametrize(("page", "credit"), SHOWN)
def test_a_picture_says_who_made_it(built: Build, page: str, credit: str) -> None:
    """Below it, in the words of the editor, wherever it is shown."""
    assert credit in read(built.files[f"{page}/index.html"]).decode()


def test_formats_without_pictures_say_what_they_show_and_who_made_them(built: Build) -> None:
    """A text file has the description, the caption and the credit."""
    text = read(built.files["nyheder/ude/ude.txt"]).decode()
    assert "[Billede: Hus – Huset i maj. Tegning: Bo]" in text


def test_a_feed_shows_what_every_reader_can(built: Build) -> None:
    """One complete address in an old format, with width and height."""
    feed = read(built.files["feed.json"]).decode()
    assert "https://noeglen.example/a/billeder/c-" in feed
    assert "<span>Huset i maj.</span> <span>Tegning: Bo</span>" in feed
    assert "<picture" not in feed and ".avif" not in feed and "nyheder/ude/c.jpg" not in feed


def test_an_article_with_pictures_has_a_page_for_the_press(built: Build) -> None:
    """Each picture it shows, large, with its words, its size and its original; what it attaches is no part of that."""
    files = {path: data.decode() for path, data in built.loaded().items() if path.endswith(".html")}
    pages = {path for path in files if path.endswith("pressebilleder/index.html")}
    assert pages == {f"nyheder/{name}/pressebilleder/index.html" for name in ("ude", "uden")}
    assert 'href="/a/nyheder/ude/pressebilleder/"' in files["nyheder/ude/index.html"]
    page = files["nyheder/ude/pressebilleder/index.html"]
    offered = re.findall(r'<a href="/a/nyheder/ude/([^"]+)" download>', page)
    assert offered[0] == "a.jpg" and sorted(offered) == ["a.jpg", "c.jpg", "d.png"]
    assert "Foto: Ib" in page and "JPG, 305 × 200 pixel, " in page
    assert (page.count('fetchpriority="high"'), page.count('loading="lazy"')) == (1, 2)


def test_a_picture_in_a_body_is_marked_up_as_any_other(built: Build) -> None:
    """The same file as the article's own picture and in its text: apart from sizes and turn, the same element."""
    page = built.loaded()["nyheder/ude/index.html"].decode()
    elements = re.findall(r'<span class="plate">.*?</span>', page)
    own, again = (
        re.sub(r' sizes="[^"]*"| (?:alt|fetchpriority|loading|decoding)="[^"]*"', "", element)
        for element in elements[::2]
    )
    assert "/billeder/a-" in own and own == again
