"""`content/adresser.txt` lists every address that has been public, one a line; one that leads nowhere is an error.

Only a build knows what is public, so builds keep the list of a site that has one. It is sorted, and lines are only
added, so that two branches that both add to it can be joined line by line.
"""

from collections.abc import Callable, Container, Iterator
from functools import cache

import hjemsite
from hjemsite import danish
from hjemsite.content.anonymous_names import AnonymousName, found_names
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.model import Event, Listed, Member, Person, PlainPage, Site
from hjemsite.site.gate import Edition
from hjemsite.urls import ADDRESS_LIST, PEOPLE, Url, person_url

_COMMENT = "#"
_SHOWN = 3
"""Addresses that a warning names."""


def lost_addresses(
    text: str, site: Site, also: Container[str], names: tuple[AnonymousName, ...]
) -> Iterator[Diagnostic]:
    """An error for each address of the list `text` at which nothing of the site lives, and that leads nowhere.

    An article that is held back or has expired has its file still, and its address is not lost. `also` are other
    addresses of the site. An address that holds one of `names` has been given up for a person's sake.
    """
    living = {owner.url for owner in site.owners()} | set(_moved(site))
    lost = ((number, url) for number, url in _lines(text) if url not in living and url not in also)
    quoted = _quoted(site)
    count = 0
    for number, url in lost:
        if count == FAULTS_PER_KIND:
            return
        if any(found_names(url, name) for name in names) or (url.startswith(PEOPLE) and url in quoted()):
            continue
        count += 1
        message = f"Adressen {url} har været offentlig, og nu er der intet på den"
        hint = (
            f"Er siden flyttet, så skriv {url} i feltet redirects i den fil, der har afløst den. Skal nyheden væk, så "
            "læg filen tilbage, og skriv withdrawn. Har ingen set den, så slet linjen her"
        )
        yield Diagnostic("mistet-adresse", Span(ADDRESS_LIST, number, 1, number, len(url) + 1), message, hint)


def with_public(text: str, edition: Edition, names: tuple[AnonymousName, ...]) -> str:
    """The list `text` with what is public in `edition`, sorted below its comments; people are there with a file."""
    owners: tuple[Listed | Event | Member | Person | PlainPage, ...] = (
        *edition.articles,
        *edition.withdrawn,
        *edition.events.values(),
        *edition.members.values(),
        *edition.people.values(),
        *edition.pages,
    )
    urls = {url for _, url in _lines(text)} | {owner.url for owner in owners}
    kept = sorted(url for url in urls if not any(found_names(url, name) for name in names))
    comments = [line for line in text.splitlines() if line.startswith(_COMMENT)]
    return "".join(f"{line}\n" for line in (*comments, *kept))


def unlisted(listed: str, now: str) -> Iterator[Diagnostic]:
    """A warning where the list `listed` lacks addresses that the list `now` has."""
    if missing := sorted({*now.splitlines()}.difference(listed.splitlines())):
        count = danish.plural(len(missing), "offentlig adresse", "offentlige adresser")
        lines = danish.list_of(missing[:_SHOWN])
        hint = f"Kør »{hjemsite.COMMAND} build«, og send filen ind; den mangler for eksempel {lines}"
        yield Diagnostic("adresse-ikke-noteret", Span(ADDRESS_LIST), f"Listen mangler {count}", hint)


def _lines(text: str) -> Iterator[tuple[int, Url]]:
    """Number and address of each line that holds one."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith(_COMMENT):
            yield number, Url(line.strip())


def _moved(site: Site) -> Iterator[Url]:
    for owner in site.owners():
        yield from owner.redirects


def _quoted(site: Site) -> Callable[[], frozenset[Url]]:
    """Gives the pages of all who speak, with a file or without."""
    return cache(
        lambda: frozenset(person_url(speaker.person) for article in site.articles for speaker in article.speakers)
    )
