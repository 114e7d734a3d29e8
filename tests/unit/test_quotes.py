"""Quotes are found by their words alone, and marked up where they stand."""

import time
from collections.abc import Callable

import pytest

from hjemsite.content.document import MarkedBody
from hjemsite.content.quotes.mark import mark_quotes
from hjemsite.danish import typography
from hjemsite.limits import UNLISTED_QUOTES
from hjemsite.model import Html
from tests.security.time_limit import is_within

Piece = tuple[int, str, str]


def pieces(marked: MarkedBody) -> list[Piece]:
    """The passages that say quotes: which one, how it stands, its HTML."""
    return [(part.quote, part.form, part.html) for part in marked.passages if part.quote is not None]


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        pytest.param("<p>“Vi er klar”, siger hun</p>", "»Vi er klar.«", id="other marks"),
        pytest.param("<p>”Vi er klar – nu”, siger hun</p>", "Vi er klar - nu", id="other dashes"),
        pytest.param("<p>”Vi er klar”, siger hun</p>", "VI  ER\n KLAR", id="white space and capitals"),
        pytest.param("<p>”Det er bolig\u00admarkedet”</p>", "Det er boligmarkedet", id="soft hyphen"),
        pytest.param("<p>”Det er bolig-markedet”</p>", "Det er boligmarkedet", id="left-over hyphen"),
        pytest.param("<p>”Få 1.000&nbsp;kr. &amp; en nøgle”</p>", "Få 1.000 kr. & en nøgle", id="entities"),
        pytest.param("<p>”På Ærø”</p>", "Pa\u030a Ærø", id="quote from macOS"),
        pytest.param("<p>”Pa\u030a Ærø”</p>", "På Ærø", id="body from macOS"),
        pytest.param("<p>”Vi <em>er</em> <a href='/x/'>kl</a>ar”</p>", "Vi er klar", id="inline tags"),
        pytest.param('<p>”Vi er<sup id="f1"><a href="#n1">1</a></sup> klar”</p>', "Vi er klar", id="footnote inside"),
        pytest.param("<p>”Vi er <em>ikke</em> klar”</p>", "Vi er _ikke_ *klar*", id="emphasis typed as Markdown"),
        pytest.param("<p>”Vi er<br>klar”</p>", "Vi er klar", id="line break"),
        pytest.param("<p>”CO<sub>2</sub> skal ned”</p>", "CO2 skal ned", id="subscript"),
        pytest.param("<p>– Vi er klar.</p>\n<p>– Vi går nu, siger hun.</p>", "Vi er klar.\n\nVi går nu", id="dashes"),
        pytest.param(
            "<p>”Vi er klar.</p>\n<p>”Vi går nu.”</p>", "Vi er klar. Vi går nu.", id="a mark for each paragraph"
        ),
        pytest.param("<ul>\n<li>Vi er klar.</li>\n<li>Vi går.</li>\n</ul>", "Vi er klar. Vi går.", id="list items"),
        pytest.param("<p>Vi ved, at vi er klar til det.</p>", "vi er klar", id="running text"),
    ],
)
def test_only_words_count(body: str, quote: str) -> None:
    """Marks, dashes between words, white space, capitals, tags, footnotes and the way an å is stored never matter."""
    assert mark_quotes(Html(body), [quote]).missing == ()


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        pytest.param("<p>Igen godt</p>", "en god", id="within words"),
        pytest.param("<p>”Vi er meget klar”, siger hun</p>", "Vi er klar", id="a word left out"),
        pytest.param("<p>”Vi er, trods alt, klar”, siger hun</p>", "Vi er klar", id="an aside left out"),
        pytest.param(
            "<p>”Vi er, som man siger, klar”, siger hun</p>", "Vi er klar", id="an aside with a verb of speech"
        ),
        pytest.param("<p>”Vi er klar. Det er svært. Vi går.”</p>", "Vi er klar. Vi går.", id="a sentence left out"),
        pytest.param("<p>”Vi er klare”, siger hun</p>", "Vi er klar", id="another ending"),
        pytest.param(
            "<p>– Vi er klar.</p><p>Solen skinner.</p><p>– Vi går.</p>", "Vi er klar. Vi går.", id="text between"
        ),
        pytest.param("<p>”Vi er klar”</p>", "", id="no words"),
        pytest.param("<p>”Vi er klar”</p>", "… –", id="only marks"),
        pytest.param('<p><img alt="Vi er klar"></p>', "Vi er klar", id="in an attribute"),
        pytest.param(
            "<p>”Vi er klar”, siger hun" + " og taler længe om alt muligt andet" * 9 + ": ”til alt”</p>",
            "Vi er klar til alt",
            id="too far apart",
        ),
    ],
)
def test_other_words_are_another_quote(body: str, quote: str) -> None:
    """A quote is word for word what the text says; nothing is left out of it in silence."""
    assert mark_quotes(Html(body), [quote]).missing == (0,)


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("Det koster 1,5 millioner", "Det koster 1,5 millioner."),
        ("Vi fik 1 500 kr.", "Vi fik 1\u202f500 kr."),
        ("Vi fik 1&nbsp;500&nbsp;000 kr.", "Vi fik 1500000 kr."),
        ("Ring 12 34 56 78", "Ring 12345678"),
        ("Vi sparer 20%, og", "Vi sparer 20 %"),
        ("Vi er 10 - 15 mand", "Vi er 10–15 mand"),
        ("Vi er 10-15 mand", "Vi er 10 — 15 mand"),
        ("Det er −5 grader", "Det er -5 grader"),
        ("Det siger § 5", "Det siger §5"),
        ("Vi åbner kl. 14:30", "Vi åbner kl. 14.30"),
        ("Vi åbner kl. 14.30-15.15", "Vi åbner kl. 14:30–15:15"),
        ("Vi sejrede 2 : 1", "Vi sejrede 2:1"),
        ("Vi er nr. 5", "Vi er nr. 5."),
        ("Vi er nr. 5", "Vi er nr 5"),
        ("Vi var &lt; 5 mand", "Vi var <5 mand"),
        ("Vi er R&amp;B", "Vi er R & B"),
        ("Vi bor på A&nbsp;4", "Vi bor på A4"),
        ("Vi var 5 ... og 6", "Vi var 5… og 6"),
        ("Vi kender 90'erne", "Vi kender 90’erne"),
        ("Vi fik 1<em>5</em> kr.", "Vi fik 15 kr."),
        ("Vi fik <em>20</em> % mere", "Vi fik 20% mere"),
        ("Vi var 20 i 2022", "Vi var 20 i 2022…"),
        ("Vi kom – 5 i alt", "Vi kom, 5 i alt"),
    ],
)
def test_a_figure_may_be_written_in_several_ways(body: str, quote: str) -> None:
    """White space, the kind of a dash, the sign that ends the quote, and what the typographer changes are no matter."""
    assert mark_quotes(Html(typography.html(f"<p>”{body}”, siger hun</p>")), [quote]).missing == ()


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("Det koster 1,5 millioner", "Det koster 15 millioner"),
        ("Det koster 1,5 millioner", "Det koster 1, 5 millioner"),
        ("Det koster 1.500 kr.", "Det koster 1500 kr."),
        ("Det koster 1.500 kr.", "Det koster 1,500 kr."),
        ("Vi sparer 20 % om året", "Vi sparer 20 om året"),
        ("Vi sparer 20 % om året", "Vi sparer 20"),
        ("Vi sparer 20 om året", "Vi sparer 20 %"),
        ("Vi sparer 20 ‰ om året", "Vi sparer 20 % om året"),
        ("Vi er 10-15 mand", "Vi er 1015 mand"),
        ("Vi er 10-15 mand", "Vi er 10 15 mand"),
        ("Vi er 10–15 mand", "Vi er 10"),
        ("Vi er 10-15 mand", "15 mand"),
        ("Vi har 5 20-liters dunke", "Vi har 520-liters dunke"),
        ("Det er -5 grader", "Det er 5 grader"),
        ("Det er – 5 grader – koldt", "Det er –5 grader koldt"),
        ("Det siger § 5 i loven", "Det siger 5 i loven"),
        ("Ring +45 12 34 56 78", "Ring 45 12 34 56 78"),
        ("Det er 2×3 meter", "Det er 23 meter"),
        ("Det er 1/2 meter", "Det er 12 meter"),
        ("Det er ½ meter", "Det er meter"),
        ("Det er 5 m²", "Det er 5 m2"),
        ("Det er 5° ude", "Det er 5 ude"),
        ("Det koster €5 nu", "Det koster $5 nu"),
        ("Vi var &lt;5 mand", "Vi var 5 mand"),
        ("Vi var 5 &gt; 3", "Vi var 5 3"),
        ("Det var 9:30 i går", "Det var 930 i går"),
        ("Vi vandt 2:1 i går", "Vi vandt 2.1 i går"),
        ("Vi mødes den 5. maj", "Vi mødes den 5 maj"),
        ("Vi kom i 2022, og vi bliver", "Vi kom i 2022 og vi bliver"),
        ("Vi er ramt af covid-19 nu", "Vi er ramt af covid 19 nu"),
        ("Vi bor i 2- og 3-værelses", "Vi bor i 2 og 3-værelses"),
        ("Vi er R&amp;B", "Vi er RB"),
        ("Vi fik 1<em>,</em>5 kr.", "Vi fik 15 kr."),
        ("Vi er nr.5 i dag", "Vi er nr5 i dag"),
        ("Vi var 5 (10) i alt", "Vi var 510 i alt"),
        ("Det er 10^3 kr.", "Det er 103 kr."),
    ],
)
def test_a_sign_beside_a_digit_is_part_of_the_word(body: str, quote: str) -> None:
    """»1,5 millioner« is not »15 millioner«, wherever in the quote it stands."""
    assert mark_quotes(Html(typography.html(f"<p>”{body}”, siger hun</p>")), [quote]).missing == (0,)


