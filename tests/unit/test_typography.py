"""Danish typography: which marks, dashes and spaces come out, and that words, tags and addresses are left alone."""

import json
import random
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hjemsite.danish import typography
from hjemsite.danish.typography import Marks

PROJECT = Path(__file__).parents[2]
VECTORS = json.loads((Path(__file__).parent / "vectors/typography.json").read_text("utf-8"))["vectors"]


def shown(text: str) -> str:
    """No-break spaces as ~, so that a table can be read."""
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['input']}-{vector['quotes']}")
def test_a_text_is_set_as_danes_set_it(vector: dict[str, Any]) -> None:
    """Each vector, as plain text and as a paragraph of HTML."""
    assert typography.text(vector["input"], vector["quotes"]) == vector["output"]
    assert typography.html(f"<p>{vector['input']}</p>", vector["quotes"]) == f"<p>{vector['output']}</p>"


MARKS = [
    ("»Det går godt,« siger hun.", "“Det går godt,” siger hun."),
    ("«Det går godt», siger hun.", "“Det går godt”, siger hun."),
    ("''Det går godt,'' siger hun.", "“Det går godt,” siger hun."),
    ("“Vi går hjem’’, siger hun.", "“Vi går hjem”, siger hun."),
    ("“Vi går hjem“, siger hun.", "“Vi går hjem”, siger hun."),
    ('„Vi går hjem", siger hun.', "“Vi går hjem”, siger hun."),
    ("»Vi går « siger hun.", "“Vi går ” siger hun."),
    ('Hun sagde:"Vi går."', "Hun sagde:“Vi går.”"),
    ('"Vi går,"siger hun.', "“Vi går,”siger hun."),
    ("'Det går godt,' siger hun.", "‘Det går godt,’ siger hun."),
    ("\"Han sagde 'nej' til mig,\" siger hun.", "“Han sagde ‘nej’ til mig,” siger hun."),
    ("\"'Nej',\" sagde han.", "“‘Nej’,” sagde han."),
    ('"Vi er 20" og "18-24-årige"', "“Vi er 20” og “18-24-årige”"),
    ('("Åben") "A"/"B" "grøn"-mærket', "(“Åben”) “A”/“B” “grøn”-mærket"),
    ('"… og så videre …"', "“… og så videre …”"),
]


@pytest.mark.parametrize(("value", "expected"), MARKS)
def test_quotation_marks_become_one_kind(value: str, expected: str) -> None:
    """Whatever mark the author used, its place says whether it opens or closes."""
    assert typography.text(value) == expected


@pytest.mark.parametrize(("value", "expected"), MARKS)
def test_the_other_kinds_of_marks(value: str, expected: str) -> None:
    """”…” and »…« open and close at the same places as “…”, and inner marks follow."""
    assert typography.text(value, "99-99") == expected.replace("“", "”").replace("‘", "’")
    angled = expected.translate(str.maketrans("“”‘’", "»«›‹"))
    assert typography.text(value, "»«") == angled


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('Vi går," siger hun.', "Vi går,” siger hun."),
        ('Hun sagde "Vi går', "Hun sagde “Vi går"),
        ('" Vi går "', '" Vi går "'),
        ('en 27" skærm og en 24" skærm', 'en 27" skærm og en 24" skærm'),
        ("en 5' dør", "en 5' dør"),
        ('ord"ord', 'ord"ord'),
        ('tom: "".', 'tom: "".'),
    ],
)
def test_a_lonely_mark_is_set_only_where_its_place_is_plain(value: str, expected: str) -> None:
    """Inches and feet, marks with space on both sides and marks within a word are not guessed at."""
    assert typography.text(value) == expected


@pytest.mark.parametrize("marks", ["66-99", "99-99", "»«"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Lars' og Jens' huse", "Lars’ og Jens’ huse"),
        ("SAS' fly og EU´s regler", "SAS’ fly og EU’s regler"),
        ("i '90'erne og 1980'erne", "i ’90’erne og 1980’erne"),
        ("rock'n'roll på NGO'ers vis", "rock’n’roll på NGO’ers vis"),
    ],
)
def test_an_apostrophe_is_never_a_closing_mark(value: str, expected: str, marks: Marks) -> None:
    """Genitives, plurals and decades, whatever the quotation marks of the site."""
    assert typography.text(value, marks) == expected


