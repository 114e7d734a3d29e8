"""What stands for the state of everything that a page can show, and which pages may differ from the last time.

A page need not be rendered again while the digests of what it shows are the same.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from hjemsite.pages.page import Shows
from hjemsite.site.taxonomies import articles_of
from hjemsite.urls import Slug, Url

K = TypeVar("K")


class Digests(Struct, frozen=True):
    """What stands for the state of everything that a page can show; `shared` is what every page shows."""

    shared: Mapping[str, bytes] = {}
    articles: Mapping[Url, bytes] = {}
    briefs: Mapping[Url, bytes] = {}
    members: Mapping[Slug, bytes] = {}
    people: Mapping[Slug, bytes] = {}
    images: Mapping[Url, bytes] = {}
    documents: Mapping[str, bytes] = {}
    all_briefs: bytes = b""
    all_quotes: bytes = b""
    listing: bytes = b""
    templates: Mapping[str, bytes] = {}
    """By name: what stands for the text of each template."""

    def of(self, shows: Shows) -> Iterator[tuple[str, bytes]]:
        """What a page that `shows` this depends on: its name, in Danish, and its digest."""
        yield from self.shared.items()
        yield from ((f"nyheden {url}", self.articles[url]) for url in shows.articles)
        yield from ((f"omtalen af nyheden {url}", self.briefs[url]) for url in shows.briefs)
        yield from ((f"omtalen af nyheden {url}", self.briefs[url]) for url in articles_of(shows.quotes))
        yield from ((f"medlemmet {name}", self.members[name]) for name in shows.members if name in self.members)
        yield from ((f"personen {name}", self.people[name]) for name in shows.people)
        yield from ((f"billedet {url}", self.images[url]) for url in shows.images if url in self.images)
        if shows.document:
            yield f"teksten i {shows.document}", self.documents[shows.document]
        if shows.all_briefs:
            yield "nyhederne", self.all_briefs
        if shows.all_quotes:
            yield "citaterne", self.all_quotes
        if shows.listing:
            yield "listen over nyheder", self.listing


class Changes(Struct, frozen=True):
    """What has another state than before, or is new."""

    shared: bool
    articles: frozenset[Url]
    briefs: frozenset[Url]
    members: frozenset[Slug]
    people: frozenset[Slug]
    images: frozenset[Url]
    documents: frozenset[str]
    all_briefs: bool
    all_quotes: bool
    listing: bool
    templates: bool

    def concern(self, shows: Shows) -> bool:
        """Whether a page that `shows` this may differ."""
        return (
            self.shared
            or not self.articles.isdisjoint(shows.articles)
            or not self.briefs.isdisjoint(shows.briefs)
            or (bool(shows.quotes) and not self.briefs.isdisjoint(articles_of(shows.quotes)))
            or not self.members.isdisjoint(shows.members)
            or not self.people.isdisjoint(shows.people)
            or not self.images.isdisjoint(shows.images)
            or shows.document in self.documents
            or (shows.all_briefs and self.all_briefs)
            or (shows.all_quotes and self.all_quotes)
            or (shows.listing and self.listing)
        )


def changes(before: Digests, now: Digests) -> Changes:
    """What differs between two states; what is gone counts too."""

    def differing(old: Mapping[K, bytes], new: Mapping[K, bytes]) -> frozenset[K]:
        return frozenset(key for key, _ in old.items() ^ new.items())

    return Changes(
        before.shared != now.shared,
        differing(before.articles, now.articles),
        differing(before.briefs, now.briefs),
        differing(before.members, now.members),
        differing(before.people, now.people),
        differing(before.images, now.images),
        differing(before.documents, now.documents),
        before.all_briefs != now.all_briefs,
        before.all_quotes != now.all_quotes,
        before.listing != now.listing,
        before.templates != now.templates,
    )