@pytest.mark.parametrize(
    ("body", "quote", "text"),
    [
        ("<p>”Vi er klar – nu.” Det siger hun</p>", "vi er klar, nu", "Vi er klar – nu."),
        ("<p>”Få 1 500 &amp; 20% i SF's <em>by</em>”</p>", "få 1500 & 20 % i SFs by", "Få 1 500 & 20\u00a0% i SF’s by"),
        ('<p>”Vi er<sup id="f1"><a href="#n1">1</a></sup><br>klar?” spørger hun</p>', "Vi er klar", "Vi er klar?"),
        ("<p>“Vi er klar.</p>\n<p>“Vi går nu”.</p>", "Vi er klar. Vi går nu", "Vi er klar.\n\nVi går nu"),
        ("<p>– Vi er klar.</p>\n<p>– Vi går nu, siger hun.</p>", "Vi er klar. Vi går nu", "Vi er klar.\n\nVi går nu"),
        ("<blockquote><p>Vi er klar.</p><p>– Søren Nørgaard</p></blockquote>", "Vi er klar", "Vi er klar."),
        ("<p>»Vi kalder det \"hjem\",« siger hun</p>", "Vi kalder det hjem", "Vi kalder det “hjem”"),
        ("<p>»Vi kalder det 'hjem'.« Det siger hun</p>", "Vi kalder det hjem", "Vi kalder det ‘hjem’."),
        ("<p>»\"Hjem\" er vort ord,« siger hun</p>", "Hjem er vort ord", "“Hjem” er vort ord"),
        ("<p>Hun siger: »[…] vi er (…) klar [...]«</p>", "vi er (…) klar", "[…] vi er (…) klar […]"),
        ("<p>– Det er -5 grader, siger hun.</p>", "Det er −5 grader", "Det er -5 grader"),
        ("<p>– -5 grader er koldt, siger hun.</p>", "-5 grader er koldt", "-5 grader er koldt"),
        ("<p>– Vi kan, siger hun, ikke mere.</p>", "Vi kan ikke mere", "Vi kan ikke mere."),
        ("<p>”Nej,” fastslår hun, ”det går ikke.”</p>", "Nej, det går ikke", "Nej, det går ikke."),
        ("<p>”Nej!” fastslår hun. ”Det går ikke.”</p>", "Nej. Det går ikke", "Nej! Det går ikke."),
        ("<p>”Vi er klar,” siger Søren Nørgaard og tilføjer: ”Nu.”</p>", "Vi er klar. Nu.", "Vi er klar. Nu."),
        ("<p>– Vi er klar, siger hun. – Nu går vi.</p>", "Vi er klar - nu går vi", "Vi er klar – Nu går vi."),
        ("<p>– Vi var 5, siger hun, og vi gik.</p>", "Vi var 5, og vi gik", "Vi var 5, og vi gik."),
        ("<p>”Vi var 5,” siger hun. ”Og vi gik.”</p>", "Vi var 5. Og vi gik", "Vi var 5. Og vi gik."),
        ("<p>”Vi er klar”</p>", "Vi er parat", ""),
    ],
)  # fmt: skip
def test_what_is_published_is_the_article_s_own_words(body: str, quote: str, text: str) -> None:
    """Spelling, signs, capitals and paragraphs are the body's; the entry lends a sign where an attribution stood."""
    assert mark_quotes(Html(typography.html(body)), [quote]).texts == (text,)