def test_a_genitive_within_inner_marks_stays_an_apostrophe() -> None:
    """The quotation ends at its end, not after the first s."""
    assert typography.text("'Lars' nye hus!' sagde hun", "»«") == "›Lars’ nye hus!‹ sagde hun"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Vi går ud — og bliver — ude", "Vi går ud – og bliver – ude"),
        ("ud—og ind", "ud – og ind"),
        ("Vi går ud -- og bliver - ude", "Vi går ud – og bliver – ude"),
        ("1 - - 2", "1 – – 2"),
        ("— Vi bliver", "– Vi bliver"),
        ("—Vi bliver", "– Vi bliver"),
        ("–Vi bliver", "– Vi bliver"),
        ("-- Vi bliver", "– Vi bliver"),
        ("-Åh nej", "– Åh nej"),
        ("- 5 kom", "– 5 kom"),
        ('- "Vi kommer"', "– “Vi kommer”"),
        ("Vi går.\n\n-Vi kommer.", "Vi går.\n\n– Vi kommer."),
        ("-5 grader", "-5 grader"),
        ("-fonden er en endelse", "-fonden er en endelse"),
        ("børne- og ungeudvalget", "børne- og ungeudvalget"),
        ("18-24-årige i 2010–2015", "18-24-årige i 2010–2015"),
        ("Høje-Taastrup", "Høje-Taastrup"),
        ("Vi venter...", "Vi venter…"),
        ("Vi venter.....", "Vi venter....."),
    ],
)
def test_dashes_and_dots(value: str, expected: str) -> None:
    """A dash between words or before speech is the short tankestreg; a hyphen within a word is a hyphen."""
    assert typography.text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20 pct., 3,5 mia. kr., 12 kroner", "20~pct., 3,5~mia.~kr., 12~kroner"),
        ("6 m², 7 meter og 8 med", "6~m², 7 meter og 8 med"),
        ("3. maj, 20.-21. Juni og d. 1. august", "3.~maj, 20.-21.~Juni og d. 1.~august"),
        ("Frederik 9. majede sig", "Frederik 9. majede sig"),
        ("Kl. 9:05, kl. 14:30-16:00 og kl. 9 - 10", "Kl.~9.05, kl.~14.30-16.00 og kl.~9 – 10"),
        ("17:30:00 og forhold 2:10", "17:30:00 og forhold 2:10"),
        ("§ 85, §§ 4-6, stk. 3", "§~85, §§~4-6, stk.~3"),
        ("Skt. Pauls Kirke, Ndr. Ringvej, Gl. kalk", "Skt.~Pauls Kirke, Ndr.~Ringvej, Gl. kalk"),
        ("15%, 15 % og 20%-reglen", "15~%, 15~% og 20%-reglen"),
        ("Så kom han. 5 gik.", "Så kom han. 5 gik."),
        ("alt  for   mange", "alt for mange"),
    ],
)
def test_what_hangs_together_is_not_parted(value: str, expected: str) -> None:
    """Numbers with what they count, dates, paragraphs and streets have a no-break space."""
    assert shown(typography.text(value)) == expected


@pytest.mark.parametrize(
    "address",
    ["https://x.dk/a'b...c?x=20%&y--z", "www.nøgle-ord.dk/a-b", "http://x.dk/a—b", "o'neil@x.dk", "ord.ord@x-y.dk"],
)
def test_addresses_are_left_alone(address: str) -> None:
    """And the sentence around them is set all the same."""
    assert typography.text(f'Skriv til "{address}" - nu') == f"Skriv til “{address}” – nu"
    assert typography.text(f"Se {address}.") == f"Se {address}."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('<p><em>"Hej"</em>, siger <strong>Kim</strong>.</p>', "<p><em>“Hej”</em>, siger <strong>Kim</strong>.</p>"),
        ('<p>"Hej <em>du</em>," siger hun</p>', "<p>“Hej <em>du</em>,” siger hun</p>"),
        (
            '<p>"Hej."<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>',
            '<p>“Hej.”<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>',
        ),
        (
            '<p><a href="/x--y/" title="20% - \'a\'... > <b>">"Se"</a></p>',
            '<p><a href="/x--y/" title="20% - \'a\'... > <b>">“Se”</a></p>',
        ),
        (
            '<pre><code>"a" - b...\n</code></pre><p>Skriv <code>"x" -- y</code> "nu"</p>',
            '<pre><code>"a" - b...\n</code></pre><p>Skriv <code>"x" -- y</code> “nu”</p>',
        ),
        ('<p>a &amp; "b" &lt; &quot;c&quot; EU&#39;s</p>', "<p>a &amp; “b” &lt; “c” EU’s</p>"),
        ("<p>20&nbsp;%</p>", "<p>20~%</p>"),
        ("<p><strong>-Vi</strong> - ja</p>", "<p><strong>– Vi</strong> – ja</p>"),
        ("<p>Linje<br>- Ja<br>\n-Nej</p>", "<p>Linje<br>– Ja<br>\n– Nej</p>"),
        ("<p><b>20</b> procent</p>", "<p><b>20</b>~procent</p>"),
        ("<td>-</td><td>- 5</td>", "<td>-</td><td>– 5</td>"),
        ("", ""),
    ],
)
def test_markup_is_looked_through(value: str, expected: str) -> None:
    """Tags, attributes and code come out as they went in, and marks on either side of a tag belong together."""
    assert shown(typography.html(value)) == expected


