"""The look of a fault is pinned here, character for character; change it only on purpose."""

import json
import time
import unicodedata

import pytest
from msgspec.structs import replace

from hjemsite.diagnostics.code_quality import as_code_quality
from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.diagnostics.quoted_lines import lines_spoken_of, quoted
from hjemsite.diagnostics.report import WIDTH, as_github, as_json, as_text, rules_page, summary, visible
from hjemsite.diagnostics.rules import RULES

PATH = "content/nyheder/aagaard.md"


def shown(text: str, *faults: Diagnostic) -> str:
    return as_text(faults, {PATH: quoted(text, lines_spoken_of(faults).get(PATH, ()))})


def fault(span: Span, hint: str = "", *related: Related, message: str = "Her er noget galt") -> Diagnostic:
    return Diagnostic("ukendt-medlem", span, message, hint, related)


def under_carets(text: str, span: Span, mark: str = "^") -> str:
    """What stands right above the carets, found as the eye does: by column of the terminal."""
    rows = shown(text, fault(span)).split("\n")
    number = next(index for index, row in enumerate(rows) if mark in row and not row.startswith("fejl["))
    cells = [cell for char in rows[number - 1] for cell in _cells(char)]
    characters = [cells[index] for index, char in enumerate(rows[number]) if char == mark and index < len(cells)]
    return "".join(characters)


def _cells(char: str) -> list[str]:
    if unicodedata.combining(char):
        return []
    return [char, ""] if unicodedata.east_asian_width(char) in "WF" else [char]


def test_a_fault_looks_as_the_design_says() -> None:
    """The example in the design, to the letter."""
    text = "---\ntitle: Et tag over hovedet\ndate: 2022-09-28\nmember: aalborg\n---\n"
    diagnostic = Diagnostic(
        "ukendt-medlem", Span(PATH, 4, 9, 4, 16), "»aalborg« er ikke et medlem", "mente du »aalborg-kommune«?"
    )
    assert shown(text, diagnostic) == (
        "fejl[ukendt-medlem]: »aalborg« er ikke et medlem\n"
        "  --> content/nyheder/aagaard.md:4:9\n"
        "   |\n"
        " 4 | member: aalborg\n"
        "   |         ^^^^^^^ mente du »aalborg-kommune«?"
    )


def test_a_hint_without_room_beside_the_carets_stands_below() -> None:
    """A long hint gets a line of its own, and so does one of several lines."""
    text = "\n# Om os\n"
    long = (
        "Brug to havelåger til afsnitsoverskrifter og tre til dem derunder, for siden har allerede sin egen overskrift"
    )
    several = "Tilføj dette under quotes:\n  - speaker: Søren Nørgaard\n    text: …"
    first = Diagnostic("overskrift-niveau", Span(PATH, 2, 1, 2, 2), "Niveau 1 er optaget", long)
    second = Diagnostic("citat-uden-post", Span(PATH, 2, 3, 2, 5), "Citatet har ingen post", several)
    assert shown(text, first, second) == (
        "advarsel[overskrift-niveau]: Niveau 1 er optaget\n"
        "  --> content/nyheder/aagaard.md:2:1\n"
        "   |\n"
        " 2 | # Om os\n"
        "   | ^\n"
        f"   = hjælp: {long}\n"
        "\n"
        "advarsel[citat-uden-post]: Citatet har ingen post\n"
        "  --> content/nyheder/aagaard.md:2:3\n"
        "   |\n"
        " 2 | # Om os\n"
        "   |   ^^\n"
        "   = hjælp: Tilføj dette under quotes:\n"
        "              - speaker: Søren Nørgaard\n"
        "                text: …"
    )


