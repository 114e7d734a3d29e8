"""Whatever a body holds, its HTML is within our own lists by the word of a second parser, and comes in good time."""

import random
import re
import sys
import time
from collections.abc import Callable

import html5lib
import nh3
import pytest

from hjemsite.content.markdown.attribute_lists import CLASSES
from hjemsite.content.markdown.prose import ATTRIBUTES, SCHEMES, TAGS, Prose, prose
from hjemsite.content.markdown.tree_checks import ALIGNMENTS, RESERVED_IDS
from hjemsite.diagnostics.diagnostic import Checked
from tests.security.time_limit import is_within

MARKUP = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT >",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<scr<!-- -->ipt>alert(1)</script>",
    "<script>alert(1)",
    "</title></textarea></style></script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror='alert(1)'>",
    '<img src="x" alt="`" onerror="alert(1)`">',
    "<svg/onload=alert(1)>",
    "<svg><a xlink:href=javascript:alert(1)><text y=9>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<a href=javascript:alert(1) target=_blank>x</a>",
    "<p style='background:url(javascript:alert(1))' id=menu>x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0>",
    "<!--><script>alert(1)</script-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onclick=alert(1)>",
    "<!DOCTYPE x [<!ENTITY y '<script>'>]>",
    "<x:script>alert(1)</x:script>",
    "<<script>alert(1)//<</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E",
    "\x3cimg\x0csrc=x\x0conerror=alert(1)\x3e",
    '" onmouseover="alert(1)" x="',
    "' onmouseover='alert(1)' x='",
    '" ><img src=x onerror=alert(1)><p title="',
    "{onclick=alert(1)} *a*{onclick='alert(1)' style=x #menu .menu}",
    "{: onclick=alert(1) }",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03lt;script>",
    "\x0412\x05 \x06 &#2;klzzwxh:0&#3; &#4;1&#5; &#x6;",
    "a\u202eb &#8238; &#x2066; &#xFFFE; &#xD800; &#0; \ud800 \ufeff",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`</code><img src=x onerror=alert(1)>`",
    '<https://x.example/"onclick=alert(1)>',
    "<javascript://x.example/%0aalert(1)>",
    '<"onclick=alert(1)"@x.example>',
]

TARGETS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\x01script:alert(1)",
    "\x01javascript:alert(1)",
    "java\xadscript:alert(1)",
    "java\u200bscript:alert(1)",
    "java\\\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java&Tab;script&colon;alert(1)",
    "java&NewLine;script:alert(1)",
    "&amp;#106;avascript:alert(1)",
    "javascript&#58alert(1)",
    "%6aavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,%3Csvg%20onload=alert(1)%3E",
    "blob:https://x.example/1",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "view-source:x",
    "//evil.example/",
    "\\\\evil.example\\",
    "/\\evil.example/",
    "/\t/evil.example/",
    "https:\\\\evil.example",
    "https:evil.example",
    "https://x@evil.example/",
    'https://x.example"onclick="alert(1)',
    "https://x.example/'onclick='alert(1)",
    'x.md"onclick="alert(1)',
    '#"onclick="alert(1)',
    "#javascript:alert(1)",
    "?javascript:alert(1)",
    "mailto:a@x.example?body=<script>",
    "tel:1;javascript:alert(1)",
    "../../../../etc/passwd.pdf",
    "%2e%2e/%2e%2e/%2e%2e/x.pdf",
    "<javascript:alert(1)>",
]

