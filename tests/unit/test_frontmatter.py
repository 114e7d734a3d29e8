"""Where front matter begins and ends, and the tree it is read as, with a place for everything."""

import re

import pytest

from hjemsite.content.frontmatter.split import Parts, parse, split
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from hjemsite.diagnostics.diagnostic import Checked, Span
from hjemsite.limits import FRONT_MATTER_BYTES, YAML_DEPTH, YAML_EVENTS
from tests.proposals import applied

PATH = "content/nyheder/a.md"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\nTekst\n", Parts("a: b\n", 2, "Tekst\n", 4)),
        ("---\na: b\n---", Parts("a: b\n", 2, "", 4)),
        ("---\n---\n", Parts("", 2, "", 3)),
        ("---  \na: b\n---\t\n\nTekst", Parts("a: b\n", 2, "\nTekst", 4)),
        ("---\na: b\n---\n---\nc: d\n---\n", Parts("a: b\n", 2, "---\nc: d\n---\n", 4)),
        ("---\na: |\n  ---\n---\nTekst", Parts("a: |\n  ---\n", 2, "Tekst", 5)),
    ],
)
def test_a_file_is_cut_at_its_fences(text: str, parts: Parts) -> None:
    """The first line opens, the next line of three hyphens closes, and the rest is the body, whole."""
    assert split(text, PATH) == Checked(parts)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "mangler-felter", 1),
        (" \n", "mangler-felter", 1),
        ("Tekst\n---\na: b\n---\n", "mangler-felter", 1),
        ("\n---\na: b\n---\n", "mangler-felter", 2),
        ("---js\na: b\n---\n", "mangler-felter", 1),
        ("----\na: b\n----\n", "mangler-felter", 1),
        ("---\na: b\n", "uafsluttede-felter", 1),
        ("---", "uafsluttede-felter", 1),
        ("---\na: b\n ---\n", "uafsluttede-felter", 1),
        ("---\na: b\n---\n<<<<<<< HEAD\n", "flettekonflikt", 4),
        ("---\na: b\n---\n>>>>>>>\n", "flettekonflikt", 4),
    ],
)
def test_a_file_without_front_matter_is_refused(text: str, rule: str, line: int) -> None:
    """Nothing of it becomes a body, so no field is ever published as text."""
    parts = split(text, PATH)
    assert [(fault.rule, fault.span.line) for fault in parts.faults] == [(rule, line)]
    assert parts.value.body == ""


def _shape(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_shape(item) for item in node.items]
        case Mapping():
            return {key: _shape(value) for key, value in node.entries.items()}
        case Unreadable():
            return None


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a: no\nb: 12:30\nc: 0123\nd: 2026-02-30", {"a": "no", "b": "12:30", "c": "0123", "d": "2026-02-30"}),
        ("a: [b, {c: d}]\ne:\n  - f\n  -\n", {"a": ["b", {"c": "d"}], "e": ["f", ""]}),
        ("a: |\n\n  b\n   c\n\nd: >-\n  e\n  f\n", {"a": "b\n c", "d": "e f"}),
        ('a: \'b\'\'c\'\n"d": "e\\"f"  # note', {"a": "b'c", "d": 'e"f'}),
        ("a: b # note\n# note\nc: d", {"a": "b", "c": "d"}),
        ("a:\tb", {"a": "b"}),
        ("a: C#\nb: x#y", {"a": "C#", "b": "x#y"}),
        ("", {}),
        ("# note\n", {}),
        ("~", {}),
    ],
)
def test_everything_is_text(text: str, shape: object) -> None:
    """No scalar means anything yet: not a number, not a date, not true."""
    tree = parse(text, PATH)
    assert (_shape(tree.value), tree.faults) == (shape, ())


def test_every_value_and_key_has_its_place() -> None:
    """Counted in letters of the file, æ ø å and emoji as one each; a list ends where its last letter stands."""
    tree = parse("æøå: »Ærø« 😀\nliste:\n  - én\n  - {to: tre}\n\n# note\nsidst: x\n", PATH, 2).value
    entries = tree.entries
    assert tree.keys["liste"] == Span(PATH, 3, 1, 3, 6)
    assert entries["æøå"].span == Span(PATH, 2, 6, 2, 13)
    items = entries["liste"]
    assert isinstance(items, Sequence)
    assert items.items[0].span == Span(PATH, 4, 5, 4, 7)
    assert items.items[1].span == Span(PATH, 5, 5, 5, 14)
    assert (items.span.line, items.span.column) == (4, 3)
    assert entries["sidst"].span == Span(PATH, 8, 8, 8, 9)


