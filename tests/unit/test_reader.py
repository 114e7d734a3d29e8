"""One source, read whole and by itself: its fields, its body, and everything wrong with it."""

import pytest

from hjemsite.content.document import BROKEN_BODY, SITE, Document, kind_of
from hjemsite.content.frontmatter.fields import ArticleFields, MemberFields, PageFields, PersonFields, SiteFields
from hjemsite.content.reader import document, find
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked, Span

PATH = "content/nyheder/2022-09-28-aaben-doer.md"
HEAD = "title: Åben dør\ndate: 2022-09-28\n"


def _read(fields: str, body: str = "Døren er åben.", path: str = PATH) -> Checked[Document | None]:
    return document(Source(path, f"---\n{fields}---\n\n{body}\n".encode()))


def _places(read: Checked[Document | None]) -> list[tuple[str, int, int]]:
    return sorted((fault.rule, fault.span.line, fault.span.column) for fault in read.faults)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (SITE, SiteFields),
        ("content/nyheder/a.md", ArticleFields),
        ("content/nyheder/2022/a/index.md", ArticleFields),
        ("content/medlemmer/a.md", MemberFields),
        ("content/personer/a.md", PersonFields),
        ("content/sider/a.md", PageFields),
        ("content/nyheder/a.MD", None),
        ("content/nyheder/😀.md", None),
        ("content/nyheder/a/foto.jpg", None),
        ("content/a.md", None),
        ("content/blog/a.md", None),
        ("content", None),
    ],
)
def test_the_path_says_what_a_source_is(path: str, kind: object) -> None:
    """Only what may become a page, and the settings, are read as documents."""
    assert kind_of(path) is kind


def test_a_document_holds_its_fields_its_body_and_their_places() -> None:
    """And where a value is left out, the nearest thing around it."""
    read = _read(HEAD + "speakers:\n  - name: Ida\n", "Ida bor på Ærø.")
    assert read.faults == ()
    assert read.value is not None
    assert (read.value.url, read.value.text) == ("/nyheder/aaben-doer/", "Ida bor på Ærø.")
    assert read.value.span("title") == Span(PATH, 2, 8, 2, 16)
    assert read.value.span("speakers", 0, "title") == read.value.span("speakers", 0) == Span(PATH, 5, 5, 5, 14)
    assert read.value.span("summary") == Span(PATH, 1, 1, 1, 4)


SPOKEN = "speakers: [{name: Ida}]\nquotes: [{speaker: Ida, text: Døren er åben}]\n"


@pytest.mark.parametrize(
    ("before", "fields", "body", "is_taken_over"),
    [
        (HEAD + SPOKEN, HEAD + SPOKEN, "»Døren er åben,« siger Ida igen.", True),
        (HEAD + SPOKEN, HEAD + SPOKEN, "Ordene er væk, og [skriv her] står tilbage.", True),
        (HEAD + SPOKEN, HEAD + SPOKEN + "topics: Døre\n", "»Døren er åben,« siger Ida.", False),
        (HEAD + "topic: Døre\n", HEAD + "topic: Døre\n", "Døren er åben.", False),
        (HEAD + "draft: ja\n" + SPOKEN, HEAD + "draft: ja\n" + SPOKEN, "", True),
        (HEAD + "withdrawn: 2024-01-01\n", HEAD + "withdrawn: 2024-01-01\n", "Ord.", False),
    ],
)
def test_fields_that_are_written_alike_are_taken_over(before: str, fields: str, body: str, is_taken_over: bool) -> None:
    """What comes out is the same; only of texts without faults, of which all fields count."""
    earlier = _read(before, "»Døren er åben,« siger Ida.")
    source = Source(PATH, f"---\n{fields}---\n\n{body}\n".encode())
    read = document(source, earlier)
    assert read == document(source)
    assert read.value is not None
    assert earlier.value is not None
    assert (read.value.fields is earlier.value.fields) == is_taken_over


