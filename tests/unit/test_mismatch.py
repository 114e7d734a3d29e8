"""An editor who has mistyped a word of a quote is shown that word."""

import pytest

from hjemsite.content.quotes.mark import mark_quotes, nearest
from hjemsite.model import Html

TEXT = "Nu sker det. »Vi er meget glade for at byde kommunen velkommen«, siger Søren Nørgaard. Vi er her endnu."


@pytest.mark.parametrize(
    ("quote", "said", "quoted"),
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
def test_the_first_difference_is_shown(quote: str, said: str, quoted: str) -> None:
    """What the text says and what the quote says there; neither is ever empty."""
    found = nearest(TEXT, quote)
    assert found is not None
    assert (found.in_text.split("«")[0], found.quoted) == (said, quoted)


def test_the_place_is_in_the_text_that_was_given() -> None:
    """So a fault can point at line and column; white space in the words is in one form."""
    text = "# Nyt\n\n»Vi er meget\nglade **for det**,« siger hun."
    found = nearest(text, "Vi er meget glad for det")
    assert found is not None
    assert (text[found.start : found.end], found.in_text) == ("glade", "glade")
    across = nearest(text, "Vi er meget for det")
    assert across is not None
    assert (across.in_text, across.quoted) == ("meget glade", "meget")


def test_an_attribution_is_no_difference() -> None:
    """The words after », siger hun, « are compared, too."""
    found = nearest("”Vi er klar,” siger hun, ”til at åbne døren for alle”", "Vi er klar til at åbne døre for alle")
    assert found is not None
    assert (found.in_text, found.quoted) == ("døren", "døre")


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