def test_both_places_of_a_quote_fault_are_shown() -> None:
    """The entry and the passage stand under each other, each with its own marks, with one gutter for both."""
    text = "---\nquotes:\n  - text: Vi hjælper alle\n---\n" + "\n" * 6 + "Vi hjælper mange, siger hun.\n"
    near = Related(Span(PATH, 11, 1, 11, 17), "det nærmeste i teksten")
    diagnostic = Diagnostic(
        "citat-ikke-i-teksten", Span(PATH, 3, 11, 3, 26), "Citatet står ikke i teksten", "Ret citatet", (near,)
    )
    assert shown(text, diagnostic) == (
        "fejl[citat-ikke-i-teksten]: Citatet står ikke i teksten\n"
        "   --> content/nyheder/aagaard.md:3:11\n"
        "    |\n"
        "  3 |   - text: Vi hjælper alle\n"
        "    |           ^^^^^^^^^^^^^^^ Ret citatet\n"
        "   --> content/nyheder/aagaard.md:11:1\n"
        "    |\n"
        " 11 | Vi hjælper mange, siger hun.\n"
        "    | ---------------- det nærmeste i teksten"
    )


def test_a_fault_without_a_place_in_a_text_has_no_excerpt() -> None:
    """Whole files, pictures, folders, and lines that are not there are named, not drawn."""
    other = Related(Span("content/nyheder/aagård.md"), "den anden fil")
    whole = Diagnostic("samme-adresse", Span(PATH), "To filer har samme adresse", "Omdøb den ene", (other,))
    beyond = fault(Span("content/nyheder/foto.jpg", 7, 3, 7, 5))
    assert shown("---\n", whole, beyond) == (
        "fejl[samme-adresse]: To filer har samme adresse\n"
        "  --> content/nyheder/aagaard.md:1:1\n"
        "   = hjælp: Omdøb den ene\n"
        "  --> content/nyheder/aagård.md:1:1\n"
        "   = den anden fil\n"
        "\n"
        "fejl[ukendt-medlem]: Her er noget galt\n"
        "  --> content/nyheder/foto.jpg:7:3"
    )


def test_no_faults_are_no_text() -> None:
    """Where all is well nothing is said."""
    assert (shown(""), as_github([]), summary([]), json.loads(as_json([]))) == ("", "", "", [])


@pytest.mark.parametrize(
    ("line", "column", "end"),
    [
        ("member: aagaard", 9, 16),
        ("\tmember:\taagaard", 10, 17),
        ("🎉 fest: aagaard 🎉", 9, 16),
        ("漢字漢字 aagaard", 6, 13),
        (unicodedata.normalize("NFD", "på Ærø: ") + "aagaard", 10, 17),
        ("👩\u200d👧 aagaard", 5, 12),
        ("❤\ufe0f aagaard", 4, 11),
        ("a\u202eb\x1b[31m aagaard", 10, 17),
        ("ord " * 90 + "aagaard" + " ord" * 90, 361, 368),
        ("ord " * 90 + "aagaard", 361, 368),
        ("漢" * 300 + "aagaard", 301, 308),
        ("å" * 85 + " aagaard " + "å" * 200, 87, 94),
    ],
)
def test_the_carets_stand_under_the_span(line: str, column: int, end: int) -> None:
    """Whatever letters stand before, and however the line is cut."""
    assert line[column - 1 : end - 1] == "aagaard"
    assert under_carets(line, Span(PATH, 1, column, 1, end)) == "aagaard"


def test_a_wide_span_has_a_caret_for_each_column() -> None:
    """Two Chinese letters and an emoji are six columns."""
    assert shown("漢字🎉", fault(Span(PATH, 1, 1, 1, 4))).endswith(" | ^^^^^^")


@pytest.mark.parametrize("span", [Span(PATH, 1, 8, 1, 8), Span(PATH, 1, 8, 1, 9), Span(PATH, 1, 90, 1, 95)])
def test_a_span_at_the_end_of_a_line_has_one_caret(span: Span) -> None:
    """What is missing is pointed out where it should have stood."""
    assert shown("member:", fault(span)).endswith(" 1 | member:\n   |        ^")


def test_a_span_over_several_lines_shows_the_first_to_its_end() -> None:
    """The carets go on to the end of the line."""
    assert shown("Vi hjælper\nalle", fault(Span(PATH, 1, 4, 2, 5))).endswith(" 1 | Vi hjælper\n   |    ^^^^^^^")


def test_a_long_line_is_cut_around_the_span() -> None:
    """The excerpt is no wider than promised, and says with dots where it was cut."""
    row = shown("ord " * 90 + "FEJL" + " ord" * 90, fault(Span(PATH, 1, 361, 1, 365))).split("\n")[3]
    excerpt = row.removeprefix(" 1 | ")
    assert excerpt.startswith("…") and excerpt.endswith("…") and "FEJL" in excerpt
    assert WIDTH - 5 < len(excerpt) <= WIDTH + 2


