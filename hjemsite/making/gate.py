"""The publication gate: the one place that decides what a reader may see, and when.

Everything after it works on an `Edition` and cannot show a draft, for it has never seen one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjemsite.contents import Content
from hjemsite.model import Article, Member, Person, PlainPage, Settings, Site
from hjemsite.urls import Slug, Url


@dataclass(frozen=True, slots=True)
class Edition:
    """The site as it stands at `as_of`.

    `waiting` are articles that are here only because a preview asked for drafts.
    `hidden` are addresses of articles that exist, but not in this edition; nothing may link to them.
    """

    as_of: datetime
    settings: Settings
    articles: tuple[Article, ...]
    """Newest first."""
    members: Mapping[Slug, Member]
    people: Mapping[Slug, Person]
    pages: tuple[PlainPage, ...]
    files: Mapping[Url, Content]
    waiting: frozenset[Url]
    hidden: frozenset[Url]


def is_published(article: Article, as_of: datetime) -> bool:
    """Whether readers may see `article` at `as_of`: from its date and embargo on, and until it expires."""
    start = max(article.date, article.embargo) if article.embargo else article.date
    return not article.draft and start <= as_of and (article.expires is None or as_of < article.expires)


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
    return Edition(as_of, site.settings, shown, site.members, site.people, site.pages, files, waiting - hidden, hidden)


def next_turn(site: Site, as_of: datetime) -> datetime | None:
    """The next instant at which the edition becomes another by itself; None when there is none."""
    turns = (turn for one in site.articles if not one.draft for turn in (one.date, one.embargo, one.expires) if turn)
    return min((turn for turn in turns if turn > as_of), default=None)