def test_a_paragraph_does_not_remember_the_one_before() -> None:
    """A quotation that was never closed changes nothing further on."""
    first, other = '<p>"Vi går.</p>', '<p>En 27" skærm.</p>'
    assert (
        typography.html(first + other) == typography.html(first) + typography.html(other) == "<p>“Vi går.</p>" + other
    )


def test_the_alliances_own_release_keeps_its_words_and_its_marks() -> None:
    """The release that started it all is set in “…” and comes out as it was written."""
    (release,) = (PROJECT / "content/nyheder").glob("2022-09-28-hjerteligt-velkommen-*.md")
    body = release.read_text("utf-8").split("---\n", 2)[2]
    assert body.count("“") == body.count("”") == 3
    assert shown(typography.text(body)) == shown(body)


PIECES = [
    *"\"”“„»«'’‘‚´›‹ -–—―.…,:;!?()%§=/\n\u00a0sxn3",
    *("  ", "...", "--", "ord", "Vi", "20", "kl. ", "14:30", "nr. ", "mio. ", "kr. ", "pct.", "maj", "Gl. ", "km"),
    *("https://x.dk/a", "www.x.dk", "o'x@y.dk", "@"),
]
MARKUP = [
    *("<p>", "</p>", "<em>", "</em>", "<br>", '<code>"a" - b</code>', '<pre>x -- "y"</pre>', "<sup>", "</sup>"),
    *("<a title=\"&quot;20% - 'a' > b\">", "</a>", "&amp;", "&lt;", "&nbsp;", "&quot;", '<img alt="-">'),
]
KINDS: tuple[Marks, ...] = ("66-99", "99-99", "»«")


def made_up(pieces: list[str], longest: int) -> Iterator[tuple[str, Marks]]:
    """A thousand texts of chance pieces, the same every time, and how each is to be set."""
    chance = random.Random(2026)
    for _ in range(1000):
        yield "".join(chance.choices(pieces, k=chance.randint(0, longest))), chance.choice(KINDS)


def words(text: str) -> str:
    return re.sub(r"[\W_]", "", unescape(text))


def test_set_text_is_stable_and_has_the_same_words() -> None:
    """Setting it again changes nothing, and no letter or figure is ever changed."""
    for value, marks in made_up(PIECES, 12):
        done = typography.text(value, marks)
        assert typography.text(done, marks) == done
        assert words(done) == words(value)


def test_set_html_is_stable_and_has_the_same_words_and_tags() -> None:
    """As for plain text; and every tag stands where it stood."""
    tags = re.compile(r'<pre>.*?</pre>|<code>.*?</code>|<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
    for value, marks in made_up(PIECES + MARKUP, 14):
        done = typography.html(value, marks)
        assert typography.html(done, marks) == done
        assert words(done) == words(value)
        assert tags.findall(done) == tags.findall(value)


def seconds(piece: str) -> float:
    """Of processor, to set a fifth of a megabyte: what is quadratic takes 9 for it where it takes a minute for half."""
    started = time.process_time()
    typography.html(piece * (200_000 // len(piece)))
    return time.process_time() - started


@pytest.mark.parametrize(
    "piece", ['"', "'", "-", " ", ".", "1", "%", '"a ', " 'a", "Lars' ", "- ", ". ", "1 ", "kl. 1:"]
)
def test_a_megabyte_of_anything_is_set_in_linear_time(piece: str) -> None:
    """Twice as much takes about twice as long; a quadratic rule would take hours."""
    assert seconds(piece) < 9


@pytest.mark.parametrize(
    "piece", ["<", "<a", '<a"', '<a ">', "<pre>", "<code>", "&quot;", "www.", "://.", "o'x@", '<p><em>"']
)
def test_half_markup_and_half_addresses_take_linear_time(piece: str) -> None:
    """Nor does what looks like the beginning of a tag or an address make a rule look far ahead again and again."""
    assert seconds(piece) < 9


def test_control_characters_cannot_stand_for_markup() -> None:
    """The signs that hold the place of markup are taken out of the text first."""
    assert typography.html("<p>a\1b\2c\3d\4e</p>") == "<p>abcde</p>"
    assert typography.text("a\1b\2c\3d\4e") == "abcde"