@pytest.mark.parametrize(
    ("body", "quote", "parts"),
    [
        ("<p>– Vi kan, siger hun, ikke mere.</p>", "Vi kan ikke mere", ["Vi kan", "ikke mere."]),
        ("<p>”Vi er klar,” siger Søren Nørgaard og tilføjer: ”Nu.”</p>", "Vi er klar. Nu.", ["Vi er klar", "Nu."]),
        ("<p>”Nej,” fastslår hun, ”det går ikke.”</p>", "Nej, det går ikke", ["Nej", "det går ikke."]),
        ("<p>– Vi er klar, siger hun. – Nu går vi.</p>", "Vi er klar. Nu går vi", ["Vi er klar", "Nu går vi."]),
        (
            "<p>– En, siger hun, to, mener hun, tre.</p>",
            "En to tre",
            ["En", "to", "tre."],
        ),
        (
            "<p>»Vi er klar.«</p><p>Det siger Søren Nørgaard.</p><p>»Nu går vi.«</p>",
            "Vi er klar. Nu går vi.",
            ["<p>»Vi er klar.«</p>", "<p>»Nu går vi.«</p>"],
        ),
    ],
)
def test_a_quote_may_be_split_by_its_attribution(body: str, quote: str, parts: list[str]) -> None:
    """», siger hun, « in the middle belongs to the article, not to the quote; only the first part has the anchor."""
    marked = mark_quotes(Html(body), [quote])
    assert [html for _, _, html in pieces(marked)] == parts
    assert [part.first for part in marked.passages if part.quote == 0] == [True] + [False] * (len(parts) - 1)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Vi er klar</h2><p>Nu ved vi, at vi er klar.</p><p>”Vi er klar”, siger hun</p>", "”@”, siger hun"),
        ("<p>Nu ved vi, at vi er klar.</p><p>– Vi er klar, siger hun</p>", "– @, siger hun"),
        ("<p>Nu ved vi, at vi er klar.</p><p>Så siger hun: ”Ja, vi er klar”</p>", "”Ja, @”"),
        ("<h2>Vi er klar</h2><p>Nu ved vi, at vi er klar til alt.</p>", "vi, at @ til alt"),
        ("<h2>Vi er klar</h2><p>Nu.</p>", "<h2>@</h2>"),
        ("<p>– Vi kan, siger hun, ikke mere.</p><p>Vi kan ikke mere end det.</p>", "<p>@ end det"),
    ],
)
def test_words_that_somebody_is_shown_to_say_are_preferred(body: str, expected: str) -> None:
    """Marks, a dash or a block quotation go before running text, that before a heading; one stretch before several."""
    quote = "Vi kan ikke mere" if "kan" in body else "Vi er klar"
    marked = mark_quotes(Html(body), [quote])
    assert expected in "".join("@" if part.quote == 0 else part.html for part in marked.passages)


