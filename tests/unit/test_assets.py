"""Assets have addresses that change with what they hold, and refer to each other by them."""

from collections.abc import Mapping
from pathlib import Path

from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.pages.assets import REQUIRED, Asset, assets

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


def program_assets(files: Mapping[str, bytes]) -> Checked[Mapping[str, Asset]]:
    """The assets of `files`, the program's."""
    return assets([(f"hjemsite/templates/assets/{name}", data) for name, data in files.items()])


def test_a_style_sheet_refers_to_addresses() -> None:
    """The name of a font in a style sheet becomes its address, so a new font makes a new style sheet."""
    checked = program_assets(FILES)
    assert checked.faults == () and checked.value.keys() == FILES.keys()
    font, sheet = checked.value["a.woff2"], checked.value["site.css"]
    assert font.url.startswith("/assets/a.") and font.url.endswith(".woff2") and len(font.url) == 24
    assert sheet.data == b'@font-face{src:url("%s") }' % font.url.removeprefix("/assets/").encode()
    newer = program_assets(FILES | {"a.woff2": b"b"}).value
    assert newer["a.woff2"].url != font.url and newer["site.css"].url != sheet.url
    assert newer["icon.svg"] == checked.value["icon.svg"]


def test_a_style_sheet_is_sent_without_comments_and_needless_blanks() -> None:
    """What stands in quotation marks is kept, and so is a blank between two names."""
    rules = b'/* x: y */\na :is(b, i):hover {\n  --one: calc(1px + 2px);\n  content: "a;  b";\n}\n\n'
    sheet = rules + b"@media (width > 3px) { a { x: y } }\n"
    short = program_assets(FILES | {"site.css": sheet}).value["site.css"].data
    assert short == b'a :is(b,i):hover{--one:calc(1px + 2px);content:"a;  b"}@media (width > 3px){a{x:y }}'


def test_a_reference_to_nothing_is_a_fault() -> None:
    """A style sheet that asks for a file that is not there is told of, with its line."""
    files = {**FILES, "site.css": b'a { }\n@font-face { src: url("b.woff2") }'}
    [fault] = program_assets(files).faults
    assert (fault.rule, fault.span.path, fault.span.line) == ("mangler-fil", "hjemsite/templates/assets/site.css", 2)
    assert fault.message == "Filen b.woff2 mangler"


def test_what_every_page_needs_must_be_there() -> None:
    """Without the style sheet, the script or the icon no page is whole."""
    faults = program_assets({}).faults
    assert [fault.span.path for fault in faults] == [f"hjemsite/templates/assets/{name}" for name in REQUIRED]


def test_a_site_has_an_asset_in_place_of_the_programs() -> None:
    """Of two files with one name the site's counts; a sheet of either finds it, and a fault names the file it is in."""
    own = [("templates/assets/a.woff2", b"own"), ("templates/assets/mere.css", b"@import url(ab.woff2)")]
    checked = assets([*((f"hjemsite/templates/assets/{name}", data) for name, data in FILES.items()), *own])
    assert checked.value["a.woff2"].data == b"own" and checked.value["a.woff2"].path == "templates/assets/a.woff2"
    assert checked.value["a.woff2"].url.rpartition("/")[2].encode() in checked.value["site.css"].data
    [fault] = checked.faults
    assert (fault.span.path, fault.message) == ("templates/assets/mere.css", "Filen ab.woff2 mangler")
    assert fault.hint.startswith("mente du »a.woff2«?")
