"""What holds where an editor has written nothing but what must be written: nothing is published, hidden or fetched
because somebody forgot a line."""

import pytest
from msgspec.structs import asdict

from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import (
    AllianceFields,
    ArticleFields,
    FeedFields,
    Fields,
    MemberFields,
    MemberWordsFields,
    MenuFields,
    PageFields,
    PersonFields,
    PictureFields,
    SiteFields,
    SpeakerFields,
)
from hjemsite.content.frontmatter.split import parse

NOTHING: tuple[object, ...] = ("", None, (), False, {})
"""What an empty field is."""

SITE = SiteFields("Nøglen", "https://noeglen.example", "Nyt")
OTHERS = {
    "members_called": MemberWordsFields("medlem", "medlemmer", "medlemmet", "medlemmerne"),
    "news_per_page": 20,
    "feeds": FeedFields(entries=20),
    "social_cards": True,
    "downloads": ("tekst", "word", "ninjs", "markdown", "pressepakke"),
    "ai_crawlers": "ja",
}
"""The settings that are not empty where nobody has written them."""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ArticleFields, "title: Åben dør\ndate: 2026-03-02"),
        (MemberFields, "name: Aagaard\nkind: andet"),
        (PersonFields, "name: Ida Bro"),
        (PageFields, "title: Om os"),
        (SpeakerFields, "{}"),
        (PictureFields, "file: a.jpg\nalt: En dør\ncredit: Ida Bro"),
        (AllianceFields, "name: Nøglen"),
        (SiteFields, "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt"),
    ],
)
def test_a_field_that_is_not_written_is_empty(kind: type[Fields], text: str) -> None:
    """All but a few settings of the site; and nothing more must be written than stands here."""
    read = typed(parse(text, "content/site.yaml", 1).value, kind)
    assert read.faults == ()
    given = {line.split(":")[0] for line in text.splitlines()}
    rest = {name: value for name, value in asdict(read.value.fields).items() if name not in given}
    assert {name: value for name, value in rest.items() if value not in NOTHING} == (
        OTHERS if kind is SiteFields else {}
    )


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/om/", "/om/"),
        ("https://noeglen.example/om/", "/om/"),
        ("https://andre.example/om/", "https://andre.example/om/"),
    ],
)
def test_a_full_address_of_the_sites_own_in_the_menu_is_one_from_its_root(address: str, target: str) -> None:
    """Any other stays as it is."""
    site = SiteFields(SITE.title, SITE.address, SITE.description, menu=(MenuFields("Om", address),))
    assert site.menu_targets == (target,)


@pytest.mark.parametrize("field", ["member", "topics", "redirects"])
def test_a_comma_in_a_list_of_one_is_a_fault(field: str) -> None:
    """The editor probably meant several."""
    text = f"title: Åben dør\ndate: 2026-03-02\n{field}: /a/, /b/"
    assert [fault.rule for fault in typed(parse(text, "a.md", 1).value, ArticleFields).faults] == ["forkert-slags"]


def test_a_comma_in_a_former_name_or_a_shortcoming_is_none() -> None:
    """Names have commas."""
    text = "name: Aagaard\nkind: andet\nformer_names: Aagaard, Bro og Dahl"
    read = typed(parse(text, "a.md", 1).value, MemberFields)
    assert read.faults == () and asdict(read.value.fields)["former_names"] == ("Aagaard, Bro og Dahl",)