def test_two_quotes_never_share_words() -> None:
    """A short quote listed first leaves the long one its place; one that has no other place is told apart."""
    body = Html("<p>”Vi er klar til alt”, siger hun. ”Vi er klar”, siger han.</p>")
    assert [quote for quote, _, _ in pieces(mark_quotes(body, ["Vi er klar", "Vi er klar til alt"]))] == [1, 0]
    marked = mark_quotes(body, ["Vi er klar", "Vi er klar til alt", "er klar til", "Vi er klar"])
    assert (marked.missing, marked.repeated) == ((), ((2, 1), (3, 0)))


@pytest.mark.parametrize(
    ("body", "quotes", "expected"),
    [
        pytest.param(
            "<p>Hun siger:</p>\n<p>“Vi er klar.</p>\n<p>“Vi går nu”.</p>",
            ["Vi er klar. Vi går nu"],
            [(0, "block", "<p>“Vi er klar.</p>\n<p>“Vi går nu”.</p>")],
            id="whole paragraphs",
        ),
        pytest.param(
            "<p>”Vi er klar.</p><hr><p>Vi går nu.”</p>",
            ["Vi er klar. Vi går nu"],
            [(0, "block", "<p>”Vi er klar.</p>"), (0, "block", "<p>Vi går nu.”</p>")],
            id="whole paragraphs that are not neighbours",
        ),
        pytest.param(
            "<p>“Vi er klar”.</p><p>Der er langt hjem.</p><blockquote><p>Nu sker det.</p></blockquote>"
            "<p>Vi ved mere i morgen.</p><p>“Vi går nu”.</p>",
            ["Vi er klar", "Nu sker det", "Vi går nu"],
            [
                (0, "block", "<p>“Vi er klar”.</p>"),
                (1, "quoted", "<p>Nu sker det.</p>"),
                (2, "block", "<p>“Vi går nu”.</p>"),
            ],
            id="other text between",
        ),
        pytest.param(
            "<p>– Vi er klar.</p><p>– Vi går nu, siger hun.</p>",
            ["Vi er klar. Vi går nu"],
            [(0, "inline", "Vi er klar."), (0, "inline", "Vi går nu")],
            id="a paragraph and a bit",
        ),
        pytest.param(
            "<blockquote>\n<p>Vi er klar.</p>\n<p>— Søren Nørgaard, formand</p>\n</blockquote>",
            ["Vi er klar"],
            [(0, "quoted", "\n<p>Vi er klar.</p>\n<p>— Søren Nørgaard, formand</p>\n")],
            id="block quotation with signature",
        ),
        pytest.param(
            "<blockquote><ul><li>Vi er klar.</li><li>Vi går.</li></ul></blockquote>",
            ["Vi er klar. Vi går."],
            [(0, "quoted", "<ul><li>Vi er klar.</li><li>Vi går.</li></ul>")],
            id="list in a block quotation",
        ),
        pytest.param(
            "<blockquote><p>Vi er klar, siger hun, til alt.</p></blockquote>",
            ["Vi er klar til alt"],
            [(0, "quoted", "<p>Vi er klar, siger hun, til alt.</p>")],
            id="block quotation with an attribution inside",
        ),
        pytest.param(
            "<blockquote><p>Vi er klar.</p><p>Vi går.</p></blockquote>",
            ["Vi går", "Vi er klar"],
            [(1, "block", "<p>Vi er klar.</p>"), (0, "block", "<p>Vi går.</p>")],
            id="block quotation with two quotes",
        ),
        pytest.param(
            "<blockquote><p>Nu sker det. Vi er klar.</p></blockquote>",
            ["Vi er klar"],
            [(0, "inline", "Vi er klar.")],
            id="block quotation that begins with other words",
        ),
        pytest.param(
            f"<blockquote><p>Vi er klar.</p><p>{'Nu kommer der noget andet. ' * 6}</p></blockquote>",
            ["Vi er klar"],
            [(0, "block", "<p>Vi er klar.</p>")],
            id="block quotation with much else",
        ),
        pytest.param("<ul><li>Vi er klar.</li></ul>", ["Vi er klar"], [(0, "inline", "Vi er klar.")], id="list item"),
        pytest.param(
            "<p>»<em>Vi er</em> klar til <strong>alt</strong>!«, siger hun</p>",
            ["Vi er klar til alt"],
            [(0, "inline", "<em>Vi er</em> klar til <strong>alt</strong>!")],
            id="inline tags at the edges",
        ),
        pytest.param(
            "<p>»Vi <em>er klar«, siger</em> hun</p>",
            ["Vi er klar"],
            [(0, "inline", "Vi"), (0, "inline", "er klar")],
            id="tag that opens inside and closes outside",
        ),
        pytest.param(
            "<p><em>Hun siger, at »vi</em> er klar«.</p>",
            ["vi er klar"],
            [(0, "inline", "vi"), (0, "inline", "er klar")],
            id="tag that opens outside and closes inside",
        ),
        pytest.param(
            "<p>Hun siger: »[…] vi er (…) klar …«</p>",
            ["[…] vi er (…) klar …"],
            [(0, "inline", "[…] vi er (…) klar")],
            id="brackets of the editor",
        ),
    ],
)
def test_the_form_tells_how_a_quote_stands(body: str, quotes: list[str], expected: list[Piece]) -> None:
    """As whole paragraphs, as the inside of the editor's own block quotation, or as words within a paragraph."""
    assert pieces(mark_quotes(Html(body), quotes)) == expected


