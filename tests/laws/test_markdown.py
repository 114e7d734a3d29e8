"""The law of Markdown: what is left out for speed changes nothing; the HTML is that of Python-Markdown as it comes.

Left aside is what we decide otherwise: HTML of the editor's own, which is taken out, »#ord«, which is a topic and no
heading, and an address in angles that a link without its end begins with, which stays words. Footnotes are compared
without their addresses, for ours count; and so are lines without blanks at their end, where a mark of ours may stand.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from benchmarks.corpus import Corpus
from hjemsite.content.markdown import budget, fast_paths, parser, sanitize
from hjemsite.content.markdown.positions import body_of, marked

ROOT = Path(__file__).resolve().parents[2]

DOCUMENTED = [
    # paragraphs and breaks
    "Ét afsnit\nover to linjer.\n\nEt til.",
    "   Indrykket tre.\n\n\n\nLangt nede.  ",
    "En linje  \nnæste linje   \n\nen anden\\\nsidste  ",
    "Tabulator\there\n\tog her",
    # headings
    "# Et\n\n## To ##\n\n### Tre\n#### Fire #\n##### Fem\n###### Seks\n####### Syv",
    "Stor\n====\n\nMindre\n------\ntekst",
    "Tekst\n## Overskrift\ntekst\n\n##Uden mellemrum",
    "## *Støtte* til [os](/om/) og `kode`",
    # emphasis
    "*a* _b_ **c** __d__ ***e*** ___f___ **g *h* i** *j **k** l*",
    "fil_med_streger og a*b*c, 2 * 3 * 4, ** ikke ** og _ ikke _",
    "*over\nto linjer* **også\nher**",
    "**a*b**c* *a**b*c** ***a** b* ***a* b**",
    r"\*ikke\* \_ikke\_ \# \[x\] \(y\) \! \` \\ \{ \} \+ \- \. \a",
    # lists
    "- æbler\n- pærer\n- blommer",
    "* a\n+ b\n- c",
    "1. én\n2. to\n7. syv",
    "3. tre\n4. fire",
    "- a\n\n- b\n\n- c",
    "- a\n- b\n\n- c",
    "- a\n    - b\n        - c\n    - d\n- e",
    "1. a\n    * b\n    * c\n\n2. d",
    "- a\n\n    andet afsnit\n\n    > citat\n\n        kode\n- b",
    "- dovent\nfortsat her\n- b\n    indrykket",
    "Før\n- ikke en liste\n\n- liste\nEfter\n\nNyt",
    "- *a*\n- [b](/b/)\n- `c`\n- **d** e",
    "-  to mellemrum\n-   tre\n-ingen",
    "- a\n\n1. b\n\n* c",
    "1986. Et år.\n\n1986\\. Et år.",
    # quotes
    "> a\n> b\n\n> c",
    "> doven\nlinje\n>\n> > indre\n> > mere\n>\n> ud",
    "> ## Overskrift\n>\n> - a\n> - b\n>\n>     kode",
    ">uden mellemrum\n   > tre ind",
    # code
    "    a < b && c\n\n    *d*\n\ne",
    "Brug `a`, ``b`c`` og `` ` ``, ikke ` d eller `e\nf`.",
    "`<div>` og `&amp;` og `[x](y)` og `*z*`",
    "\tmed tabulator",
    # rules
    "---\n\n***\n\n* * *\n\n- - -\n\n_____\n\na\n\n---\nb",
    # links
    '[a](/om/) [b](https://x.example/?a=1&b=2 "Titel") [c](</om os/> \'Titel\') [d]( /om/ )',
    "[a *b* `c`](/om/) [a [b] c](/x/) [](/tom/) [a]() [a](b(c)d) [a] (/b/)",
    'Før [a](/x_y_z/) *[b](/c/)* **[d](/e/ "f")** efter',
    "[a][et] [to][] [to] [Et ][ET] [ukendt][intet]\n\n[et]: /et/\n[To]: </to/> \"Titel\"\n[ubrugt]: /x/ (Titel)",
    "[a]: /a/\n    'Titel på næste linje'\n\n[a] og [b]\n\n  [b]: https://b.example/ø",
    "<https://x.example/a_b?c=d&e=f> <presse@x.example> <mailto:presse@x.example>",
    "https://x.example/a_b_c er ikke et link, og www.x.example heller ikke.",
    # pictures
    '![Et hus](hus.jpg) ![Et *hus*](hus.jpg "Titel") ![](tom.jpg) [![Hus](a.jpg)](/om/)',
    "![Hus][h] ![h][] ![h]\n\n[h]: hus.jpg 'Titel'",
    # tables
    "| Ø | Antal |\n|---|---|\n| Ærø | 12 |\n| Fur |",
    "a | b | c\n:-- | --: | :-:\n*d* | `e | f` | [g](/h/)\ni | j \\| k | l | m",
    "Før\n| a |\n|---|\n| b |\n\n|c|\n|-|\n|d|",
    # footnotes
    "En[^1] og to[^to] og en igen[^1].\n\n[^1]: Note med *vægt*.\n[^to]:\n    Afsnit.\n\n    Et til.",
    "En[^1] og to[^2].\n\n[^1]: Se [os](/om/)\n[^2]: `kode`\n\n[^tre]: Ubrugt.",
    # entities
    "AT&T &amp; co. &copy; &#230; &#xE6; &ukendt; & a &lt;b&gt; \"citat\" 'ja'",
    # what goes together
    "## A\n\nb\n\n- c\n\n> d\n\n1. e\n\n    f\n\n---\n\n| g |\n|---|\n| h |",
    "*a [b*](/c/) `d*` **e `f**` g** [h`](/i/)`",
]  # fmt: skip
"""Every construct that the library's own documentation tells of, and where two of them meet."""

