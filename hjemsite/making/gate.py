"""The publication gate: the one place that decides what a reader may see, and when.

Everything after it works on an `Edition` and cannot show a draft, for it has never seen one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hjemsite.contents import Content
from hjemsite.danish import COPENHAGEN
from hjemsite.model import Article, Member, Person, PlainPage, Settings, Site
from hjemsite.urls import Slug, Url


@dataclass(frozen=True, slots=True)
class Edition:
    """The site as it stands at some instant, which nothing after the gate can tell.

    `fresh` are the articles that are news to news services, `waiting` those that are here only because a preview asked
    for drafts. `hidden` are addresses of articles that exist, but not in this edition; nothing may link to them.
    """

    settings: Settings
    articles: tuple[Article, ...]
    """Newest first."""
    fresh: tuple[Article, ...]
    members: Mapping[Slug, Member]
    people: Mapping[Slug, Person]
    pages: tuple[PlainPage, ...]
    files: Mapping[Url, Content]
    waiting: frozenset[Url]
    hidden: frozenset[Url]


def published(article: Article) -> datetime:
    """From when on readers may see `article`."""
    return max(article.date, article.embargo) if article.embargo else article.date


def changed(article: Article) -> datetime:
    """When readers last got something new in `article`: never the time of the build."""
    days = (one.date for one in article.corrections)
    corrected = (datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN) for day in days)
    return max(filter(None, (published(article), article.updated, *corrected)))


NEWS = timedelta(days=2)
"""How long an article is news to news services, as Google's documentation of news sitemaps has it."""


def is_news(article: Article, as_of: datetime) -> bool:
    """Whether `article` came out in the two days before `as_of`."""
    return is_published(article, as_of) and published(article) > as_of - NEWS


def is_published(article: Article, as_of: datetime) -> bool:
    """Whether readers may see `article` at `as_of`: from its date and embargo on, and until it expires."""
    return not article.draft and published(article) <= as_of and (article.expires is None or as_of < article.expires)


def edition(site: Site, as_of: datetime, drafts: bool = False) -> Edition:
    """What readers may see at `as_of`; with `drafts`, for a preview, everything."""
    waiting = frozenset(one.url for one in site.articles if not is_published(one, as_of))
    shown = tuple(one for one in site.articles if drafts or one.url not in waiting)
    owners: tuple[Article | Member | Person | PlainPage, ...] = (
        *shown,
        *site.members.values(),
        *site.people.values(),
        *site.pages,
    )
    files = {url: site.files[url] for owner in owners for url in owner.files}
    hidden = frozenset() if drafts else waiting
    fresh = tuple(one for one in shown if is_news(one, as_of))
    return Edition(site.settings, shown, fresh, site.members, site.people, site.pages, files, waiting - hidden, hidden)


def next_turn(site: Site, as_of: datetime) -> datetime | None:
    """The next instant at which the edition becomes another by itself; None when there is none."""
    turns = (turn for one in site.articles if not one.draft for turn in _turns(one))
    return min((turn for turn in turns if turn > as_of), default=None)


def _turns(article: Article) -> Iterator[datetime]:
    """When `article` comes out, is news no longer, and goes."""
    yield from filter(None, (article.date, article.embargo, article.expires))
    old = published(article) + NEWS
    if article.expires is None or old < article.expires:
        yield old