BLOCKS = [
    "¤",
    "## ¤",
    "¤\n---",
    "- a\n- ¤",
    "3. ¤\n\n    ¤",
    "> ¤",
    "> - a\n>\n>     ¤",
    "    ¤",
    "| ¤ | b |\n|:--|--:|\n| c | ¤ |",
    "a *¤* **¤** `¤`",
    "- ¤, siger Søren Nørgaard.\n- ¤",
    "a[^1]\n\n[^1]: ¤",
    "a[^¤]\n\n[^¤]: note",
    "*a*{¤} b\n{.lille ¤}",
    '<b ¤>a</b> <i title="¤">b</i>',
    "<!-- ¤ -->",
    "<div>\n\n¤\n\n</div>",
    "[¤](/om/) [a][¤]\n\n[¤]: /om/",
    "![¤](hus.jpg)",
    '[a](/om/ "¤")',
    "![a](hus.jpg '¤')",
    '[a]: /om/ "¤"\n\n[a] ![a]',
    "Tag med:\n• ¤\no\t¤",
    "1) [x] ¤\n   - [ ] ¤",
    "~~¤~~ a\\\n¤",
    "> ¤\n{.faktaboks}",
    "a\n{.faktaboks ¤}",
    "www.x.example/¤ https://x.example/?¤=¤#¤",
    "¤@x.example a@¤.example",
]

PLACES = [
    "[a](¤)",
    "[a](<¤>)",
    '[a](¤ "titel")',
    "![a](¤)",
    "![a](<¤>)",
    "[![a](¤)](¤)",
    "[a]: ¤\n\n[a] [b][a] ![a] ![b][a]",
    "[a]: <¤> 'titel'\n\n[a]",
    "<¤>",
    "a[^1]\n\n[^1]: [b](¤)",
    "| [a](¤) |\n|---|\n| ![b](¤) |",
    "## [a](¤)",
    "a ¤ b",
    "(¤).",
    "https://¤",
    "www.¤",
    "https://x.example/¤",
    "a@¤",
    "[¤](/om/)",
]

PIECES = [
    *("* ** _ ` `` [ ] ]( ![ ( ) < <a <!-- --> <div> > - | # === --- [^1] [^1]: [a] & &amp; { {.a} {.lille}").split(),
    *('"', "'", "a", ".", "> ", "- ", "1. ", "\n", "\n\n", "    ", "  \n", "-|-\n", "## ", "[a]: b ", "\\", "ord "),
    *("\xa0", "– ", "12. maj", "<script>", "</script>", "<![CDATA[", "<?", "&#8238;", "\x02", "\x04", "\0", "\u202e"),
    *("<https://x>", "~~", "1) ", "• ", "o\t", "[x] ", "www.x.y", "https://", "@x.y", "{.faktaboks}", "```", "\t"),
]  # fmt: skip

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OUR_CLASSES = {*CLASSES, *ALIGNMENTS.values(), "note", "tilbage", "noter", "opgave"}
SECONDS = 2 * (3 if sys.gettrace() else 1)
"""The processor time that a body may take; measuring which lines run takes time too."""


def read(body: str) -> Checked[Prose]:
    return prose(body, path="content/nyheder/aeroe/index.md", first_line=1, speech=("Vi bliver", "<b>", "a"))


def check(body: str) -> None:
    """Whatever a browser could find in the HTML of `body` is ours."""
    html = read(body).value.html
    ids = []
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in list(fragment.iter())[1:]:
        assert element.tag in TAGS, (body, html)
        attributes = dict(element.attrib)
        assert set(str(attributes.pop("class", "lille")).split()) <= OUR_CLASSES, (body, html)
        assert set(attributes) <= ATTRIBUTES.get(element.tag, set()), (body, html)
        ids += [attributes["id"]] if "id" in attributes else []
        for name in ("href", "src"):
            check_address(attributes.get(name), name, html)
    assert len(ids) == len(set(ids)), (body, html)
    assert all(
        ID.fullmatch(identifier) and identifier not in RESERVED_IDS and not identifier.startswith("citat-")
        for identifier in ids
    ), html
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html), (body, html)
    for placeholder in ("wzxhzdk", "klzzwxh", "hjemsite-removed", "zz1337820767766393qq", "qq3936677670287331zz"):
        # Between its letters, invisible ones may have stood.
        assert placeholder in re.sub("[^ -~]", "", body) or placeholder not in html, (body, html)
    assert CLEANER.clean(html) == html.replace("\xa0", "&nbsp;"), body


