"""The laws of Markdown: a text means what GitHub shows, and what is left out for speed changes nothing.

What it means is judged by markdown-it, another reader of CommonMark, with GitHub's tables and strikethrough.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from benchmarks.corpus import Corpus
from hjemsite.content.markdown import budget, parser, sanitize
from hjemsite.content.markdown.commonmark import tree_builder
from hjemsite.content.markdown.commonmark.blocks import block_parser, block_starts
from hjemsite.content.markdown.commonmark.commonmark_reader import CommonMark
from hjemsite.content.markdown.commonmark.inlines import delimiter_runs, inline_parser, link_syntax
from hjemsite.content.markdown.positions import body_of
from tests.laws.markdown_constructs import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
CONSTRUCTS = [*dict.fromkeys(text for texts in SECTIONS.values() for text in texts)]

_NO_HTML = "HTML is refused, also what only looks like it"
_BARE = "GitHub makes links of bare addresses; markdown-it is not asked to"
_SHOWN = "an address is shown without its scheme, as readers write it"
_TIGHT = "a definition is no part of a list that a blank line could part; GitHub says so too"
DIFFERENT = {
    "[a](<b>c>)": _NO_HTML,
    "<https://a.dk/b c>": _BARE,
    "<a@b.dk": _BARE,
    "<https://a.dk": _BARE,
    "< b@c.dk>": _BARE,
    "<mailto:a@b.dk?subject=c>": _SHOWN,
    "<tel:12345678>": _SHOWN,
    "1. [a]\n2. b\n\n   [a]: /c": _TIGHT,
    "<https://æ.dk/ø>": "markdown-it writes a Danish host in ASCII; browsers do that themselves",
}
"""The constructs that we read otherwise, and why."""

# Where markdown-it stands alone: cmark, GitHub's own parser, says what we say.
_ODD_IN_ITEM = re.compile(r"\]:|\|").search
_ODD = {"> > - \ta", "Ord\n    ```\n    a\n    ```"}

# Ours alone, or GitHub's beyond markdown-it: HTML, bare addresses, single tildes, footnotes, task lists, classes in
# braces, bullets from word processors, dates, topics, lines of other white space, file names with blanks, comments.
_OURS = re.compile(
    r"<[A-Za-z/!?]|https?://|www\.|@|(?<!~)~(?!~)|~{3}|\[\^|[-+*.)][ \t]+\[[ xX]\]|\{"
    r"|^[ \t>]*\d+\.[ ]+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|^[^\S\n]*[^\S \t\n][^\S\n]*$"
    r"|\]\([^()\n]*[^\s\\()] [^()\n]*\.\w+|^\[[^\]]*\]:\n",
    re.MULTILINE | re.IGNORECASE,
)
_IN_ANGLES = re.compile(r"(?<!\\)<(?:https?://[\w./?=&-]*|[a-z.]+@[a-z.]+)>")

PIECES = [
    *"* ** *** _ __ ` `` [ ] ( ) ![ ]( ][ ]: > - + 1. 7) # ## | |- :-: --- === ! \\ ~~ ``` ~~~".split(),
    *"& &amp; &copy; . , : \" ' ( «".split(),
    *["hus", "Ærø", "å", "a_b", " ", " ", "  ", "\n", "\n", "\n\n", "\n\n", "  \n", "\n- ", "\n> ", "\n    ", "\n\t"],
    *["- a", "* ", "\n1. ", "## Ny ", "[a](/b/)", '[c](/d/ "e")', "[f]", "\n\n[f]: /g/\n", "![h](i.jpg)", "`j`", "*k*"],
    *["**l**", "\n  ", "\n   ", "\n     ", "| a | b |\n|---|---|\n| c |", "<https://a.dk/x_y>", "<b@c.dk>", "“ja”"],
    *["\n  - ", "\n   > ", "\n2. ", "\n1) ", "\n```\n", "\n~~~\n", "»nej«"],
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)

_REFERENCE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Which addresses are safe is judged later.
_REFERENCE.validateLink = lambda _url: True  # type: ignore[method-assign, assignment]
_BLOCKS = frozenset("p ul ol li blockquote pre hr h1 h2 h3 h4 h5 h6 table thead tbody tr td th div br".split())
_ALIGN = re.compile(r"text-align:(\w+)")

Tree = tuple[str, tuple[tuple[str, str], ...], tuple["Tree | str", ...]]


def ours(text: str) -> Tree:
    return essence(our_html(text))


def our_html(text: str) -> str:
    return parser.html(parser.tree(body_of(text, "a.md", 1).text))


def github(text: str) -> Tree:
    return essence(github_html(text))


@cache
def github_html(text: str) -> str:
    return str(_REFERENCE.render(text))


@cache
def essence(html: str) -> Tree:
    """What a reader sees of `html`: elements, addresses, words; neither classes nor white space beside a block."""
    return _element(html5lib.parseFragment(html, namespaceHTMLElements=False))


def _element(element: Element) -> Tree:
    tag = {"s": "del", "DOCUMENT_FRAGMENT": "div"}.get(element.tag, element.tag)
    attributes = {name: unquote(element.get(name, "")) for name in ("href", "src", "title", "alt", "start", "align")}
    if align := _ALIGN.search(element.get("style", "")):
        attributes["align"] = align[1]
    shown = tuple(sorted((name, " ".join(value.split())) for name, value in attributes.items() if value))
    if tag == "pre":
        return tag, shown, ("".join(element.itertext()).rstrip(),)
    return tag, shown, tuple(_content(element, tag in _BLOCKS))


def _content(element: Element, is_block: bool) -> Iterator[Tree | str]:
    before_is_block = is_block
    for text, child in zip([element.text, *(child.tail for child in element)], [*element, None], strict=True):
        words = re.sub(r"\s+", " ", text or "")
        words = words.lstrip() if before_is_block else words
        before_is_block = is_block if child is None else child.tag in _BLOCKS
        words = words.rstrip() if before_is_block else words
        if words:
            yield words
        if child is not None:
            yield _element(child)


def is_alike(text: str) -> bool:
    """Whether we mean to read `text` as GitHub does, and markdown-it can tell how."""
    body = body_of(text, "a.md", 1)
    whole = sanitize.clean(body).value == body.text and budget.first_block_over_budget(body.text) is None
    pasted = any(block_starts.pasted_marker(line.lstrip(" \t>-*+")) for line in body.text.split("\n"))
    return whole and not pasted and not _OURS.search(_IN_ANGLES.sub("", body.text))


def differing(bodies: Iterable[str]) -> list[str]:
    return list(differences(bodies))


def differences(bodies: Iterable[str]) -> Iterator[str]:
    return (text for text in bodies if is_different(our_html(text).strip(), github_html(text).strip()))


def is_different(html: str, other: str) -> bool:
    """Whether a reader sees something else; mostly not a letter differs."""
    return html != other and essence(html) != essence(other)


def _bodies() -> Iterator[str]:
    """What stands below the fields in every Markdown of the project, finished or a case."""
    for folder in ("content", "tests/cases", "tests/sites", "tests/doors/site", "docs"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".md", ".txt") and file.is_file() and "expected" not in file.parts:
                yield from re.split(r"^---\n", file.read_text("utf-8", "ignore"), flags=re.MULTILINE)


BODIES = [*_bodies()]
CORPUS = [_IN_ANGLES.sub("", article.body) for article in Corpus(60).articles()]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_construct_means_what_github_shows(section: str) -> None:
    """Every construct of the specification, but those that are listed with a reason."""
    assert [text for text in differing(SECTIONS[section]) if text not in DIFFERENT] == []


def test_the_list_of_differences_is_short_and_true() -> None:
    """What is listed differs; and hardly anything is."""
    assert differing(DIFFERENT) == [*DIFFERENT]
    assert len(CONSTRUCTS) > 1300
    assert len(DIFFERENT) < 0.01 * len(CONSTRUCTS)


def test_every_construct_means_the_same_within_others() -> None:
    """In a quote, in a list item, below a line and below a heading."""
    plain = [text for text in CONSTRUCTS if text not in DIFFERENT and is_alike(text)]
    quotes = ["\n".join(f"> {line}" for line in text.split("\n")) for text in plain]
    items = [
        "- " + text.replace("\n", "\n  ") for text in plain if not re.match(r"\s", text) and not _ODD_IN_ITEM(text)
    ]
    nested = [*quotes, *items, *(f"Ord\n{text}" for text in plain), *(f"## Ord\n{text}" for text in plain)]
    assert [text for text in differing(filter(is_alike, nested)) if text not in _ODD] == []


def test_the_projects_own_texts_mean_what_github_shows() -> None:
    """Every text that lies in the project, and sixty releases."""
    bodies = [text for text in BODIES + CORPUS if is_alike(text)]
    assert len(bodies) > 300
    assert differing(bodies) == []


@given(texts.filter(is_alike))
@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
def test_any_text_means_what_github_shows(text: str) -> None:
    """Pieces of Markdown in any order."""
    assert ours(text) == github(text)


_PLANTED: list[tuple[object, str, object]] = [
    (inline_parser, "_SIGN", re.compile(r"[\\`\[\]<&]")),
    (block_starts, "STARTERS", frozenset(">#")),
    (block_starts, "HASHES", re.compile(r"(#{1,6})[ \t]*")),
    (block_parser, "TAB", 5),
    (delimiter_runs, "_fits", lambda _opener, _closer: True),
    (tree_builder, "_is_loose", lambda _block: False),
    (link_syntax, "label_key", str),
]


@pytest.mark.parametrize(("module", "name", "planted"), _PLANTED, ids=[name for _, name, _ in _PLANTED])
def test_a_rule_that_is_a_little_wrong_would_be_caught(
    module: object, name: str, planted: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The law bites: among the constructs, and for the rules of lines and words among any texts."""
    monkeypatch.setattr(module, name, planted)
    assert any(text not in DIFFERENT for text in differences(CONSTRUCTS))


