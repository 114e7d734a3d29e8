"""HTML from elsewhere as Markdown: nothing active, nothing lost, and headings below the page's own."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemsite.content.markdown.prose import prose
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.importer.formats.web import html as hypertext


def markdown(html: str) -> str:
    return Manuscript("x", *hypertext.pieces(html)).body()


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<ul><li>en<ul><li>inde<ol><li>dybt</li></ol></li></ul></li><li>to</li></ul>",
         "- en\n    - inde\n        1. dybt\n- to"),
        ("<ol start='3'><li>tre</li><li>fire</li></ol>", "3. tre\n4. fire"),
        ("<blockquote><p>Et citat</p><p>i to afsnit</p></blockquote>", "> Et citat\n>\n> i to afsnit"),
        ("<h1>En</h1><p>a</p><h1>To</h1><h3>Tre</h3>", "## En\n\na\n\n## To\n\n#### Tre"),
        ("<h2>En</h2><p>a</p><h4>To</h4><h5>Tre</h5>", "## En\n\na\n\n## To\n\n### Tre"),
        ("<p>a</p><script>alert(1)</script><style>b</style><p onclick='x'>c</p>", "a\n\nc"),
        ("<p>a <a href='https://x.example/'>b</a> <a href='#c'>c</a> <a href='/d'>d</a></p>",
         "a [b](https://x.example/) c d"),
        ("<p>a <a href='mailto:bo@x.example'>skriv</a>, <a href='tel:+4512345678'>ring</a></p>",
         "a [skriv](mailto:bo@x.example), [ring](tel:+4512345678)"),
        ("<p>Kl. 12&nbsp;til 14 &amp; R&amp;D &lt;b&gt;</p>", "Kl. 12\u00a0til 14 & R&D &lt;b>"),
        ("<p>CO<sub>2</sub> og m<sup>2</sup></p>", "CO2 og m2"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<div>a<div>b</div></div><span>c</span>", "a\n\nb\n\nc"),
        ("<table><tr><td>Kun</td><td>krop</td></tr><tr><td>1|2</td><td><p>a</p><p>b</p></td></tr></table>",
         "| Kun | krop |\n| --- | --- |\n| 1\\|2 | a  b |"),
        ("<p>A\u030aben pa\u030a A\u030ado</p>", "Åben på Ådo"),
        ("<p></p><p> </p>", ""),
        ("<p>Før</p><table><tr><td>År</td><td><ul><li>a</li><li>b</li></ul></td></tr><tr><td>1</td><td>2</td></tr></table>",
         "Før\n\n| År | a; b |\n| --- | --- |\n| 1 | 2 |"),
        ("<p>Før</p><table><tr><td rowspan='2'>A</td><td>b</td></tr><tr><td>d</td></tr></table>",
         "Før\n\n| A | b |\n| --- | --- |\n|  | d |"),
        ("<b style='font-weight:normal'><p><b>Fed</b> og ikke fed</p></b>", "**Fed** og ikke fed"),
        ("<p>•&nbsp; Et hjem</p><p>•&nbsp; En nøgle</p>", "- Et hjem\n- En nøgle"),
        ("<p>- Vi bliver.</p><p>- Ja, siger hun.</p>", "– Vi bliver.\n\n– Ja, siger hun."),
        ("<p>Prisen er <del>14</del><s>13</s> 12 kr.</p>", "Prisen er 12 kr."),
    ],
)  # fmt: skip
def test_html_becomes_markdown(html: str, written: str) -> None:
    """Lists that nest, quotations, headings, links that are safe, tables; of all else only the words."""
    assert markdown(html) == written


BLOCKS = st.sampled_from(["p", "h2", "li", "blockquote", "td", "div"])
SIGNS = "Vi er *her* _nu_ <b> & # 1. - [a](b) | ` \\ ærø > + {.x} &amp; !".split()
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=6)
SHAPES = st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i> x", "{}<br>{}"])


def wrapped(block: str, text: str) -> str:
    wrapper = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>"}.get(block, "{}")
    return wrapper.format(f"<{block}>{text}</{block}>")


@given(
    st.lists(
        st.tuples(BLOCKS, st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i> x", "{}<br>{}"]), WORDS),
        min_size=1,
        max_size=5,
    )
)
def test_the_words_of_html_stay(parts: list[tuple[str, str, list[str]]]) -> None:
    """Whatever signs the words hold, the page says them again, and our reader finds no fault that stops a build."""
    markup = "".join(wrapped(block, shape.replace("{}", escape(" ".join(words)))) for block, shape, words in parts)
    read = prose(markdown(markup), path="content/nyheder/x.md", first_line=1)
    words = unescape(re.sub("<[^>]*>", " ", markup))

    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text.casefold()))

    assert letters(read.value.text) == letters(words)
    assert not [fault for fault in read.faults if fault.is_error]


def test_what_is_nested_too_deep_is_refused() -> None:
    """The libraries recurse, so the depth is known before they begin."""
    with pytest.raises(UnreadableError, match="så mange lag"):
        hypertext.pieces("<div>" * 500 + "x" + "</div>" * 500)
    assert markdown("<div>" * 50 + "x" + "</div>" * 50) == "x"
