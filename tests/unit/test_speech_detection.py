"""Quotations that no entry holds are pointed out, and what is not speech is left in peace.

Measured on 23 Danish press releases with every quote marked by hand, in `tests/cases/releases/`.
"""

import json
from html import escape
from pathlib import Path
from typing import Any

import markdown
import pytest

from hjemsite.content.quotes.mark import mark_quotes
from hjemsite.content.quotes.normalized import normalize
from hjemsite.content.quotes.speech_cues import is_attribution
from hjemsite.model import Html

RELEASES = Path(__file__).parent.parent / "cases" / "releases"

SPEECH = [
    "<p>”@,” siger Søren Nørgaard.</p>",
    "<p>»@«, siger Søren Nørgaard.</p>",
    '<p>"@", fastslår Søren Nørgaard.</p>',
    "<p>“@!” jubler hun.</p>",
    "<p>– @, siger Søren Nørgaard.</p>",
    "<p>-@, siger han.</p>",
    "<p>Søren Nørgaard siger: ”@.”</p>",
    "<p>Søren Nørgaard siger:</p><p>“@”.</p>",
    "<p>Søren Nørgaard udtaler:</p><ul><li>@.</li></ul>",
    "<p>@”, udtaler Søren Nørgaard.</p>",
    "<p>“@,’’ siger han.</p>",
    "<p>»@ « siger Søren Nørgaard.</p>",
    "<p>”@.”</p><p>Det siger Søren Nørgaard, formand.</p>",
    "<p>– @.</p><p>Sådan lyder det fra Søren Nørgaard.</p>",
    "<p>“@.</p>",
    "<blockquote><p>@.</p><p>– Søren Nørgaard</p></blockquote>",
    "<p>“@.” Amalie 19 år.</p>",
    "<ul><li>@, skriver hun.</li></ul>",
    "<ul>\n<li>\n<p>@, skriver hun.</p>\n</li>\n</ul>",
    "<p>”<em>@</em>,” siger Søren Nørgaard.</p>",
    "<p><strong>– @</strong>, siger Søren Nørgaard.</p>",
    "<p>”@,” lyder opfordringen fra Søren Nørgaard.</p>",
    "<p>”@,” var kommentaren fra Søren Nørgaard.</p>",
    "<p>”@”, understreger borgmesteren.</p>",
    "<p>”@,” siger hun, ”og det er godt.”</p>",
    "<p>Søren Nørgaard hilser det velkommen:</p><p>”@,” lyder det i en pressemeddelelse.</p>",
    "<p>”@,” lyder det i dag fra Søren Nørgaard.</p>",
    "<p>Søren Nørgaard siger i teksten: ”@.”</p>",
]