@pytest.mark.parametrize(
    ("text", "first_line", "span"),
    [("a: b", 2, Span(PATH, 1, 1, 1, 4)), ("a: b", 1, Span(PATH)), ("", 2, Span(PATH, 1, 1, 1, 4))],
)
def test_what_is_missing_is_missing_at_the_fence(text: str, first_line: int, span: Span) -> None:
    """The tree as a whole stands at the line that opens it; in a file of YAML alone, nowhere in particular."""
    assert parse(text, PATH, first_line).value.span == span


@pytest.mark.parametrize(
    ("text", "rule", "position"),
    [
        ("a: b: c", "uforstaaelige-felter", (1, 5)),
        ("a\nb: c", "uforstaaelige-felter", (1, 1)),
        ("a:b\nc: d", "uforstaaelige-felter", (1, 1)),
        ("a: b\n c: d", "uforstaaelige-felter", (2, 1)),
        ("a: b\n\tc: d", "uforstaaelige-felter", (2, 1)),
        ('a: "b', "uforstaaelige-felter", (1, 4)),
        ('a: "b" c', "uforstaaelige-felter", (1, 8)),
        ('a: "\\q"', "uforstaaelige-felter", (1, 5)),
        ("a: [b", "uforstaaelige-felter", (1, 4)),
        ("a: [b,, c]", "uforstaaelige-felter", (1, 7)),
        ("a: {", "uforstaaelige-felter", (1, 4)),
        ("}", "uforstaaelige-felter", (1, 1)),
        ("a: @b", "uforstaaelige-felter", (1, 4)),
        ("a: - b", "uforstaaelige-felter", (1, 4)),
        ("a: vi er #1", "uforstaaelige-felter", (1, 10)),
        ("a: #1", "uforstaaelige-felter", (1, 4)),
        ("a: b\n...\nc: d", "uforstaaelige-felter", (2, 1)),
        ("a: b\n--- c\n", "uforstaaelige-felter", (2, 1)),
        ("- a", "uforstaaelige-felter", (1, 1)),
        ("tekst", "uforstaaelige-felter", (1, 1)),
        ("%YAML 1.1", "uforstaaelige-felter", (1, 9)),
        ("a: b\na: c", "gentaget-felt", (2, 1)),
        ("a: &b c", "yaml-kunst", (1, 4)),
        ("a: *b", "yaml-kunst", (1, 4)),
        ("a: !!str b", "yaml-kunst", (1, 4)),
        ("<<: b", "yaml-kunst", (1, 1)),
        ("[a]: b", "yaml-kunst", (1, 1)),
        ("a: b\u200bc", "usynligt-tegn", (1, 5)),
        ("a:\u00a0b", "usynligt-tegn", (1, 3)),
        ("a:\n\u00a0 - b", "usynligt-tegn", (2, 1)),
        ('a: "\\u202e"', "usynligt-tegn", (1, 4)),
        ('a: "\\0"', "usynligt-tegn", (1, 4)),
        ("a: " + "[" * YAML_DEPTH + "]" * YAML_DEPTH, "for-dybt", (1, YAML_DEPTH + 3)),
        ("a: " + "x" * FRONT_MATTER_BYTES, "for-stor-fil", (1, 1)),
        ("a: [" + "b," * YAML_EVENTS + "]", "for-stor-fil", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text: str, rule: str, position: tuple[int, int]) -> None:
    """Its first fault stands at the line and column where an editor must look."""
    fault = parse(text, PATH).faults[0]
    assert (fault.rule, (fault.span.line, fault.span.column)) == (rule, position)
    assert not re.search("[a-z]+ing for|expected|context|token", fault.message + fault.hint)


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ('title: "Hjem" i dag', """title: '"Hjem" i dag'"""),
        ('title: "A" og "B"', """title: '"A" og "B"'"""),
        ('title: "Vi er "her" nu"', """title: 'Vi er "her" nu'"""),
        ("title: 'Det's hjem'", """title: "Det's hjem\""""),
        ("title: 'Det's \"hjem\"'", """title: "Det's \\"hjem\\"\""""),
        ("title: Hjem: nu", 'title: "Hjem: nu"'),
        ('title: Hjem: "nu"', "title: 'Hjem: \"nu\"'"),
        ("title: Hjem: {x}", 'title: "Hjem: {x}"'),
        ('title: "{x}" y', """title: '"{x}" y'"""),
        ('title: "[a] b" c', "title: '\"[a] b\" c'"),
        ("title: [a] b", 'title: "[a] b"'),
        ("title: @hjem", 'title: "@hjem"'),
        ("title: Vi er #1", 'title: "Vi er #1"'),
        ("title: ”Hjem: nu”", 'title: "Hjem: nu"'),
        ("title: “Hjem: nu”", 'title: "Hjem: nu"'),
        ("title: »Hjem: nu«", 'title: "»Hjem: nu«"'),
        ('title: Hjem: nu"', 'title: "Hjem: nu"'),
        ('title: Hjem nu"', 'title: "Hjem nu"'),
        ('title: ”Hjem nu"', 'title: "Hjem nu"'),
        ('title: "Hjem nu”', 'title: "Hjem nu"'),
        ('title: "Hjem nu\ndate: x\ncredit: "Ida"', 'title: "Hjem nu"'),
        ("title: 'Hjem nu\ndate: x\ncredit: 'Ida'", 'title: "Hjem nu"'),
        ("summary: Hjem: nu\n  og altid", 'summary: "Hjem: nu og altid"'),
        ("title:Hjem\ndate: x", "title: Hjem"),
        ("date:2026-03-02", None),
    ],
)
def test_the_way_out_works(line: str, better: str | None) -> None:
    """What the hint says to write can be read, and says what the editor meant."""
    fault = parse(line, PATH).faults[0]
    if better is not None:
        assert fault.proposal is not None
        assert applied(fault.proposal, line).split("\n")[0] == better
        assert fault.hint.endswith(better)
        assert parse(better, PATH).faults == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: b: c\nd: e: f\ng: [h\ni: j", [(1, 5), (2, 5), (3, 4)]),
        ('a: "b\nc: d\ne: "f\ng: h: i', [(1, 4), (3, 4), (4, 5)]),
        ('a: "b\nc: d"', [(1, 4), (2, 4)]),
        ('a:\n  - b: "c\n    d: "e"\n  - b: f\ng: @h', [(2, 8), (5, 4)]),
        ('a: |\n  "b\n  c: d\ne: "f\ng: "h"', [(4, 4)]),
        ("a: @b\n- c\n- d: e: f\ng: `h", [(1, 4), (2, 1), (4, 4)]),
    ],
)
def test_every_syntax_error_is_shown_in_its_place(text: str, places: list[tuple[int, int]]) -> None:
    """As many in one run as can be told apart, and a quotation mark that is not closed where it begins."""
    assert [(fault.span.line, fault.span.column) for fault in parse(text, PATH).faults] == places


