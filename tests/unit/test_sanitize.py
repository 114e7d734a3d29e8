"""What no parser may see is taken out of a text first, and each piece of it is pointed at in words that fit."""

import random
import re

import pytest
from markdown_it import MarkdownIt

from hjemsite.content.markdown.invisible_characters import INVISIBLE
from hjemsite.content.markdown.prose import _sanitizer, prose


def fault_rows(body: str) -> list[tuple[str, int, str]]:
    """Rule, column and message of each fault."""
    faults = prose(body, path="content/nyheder/a.md", first_line=1).faults
    return [(fault.rule, fault.span.column, fault.message) for fault in faults]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("Her <!-- note --> er ro.", "En skjult kommentar er fjernet"),
        ("Her <script>x()</script> er ro.", "HTML-koden »<script>« og alt, hvad den rummer, er fjernet"),
        ("Her <![CDATA[x]]> er ro.", "HTML-koden »<![CDATA[« og alt, hvad den rummer, er fjernet"),
    ],
)
def test_html_that_hides_something_is_taken_out(body: str, message: str) -> None:
    """The words around it stay."""
    assert fault_rows(body) == [("fjernet-html", 5, message)]
    assert prose(body, path="content/nyheder/a.md", first_line=1).value.text == "Her er ro."


@pytest.mark.parametrize("code", ["<script>x()</script>", "<!-- note -->", "<style>", "</textarea><title>"])
@pytest.mark.parametrize(
    "shape", ["```\n{}\n```", "~~~ html\na\n{}", "Se:\n\n    {}", "- Se:\n\n      {}", "> ```\n> {}\n> ```", "Se `{}`."]
)
def test_code_is_text(shape: str, code: str) -> None:
    """Somebody who writes about HTML shows it; what stands in code does nothing."""
    body = shape.format(code)
    assert fault_rows(body) == []
    assert code in prose(body, path="content/nyheder/a.md", first_line=1).value.text


PIECES = ["<!--", "-->", "```", "````", "~~~", "", "{}", "    {}", "> {}", "- {}", "<!-- {} -->", "{} --> {}", "`<!--`"]


def test_what_stands_in_a_comment_is_never_shown() -> None:
    """By the word of another parser; a fence within a comment begins no code, and a comment within code is text."""
    chance = random.Random(14)
    for _ in range(400):
        lines = "\n".join(chance.choices(PIECES, k=chance.randint(3, 14)))
        body = "".join(f"{piece}ord{number}" for number, piece in enumerate(lines.split("{}"))) + "\n"
        tokens = MarkdownIt("commonmark").parse(body)
        comments = [
            re.findall(r"<!--.*?(?:-->|\Z)", token.content, re.S) for token in tokens if token.type == "html_block"
        ]
        hidden = {word for texts in comments for text in texts for word in re.findall(r"ord\d+", text)}
        shown = prose(body, path="content/nyheder/a.md", first_line=1)
        assert not hidden & {*re.findall(r"ord\d+", shown.value.html)}, body
        code = {word for token in tokens if token.type == "fence" for word in re.findall(r"ord\d+", token.content)}
        assert shown.faults or code <= {*re.findall(r"ord\d+", shown.value.html)}, body


def test_a_fence_in_a_comment_leaves_the_next_comment_hidden() -> None:
    """Also where that has several paragraphs."""
    body = "Åbent.\n\n<!--\n```\n-->\n\n<!-- nej\n\nhemmeligt\n\n-->\n\nTak."
    assert prose(body, path="content/nyheder/a.md", first_line=1).value.text == "Åbent.\n\nTak."


def test_what_follows_a_hidden_stretch_keeps_its_place() -> None:
    """Fillers stand for what was taken out."""
    assert [(rule, column) for rule, column, _ in fault_rows("<!-- note --> a *x*{.ny}")] == [
        ("fjernet-html", 1),
        ("fjernet-egenskab", 20),
    ]