PIECES = [
    *"* ** *** _ __ ` `` [ ] ( ) ![ ]( ][ ]: > - + 1. 7) # ## | |- :-: --- === ! \\".split(),
    *"& &amp; &copy; . , : \" ' ( «".split(),
    *["hus", "Ærø", "å", "a_b", " ", " ", "  ", "\n", "\n", "\n\n", "\n\n", "  \n", "\n- ", "\n> ", "\n    ", "\n\t"],
    *["- a", "* ", "\n1. ", "## Ny ", "[a](/b/)", '[c](/d/ "e")', "[f]", "\n\n[f]: /g/\n", "![h](i.jpg)", "`j`", "*k*"],
    *["**l**", "[^1]", "\n\n[^1]: n", "| a | b |\n|---|---|\n| c |", "<https://a.dk/x_y>", "<b@c.dk>", "“ja”", "»nej«"],
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)

_STOCK = Markdown(extensions=[TableExtension(use_align_attribute=True), FootnoteExtension()], output_format="html")
# A list that begins at 3 begins at 3, as in the next major version of the library.
_STOCK.parser.blockprocessors["olist"].LAZY_OL = False  # type: ignore[attr-defined]
_ADDRESS = re.compile(r"\]:? *\(?\s*<[^<>\n]*>|<(?:https?://[^\s<>]*|mailto:[^\s<>]+|[^\s<>@!:]+@[^\s<>@]+)>")
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^`\n]*(?<!`)\1(?!`)")
_WAY_BACK = ("footnote-backref", parser.BACK)
_HTML = re.compile(r"<[A-Za-z/!?]")
_TOPIC = re.compile(r"^[ >*+\-\d.\t]*#\w", re.MULTILINE)
_ENDLESS = re.compile(r"\]\(\s*<(?![^<>\n]*>\s*(?:[\"'][^\n]*)?\))")
_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_LOST = re.compile("\x02?(?:kl)?zzwxh:[0-9]*\x03?")


def is_alike(text: str) -> bool:
    """Whether we mean to read `text` as the library does."""
    body = body_of(text, "a.md", 1)
    plain = _CODE.sub("", _ADDRESS.sub("", body.text))
    whole = sanitize.clean(body).value == body.text and budget.first_block_over_budget(body.text) is None
    return whole and not (_HTML.search(plain) or _TOPIC.search(body.text) or _ENDLESS.search(body.text))


def ours(text: str) -> str:
    return essence(parser.html(parser.tree(marked(body_of(text, "a.md", 1).text))))


def stock(text: str) -> str:
    return essence(_STOCK.reset().convert(body_of(text, "a.md", 1).text))


def essence(html: str) -> str:
    """What a browser makes of `html`. What the library has lost it numbers in its own way."""
    fragment = html5lib.parseFragment(_LOST.sub("?", html), namespaceHTMLElements=False)
    for element in fragment.iter():
        kind = element.get("class") or ""
        if kind == "footnote":
            # A line stands above the library's notes; ours have one from the style sheet.
            element.remove(element[0])
        # Ours leave out the way back to where nothing refers to them.
        for back in [child for child in element if child.get("class") in _WAY_BACK or child.tag == "span"]:
            element.remove(back)
        if kind.startswith("footnote") or kind in (parser.NOTE, parser.NOTES) or element.tag in ("sup", "li"):
            element.attrib.clear()
        if element.get("href"):
            # A link is read without them.
            element.set("href", element.attrib["href"].strip())
    written = html5lib.serialize(
        fragment, quote_attr_values="always", omit_optional_tags=False, alphabetical_attributes=True
    )
    return _BLANKS.sub("", written)


def differing(bodies: Iterable[str]) -> list[str]:
    return [text for text in bodies if is_alike(text) and ours(text) != stock(text)]


def _bodies() -> Iterator[str]:
    """What stands below the fields in every Markdown of the project, finished or a case."""
    for folder in ("content", "tests/cases", "tests/sites", "tests/doors/site", "docs"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".md", ".txt") and file.is_file() and "expected" not in file.parts:
                yield from re.split(r"^---\n", file.read_text("utf-8", "ignore"), flags=re.MULTILINE)


BODIES = [*_bodies()]
CORPUS = [article.body for article in Corpus(60).articles()]
SETS = {"documented": DOCUMENTED, "the project's own": BODIES, "corpus": CORPUS}


@pytest.mark.parametrize("name", SETS)
def test_a_text_is_read_as_the_library_reads_it(name: str) -> None:
    """The documented syntax, every text that lies in the project, and sixty releases."""
    assert differing(SETS[name]) == []


def test_hardly_any_text_is_left_aside() -> None:
    """The law above speaks of nearly all: every documented construct, every release, and most of our own texts."""
    assert [text for text in DOCUMENTED + CORPUS if not is_alike(text)] == []
    assert len([text for text in BODIES if is_alike(text)]) > 0.8 * len(BODIES) > 200


@given(texts.filter(is_alike))
@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
def test_any_text_is_read_as_the_library_reads_it(text: str) -> None:
    """Pieces of Markdown in any order."""
    assert ours(text) == stock(text)


@pytest.mark.parametrize("name", SETS)
def test_a_sign_that_is_passed_over_would_be_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law bites in each of the sets."""
    monkeypatch.setattr(fast_paths, "_SIGN", re.compile(r"\\"))
    assert differing(SETS[name])


@pytest.mark.parametrize(
    ("room", "name", "wider"),
    [
        (fast_paths, "_PLAIN", r"[^\n]+"),
        (fast_paths, "_FLAT", r"(?:-[^\n]*\n?)+"),
        (fast_paths, "_SIGN", r"\\"),
        (parser, "_SIGNS", "`"),
    ],
)
def test_a_shortcut_that_takes_too_much_would_be_caught(
    room: object, name: str, wider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among the documented texts and among the generated ones."""
    monkeypatch.setattr(room, name, re.compile(wider))
    assert differing(DOCUMENTED)
    assert find(texts, lambda text: bool(differing([text])), settings=settings(phases=[Phase.generate]))