@pytest.mark.parametrize("text", ['a: "b\n  c"', 'a: "b\n  c: d"', 'a: Skærm på 27"', "a: »b«", "a: Lars'"])
def test_quotation_marks_that_are_in_order_are_left_alone(text: str) -> None:
    """A value may go on over several lines, and end with a mark of inches or a genitive."""
    assert parse(text, PATH).faults == ()


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("speakers:\n\t- name: Ida\n\t  title: leder\n", "speakers:\n  - name: Ida\n    title: leder\n"),
        ("speakers:\n  -\tname: Ida\n  \ttitle: leder\n", "speakers:\n  - name: Ida\n    title: leder\n"),
        ("title: Hjem\n\tdate: x\n", "title: Hjem\ndate: x\n"),
    ],
)
def test_tabs_become_blanks(text: str, better: str) -> None:
    """All that stand together, in one go, and as far in as was meant."""
    (fault,) = parse(text, PATH).faults
    assert fault.proposal is not None
    assert applied(fault.proposal, text) == better
    assert parse(better, PATH).faults == ()


@pytest.mark.parametrize("text", ['a<b:c\nd:" e: f\n  g\nh: "i: j"\nk: l', 'a<b:" c: d\n"e: f\ng: "h: i: j'])
def test_a_proposal_that_does_not_help_is_followed_once(text: str) -> None:
    """So the text does not grow with each reading."""
    faults = parse(text, PATH).faults
    assert faults
    assert all(len(fault.proposal.text) < 2 * len(text) for fault in faults if fault.proposal)


def test_a_field_that_cannot_be_read_leaves_the_others() -> None:
    """Its name and what else is named in its lines are known, so that nothing is said to be missing."""
    tree = parse("title: Hjem\n  date: x: y\ntopics: [a]", PATH).value
    assert tree.entries["title"] == Unreadable(Span(PATH, 1, 1, 1, 6), frozenset({"title", "date"}))
    assert _shape(tree.entries["topics"]) == ["a"]


@pytest.mark.parametrize(
    "text",
    ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "a: " + "'b' " * 15_000, "\u200b" * 20_000],
)
def test_hostile_text_is_refused_in_no_time(text: str) -> None:
    """With a few faults, and without a deep recursion."""
    tree = parse(text, PATH)
    assert 0 < len(tree.faults) <= 20
    assert tree.value.entries.keys() <= {"a"}