def test_a_span_longer_than_a_screen_is_cut_too() -> None:
    """The carets stop where the excerpt stops."""
    rows = shown("a" * 5000, fault(Span(PATH, 1, 1, 1, 5001))).split("\n")
    assert rows[3:] == [f" 1 | {'a' * WIDTH}…", f"   | {'^' * WIDTH}"]


def test_a_thousand_faults_on_a_line_of_a_megabyte_are_shown_at_once() -> None:
    """One malformed file may not cost more than two seconds."""
    text = "ord å🎉 " * 140_000
    faults = [fault(Span(PATH, 1, 900 * number + 1, 1, 900 * number + 4)) for number in range(1000)]
    began = time.process_time()
    shown(text, *faults)
    # Half a second; the margin is for a slow machine that also counts the lines it runs.
    assert time.process_time() - began < 20


ATTACKS = [
    ("\x1b]0;x\x07", "<U+001B>]0;x<U+0007>"),
    ("\x9b2J", "<U+009B>2J"),
    ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
    ("a\u200bb\ufeffc\u00add", "a<U+200B>b<U+FEFF>c<U+00AD>d"),
    ("a\r\nfejl[tegnkodning]: løgn", "a<U+000D><U+000A>fejl[tegnkodning]: løgn"),
    ("a\u2028b\x85c\x0bd", "a<U+2028>b<U+0085>c<U+000B>d"),
    ("skjult\U000e0041\U000e0100\ufe0f\u3164", "skjult<U+E0041><U+E0100><U+FE0F><U+3164>"),
    ("\udce5", "<U+DCE5>"),
]


@pytest.mark.parametrize(("text", "seen"), ATTACKS)
def test_what_cannot_be_seen_is_written_as_its_number(text: str, seen: str) -> None:
    """Nothing in a source can steer the terminal, turn the text around, or hide."""
    assert visible(text) == seen


@pytest.mark.parametrize("text", ["Æblegrød på Ærø, 10\u00a0%", "漢字 🎉 é e\u0301", "»Sådan – ja…«"])
def test_what_can_be_seen_is_left_alone(text: str) -> None:
    """No-break spaces and letters of all kinds stand as they are."""
    assert visible(text) == text


@pytest.mark.parametrize("text", [attack for attack, _ in ATTACKS])
def test_no_form_of_report_lets_an_attack_through(text: str) -> None:
    """In message, hint, label, path and excerpt alike; no annotation breaks out of its line."""
    other = Related(Span(text, 1, 1, 1, 3), text)
    diagnostic = Diagnostic("ukendt-medlem", Span(text, 1, 1, 1, 3), text, text, (other,))
    reports = [as_text([diagnostic], {text: quoted(text, [1])}), as_github([diagnostic]), as_json([diagnostic])]
    for report in reports:
        assert visible(report.replace("\n", "")) == report.replace("\n", "")
    assert not any(row.startswith("fejl[tegnkodning]") for row in reports[0].split("\n"))
    assert len(reports[1].split("\n")) == 1
    assert json.loads(reports[2])[0]["message"] == text


def test_colour_changes_nothing_but_colour() -> None:
    """Without its codes a coloured report is the plain one."""
    faults = [fault(Span(PATH, 1, 1, 1, 3), "kort"), fault(Span(PATH, 1, 1, 1, 3), "lang " * 30)]
    coloured = as_text(faults, {PATH: {1: "abc"}}, colour=True)
    plain = coloured
    for code in ("\033[1;31m", "\033[1;33m", "\033[36m", "\033[0m"):
        plain = plain.replace(code, "")
    assert coloured.startswith("\033[1;31mfejl[ukendt-medlem]\033[0m: ")
    assert plain == as_text(faults, {PATH: {1: "abc"}})


