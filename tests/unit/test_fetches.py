"""What a browser would fetch from elsewhere is found in every spelling, and what it would not is left in peace."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hjemsite.cache.cache import Cache
from hjemsite.checks.fetches.fetch import is_foreign
from hjemsite.checks.fetches.fetched_files import foreign_faults
from hjemsite.checks.fetches.style_sheets import style_fetches
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]


def places(name: str, text: str) -> list[tuple[int, int]]:
    """Line and column of each fault of a file."""
    return [(fault.span.line, fault.span.column) for fault in foreign_faults({name: text.encode()}, Cache(None))]


@pytest.mark.parametrize(
    ("css", "column"),
    [
        ('@import "https://t.example/a.css";', 9),
        ("@import url(//t.example/a.css) screen;", 9),
        ("@IMPORT/**/'//t.example/a.css';", 12),
        ('@import "\\68ttps://t.example/a.css";', 9),
        ("a{background:URL( https://t.example/x )}", 14),
        ("a{background:u\\72l(https://t.example/x)}", 14),
        ('a{background:-webkit-image-set("//t.example/1" 1x)}', 32),
        ("@media print{@supports (x:y){a{b:url(//t.example)}}}", 34),
        ("a{--x:url(//t.example/y)}", 7),
        ("a{b:URL(\t  //t.example/y)}", 5),
        ("a{b:src(' \t//t.example/y')}", 9),
        ("a{b:url(h\\ttps:x)}", 5),
        ("a{b:url(\\\\\\\\t.example/x)}", 5),
    ],
)
def test_a_style_sheet_is_read_as_a_browser_reads_it(css: str, column: int) -> None:
    """Imports, fonts and pictures, with escapes, comments, capitals and without quotation marks."""
    assert places("x.css", f"p{{}}\n{css}") == [(2, column)]


@pytest.mark.parametrize(
    "css",
    [
        "/* @import 'https://t.example/a.css' */",
        "a::before{content:'https://t.example'}",
        "@namespace 'http://www.w3.org/1999/xhtml';",
        "a{background:url(data:image/png;base64,x)}",
        "a{background:url(a.png)}",
        "a{background:url('/assets/a.png')}",
        "a{fill:url('#g')}",
    ],
)
def test_what_a_style_sheet_does_not_fetch_is_no_fault(css: str) -> None:
    """Comments, texts, names of languages, and what lies on the site."""
    assert places("x.css", css) == []


PIECES = [*"\"'()\\/:;@{}a \t\n", "url(", "URL(", "src(", "image-set(", "@import ", "//t", "http:", "/*", "*/", "data:"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=200)
def test_a_style_sheet_that_is_not_read_fetches_nothing(css: str) -> None:
    """Most sheets are never read by the grammar of CSS: no address elsewhere is lost by that, however it is written."""
    foreign = [(fetch.line, fetch.column) for fetch in style_fetches(css) if is_foreign(fetch.address)]
    assert places("x.css", css) == foreign


@pytest.mark.parametrize(
    ("script", "column"),
    [
        ('import "https://t.example/x.js"', 8),
        ("import {a, b as c} from '//t.example/x.js'", 25),
        ('export * from "https://t.example/x.js"', 15),
        ('await import(/* nu */ "https://t.example")', 23),
        ("fetch(`https://t.example/${x}`)", 7),
        ('fetch("https:\\/\\/t.example")', 7),
        ('fetch("\\x68ttps://t.example")', 7),
        ('new Worker(new URL("https://t.example"))', 20),
        ('importScripts("a.js", "//t.example/i.js")', 23),
        ('new WebSocket("wss://t.example")', 15),
        ('r.open("GET", "https://t.example")', 15),
        ('e.setAttribute("src", "https://t.example")', 23),
        ('x.replace(/["`/]/g, ""); fetch("https://t.example")', 32),
        ('a / b; fetch("https://t.example") / c', 14),
    ],
)
def test_a_script_is_read_for_addresses_that_it_loads(script: str, column: int) -> None:
    """Modules, requests, workers and pictures; comments and regular expressions hide nothing."""
    assert places("x.js", f"let x;\n{script}") == [(2, column)]


@pytest.mark.parametrize(
    "script",
    [
        '// fetch("https://t.example")',
        "const text = 'fetch(\"https://t.example\")'",
        'a.href = "https://t.example"',
        'a.setAttribute("href", "https://t.example")',
        'document.createElementNS("http://www.w3.org/2000/svg", "g")',
        'fetch("/data/v1/index.json")',
    ],
)
def test_what_a_script_does_not_load_is_no_fault(script: str) -> None:
    """Comments, texts, links for readers to follow, names of languages."""
    assert places("x.js", script) == []


@pytest.mark.parametrize(
    ("svg", "column"),
    [
        ('<svg><image href="https://t.example/i"/></svg>', 19),
        ("<svg><use xlink:href='//t.example/u#a'/></svg>", 23),
        ('<svg><feImage href="https://t.example/f"/></svg>', 21),
        ('<svg><g style="fill: url(//t.example/f)"/></svg>', 26),
        ('<svg><set attributeName="href" to="https://t.example"/></svg>', 36),
        ("<svg><style>a{fill:url(//t.example)}</style></svg>", 20),
        ("<svg><style><![CDATA[a{fill:url(//t.example)}]]></style></svg>", 29),
        ("<svg><script>fetch('//t.example')</script></svg>", 20),
        ("<?xml-stylesheet type='text/css' href='//t.example'?><svg/>", 40),
    ],
)
def test_a_drawing_is_read_with_its_styles_and_scripts(svg: str, column: int) -> None:
    """Pictures, parts of other drawings, animations, style sheets in every place where one can stand."""
    assert places("x.svg", svg) == [(1, column)]


@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        (" \thttps://t.example", True),
        ("ht\ntps://t.example", True),
        ("/\\t.example", True),
        ("HTTPS:t.example", True),
        ("a:b.css", True),
        ("./a:b.css", False),
        ("/assets/a.css", False),
        ("data:image/png,x", False),
        ("#a", False),
        ("", False),
    ],
)
def test_what_leads_away_is_what_browsers_take_for_it(address: str, foreign: bool) -> None:
    """Blanks in front, line ends within and backslashes change nothing (WHATWG URL)."""
    assert is_foreign(address) is foreign


def test_our_own_files_and_those_of_the_search_fetch_nothing(tmp_path: Path) -> None:
    """All files of a built site. Those of the index are data, so no build reads them."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    files = build(BuildOptions(tmp_path, datetime(2026, 11, 1, tzinfo=COPENHAGEN), search=True)).loaded()
    files = {path: data for path, data in files.items() if not path.endswith((".html", ".xml"))}
    assert {"soeg/indeks/start.json"} < files.keys()
    assert list(foreign_faults(files, Cache(None))) == []


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """From the cache the same faults come, at the same places, for each file that holds the same."""
    files = {"a.css": b"@import '//t.example';", "b.css": b"@import '//t.example';", "a.js": b"fetch('//t.example')"}
    results = []
    for _ in range(2):
        cache = Cache(tmp_path / ".hjemsite")
        results.append(list(foreign_faults(files, cache)))
        cache.close()
    assert results[0] == results[1]
    assert [fault.span.path for fault in results[0]] == ["a.css", "b.css", "a.js"]