NOT_SPEECH = [
    "<p>Rapporten ”Unge på vej hjem” udkom i går.</p>",
    "<p>Fonden udgiver i dag »Den lange vej til en bolig i byen«.</p>",
    "<p>Bogen ”Ord fra en bænk” fortæller om gaden.</p>",
    "<p>Det er den såkaldte ”bolig først”-tilgang.</p>",
    "<p>De taler om ”byer med plads til alle os der bor her” i planen.</p>",
    "<p>Regeringen ”ønsker boliger, hvor flere kan være med. Det gør landet stærkere.” Det er vi enige i.</p>",
    "<p>Nøglen-alliancen leverer ”viden, der virker” til hele landet.</p>",
    "<p>Læs også: »Vi gav ikke op« – præsidenten ser tilbage</p>",
    "<p>Læs også: »Vi gav ikke op for ingenting!«</p>",
    "<p>Kampagnen hedder: ”Alle skal have et sted at bo”.</p>",
    "<p>Koret sang »Hallelujah«, og Mary Aagesen slog på tromme.</p>",
    "<p>»Maria« siger, at hun er glad.</p>",
    "<p>»Maria«, der er 24 år, fortæller om sit liv.</p>",
    "<p>– Siger Palle Tommerup og smiler.</p>",
    "<p>– Kaj Bregnholt, adm. direktør i Ring 8</p>",
    "<ul><li>Tidlig opsporing af de unge.</li><li>Tag over hovedet, når det brænder på.</li></ul>",
    "<p>Vi gør fem ting:</p><ul><li>Vi lytter til dem, det handler om.</li><li>Vi bygger flere boliger.</li></ul>",
    "<h2>”Vi gav ikke op, og det er vi glade for”</h2>",
    "<p>Arbejdet – der begyndte i 2019 – er nu slut, siger de gamle.</p>",
    "<p>– Læs mere om projektet på hjemmesiden.</p>",
    "<p>Samsby – Det er nu besluttet, at huset skal bygges.</p>",
    "<p>Puljen ”Et hjem til alle, der mangler et hjem”, som blev åbnet i går, er på 5 mio. kr.</p>",
    "<p>Strategien ”Fra gade til bolig”, siger kritikerne, er for dyr.</p>",
    '<p>Han kalder det "et stort skridt for os alle sammen" og glæder sig.</p>',
    "<p>Skiltet med teksten ”Her bor vi alle sammen” blev pillet ned.</p>",
    "<p>De unge svarede ”ja” og ”måske”, fortæller Søren Nørgaard.</p>",
    '<div class="footnote"><ol><li id="fn1"><p>”Vi har set på det, og det går,” skriver bladet.</p></li></ol></div>',
    "<p>Temaet er ’orden’ og ’varme’, og det er der brug for.</p>",
    "<p>Udstillingen har titlen ”Vi er her endnu.” Den åbner i maj.</p>",
    "<p>I aftalen står der, at kommunen ”skal sikre en bolig inden for 90 dage”, og det er nyt.</p>",
    "<table><tbody><tr><td>”Vi er klar til det hele,” siger hun.</td></tr></tbody></table>",
    "<pre>”Vi er klar til det hele,” siger hun.</pre>",
    "<p>”,” siger hun.</p>",
    "<p>”Vi har ventet på det længe”, hedder det i et åbent brev fra ni organisationer.</p>",
    "<p>”Vi har ventet på det længe.” Sådan hed det i aftalen.</p>",
    "<p>”Vi har ventet på det længe,” lyder det i en mail fra ministeriet.</p>",
    "<p>I et brev fra en mor til to står der: ”Vi har ventet på det længe.”</p>",
    "<p>I aftalen hedder det blandt andet:</p><p>”Vi har ventet på det længe.”</p>",
    "<p>Regeringens aftaletekst siger: »Ingen skal henvises til gaden.«</p>",
    "<p>– Kommunen skal sikre en bolig til alle, hedder det i loven.</p>",
]


@pytest.mark.parametrize("body", SPEECH)
def test_speech_without_an_entry_is_pointed_out(body: str) -> None:
    """However it is marked, and also when a mark is lost; the words come as the body has them."""
    assert mark_quotes(Html(body.replace("@", "Vi har ventet på det længe")), []).unlisted == (
        "Vi har ventet på det længe",
    )


@pytest.mark.parametrize("body", NOT_SPEECH)
def test_marks_around_other_things_are_left_in_peace(body: str) -> None:
    """Titles, terms, slogans, names, signatures, lists, headlines, document text, footnotes and tables."""
    assert mark_quotes(Html(body), []).unlisted == ()


def test_what_an_entry_holds_is_not_pointed_out() -> None:
    """Neither whole, in part, repeated as a pull quote, nor with a word mistyped, which is another fault."""
    body = Html("<p>”Vi er klar til alt,” siger hun.</p>\n<blockquote><p>Vi er klar til alt</p></blockquote>")
    assert mark_quotes(body, ["Vi er klar til alt"]).unlisted == ()
    assert mark_quotes(Html("<p>”Vi er klar til alt,” siger hun.</p>"), ["klar til alt"]).unlisted == ()
    assert mark_quotes(body, ["Vi er parat til alt"]).unlisted == ()
    assert mark_quotes(body, ["Noget helt andet end det"]).unlisted == ("Vi er klar til alt",)


