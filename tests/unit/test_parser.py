"""What we read beyond CommonMark: bare addresses, tasks, bullets from word processors, dates, footnotes, classes."""

import re

import pytest

from hjemsite.content.markdown import parser

ADDRESSES = [
    ("Læs mere på https://lindeby.example/havn.", "https://lindeby.example/havn"),
    ("www.lindeby.example, eller ring", "www.lindeby.example"),
    ("(se www.lindeby.example/a_(b))", "www.lindeby.example/a_(b)"),
    ("»https://lindeby.example/havn«", "https://lindeby.example/havn"),
    ("**https://lindeby.example/a_b_c**", "https://lindeby.example/a_b_c"),
    ("https://lindeby.example/?a=b&c=d;", "https://lindeby.example/?a=b&amp;c=d"),
    ("Skriv til presse_tjeneste@lindeby.example.", "presse_tjeneste@lindeby.example"),
    ("Mail:presse@lindeby.example!", "presse@lindeby.example"),
    ("mailto:presse@lindeby.example", "presse@lindeby.example"),
    ("- HTTPS://LINDEBY.EXAMPLE", "HTTPS://LINDEBY.EXAMPLE"),
    ("| www.lindeby.example |\n|---|", "www.lindeby.example"),
]

NO_ADDRESSES = [
    "søren@lindeby.example",
    "presse@lindeby",
    "xhttps://lindeby.example",
    "https://",
    "http://-",
    "`https://lindeby.example`",
    "www.",
    "awww.lindeby.example",
    "@lindeby",
    "    https://lindeby.example",
    "https&#58;//lindeby.example",
]

LISTS = [
    ("Tag med:\n\n• sovepose\n• kop", "<p>Tag med:</p>\n<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    ("Tag med:\n•\tsovepose\n•\tkop", "<p>Tag med:</p>\n<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    ("\uf0b7\tsovepose\n\uf0b7\tkop", "<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    ("\t•\tsovepose\n\t•\tkop", "<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    ("·\xa0\xa0\xa0\xa0 sovepose\n·\xa0\xa0\xa0\xa0 kop", "<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    (
        "•\tmad\no\tbrød\no\tost\n•\tkop",
        "<ul>\n<li>mad<ul>\n<li>brød</li>\n<li>ost</li>\n</ul>\n</li>\n<li>kop</li>\n</ul>",
    ),
    (
        "● mad\n○ brød\n■ rug\n● kop",
        "<ul>\n<li>mad<ul>\n<li>brød<ul>\n<li>rug</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>kop</li>\n</ul>",
    ),
    ("• mad\n  • brød", "<ul>\n<li>mad<ul>\n<li>brød</li>\n</ul>\n</li>\n</ul>"),
    ("• mad\n\n• kop", "<ul>\n<li>\n<p>mad</p>\n</li>\n<li>\n<p>kop</p>\n</li>\n</ul>"),
    ("§\trug\n§\thvede", "<ul>\n<li>rug</li>\n<li>hvede</li>\n</ul>"),
    ("–\tsovepose\n–\tkop", "<ul>\n<li>sovepose</li>\n<li>kop</li>\n</ul>"),
    ("•sovepose", "<ul>\n<li>sovepose</li>\n</ul>"),
    ("- [x] telt\n- [ ] kaffe", '<ul>\n<li class="opgave">☑ telt</li>\n<li class="opgave">☐ kaffe</li>\n</ul>'),
    (
        "- [x] a\n\n- [ ] b",
        '<ul>\n<li class="opgave">\n<p>☑ a</p>\n</li>\n<li class="opgave">\n<p>☐ b</p>\n</li>\n</ul>',
    ),
    ("1. [X] a\n   - b", '<ol>\n<li class="opgave">☑ a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>'),
    ("- [ ]\n- [y] a", "<ul>\n<li>[ ]</li>\n<li>[y] a</li>\n</ul>"),
]

NO_LISTS = [
    "12. maj åbner vi.",
    "Vi åbner den\n1. maj i år.",
    "o mor, jeg kommer",
    "og så er der kaffe",
    "a · b",
    "·kort",
    "– Vi bliver",
    "– Vi bliver\n– Vi går",
    "§ 5 i loven siger",
    "Ø\tAntal",
    "Vi er\n2. bedst",
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_a_bare_address_is_a_link(text: str, address: str) -> None:
    """GitHub's rules; an address ends before the punctuation of its sentence and before a Danish quotation mark."""
    html = parser.html(parser.tree(text))
    assert re.findall(r"<a [^<>]*>([^<>]*)</a>", html) == [address]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    """No half address, and none in code."""
    assert "<a" not in parser.html(parser.tree(text))


def test_no_link_stands_within_a_link() -> None:
    """The words of a link may be an address."""
    html = parser.html(parser.tree("[https://a.example og b@c.example](/d/)"))
    assert html.count("<a ") == 1
    assert "https://a.example og b@c.example</a>" in html


@pytest.mark.parametrize(("text", "html"), LISTS)
def test_lists_from_word_processors_and_tasks(text: str, html: str) -> None:
    """Bullets as Word, Outlook and Google Docs paste them, with the levels they stand for; boxes as characters."""
    assert parser.html(parser.tree(text)) == html


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_is_no_list_in_danish_stays_text(text: str) -> None:
    """A date, a word and a dash at the beginning of a line."""
    assert "<li>" not in parser.html(parser.tree(text))


def test_a_line_of_speech_is_a_paragraph() -> None:
    """Where a line is known to be speech its dash begins no list, also right below another line."""
    assert parser.html(parser.tree("Ord:\n- a\n- b", {5})) == "<p>Ord:</p>\n<p>- a</p>\n<ul>\n<li>b</li>\n</ul>"


def test_footnotes_are_numbered_as_they_are_referred_to() -> None:
    """Notes in notes come after those of the text, and notes without any reference last; none is lost."""
    html = parser.html(parser.tree("[^b] [^a]\n\n[^ubrugt]: U\n\n[^a]: A\n\n[^b]: B[^c]\n\n    Mere\n\n[^c]: C"))
    assert re.findall(r'<li id="note-(\d)">\s*<p>(\w)', html) == [("1", "B"), ("2", "A"), ("3", "C"), ("4", "U")]
    assert re.findall(r'href="(#henvisning-[\d-]+)"', html) == ["#henvisning-1", "#henvisning-2", "#henvisning-3"]