def test_the_tags_of_a_block_quotation_are_left_to_the_template() -> None:
    """The template writes the block quotation anew, with the speaker; what is around it stays."""
    marked = mark_quotes(
        Html("<p>Før.</p>\n<blockquote><p>Vi er klar.</p></blockquote>\n<p>Efter.</p>"), ["Vi er klar"]
    )
    assert [part.html for part in marked.passages] == ["<p>Før.</p>\n", "<p>Vi er klar.</p>", "\n<p>Efter.</p>"]


@pytest.mark.parametrize(
    ("quotes", "anchors"),
    [
        (["Vi er meget glade for at byde Aalborg Kommune velkommen"], ["citat-vi-er-meget-glade-for-at-byde-aalborg"]),
        (["”Få 1.000 på Ærø – nu!”"], ["citat-faa-1000-paa-aeroe-nu"]),
        (["Socialstyrelsens boligplaceringsmyndighed sammenholder indflytningsoplysninger nu"],
         ["citat-socialstyrelsens-boligplaceringsmyndighed-sammenholder"]),
        (["Vi er klar", "vi er klar!"], ["citat-vi-er-klar", "citat-vi-er-klar-1937d4"]),
        (["…"], ["citat-cec7ea"]),
    ],
)  # fmt: skip
def test_an_anchor_is_made_from_the_first_words(quotes: list[str], anchors: list[str]) -> None:
    """At most eight words and 60 characters; of two quotes that begin alike the later one gets a digest as well."""
    assert list(mark_quotes(Html("<p>”Vi er klar”</p>"), quotes).anchors) == anchors