def test_a_comment_that_never_ends_is_told_as_that() -> None:
    """The way out is to end it."""
    says = "En skjult kommentar slutter aldrig og er fjernet med det, der følger"
    assert fault_rows("a <!-- nej") == [("fjernet-html", 3, says)]


@pytest.mark.parametrize("opening", ["<!-- ", "> <!-- ", "- <!-- ", "<script>", "<![CDATA["])
def test_what_never_ends_hides_all_that_follows(opening: str) -> None:
    """As on GitHub, where it begins its line."""
    assert (
        prose(f"Åbent.\n\n{opening}nej\n\nhemmeligt", path="content/nyheder/a.md", first_line=1).value.text == "Åbent."
    )
    for before in ("", "\n"):
        text = f"{before}{opening}nej\n\nhemmeligt"
        assert fault_rows(text)[0][0] == "fjernet-html"
        assert prose(text, path="content/nyheder/a.md", first_line=1).value.text == ""


@pytest.mark.parametrize(
    "body", ["- Se:\n\n    {}", "Se:\n    {}", "```\na\n```\n{}", "<!--\n```\n{}\n```\n-->", "\\`{}`"]
)
def test_what_only_looks_like_code_is_taken_out(body: str) -> None:
    """A paragraph of a list, one that goes on, what follows code, and what stands in a comment with code."""
    text = body.format("<script>hemmeligt()</script>")
    assert [rule for rule, *_ in fault_rows(text)] == ["fjernet-html"]
    assert "hemmeligt" not in prose(text, path="content/nyheder/a.md", first_line=1).value.html


@pytest.mark.parametrize("reference", ["&#8238;", "&#x202e;", "&#X202E;"])
def test_an_invisible_character_that_is_spelt_out_is_found(reference: str) -> None:
    """Beside it stands a number that is no character, the first beyond the last."""
    faults = fault_rows(f"Vend {reference} om &#1114112; &#x110000; &#65;")
    assert faults == [("usynligt-tegn", 6, "Her står et usynligt tegn (U+202E)")]


@pytest.mark.parametrize("text", ["क्\u200dष", "می\u200cخواهم", "👩\u200d👧", "❤\ufe0f\u200d🔥"])
def test_a_joiner_that_joins_is_no_fault(text: str) -> None:
    """The scripts of India and Persia, and families of emojis, are spelt with it."""
    assert not INVISIBLE.search(text)
    assert fault_rows(f"Ordet {text} står her.") == []


@pytest.mark.parametrize("text", ["a\u200db", "å\u200cø", "\u200da", "👩\u200da", "a\u200d👩", "क\u200bष", "a\u202eb"])
def test_what_hides_in_a_field_is_found(text: str) -> None:
    """A joiner that joins nothing, a space that is none, and what turns the text around."""
    assert INVISIBLE.search(text)


def test_what_is_taken_out_of_a_text_that_cannot_be_read_is_told_too() -> None:
    """All that is wrong is told at once."""
    assert [rule for rule, *_ in fault_rows("<!-- note -->\n\n" + ">" * 9 + " a")] == ["fjernet-html", "for-indviklet"]


def test_the_words_of_a_table_are_parted() -> None:
    """A cell ends a word, also in the row of headings."""
    body = "| By | Tal |\n|---|---|\n| Ærø | 3 |"
    assert prose(body, path="content/nyheder/a.md", first_line=1).value.text == "By Tal\n\nÆrø 3"


@pytest.mark.parametrize(
    "address", ["//x.example/a.png", "/\\x.example/a.png", "\\\\x.example/a", "a.png", "https://x/a"]
)
def test_the_last_word_lets_no_picture_come_from_elsewhere(address: str) -> None:
    """Whatever went wrong before it."""
    assert "src" not in _sanitizer.clean(f'<img src="{address}" alt="a">')
    assert _sanitizer.clean('<img src="/a.png" alt="a">') == '<img src="/a.png" alt="a">'
    assert _sanitizer.clean('<a href="#a">a</a><a href="a">b</a>') == '<a href="#a">a</a><a>b</a>'