def test_json_has_the_agreed_fields() -> None:
    """A list of plain records, in Danish letters; `related` only where there is something."""
    plain = fault(Span(PATH, 4, 9, 4, 16), "mente du »å«?", message="»å« er ikke et medlem")
    more = fault(Span(PATH), "", Related(Span(PATH, 2, 1, 2, 5), "også her"))
    text = as_json([plain, more])
    assert "»å« er ikke et medlem" in text
    first, second = json.loads(text)
    assert first == {
        "rule": "ukendt-medlem",
        "severity": "fejl",
        "path": PATH,
        "line": 4,
        "column": 9,
        "end_line": 4,
        "end_column": 16,
        "message": "»å« er ikke et medlem",
        "hint": "mente du »å«?",
    }
    assert second["related"] == [
        {"path": PATH, "line": 2, "column": 1, "end_line": 2, "end_column": 5, "label": "også her"}
    ]


@pytest.mark.parametrize(
    ("diagnostic", "line"),
    [
        (
            Diagnostic("ukendt-medlem", Span("content/a,b:c%.md", 4, 9, 4, 16), "100 % galt: »x«, ja", "Ret\ndet"),
            "::error file=content/a%2Cb%3Ac%25.md,line=4,col=9,endLine=4,endColumn=16,"
            "title=Medlemmet findes ikke (ukendt-medlem)::100 %25 galt: »x«, ja%0ARet%0Adet",
        ),
        (
            Diagnostic("fjernet-html", Span(PATH, 4, 9, 6, 2), "<b> er fjernet"),
            f"::warning file={PATH},line=4,endLine=6,title=HTML i teksten er fjernet (fjernet-html)::<b> er fjernet",
        ),
        (
            Diagnostic("samme-adresse", Span(PATH), "Ens", "", (Related(Span("content/b.md", 3), "den anden"),)),
            f"::error file={PATH},line=1,col=1,endLine=1,endColumn=2,"
            "title=To filer vil ligge på samme adresse (samme-adresse)::Ens%0Acontent/b.md:3: den anden",
        ),
    ],
)
def test_an_annotation_is_escaped_as_github_reads_it(diagnostic: Diagnostic, line: str) -> None:
    """Percent and line breaks in messages; colon and comma in properties too."""
    assert as_github([diagnostic]) == line


def test_gitlab_can_tell_faults_apart() -> None:
    """By fingerprints that are the same where lines have moved; the same fault twice is two, and each has a path."""
    diagnostic = Diagnostic("ukendt-medlem", Span(PATH, 4, 9, 4, 16), "Medlemmet »x« findes ikke", "Ret\ndet")
    moved, site = replace(diagnostic, span=Span(PATH, 9)), Diagnostic("fjernet-html", Span(""), "<b> er fjernet")
    records = json.loads(as_code_quality([diagnostic, moved, site]))
    assert records[0] | {"fingerprint": ""} == {
        "description": "Medlemmet »x« findes ikke. Ret det",
        "check_name": "ukendt-medlem",
        "fingerprint": "",
        "severity": "major",
        "location": {"path": PATH, "lines": {"begin": 4}},
    }
    assert len({record["fingerprint"] for record in records}) == 3
    assert json.loads(as_code_quality([moved]))[0]["fingerprint"] == records[0]["fingerprint"]
    assert (records[2]["severity"], records[2]["location"]["path"]) == ("minor", "content")


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [
        (1, 0, "1 fejl"),
        (3, 1, "3 fejl og 1 advarsel"),
        (0, 1, "1 advarsel"),
        (0, 2, "2 advarsler"),
        (1, 12, "1 fejl og 12 advarsler"),
    ],
)
def test_faults_are_counted_in_danish(errors: int, warnings: int, text: str) -> None:
    """»fejl« is the same for one and many; »advarsel« is not."""
    faults = [fault(Span(PATH))] * errors + [Diagnostic("fjernet-html", Span(PATH), "x")] * warnings
    assert summary(faults) == text


def test_the_page_of_rules_has_every_rule_once_under_its_own_name() -> None:
    """So that a link to a rule is `regler.md#` and its name."""
    headings = [row.removeprefix("### ") for row in rules_page().split("\n") if row.startswith("### ")]
    assert sorted(headings) == sorted(RULES)


def test_the_page_of_rules_shows_markdown_and_does_not_obey_it() -> None:
    """An example of an image in a remedy is text on the page, not an image."""
    assert "![" not in rules_page() and "!\\[Beskrivelse]\\(billede.jpg)" in rules_page()
