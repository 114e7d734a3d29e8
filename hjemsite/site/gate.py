"""The publication gate: the only place that decides what is public, and when.

Everything after it works on an `Edition` and cannot show a draft, for it has never seen one.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.cache.blob import Blob
from hjemsite.danish import COPENHAGEN
from hjemsite.model import Dated, Event, FrontPosition, Listed, Member, Person, Picture, PlainPage, Settings, Site
from hjemsite.site.consents import ENDED, ended_pictures, site_without
from hjemsite.urls import Slug, Url

Month: TypeAlias = tuple[int, int]
"""Year and month."""


class Edition(Struct, frozen=True):
    """The site as readers may see it at some instant.

    `recent` are the articles that are news to news services. `unpublished`, in a preview: address of an article that
    readers cannot see → why not, in Danish. `hidden` are addresses at which something lies that is not in this edition
    → why readers cannot see it; nothing may link to them.
    """

    settings: Settings
    articles: tuple[Listed, ...]
    """Newest first."""
    recent: tuple[Listed, ...]
    members: Mapping[Slug, Member]
    people: Mapping[Slug, Person]
    pages: tuple[PlainPage, ...]
    files: Mapping[Url, Blob]
    unpublished: Mapping[Url, str]
    hidden: Mapping[Url, str]
    root_files: Mapping[Url, Blob] = {}
    front: Mapping[FrontPosition, Url] = {}
    """The articles that an editor has chosen for the front page."""
    events: Mapping[Slug, Event] = {}
    """In the order in which they begin."""
    coming: tuple[Slug, ...] = ()
    """The `events` that are not over."""
    months: tuple[Month, ...] = ()
    """The last months that are over and had news, newest first, where the settings ask for a mail of each."""
    has_events: bool = False
    """Whether there are any, whatever of them a page shows."""
    shows_drafts: bool = False
    """Whether it holds drafts, for a preview or a shared draft, and not only what is public."""
    withdrawn: tuple[Listed, ...] = ()
    """Articles of which nothing but a notice is left, newest first; they are not among `articles`."""
    left_out: frozenset[Url] = frozenset()
    """Pictures that may not be shown any more, for a consent has ended. They are `hidden`, too."""
    press_pictures: tuple[Picture, ...] = ()
    """Pictures of the library that are for the press."""

    def entries(self) -> tuple[Member | Person | Event | PlainPage, ...]:
        """Everything that has a page of its own and is no article, as `Site.owners` has it with articles."""
        return (*self.members.values(), *self.people.values(), *self.events.values(), *self.pages)


def published(dated: Dated) -> datetime:
    """From when on readers may see `dated`."""
    return max(dated.date, dated.embargo) if dated.embargo else dated.date


def changed(dated: Dated) -> datetime:
    """When readers last got something new in `dated`: never the time of the build."""
    begins = published(dated)
    # A feed reader that has the text of that very day must see a newer time, or it keeps the name.
    renamed = dated.anonymised + timedelta(seconds=1) if dated.anonymised else None
    if not isinstance(dated, Listed):
        return max(filter(None, (begins, dated.updated, renamed)))
    days = (*(correction.date for correction in dated.corrections), *filter(None, (dated.withdrawn,)))
    corrected = (datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN) for day in days)
    # A feed reader that has an article which is withdrawn on its own day must see a newer time.
    least = begins + timedelta(seconds=1) if dated.withdrawn else begins
    return max(filter(None, (least, dated.updated, renamed, *corrected)))


NEWS = timedelta(days=2)
"""How long an article is news to news services, as Google's documentation of news sitemaps has it."""


def is_news(article: Listed, as_of: datetime) -> bool:
    """Whether `article` came out in the two days before `as_of`."""
    # Most are old, which is seen at once.
    return published(article) > as_of - NEWS and is_published(article, as_of)


def is_published(dated: Dated, as_of: datetime) -> bool:
    """Whether readers may see `dated` at `as_of`: from its date and embargo on, and until it expires."""
    return not dated.draft and published(dated) <= as_of and (dated.expires is None or as_of < dated.expires)