def test_a_digest_tells_alike_beginnings_apart_for_good() -> None:
    """The digest is of the quote's own words, so another quote elsewhere does not change it."""
    long = "Vi er alle sammen meget glade for det her {}"
    first, second, third = mark_quotes(Html(""), [long.format(word) for word in ("nu", "i dag", "i går")]).anchors
    assert mark_quotes(Html(""), [long.format("nu"), long.format("i går")]).anchors == (first, third)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        pytest.param(lambda part: f"<p>{'a ' * (250_000 // part)}</p>", ["a " * 60 + "b"] * 500, id="repeats"),
        pytest.param(lambda part: f"<p>{'a' * (500_000 // part)}</p>", ["a" * 60] * 500, id="one long word"),
        pytest.param(lambda part: f"<p>{'a, siger A, ' * (40_000 // part)}</p>", ["a " * 60 + "b"] * 500, id="inquits"),
        pytest.param(
            lambda part: f"<p>{'”a b c d e.” siger ' * (25_000 // part)}</p>", ["a b c d f"] * 500, id="marks"
        ),
        pytest.param(lambda part: f"<p>{'”' * (250_000 // part)}</p>", [], id="nothing but marks"),
        pytest.param(lambda part: f"<p>– A{' ,:' * (150_000 // part)}</p>", ["a b"], id="punctuation"),
        pytest.param(lambda part: f"<p>a, {' ' * (500_000 // part)}”b c d”</p>", ["a b"], id="blanks"),
        pytest.param(
            lambda part: "<blockquote>" * 999 + "a b c d e " * (25_000 // part) + "</blockquote>" * 999,
            ["a b c"] * 500,
            id="depth",
        ),
        pytest.param(
            lambda part: "<p>" + "<em>" * 999 + "a b " * (50_000 // part) + "</em>" * 999 + "</p>",
            ["a b " * 9] * 500,
            id="tags",
        ),
    ],
)
def test_a_text_made_to_cost_time_does_not(body: Callable[[int], str], quotes: list[str]) -> None:
    """Half a megabyte and 500 quotes end within seconds, whatever they are."""

    def seconds(part: int) -> float:
        html = Html(body(part))
        started = time.process_time()
        mark_quotes(html, quotes[: max(1, len(quotes) // part)])
        return time.process_time() - started

    # At most a second or two; this tells a slow, measured machine from time that grows with the square.
    assert is_within(15, seconds)


def test_a_long_text_with_many_quotes_is_quick_and_right() -> None:
    """500 quotes are found in a megabyte."""
    body = Html("".join(f"<p>”Det er sag nummer {n}, og den er vi glade for,” siger hun.</p>" for n in range(15_000)))
    quotes = [f"Det er sag nummer {n}, og den er vi glade for" for n in range(0, 15_000, 30)]
    started = time.process_time()
    marked = mark_quotes(body, quotes)
    assert time.process_time() - started < 60
    assert (marked.missing, len(pieces(marked)), len(marked.unlisted)) == ((), 500, UNLISTED_QUOTES)