def test_two_quotes_in_one_sentence_are_two() -> None:
    """After »og tilføjer:« something new is said; after a mere inquit the same quotation goes on."""
    two = "<p>”Vi er klar til alt,” siger hun og tilføjer: ”Nu går vi hjem.”</p>"
    assert mark_quotes(Html(two), []).unlisted == ("Vi er klar til alt", "Nu går vi hjem")
    assert mark_quotes(Html(two), ["Vi er klar til alt"]).unlisted == ("Nu går vi hjem",)


def test_the_words_come_without_tags_and_footnotes() -> None:
    """They can be pasted into the front matter as they are."""
    body = '<p>”Vi <em>er</em> R&amp;B<sup id="f1"><a href="#n1">1</a></sup> og\nklar,” siger hun.</p>'
    assert mark_quotes(Html(body), []).unlisted == ("Vi er R&B og klar",)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (", siger hun, ", True),
        (",” siger Kirsten Vestergård og tilføjer: ”", True),
        ("” og ”", True),
        (". Det siger Søren Nørgaard. – ", True),
        (", jubler Søren Nørgaard. – ", True),
        (", trods alt, ", False),
        (", som man siger, ", False),
        (", mener vi, ", False),
        (" siger hun ", False),
        (", ", False),
        ("", False),
    ],
)
def test_an_attribution_is_known_by_its_marks_and_verb(gap: str, expected: bool) -> None:
    """Words left out of a quote are not an attribution."""
    assert is_attribution(gap) is expected


def releases() -> list[tuple[str, str, dict[str, Any]]]:
    paths = sorted(RELEASES.glob("*.txt"))
    return [(path.stem, path.read_text(), json.loads(path.with_suffix(".json").read_text())) for path in paths]


def as_paragraphs(text: str) -> Html:
    """Each line a paragraph, as text out of a mail or a word processor."""
    return Html("\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip()))


def as_markdown(text: str) -> Html:
    """Lines that begin with a hyphen become lists, as in a file that an editor has pasted the release into."""
    return Html(markdown.markdown("\n\n".join(line.strip() for line in text.splitlines())))


RENDERINGS = pytest.mark.parametrize("rendered", [as_paragraphs, as_markdown])


def same(first: str, other: str) -> bool:
    """Whether one says (a part of) the other; a speech of two paragraphs may be pointed out in two."""
    first, other = normalize(first).letters, normalize(other).letters
    return first in other or other in first


@RENDERINGS
def test_every_quote_of_the_releases_is_found(rendered: Any) -> None:
    """All 72, and with all of them as entries nothing is left to point out."""
    count = 0
    for name, text, gold in releases():
        marked = mark_quotes(rendered(text), [quote["text"] for quote in gold["quotes"]])
        assert (name, marked.missing, marked.repeated, marked.unlisted) == (name, (), (), ())
        count += len({part.quote for part in marked.passages if part.quote is not None})
    assert count == 72


@RENDERINGS
def test_nothing_in_the_releases_that_is_not_speech_is_pointed_out(rendered: Any) -> None:
    """Precision is 1 on these: every quotation pointed out is one that was marked by hand."""
    for name, text, gold in releases():
        for words in mark_quotes(rendered(text), []).unlisted:
            assert any(same(words, quote["text"]) for quote in gold["quotes"]), (name, words)
            assert not any(normalize(words).letters == normalize(other["text"]).letters for other in gold["not_speech"])


@pytest.mark.parametrize(("rendered", "least"), [(as_paragraphs, 72), (as_markdown, 70)])
def test_nearly_every_quote_of_the_releases_is_pointed_out(rendered: Any, least: int) -> None:
    """Recall from below; what is missed are list items that nothing tells from a list."""
    count = 0
    for _, text, gold in releases():
        unlisted = mark_quotes(rendered(text), []).unlisted
        count += sum(any(same(words, quote["text"]) for words in unlisted) for quote in gold["quotes"])
    assert count >= least