def on_front(articles: Iterable[Listed], position: FrontPosition, as_of: datetime) -> Listed | None:
    """The first of `articles`, newest first, that an editor has chosen for `position` at `as_of`."""
    choices = ((article, article.front) for article in articles if article.front)
    return next((article for article, choice in choices if choice.position == position and as_of < choice.until), None)


def publication_gate(site: Site, as_of: datetime, drafts: bool = False, shared: Collection[str] = ()) -> Edition:
    """What readers may see at `as_of`; with `drafts`, for a preview, everything.

    With `shared`, paths of sources, these articles too, for whoever is to see them before the readers.
    """
    ended = ended_pictures(site, as_of)
    site = site_without(site, ended)
    unpublished = {dated.url: status(dated, as_of) for dated in site.dated() if not is_published(dated, as_of)}
    shown = tuple(
        article for article in site.articles if drafts or article.url not in unpublished or article.source in shared
    )
    early = (
        unpublished
        if drafts
        else {article.url: unpublished[article.url] for article in shown if article.url in unpublished}
    )
    listed = tuple(article for article in shown if article.withdrawn is None)
    events = {name: event for name, event in site.events.items() if drafts or event.url not in unpublished}
    files = _files_shown(replace(site, articles=shown, events=events))
    held_back = {} if drafts else _held_back(site, unpublished)
    hidden = {url: why for url, why in held_back.items() if url not in files and url not in early}
    hidden |= {**dict.fromkeys(sorted(ended), ENDED), **site.nameless}
    recent = tuple(article for article in listed if is_news(article, as_of) and article.deindexed is None)
    chosen = {position: on_front(listed, position, as_of) for position in get_args(FrontPosition)}
    return Edition(
        site.settings,
        listed,
        recent,
        site.members,
        site.people,
        site.pages,
        files,
        early,
        hidden,
        site.root_files,
        events=events,
        coming=tuple(name for name, event in events.items() if as_of < event.over),
        months=tuple(_months(listed, as_of, site.settings)),
        has_events=bool(events),
        front={position: article.url for position, article in chosen.items() if article},
        shows_drafts=drafts or bool(shared),
        withdrawn=tuple(article for article in shown if article.withdrawn is not None)
        if len(listed) < len(shown)
        else (),
        left_out=ended,
        press_pictures=site.press_pictures,
    )


def _files_shown(site: Site) -> dict[Url, Blob]:
    """The files of everything that has a page, and the pictures for the press, by address."""
    files = {url: site.files[url] for owner in site.owners() for url in owner.files}
    return files | {picture.url: site.files[picture.url] for picture in site.press_pictures}


def _held_back(site: Site, unpublished: Mapping[Url, str]) -> dict[Url, str]:
    """Addresses of what is not published, and of its files → why not, in Danish."""
    dated = [owner for owner in site.dated() if owner.url in unpublished]
    return {url: unpublished[owner.url] for owner in dated for url in owner.files} | dict(unpublished)


_MONTHS = 12
"""How many mails a feed has; a service sends those that are new to it."""


def month_end(article: Listed) -> datetime:
    """The instant at which the month of an article's date is over."""
    year, month = divmod(12 * article.date.year + article.date.month, 12)
    return datetime(year, month + 1, 1, tzinfo=COPENHAGEN)


def _months(articles: Iterable[Listed], as_of: datetime, settings: Settings) -> Iterable[Month]:
    """The months of `articles`, newest first, that are over; of what search engines shall not show there is no mail."""
    if not settings.newsletter:
        return ()
    over = (
        (article.date.year, article.date.month)
        for article in articles
        if not article.deindexed and month_end(article) <= as_of
    )
    return islice(dict.fromkeys(over), _MONTHS)


def status(dated: Dated, as_of: datetime) -> str:
    """Why readers cannot see `dated` at `as_of`, in Danish; empty when they can."""
    if is_published(dated, as_of):
        return ""
    if dated.draft:
        return "Kladde"
    if never_published(dated):
        return "Vises aldrig, for den udløber, før den kommer ud"
    if dated.expires is not None and dated.expires <= as_of:
        return f"Udløb {danish.at(dated.expires)}"
    return f"Vises fra {danish.at(published(dated))}"


def never_published(dated: Dated) -> bool:
    """Whether `dated` is over before it begins."""
    return dated.expires is not None and dated.expires <= published(dated)
