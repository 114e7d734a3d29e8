"""Assets have addresses that change with what they hold, and refer to each other by them."""

from hjemsite.pages.assets import REQUIRED, assets

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
