"""What the publication gate lets through, to the second; and what is said of the rest."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from hjemsite.danish import COPENHAGEN, NounForms
from hjemsite.model import Correction, Day, Html, Listed, Settings, Site
from hjemsite.site.gate import changed, is_news, is_published, never_published, publication_gate, published, status
from hjemsite.urls import Slug, Url

NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PICTURE = Url("/nyheder/a/hus.jpg")
A = Listed(
    source="content/nyheder/a/index.md",
    url=Url("/nyheder/a/"),
    slug=Slug("a"),
    date=NOON,
    draft=False,
    embargo=None,
    expires=None,
    updated=None,
    anonymised=None,
    front=None,
    corrections=(),
    withdrawn=None,
    deindexed=None,
    members=(),
    speakers=(),
    quoted=(),
    topics=(),
    alliance_size=None,
    redirects=(),
    files=(PICTURE,),
    press_files=(),
    focal_points=(),
    links=(),
    extra=(),
    consents=(),
)
SETTINGS = Settings(
    title="Nøglen",
    address="https://noeglen.example",
    description="Nyheder.",
    alliance="Nøglen",
    register_complete=False,
    sizes=(),
    press=None,
    about=Html(""),
    menu=(),
    members_called=NounForms("medlem", "medlemmer", "medlemmet", "medlemmerne"),
    news_per_page=20,
    feed_entries=20,
    social_cards=True,
    accessibility=None,
    downloads=(),
    ai_crawlers="ja",
    security=None,
)


@pytest.mark.parametrize(
    ("article", "shown", "state"),
    [
        (A, True, ""),
        (replace(A, date=NOON + SECOND), False, "Vises fra den 22. november 2026 kl. 12.00"),
        (replace(A, draft=True), False, "Kladde"),
        (replace(A, embargo=NOON), True, ""),
        (replace(A, embargo=NOON + SECOND), False, "Vises fra den 22. november 2026 kl. 12.00"),
        (replace(A, embargo=NOON - DAY), True, ""),
        (replace(A, expires=NOON), False, "Vises aldrig, for den udløber, før den kommer ud"),
        (replace(A, expires=NOON + SECOND), True, ""),
        (replace(A, date=NOON - DAY, expires=NOON), False, "Udløb den 22. november 2026 kl. 12.00"),
        (replace(A, date=NOON - DAY, expires=NOON, draft=True), False, "Kladde"),
        (replace(A, date=NOON + DAY, expires=NOON + 2 * DAY), False, "Vises fra den 23. november 2026 kl. 12.00"),
    ],
)
def test_what_readers_may_see(article: Listed, shown: bool, state: str) -> None:
    """An article comes at its second and goes at its second, and a draft never comes."""
    assert is_published(article, NOON) is shown
    assert status(article, NOON) == state
    edition = publication_gate(Site(SETTINGS, (article,), {}, {}, (), {PICTURE: b"hus"}), NOON)
    assert edition.articles == edition.recent == ((article,) if shown else ())
    assert edition.files == ({PICTURE: b"hus"} if shown else {})
    assert edition.hidden == ({} if shown else {article.url: state, PICTURE: state})
    assert edition.unpublished == {} and edition.shows_drafts is False


def test_a_preview_shows_everything_and_says_what_readers_cannot_see() -> None:
    """What only a preview shows has the reason beside it, and nothing is hidden."""
    draft = replace(A, url=Url("/nyheder/b/"), draft=True, files=())
    edition = publication_gate(Site(SETTINGS, (A, draft), {}, {}, (), {PICTURE: b"hus"}), NOON, drafts=True)
    assert edition.articles == (A, draft) and edition.shows_drafts is True
    assert edition.unpublished == {draft.url: "Kladde"} and edition.hidden == {}
    assert edition.files == {PICTURE: b"hus"}


def test_a_file_of_two_articles_is_hidden_only_when_both_are() -> None:
    """A picture that an open article shows may be linked to."""
    draft = replace(A, url=Url("/nyheder/b/"), draft=True)
    edition = publication_gate(Site(SETTINGS, (A, draft), {}, {}, (), {PICTURE: b"hus"}), NOON)
    assert edition.hidden == {draft.url: "Kladde"}


@pytest.mark.parametrize(
    ("date", "embargo", "news"),
    [
        (NOON, None, True),
        (NOON - 2 * DAY + SECOND, None, True),
        (NOON - 2 * DAY, None, False),
        (NOON + SECOND, None, False),
        (NOON - 9 * DAY, NOON - DAY, True),
    ],
)
def test_news_is_two_days_old_at_most(date: datetime, embargo: datetime | None, news: bool) -> None:
    """Counted from when readers could see it first."""
    assert is_news(replace(A, date=date, embargo=embargo), NOON) is news


def test_an_article_changes_when_readers_get_something_new() -> None:
    """The latest of its publication, its update and its corrections."""
    assert published(replace(A, embargo=NOON + DAY)) == changed(replace(A, embargo=NOON + DAY)) == NOON + DAY
    assert published(replace(A, embargo=NOON - DAY)) == NOON
    assert changed(replace(A, updated=NOON + DAY)) == NOON + DAY
    assert changed(replace(A, updated=NOON - DAY)) == NOON
    corrected = replace(A, corrections=(Correction(Day(2026, 12, 1), "Rettet."),))
    assert changed(corrected) == datetime(2026, 12, 1, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("expires", "never"), [(None, False), (NOON, True), (NOON + SECOND, False), (NOON - SECOND, True)]
)
def test_what_is_over_before_it_begins_is_never_published(expires: datetime | None, never: bool) -> None:
    """An editor is told of it."""
    assert never_published(replace(A, expires=expires)) is never
