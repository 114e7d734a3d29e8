"""Assets have addresses that change with what they hold, and refer to each other by them."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pages.assets import REQUIRED, assets
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).parents[2]

FILES = {
    "site.css": b'@font-face { src: url("a.woff2") }',
    "site.js": b"",
    "search.css": b"",
    "search.js": b"",
    "icon.svg": b"<svg/>",
    "a.woff2": b"a",
    "OFL.txt": b"free",
}


def test_a_style_sheet_refers_to_addresses() -> None:
    """The name of a font in a style sheet becomes its address, so a new font makes a new style sheet."""
    found = assets(FILES)
    assert found.faults == () and found.value.keys() == FILES.keys()
    font, sheet = found.value["a.woff2"], found.value["site.css"]
    assert font.url.startswith("/assets/a.") and font.url.endswith(".woff2") and len(font.url) == 24
    assert sheet.data == b'@font-face { src: url("%s") }' % font.url.removeprefix("/assets/").encode()
    newer = assets(FILES | {"a.woff2": b"b"}).value
    assert newer["a.woff2"].url != font.url and newer["site.css"].url != sheet.url
    assert newer["icon.svg"] == found.value["icon.svg"]


def test_a_reference_to_nothing_is_a_fault() -> None:
    """A style sheet that asks for a file that is not there is told of, with its line."""
    files = {**FILES, "site.css": b'a { }\n@font-face { src: url("b.woff2") }'}
    [fault] = assets(files).faults
    assert (fault.rule, fault.span.path, fault.span.line) == ("mangler-fil", "templates/assets/site.css", 2)
    assert fault.message == "Filen b.woff2 mangler"


def test_what_every_page_needs_must_be_there() -> None:
    """Without the style sheet, the script or the icon no page is whole."""
    faults = assets({}).faults
    assert [fault.span.path for fault in faults] == [f"templates/assets/{name}" for name in REQUIRED]


def test_a_template_names_its_own_file(tmp_path: Path) -> None:
    """A site that puts a file beside ours links to it by name, and gets the address that changes when the file does."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "tests/sites/noeglen/content", tmp_path / "content")
    (tmp_path / "templates/assets/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    base = tmp_path / "templates/base.html"
    logo = '<img src="{{ frame.assets["logo.svg"] }}" alt="Nøglen" width="9" height="9"></header>'
    base.write_text(base.read_text(encoding="utf-8").replace("</header>", logo), encoding="utf-8")
    options = BuildOptions(tmp_path, datetime(2026, 11, 1, tzinfo=UTC), base_url="https://noeglen.example/nyt")
    made = build(options)
    assert not has_errors(made.faults)
    url = re.search(r'src="/nyt(/assets/logo\.[0-9a-f]+\.svg)"', made.loaded()["om/index.html"].decode())
    assert url and url[1].removeprefix("/") in made.files
    base.write_text(base.read_text(encoding="utf-8").replace("logo.svg", "lego.svg"), encoding="utf-8")
    [fault] = [one for one in build(options).faults if one.is_error]
    assert (fault.rule, fault.span.path) == ("skabelonfejl", "templates/base.html")
