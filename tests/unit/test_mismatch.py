"""An editor who has mistyped a word of a quote is shown that word."""

import pytest

from hjemsite.content.quotes.mark import mark_quotes, nearest
from hjemsite.model import Html

TEXT = "Nu sker det. »Vi er meget glade for at byde kommunen velkommen«, siger Søren Nørgaard. Vi er her endnu."


@pytest.mark.parametrize(
    ("quote", "in_text", "quoted"),
    [
        pytest.param("Vi er meget glad for at byde kommunen velkommen", "glade", "glad", id="changed"),
        pytest.param("Vi er glade for at byde kommunen velkommen", "er meget", "er", id="left out"),
        pytest.param("Vi er meget glade for altid at byde kommunen velkommen", "for", "for altid", id="put in"),
        pytest.param("I er meget glade for at byde kommunen velkommen", "Vi", "I", id="first word"),
        pytest.param("Vi er meget glade for at byde byen velkommen i dag", "kommunen", "byen", id="first of two"),
        pytest.param("Vi er meget glade for at hilse på kommunen, velkommen", "byde", "hilse på", id="one for two"),
        pytest.param("Vi er meget glade for at byde kommunen velkomne", "velkommen", "velkomne", id="last word"),
    ],
)
def test_the_first_difference_is_shown(quote: str, in_text: str, quoted: str) -> None:
    """What the text says and what the quote says there; neither is ever empty."""
    mismatch = nearest(TEXT, quote)
    assert mismatch is not None
    assert (mismatch.in_text.split("«")[0], mismatch.quoted) == (in_text, quoted)


def test_the_place_is_in_the_text_that_was_given() -> None:
    """So a fault can point at line and column; white space in the words is in one form."""
    text = "# Nyt\n\n»Vi er meget\nglade **for det**,« siger hun."
    mismatch = nearest(text, "Vi er meget glad for det")
    assert mismatch is not None
    assert (text[mismatch.start : mismatch.end], mismatch.in_text) == ("glade", "glade")
    across = nearest(text, "Vi er meget for det")
    assert across is not None
    assert (across.in_text, across.quoted) == ("meget glade", "meget")


def test_an_attribution_is_no_difference() -> None:
    """The words after », siger hun, « are compared, too."""
    mismatch = nearest("”Vi er klar,” siger hun, ”til at åbne døren for alle”", "Vi er klar til at åbne døre for alle")
    assert mismatch is not None
    assert (mismatch.in_text, mismatch.quoted) == ("døren", "døre")


@pytest.mark.parametrize(
    ("body", "quote", "in_text", "quoted"),
    [
        ("Ring på +45 70 20 30 40 i dag", "Ring på 70 20 30 40 i dag", "+45 70 20 30 40", "70 20 30 40"),
        ("Vi åbner kl. 9.30 på torsdag", "Vi åbner kl. 9.00 på torsdag", "9.30", "9.00"),
        ("Vi har 5 20-liters dunke med", "Vi har 520-liters dunke med", "5 20-liters", "520-liters"),
        ("Vi mødes den 3. maj kl. 10-12", "Vi mødes den 3 maj kl. 10-12", "3.", "3"),
        ("I 2022 fik vi 12, i 2021 fik vi 22", "I 2022 fik vi 12 i 2021 fik vi 22", "12,", "12"),
        ("Vi fik mere, siger loven i § 5", "Vi fik mere, siger loven i 5", "§ 5", "5"),
        ("Vi sparer 20 % om året", "Vi sparer 20", "20 %", "20"),
        ("Det var −5 grader den nat", "Det var 5 grader den nat", "−5", "5"),
    ],
)
def test_a_sign_is_shown_with_its_figure(body: str, quote: str, in_text: str, quoted: str) -> None:
    """Whole words, so that an editor sees which figure is meant."""
    mismatch = nearest(f"I 2022 var der 20 og 5 i 12 år. »{body}«, siger Ib Bo.", quote)
    assert mismatch is not None
    assert (mismatch.in_text, mismatch.quoted) == (in_text, quoted)


@pytest.mark.parametrize("quote", ["Uden dem var vi slet ikke kommet så langt", "Ja", "", "–"])
def test_a_quote_that_nothing_is_like_has_no_deviation(quote: str) -> None:
    """Better no hint than one about another sentence."""
    assert nearest(TEXT, quote) is None


def test_mark_tells_the_deviation_of_each_missing_quote() -> None:
    """In the order of `missing`, so that a long text is read but once."""
    body = Html("<p>”Vi er <em>meget</em> glade for det,” siger hun.</p>")
    marked = mark_quotes(body, ["Vi er meget glade for det", "Noget helt andet end det", "Vi er meget glad for det"])
    assert marked.missing == (1, 2)
    assert marked.mismatches[0] is None
    assert marked.mismatches[1] is not None
    assert marked.mismatches[1].in_text == "glade"
