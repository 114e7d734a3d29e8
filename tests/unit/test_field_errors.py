"""From a tree of texts to typed fields: every error at once, in Danish, at its place."""

import pytest

from hjemsite.content.frontmatter.field_errors import Typed, field_names, spans_of, typed
from hjemsite.content.frontmatter.fields import (
    AllianceFields,
    ArticleFields,
    Fields,
    MemberFields,
    PageFields,
    PersonFields,
    QuoteFields,
    RoleFields,
    SiteFields,
    SpeakerFields,
)
from hjemsite.content.frontmatter.split import parse
from hjemsite.diagnostics.diagnostic import Checked, Span
from hjemsite.model import Day
from hjemsite.urls import Slug

PATH = "content/nyheder/a.md"
ARTICLE = "title: Åben dør\ndate: 2022-09-28\n"
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\n"


def _typed(text: str, kind: type[Fields] = ArticleFields) -> Checked[Typed[Fields]]:
    return typed(parse(text, PATH, 2).value, kind)


def test_fields_are_typed() -> None:
    """Nested ones too, and a list of one may be written without its list."""
    text = (
        ARTICLE
        + "member: aagaard-kommune\nspeakers:\n  - {name: Ida, title: no}\nquotes:\n  - {speaker: Ida, text: 12:30}\n"
    )
    checked = _typed(text)
    fields = checked.value.fields
    assert isinstance(fields, ArticleFields)
    assert (checked.faults, checked.value.broken) == ((), frozenset())
    assert (fields.title, fields.member) == ("Åben dør", ("aagaard-kommune",))
    assert fields.speakers == (SpeakerFields(name="Ida", title="no"),)
    assert fields.quotes == (QuoteFields("Ida", "12:30"),)


def test_a_post_begins_and_ends_in_words_that_python_has_taken() -> None:
    """In the file they are `from` and `to`."""
    fields = _typed("name: Ida\nroles:\n  - {title: formand, from: 2020, to: 2021-05}", PersonFields).value.fields
    assert isinstance(fields, PersonFields)
    assert fields.roles == (RoleFields("formand", start=Day(2020), end=Day(2021, 5)),)


def test_what_is_left_out_has_its_default() -> None:
    """An editor writes only what there is to say."""
    fields = _typed(SITE + "alliance: {name: Nøglen}", SiteFields).value.fields
    assert isinstance(fields, SiteFields)
    assert (fields.news_per_page, fields.feeds.entries, fields.members_called.many) == (20, 20, "medlemmer")
    assert fields.alliance == AllianceFields("Nøglen", False, ())


