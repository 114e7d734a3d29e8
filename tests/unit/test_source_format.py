"""The one layout of a source file, by example: what it evens out, and what it leaves to the editor."""

import pytest

from hjemsite.content.formatter.source_format import formatted
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked

PATH = "content/sider/om.md"
LONG = ["et langt emne om boliger"] * 5

CASES: dict[str, tuple[str, str]] = {
    "blanks around keys, values and comments": ("title :   Om os   # kort\n", "title: Om os  # kort\n"),
    "a list below its field, dashes at its edge": ("a:\n- b\n-   c\n", "a:\n  - b\n  - c\n"),
    "records in a list": ("a:\n    -   b: c\n        d: e\n", "a:\n  - b: c\n    d: e\n"),
    "a dash by itself": ("a:\n-\n  b: c\n", "a:\n  - b: c\n"),
    "lists in lists": ("a:\n- - b\n  - c\n", "a:\n  - - b\n    - c\n"),
    "fields that are all indented": ("  a: b\n  c:\n    - d\n", "a: b\nc:\n  - d\n"),
    "the record of a field": ("a:\n      b: c\n", "a:\n  b: c\n"),
    "a value on the line below its key": ("a:\n  b\n", "a: b\n"),
    "a list in brackets stays": ("a: [b,c ,  'd']\n", "a: [b, c, 'd']\n"),
    "a long list in brackets": (f"a: [{', '.join(LONG)}]\n", "a:\n" + "".join(f"  - {text}\n" for text in LONG)),
    "a list in brackets with a comment": ("a: [b, # om b\n  c]\n", "a:\n  - b  # om b\n  - c\n"),
    "a record in braces": ("a: {b: c,d: [e]}\n", "a: {b: c, d: [e]}\n"),
    "all fields in braces": ("{a: b, c: d}\n", "a: b\nc: d\n"),
    "empty brackets": ("a: [ ]\n", "a: []\n"),
    "marks that are there": ("a:   'Hjem: det''s'\nb:  \"12\"\n", "a: 'Hjem: det''s'\nb: \"12\"\n"),
    "a value on several lines": ("a: en\n    to\nb: 'tre\n\n     fire'\n", "a: en\n  to\nb: 'tre\n\n  fire'\n"),
    "a block": ("a: >-   # tjek:\n     en\n       to\n\n     tre\n", "a: >-  # tjek:\n  en\n    to\n\n  tre\n"),
    "a block that begins with blanks": ("a: |4-\n      en\n    to\n", "a: |2-\n    en\n  to\n"),
    "a comment after a block": ("a:\n- b: |\n     c\n  # d\n  d: e\n", "a:\n  - b: |\n      c\n    # d\n    d: e\n"),
    "comments keep their company": (
        "# øverst\na:\n# om b\n- b: c\n  # om d\n  d: e\n# om f\n- f: g\n# om h\nh: i\n# sidst\n",
        "# øverst\na:\n  # om b\n  - b: c\n    # om d\n    d: e\n  # om f\n  - f: g\n# om h\nh: i\n# sidst\n",
    ),
    "a commented field with its own indents": ("# a:\n#   - b: c\n", "# a:\n#   - b: c\n"),
    "blank lines one at a time": ("\n\na: b\n\n\n\nc: d\n\n", "a: b\n\nc: d\n"),
    "an empty value": ("a:   \nb:\n-\n- c\n", "a:\nb:\n  -\n  - c\n"),
    "no fields": ("\n\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_fields_get_their_layout(case: str) -> None:
    """A text in another layout, and what becomes of it; that stays as it is."""
    before, after = CASES[case]
    for yaml in (before, after):
        assert (
            formatted(Source(PATH, f"---\n{yaml}---\nTekst\n".encode())).value.decode() == f"---\n{after}---\nTekst\n"
        )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: b\n---", "---\na: b\n---\n"),
        ("---  \na: b\n---\t\nTekst", "---\na: b\n---\nTekst\n"),
        ("---\r\na:  b\r\n---\r\n\r\nTekst\r\n", "---\r\na: b\r\n---\r\n\r\nTekst\r\n"),
        ("---\ra:  b\r---\rTekst\r", "---\na: b\n---\nTekst\n"),
        ("\ufeff---\na: b\n---\n", "---\na: b\n---\n"),
        ("---\na: b\n---\n\n\n  Tekst  \n\n---\n\n\n", "---\na: b\n---\n\n\n  Tekst  \n\n---\n\n\n"),
    ],
)
def test_the_text_below_the_fields_stays(before: str, after: str) -> None:
    """Fences are three hyphens, the last line ends, and the line ends are the file's own."""
    assert formatted(Source(PATH, before.encode())).value.decode() == after


def test_the_settings_are_fields_alone() -> None:
    """`site.yaml` has no fences."""
    source = Source("content/site.yaml", b"--- # Vi\ntitle:  'Vi'\nmenu:\n- title: Om\n  address: /om/\n")
    expected = "# Vi\ntitle: 'Vi'\nmenu:\n  - title: Om\n    address: /om/\n"
    assert formatted(source).value.decode() == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("title: Om\n", "mangler-felter"),
        ("---\ntitle: a: b\n---\n", "uforstaaelige-felter"),
        ("---\ntitle: &x Om\n---\n", "yaml-kunst"),
        ("---\ntitle: Om\ntitle: Os\n---\n", "gentaget-felt"),
        ("---\ntitle: Om #1\n---\n", "uforstaaelige-felter"),
        ("---\ntitle: O\u200bm\n---\n", "usynligt-tegn"),
        ("---\n<<<<<<< HEAD\n---\n", "flettekonflikt"),
    ],
)
def test_a_file_that_cannot_be_read_stays_as_it_is(text: str, rule: str) -> None:
    """Its faults say why; nothing is guessed."""
    result = formatted(Source(PATH, text.encode()))
    assert result.value == text.encode()
    assert [fault.rule for fault in result.faults][:1] == [rule]


def test_a_wrong_value_is_no_obstacle() -> None:
    """What a value means is not asked; `check` tells."""
    result = formatted(Source(PATH, b"---\ntitel:   Om\nmenu: [ ]\n---\n"))
    assert result == Checked(b"---\ntitel: Om\nmenu: []\n---\n")
