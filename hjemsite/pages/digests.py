"""Digests of everything that a page can show, and which pages may differ from the last build.

A page need not be rendered again while the digests of what it shows are the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.model import Listed
from hjemsite.pages.page import Shows
from hjemsite.site.taxonomies import articles_of
from hjemsite.urls import Slug, Url, slug

K = TypeVar("K")

NONE: frozenset[Any] = frozenset()

_FEW_NAMES = 8
"""Names that are looked for in the encoded pages; for more, decoding all pages is quicker."""


class Digests(Struct, frozen=True):
    """The digests of everything that a page can show; `shared` is the digest of what every page shows.

    An article is shown with the names of its members and topics, and whole with its pictures and recordings; those
    have digests of their own, both among `images`. `topics` are their titles.
    """

    shared: Mapping[str, bytes] = {}
    articles: Mapping[Url, bytes] = {}
    briefs: Mapping[Url, bytes] = {}
    members: Mapping[Slug, bytes] = {}
    topics: Mapping[Slug, str] = {}
    people: Mapping[Slug, bytes] = {}
    images: Mapping[Url, bytes] = {}
    documents: Mapping[str, bytes] = {}
    events: Mapping[Slug, bytes] = {}
    all_quotes: bytes = b""
    listing: bytes = b""
    templates: Mapping[str, bytes] = {}
    """What stands for each template, and for all assets, by what it is called in Danish."""

    def of(self, shows: Shows, listed: Mapping[Url, Listed]) -> Iterator[tuple[str, str, bytes]]:
        """What a page that `shows` this depends on: what each is, in Danish, its name, and its digest.

        `listed` has its articles.
        """
        yield from (("", name, state) for name, state in self.shared.items())
        briefs = dict.fromkeys((*shows.briefs, *articles_of(shows.quotes)))
        yield from (("omtalen af nyheden", url, self.briefs[url]) for url in briefs)
        articles = [listed[url] for url in (*shows.articles, *briefs)]
        members = dict.fromkeys((*shows.members, *(name for article in articles for name in members_of(article))))
        yield from (("medlemmet", name, self.members[name]) for name in members if name in self.members)
        topics = dict.fromkeys(name for article in articles for name in topics_of(article))
        yield from (("emnet", self.topics[name], self.topics[name].encode()) for name in topics)
        yield from (("nyheden", url, self.articles[url]) for url in shows.articles)
        yield from (("personen", name, self.people[name]) for name in shows.people)
        images = dict.fromkeys((*shows.images, *(url for name in shows.articles for url in listed[name].files)))
        yield from (("filen", url, self.images[url]) for url in images if url in self.images)
        yield from (("arrangementet", name, self.events[name]) for name in shows.events)
        if shows.document:
            yield "teksten i", shows.document, self.documents[shows.document]
        if shows.all_briefs:
            yield "", "nyhederne", digest(b"".join(self.briefs.values()))
            yield "", "medlemmerne", digest(b"".join(self.members.values()))
        if shows.all_quotes:
            yield "", "citaterne", self.all_quotes
        if shows.listing:
            yield "", "listen over nyheder", self.listing


def members_of(article: Listed) -> tuple[Slug, ...]:
    """The members whom an article is about, or for whom somebody speaks in it."""
    return (*article.members, *(speaker.member for speaker in article.speakers if speaker.member is not None))


def topics_of(article: Listed) -> tuple[Slug, ...]:
    """The topics of an article, by what their addresses call them."""
    return tuple(map(slug, article.topics))


class Changes(Struct, frozen=True):
    """Names of what is new, gone or different since the last build. The flags stand for what has no name."""

    shared: bool
    articles: frozenset[Url]
    briefs: frozenset[Url]
    members: frozenset[Slug]
    people: frozenset[Slug]
    images: frozenset[Url]
    documents: frozenset[str]
    events: frozenset[Slug]
    all_briefs: bool
    all_quotes: bool
    listing: bool
    templates: frozenset[str]

    @property
    def names(self) -> tuple[bytes, ...] | None:
        """A page that shows any of this holds one of these names, or shows something of all articles or quotes.

        None where every page may differ, or where the names are many.
        """
        if self.shared or self.templates:
            return None
        names = {*self.articles, *self.briefs, *self.members, *self.people, *self.images, *self.documents, *self.events}
        return tuple(name.encode() for name in names) if len(names) <= _FEW_NAMES else None

    @property
    def edited_articles(self) -> frozenset[Url] | None:
        """The articles with other words; None where the list of articles has changed, or what all pages share."""
        return None if self.shared or self.listing else self.articles

    def concern(self, shows: Shows) -> bool:
        """Whether a page that `shows` this may differ."""
        # Most of these sets are empty, and what a page shows can be long.
        return (
            self.shared
            or _share(self.articles, shows.articles)
            or _share(self.briefs, shows.briefs)
            or bool(self.briefs and shows.quotes and _share(self.briefs, articles_of(shows.quotes)))
            or _share(self.members, shows.members)
            or _share(self.people, shows.people)
            or _share(self.images, shows.images)
            or shows.document in self.documents
            or _share(self.events, shows.events)
            or (shows.all_briefs and self.all_briefs)
            or (shows.all_quotes and self.all_quotes)
            or (shows.listing and self.listing)
        )


def _share(some: frozenset[K], others: Iterable[K]) -> bool:
    return bool(some) and not some.isdisjoint(others)


def changes(before: Digests, now: Digests, listed: Mapping[Url, Listed]) -> Changes:
    """What differs between two builds. An article differs also with the members, topics and pictures that it is shown
    with."""

    def differing(old: Mapping[K, object], new: Mapping[K, object]) -> frozenset[K]:
        # Most of a large site is as it was.
        if old == new:
            return NONE
        gone = old.keys() - new.keys()
        return frozenset({key for key, state in new.items() if old.get(key) != state} | gone)

    members, topics = differing(before.members, now.members), differing(before.topics, now.topics)
    images = differing(before.images, now.images)
    named = frozenset(
        url
        for url, article in (listed.items() if members or topics else ())
        if not (members.isdisjoint(members_of(article)) and topics.isdisjoint(topics_of(article)))
    )
    shown = frozenset(
        url for url, article in (listed.items() if images else ()) if not images.isdisjoint(article.files)
    )
    articles, briefs = differing(before.articles, now.articles), differing(before.briefs, now.briefs)
    return Changes(
        shared=before.shared != now.shared,
        articles=articles | named | shown,
        briefs=briefs | named,
        members=members,
        people=differing(before.people, now.people),
        images=images,
        documents=differing(before.documents, now.documents),
        events=differing(before.events, now.events),
        all_briefs=bool(briefs or members),
        all_quotes=before.all_quotes != now.all_quotes,
        listing=before.listing != now.listing,
        templates=differing(before.templates, now.templates),
    )