@pytest.mark.parametrize(
    ("kind", "text", "faults"),
    [
        (
            ArticleFields,
            ARTICLE + "tilte: x",
            ["4:1-4:6 ukendt-felt mente du »title«? Det felt er der allerede, så slet den ene linje"],
        ),
        (
            ArticleFields,
            ARTICLE + "topics: boliger, kommuner",
            ["4:9-4:26 forkert-slags Skriv topics: [boliger, kommuner]; er det ét emne, så sæt det i anførselstegn"],
        ),
        (ArticleFields, ARTICLE + "redirects: a, x.dk/b", ["4:12-4:21 forkert-slags Skriv redirects: [/a/, /b/]"]),
        (ArticleFields, ARTICLE + "member: a, b ", ["4:9-4:13 forkert-slags Skriv member: [a, b]"]),
        (ArticleFields, ARTICLE + "topics: 'Børn, unge og familie'", []),
        (ArticleFields, ARTICLE + "topics: [Børn, unge]", []),
        (ArticleFields, "tilte: x\ndate: 2022-09-28", ["2:1-2:6 ukendt-felt mente du »title«?"]),
        (
            ArticleFields,
            "titel: x\ndato: x",
            ["2:1-2:6 ukendt-felt mente du »title«?", "3:1-3:5 ukendt-felt mente du »date«?"],
        ),
        (MemberFields, "title: x\nkind: fond", ["2:1-2:6 ukendt-felt mente du »name«?"]),
        (
            PageFields,
            "title: x\nkind: fond",
            [
                "3:1-3:5 ukendt-felt Her kan kun stå felterne title, menu, coverage, template, show, deindexed,"
                " redirects og extra"
            ],
        ),
        (
            PersonFields,
            "name: x\nroles:\n  - {title: y, start: 2020}",
            ["4:16-4:21 ukendt-felt Her kan kun stå felterne title, organisation, member, from og to"],
        ),
        (ArticleFields, ARTICLE + "farve: x", ["4:1-4:6 ukendt-felt Slet linjen, hvis den ikke skal bruges"]),
        (ArticleFields, ARTICLE + "__init__: x", ["4:1-4:9 ukendt-felt Slet linjen, hvis den ikke skal bruges"]),
        (
            ArticleFields,
            "summary: x",
            ["1:1-1:4 mangler-felt Tilføj en linje med title:", "1:1-1:4 mangler-felt Tilføj en linje med date:"],
        ),
        (ArticleFields, ARTICLE + "contact:\n  email: a@b.dk", ["4:1-4:8 mangler-felt Tilføj en linje med name:"]),
        (ArticleFields, ARTICLE + "quotes:\n  - text: x", ["5:5-5:6 mangler-felt Tilføj en linje med speaker:"]),
        (ArticleFields, ARTICLE + "summary:", ["4:1-4:8 tomt-felt Udfyld det, eller slet linjen"]),
        (ArticleFields, ARTICLE + "summary: ~", ["4:10-4:11 tomt-felt Udfyld det, eller slet linjen"]),
        (ArticleFields, ARTICLE + "speakers:", ["4:1-4:9 tomt-felt Udfyld det, eller slet linjen"]),
        (ArticleFields, ARTICLE + "topics:\n  - a\n  - ''", ["6:5-6:7 tomt-felt Udfyld det, eller slet linjen"]),
        (
            ArticleFields,
            ARTICLE + "speakers: Ida",
            ["4:11-4:14 forkert-slags Skriv hvert punkt på sin egen linje med en bindestreg foran, under speakers:"],
        ),
        (
            ArticleFields,
            ARTICLE + "quotes:\n  - Hej",
            ["5:5-5:8 forkert-slags Skriv hvert felt på sin egen linje; felterne er speaker og text"],
        ),
        (
            ArticleFields,
            ARTICLE + "summary:\n  a: b",
            ["5:3-5:7 forkert-slags Skriv værdien lige efter summary: og uden bindestreger og klammer"],
        ),
        (ArticleFields, ARTICLE + "member: [[a]]", ["4:10-4:13 forkert-slags Skriv kun værdien efter bindestregen"]),
        (
            SiteFields,
            SITE + "feeds: 5",
            ["5:8-5:9 forkert-slags Skriv hvert felt på sin egen linje; feltet hedder entries"],
        ),
        (ArticleFields, ARTICLE + "draft: x", ["4:8-4:9 ugyldig-vaerdi Skriv ja eller nej"]),
    ],
)  # fmt: skip
def test_faults_stand_where_they_are(kind: type[Fields], text: str, faults: list[str]) -> None:
    """With a way out that works in that very place."""
    lines = [
        f"{fault.span.line}:{fault.span.column}-{fault.span.end_line}:{fault.span.end_column} {fault.rule} {fault.hint}"
        for fault in _typed(text, kind).faults
    ]
    assert lines == faults


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("title: x\ndate: nej\nmember: [a]", {"date"}),
        ("date: 2022-09-28\nquotes: x\nmember: [a]", {"title", "quotes"}),
        ("farve: x\nmember: [a]", {"farve", "title", "date"}),
    ],
)
def test_what_can_be_read_is_read(text: str, broken: set[str]) -> None:
    """A field that cannot be read leaves the others as they are."""
    read = _typed(text).value
    assert isinstance(read.fields, ArticleFields)
    assert read.fields.member == (Slug("a"),)
    assert read.broken == broken


def test_every_value_has_a_place() -> None:
    """By the way to it; the fields themselves stand at the line that opens them."""
    spans = spans_of(parse("a: [b, {c: d}]\ne: f", PATH, 2).value)
    assert list(spans) == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "c"), ("e",)]
    assert spans["a", 1, "c"] == Span(PATH, 2, 12, 2, 13)
    assert spans[()] == Span(PATH, 1, 1, 1, 4)


def test_fields_are_known_by_the_names_in_the_file() -> None:
    """In their order, and nothing of Python's among them."""
    assert field_names(RoleFields) == ("title", "organisation", "member", "from", "to")
    assert field_names(QuoteFields) == ("speaker", "text")


def test_what_members_are_called_is_a_word_or_all_its_forms() -> None:
    """A common word has its forms; another one is written with them."""
    (word, written) = (
        _typed(f"{SITE}members_called: {value}\n", SiteFields)
        for value in ("foreninger", "{one: lav, many: lav, the_one: lavet, the_many: lavene}")
    )
    assert word.faults == written.faults == ()
    assert isinstance(word.value.fields, SiteFields) and isinstance(written.value.fields, SiteFields)
    assert word.value.fields.members_called.many == "foreninger"
    assert written.value.fields.members_called.the_many == "lavene"
    (fault,) = _typed(f"{SITE}members_called: [lav]\n", SiteFields).faults
    assert "one, many, the_one og the_many" in fault.hint


@pytest.mark.parametrize(("commas", "is_proposed"), [(99, True), (100, True), (101, False)])
def test_a_list_is_proposed_for_a_text_with_commas(commas: int, is_proposed: bool) -> None:
    """Of a longer text nobody wants a list."""
    read = _typed(f"{ARTICLE}topics: {','.join('a' * (commas + 1))}\n")
    assert ["topics: [a, a" in fault.hint for fault in read.faults] == [is_proposed]