def test_any_text_would_catch_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The random texts bite as well."""
    monkeypatch.setattr(inline_parser, "_SIGN", re.compile(r"[\\`\[\]<&]"))
    generated = settings(phases=[Phase.generate])
    assert find(texts, lambda text: is_alike(text) and bool(differing([text])), settings=generated)


# What is left out for speed


def _as_configured(text: str) -> str:
    """The library's own way from text to HTML, with our extension."""
    return CommonMark().convert(text)


def _short(text: str) -> str:
    return parser.html(parser.tree(text)) if text.strip() else ""


def _without_short_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_parser.BlockParser, "_read_plain", lambda *_: False)
    for name in ("_SIGN", "_SIGN_OR_WEB"):
        monkeypatch.setattr(inline_parser, name, inline_parser._SIGN_OR_ADDRESS)


_ADDRESSES = [
    "https://a.dk/b_c",
    "www.a.dk",
    "a@b.dk",
    "hus www.a.dk.",
    "a_b@c.dk",
    "(https://a.dk)",
    "WWW.A.DK",
    "Http://a.dk",
]


def test_the_short_ways_lead_to_the_same_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most lines are plain words, and most words hold no sign; looking closer at them finds nothing else."""
    bodies = [*CONSTRUCTS, *_ADDRESSES, *BODIES, *(article.body for article in Corpus(20).articles())]
    short = {text: _short(text) for text in bodies}
    _without_short_ways(monkeypatch)
    assert {text: _short(text) for text in bodies} == short
    assert {text: _as_configured(text) for text in bodies[:400]} == {text: short[text] for text in bodies[:400]}


@pytest.mark.parametrize(
    ("module", "name", "planted"),
    [
        (block_starts, "STARTERS", block_starts.STARTERS - {"-"}),
        (inline_parser, "_SIGN", re.compile(r"[\\`]")),
        (inline_parser, "_SIGN_OR_WEB", inline_parser._SIGN),
    ],
    ids=["a line", "a sign", "an address"],
)
def test_a_short_way_that_takes_too_much_would_be_caught(
    module: object, name: str, planted: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above bites."""
    right = {text: _short(text) for text in CONSTRUCTS + _ADDRESSES}
    monkeypatch.setattr(module, name, planted)
    assert {text: _short(text) for text in CONSTRUCTS + _ADDRESSES} != right


def test_a_parser_remembers_nothing() -> None:
    """What one body defines is unknown to the next, also in one thread."""
    make: Callable[[str], str] = _short
    make("[a]: /b/\n\n[^c]: d")
    assert make("[a] [^c]") == "<p>[a] [^c]</p>"