@pytest.mark.parametrize(
    ("fields", "body", "faults"),
    [
        (
            "title: A\ndate: i går\nmember: [x, [y]]\n",
            "[a](javascript:x) <b>c</b>",
            [("fjernet-html", 7, 19), ("forkert-slags", 4, 13), ("ugyldig-dato", 3, 7), ("usikkert-link", 7, 5)],
        ),
        (
            "title: A: b\n",
            "[a](javascript:x)",
            [("mangler-felt", 1, 1), ("uforstaaelige-felter", 2, 9), ("usikkert-link", 5, 5)],
        ),
        (
            HEAD + "speakers: x\nquotes:\n  - {speaker: y, text: Døren er lukket}\nalliance_size: 7\n",
            "Døren er åben.",
            [("citat-ikke-i-teksten", 6, 24), ("forkert-slags", 4, 11), ("tal-ikke-i-teksten", 7, 16)],
        ),
        (
            HEAD + "quotes: x\nalliance_size: 7\n",
            "»Døren er åben,« siger Ida.",
            [("forkert-slags", 4, 9), ("tal-ikke-i-teksten", 5, 16)],
        ),
        (HEAD + "summary: *x\ntopics: &y\n", "Å", [("yaml-kunst", 4, 10), ("yaml-kunst", 5, 9)]),
    ],
)  # fmt: skip
def test_everything_wrong_is_told_at_once(fields: str, body: str, faults: list[tuple[str, int, int]]) -> None:
    """One fault hides no other, and none is told twice."""
    assert _places(_read(fields, body)) == faults


@pytest.mark.parametrize(
    "body",
    ["> " * 60 + "x", "a|" * 900 + "\n" + "-|" * 900 + "\nb" * 300, "Ord. " * 210_000],
    ids=["dybt", "tabel", "langt"],
)
def test_a_body_that_cannot_be_read_is_blamed_for_nothing_else(body: str) -> None:
    """What it does not say cannot be held against it."""
    read = _read(
        HEAD + "alliance_size: 7\nspeakers:\n  - name: Ida\nquotes:\n  - {speaker: Ida, text: Vi er syv}\n", body
    )
    assert [fault.rule for fault in read.faults] in (["for-indviklet"], ["for-stor-fil"])
    assert read.value is not None
    assert BROKEN_BODY in read.value.broken


@pytest.mark.parametrize("data", [b"", b"---\n", b"\xff\xfe", b"Tekst", b"---\n[a\n---\n", b"---\ntitle: \xe5\n---\n"])
def test_a_source_without_fields_is_no_document(data: bytes) -> None:
    """But it has its fault."""
    read = document(Source(PATH, data))
    assert read.value is None
    assert len(read.faults) == 1


def test_a_refused_source_is_no_document() -> None:
    """What is wrong with it has been said where it was refused."""
    assert document(Source(PATH, b"", refused=True)) == Checked(None)


@pytest.mark.parametrize(
    ("about", "places"),
    [
        ("about: |\n  Om <b>os</b>\n\n  # Stor\n", [("fjernet-html", 5, 6), ("overskrift-niveau", 7, 3)]),
        ("about: |-\n\n      Om <b>os</b>", [("fjernet-html", 6, 10)]),
        ("about: >-\n  Om\n  <b>os</b>\n", [("fjernet-html", 4, 8)]),
        ('about: "Om <b>os</b>"\n', [("fjernet-html", 4, 8)]),
        ("about: Om <b>os</b>\n", [("fjernet-html", 4, 8)]),
    ],
)
def test_the_text_about_the_site_is_pointed_at_in_its_file(about: str, places: list[tuple[str, int, int]]) -> None:
    """At the word where the file keeps its lines, and else at the value."""
    text = f"title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\n{about}"
    assert _places(document(Source(SITE, text.encode()))) == places


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("Vi er klar", (5, 2, 5, 12)),
        ("vi er KLAR til", (5, 2, 6, 4)),
        ("Ærø", (6, 14, 6, 17)),
        ("Ærø i dag", (6, 14, 7, 4)),
        ("dag", (7, 1, 7, 4)),
        ("ikke her", (5, 1, 5, 2)),
        ("–", (5, 1, 5, 2)),
        ("", (5, 1, 5, 2)),
    ],
)
def test_words_are_found_whatever_the_marks(words: str, span: tuple[int, int, int, int]) -> None:
    """In letters and digits alone; what is not there is looked for on the first line."""
    body = "»Vi er klar\ntil *døren*: Ærø, i\ndag!«\n"
    assert find(words, body, PATH, 5) == Span(PATH, *span)


@pytest.mark.parametrize("body", ["", "ß", "İ", "ǰ", "ﬁre", "a\u0301"])
def test_letters_that_fold_to_several_lead_nobody_astray(body: str) -> None:
    """Every span lies within the body."""
    span = find("x" + body, body + "x" + body, PATH, 1)
    assert (span.line, span.end_line) == (1, 1)
    assert 1 <= span.column < span.end_column <= len(body * 2) + 2