def check_address(address: str | None, name: str, html: str) -> None:
    """`address` leads to our own site, or, in a link, with a scheme of ours to the world."""
    if address is None:
        return
    # A browser takes these out, wherever they stand, and reads \ as /.
    plain = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    own = plain.startswith("/") and not plain.startswith("//")
    scheme = plain.partition(":")[0].lower()
    outward = name == "href" and (plain.startswith("#") or (":" in plain and scheme in SCHEMES))
    assert own or outward, (address, html)
    if scheme in ("http", "https") and not own:
        assert re.match(r"https?://[^/@]+(?:/|\?|#|\Z)", plain, re.IGNORECASE), (address, html)


CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={**ATTRIBUTES, **{tag: ATTRIBUTES.get(tag, set()) | {"class"} for tag in TAGS}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
"""A sanitizer that knows only the public lists."""


def test_our_lists_hold_nothing_that_acts() -> None:
    """No tag, attribute or scheme that runs, loads, submits or styles."""
    assert not TAGS & set("script style iframe object embed svg math form input base meta link template".split())
    assert set().union(*ATTRIBUTES.values()) == {"href", "title", "src", "alt", "loading", "start", "id"}
    assert set(ATTRIBUTES) <= TAGS
    assert {"http", "https", "mailto", "tel"} == SCHEMES


@pytest.mark.parametrize("frame", BLOCKS)
def test_no_markup_gets_through(frame: str) -> None:
    """Every payload in every place of a text: nothing but our own tags, attributes, classes and ids."""
    for payload in dict.fromkeys((*MARKUP, *(" ".join(markup.split("\n")) for markup in MARKUP))):
        check(frame.replace("¤", payload))


@pytest.mark.parametrize("frame", PLACES)
def test_no_address_gets_through(frame: str) -> None:
    """Every target in every place where a target may stand: our own site, or a known scheme."""
    for target in TARGETS:
        check(frame.replace("¤", target))


def test_two_payloads_make_no_third() -> None:
    """What is taken out of a text joins nothing that stood apart."""
    chance = random.Random(2)
    for _ in range(400):
        attack = "".join(chance.choices([*MARKUP, *TARGETS, *PIECES], k=3))
        check(chance.choice([*BLOCKS, *PLACES]).replace("¤", attack))


def test_no_mess_gets_through() -> None:
    """Pieces of Markdown and HTML in any order: no exception, and nothing that is not ours."""
    chance = random.Random(3)
    for _ in range(400):
        check("".join(chance.choices(PIECES, k=chance.randint(2, 60))))


def test_a_script_is_gone_and_its_words_too() -> None:
    """What is hidden from a reader does not come to light."""
    assert read("a <script>hemmeligt</script> b <!-- hemmeligt --> c").value.text == "a b c"


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def repeated_in_turn(units: list[str], between: str) -> Callable[[int], str]:
    return lambda size: between.join(repeated(unit)(size // len(units)) for unit in units)


def heap(pieces: list[str]) -> Callable[[int], str]:
    return lambda size: "".join(pieces[: size // 2])


def mirrored(opening: str, middle: str, closing: str) -> Callable[[int], str]:
    return lambda size: (times := size // len(opening + closing)) * opening + middle + closing * times


def growing_backticks(size: int) -> str:
    return "".join("`" * length + "a" for length in range(1, int((2 * size) ** 0.5) - 1))


def nested_list(size: int) -> str:
    return "".join("    " * depth + "- a\n" for depth in range(int((size / 2) ** 0.5) - 1))


def wide_table(size: int) -> str:
    columns = size // 6 - 1
    return f"|{'a|' * columns}\n|{'-|' * columns}\n|{'b|' * columns}"


def square_table(size: int) -> str:
    side = int((size / 2) ** 0.5) - 2
    return f"|{'a|' * side}\n|{'-|' * side}\n" + f"|{'b|' * side}\n" * (side - 2)


def references(size: int) -> str:
    numbers = range(size // 24)
    return (
        "".join(f"[a{number}]: /b{number}\n" for number in numbers)
        + "\n"
        + " ".join(f"[a{number}]" for number in numbers)
    )


def footnotes(size: int) -> str:
    numbers = range(size // 32)
    return (
        " ".join(f"a[^{number}]" for number in numbers)
        + "\n\n"
        + "".join(f"[^{number}]: note\n\n" for number in numbers)
    )


UNITS = """
*a_ *_ a**b * _ [a [ [a] [a][b] [a](b [a](b) [a](<b [](  ![a](b) ![ [^ [^1]: ` `a` ``a`
<!-- <!--a--> <![CDATA[ <? <! <div> </a> < <script> <style><title> <a@b <https://a & &amp; &#8238; <a\xa0b="
\\ \\* \\[ { *a*{.a} *a*{.lille} {a=" \0 \u202e \xad \u2028 \xa0 a ... | - # \\| ([{<
"""
LINES = [
    *("> a\n", "> a\n\n", ">\n\n", "- a\n", "- a\n\n", "- a\n\n    b\n\n", "1. a\n", "> - a\n", "a\n---\n"),
    *("# a\n", "## a\n\n", "---\n", "-|-\n", "[a]: b\n", "[^1]: [^1]\n\n", "a  \n", "a\n\n", "x {.lille}\n\n", "a\r\n"),
    *("a\n===\n\n", "\n", "\r", " ", "\t", "> ", "- ", "1. ", "> - ", "- - -  ", "*a **a ", "*a *a ", "**x [*"),
    *("`a ``b ", "<a ", "[a](b \"", "<div>\n<p>", "12. maj ", "– a\n", "10 000 kr. ", "\" ", "'a ", "ord "),
    *("en linje\n", "a[^1] "),
    # The rest of what GitHub's own parser is tried with (FAULTS B9).
    *("~~a ", "~a~ ", "1) a\n", "• a\n", "•\ta\no\tb\n", "- [ ] a\n", "- a\n  - b\n", "> a\n{.faktaboks}\n\n", "a\\\n"),
    *("www.a ", "https://a.b/", "http://a(", "http://a)", "a@b.c ", "a_b@", "a@a.a@", "    a b c d\n\n", "a|b\n"),
    *("```\n", "-\n", "{.a}\n\n", "[^1]: a\n\n", "https://a ", "HTTP://A "),
    *("[a](b c.jpg ", "<a '\" ", "<https:a ", "[![a](b)](c) ", "- ```\n", "~~~\na\n", "a\n=\n"),
    *("a] ", "a_ ", "_a ", "[ a_", "[ (](", "a**b c* ", "*a_ ", "**x [a*b**c*](d) ", "[a](<b ", "[a]: u\n"),
]  # fmt: skip
SHAPES: dict[str, Callable[[int], str]] = {
    **{ascii(unit): repeated(unit) for unit in [*UNITS.split(), *LINES]},
    "emphasis in emphasis": mirrored("*a **a ", "b", " a** a*"),
    "brackets in brackets": mirrored("[", "a", "]"),
    "links in links": mirrored("[", "a", "](b)"),
    "pictures in links": mirrored("![[](", "a", ")](b)"),
    "divisions in divisions": mirrored("<div>", "a", "</div>"),
    "an endless target": lambda size: "[a](" + "(" * size,
    "pairs in a target": lambda size: "[a](" + "()" * (size // 2),
    "an endless title": lambda size: "[a]: b " + '"a ' * (size // 3),
    "a definition behind every pair": lambda size: "[a]: /b\n\n" + "[a] " * (size // 4),
    "one footnote for all": lambda size: "a[^1] " * (size // 6) + "\n\n[^1]: b",
    "lazy lines": lambda size: "> " * 8 + "a\n" * (size // 2),
    "rows of code": lambda size: "a|b\n-|-\n" + "`|`|c\n" * (size // 6),
    "many attributes": lambda size: "<a " + "b='c' " * (size // 6) + ">",
    "many classes": lambda size: "*a*{" + ".a " * (size // 3) + "}",
    "growing backticks": growing_backticks,
    "a nested list": nested_list,
    "a wide table": wide_table,
    "a square table": square_table,
    "many references": references,
    "many footnotes": footnotes,
    "emphasis that never closes": lambda size: "*a _b ~c " * (size // 18) + "c~ b_ a* " * (size // 18),
    "a table of short rows": lambda size: f"|{'a|' * (size // 8)}\n|{'-|' * (size // 8)}\n" + "b\n" * (size // 4),
    "a long address for many": lambda size: f"[a]: /{'b' * (size // 2)}\n\n" + "[a] " * (size // 8),
    "brackets behind an address": lambda size: "https://a.b/" + ")" * size,
    "codes behind an address": lambda size: "https://a.b/" + "&a;" * (size // 3),
    "a long host": lambda size: "https://" + "a." * (size // 2),
    "a long mailbox": lambda size: "a." * (size // 2) + "@",
    "long labels": lambda size: "[a]: b\n\n" + f"[{'a' * 900}][" * (size // 902),
    "long tags": lambda size: f"<a {' ' * 2000}" * (size // 2000),
    "blanks within a line": lambda size: "a" + " " * size + "b",
    "bullets in bullets": lambda size: ("* " * 7 + "a\n") * (size // 16),
    "one number": lambda size: "1" * size,
    "a file with many blanks": lambda size: "[a](b" + " b" * (size // 2),
}


def seconds(body: str) -> float:
    start = time.process_time()
    read(body)
    return time.process_time() - start


def is_quick(body: Callable[[int], str], size: int) -> bool:
    """Whether the body of `size` characters is read or refused in good time."""
    return is_within(SECONDS, lambda part: seconds(body(size // part)))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_takes_long(shape: str) -> None:
    """What makes other Markdown parsers stand still is read or refused, however much there is of it."""
    body = SHAPES[shape]
    assert seconds(body(1_000)) < SECONDS
    assert is_quick(body, 64_000)
    assert seconds(body(999_000)) < SECONDS


def test_no_chance_shape_takes_long() -> None:
    """Pieces repeated, blocks of such repeats, and heaps without order: read or refused in good time."""
    chance = random.Random(5)
    for _ in range(25):
        size = chance.choice([16_000, 40_000, 64_000, 100_000])
        units = ["".join(chance.choices(PIECES, k=chance.randint(1, 6))) for _ in range(chance.choice([1, 1, 3]))]
        assert is_quick(repeated_in_turn(units, chance.choice(["", "\n", "\n\n"])), size), units
        pieces = chance.sample(PIECES, chance.randint(3, 8))
        assert is_quick(heap(chance.choices(pieces, k=size // 2)), size), pieces


def test_an_honest_text_is_never_refused() -> None:
    """A long release with headings, links, lists and notes is far from every limit."""
    part = (
        "## Tal {}\n\n" + "Aagaard Kommune åbner *igen*, siger [Søren Nørgaard](/om/).[^1] " * 3 + "\n\n- et\n- to\n\n"
    )
    assert read("".join(part.replace("{}", str(number)) for number in range(60)) + "[^1]: Tidselfonden").faults == ()


def test_too_much_is_refused_with_one_fault() -> None:
    """A text that is refused gives nothing: half a text would be worse than none."""
    for body in ("a|" * 900 + "\n" + "-|" * 900 + "\nb" * 300, "> " * 500, "a" * 1_000_001):
        checked = read(body)
        assert checked.value == Prose(checked.value.html, "", (), ())
        assert checked.value.html == ""
        assert len(checked.faults) == 1
