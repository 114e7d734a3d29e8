"""Consents that end: from that instant a picture is not published, and a person appears under a pseudonym."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from posixpath import basename
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.markdown.left_out_pictures import without_pictures
from hjemsite.model import Brief, Consent, Event, Listed, Member, Person, PlainPage, Recording, Site
from hjemsite.urls import Url

SOON = timedelta(days=30)
"""How long before its end an editor is warned (`hjemsite.checks.ending_consents`)."""

ENDED = "Samtykket er udløbet"
"""The reason, in Danish, why a page or picture is hidden."""

_Owner = TypeVar("_Owner", bound=Listed | Event | Member | Person | PlainPage)


class ConsentEnd(Struct, frozen=True):
    """The site changes at the instant `at`, for a consent in the file `source` ends; `what` says how, in Danish."""

    at: datetime
    source: str
    what: str


def ended_pictures(site: Site, as_of: datetime) -> frozenset[Url]:
    """The pictures that may not be shown at `as_of`."""
    return frozenset(consent.url for _, consent in _pictures(site) if consent.until <= as_of)


def consent_ends(site: Site, as_of: datetime) -> Iterator[ConsentEnd]:
    """Every end of a consent after `as_of`."""
    for source, picture in _pictures(site):
        if picture.until > as_of:
            yield ConsentEnd(
                picture.until, source, f"Billedet »{basename(picture.url)}« tages af, for så udløber samtykket"
            )
    for person in site.people.values():
        if person.consent and person.consent.until > as_of:
            what = f"{person.name} bliver kaldt »{person.consent.pseudonym}«, for så udløber samtykket"
            yield ConsentEnd(person.consent.until, person.source, what)


def _pictures(site: Site) -> Iterator[tuple[str, Consent]]:
    # Few of ten thousand have any.
    yield from (
        (article.source, consent) for article in site.articles if article.consents for consent in article.consents
    )
    shown = [(event.source, event.image) for event in site.events.values()]
    shown += [(person.source, person.photo) for person in site.people.values()]
    shown += site.pictures.items()
    yield from ((source, picture.consent) for source, picture in shown if picture and picture.consent)


def without_ended(owner: _Owner, ended: frozenset[Url]) -> _Owner:
    """An article, member, person, page or event without those of its pictures whose consent has `ended`."""
    if ended.isdisjoint(owner.files):
        return owner
    more: dict[str, Any] = {"files": tuple(url for url in owner.files if url not in ended)}
    for key in ("image", "photo", "logo"):
        if (picture := getattr(owner, key, None)) is not None and picture.url in ended:
            more[key] = None
    if isinstance(owner, Listed):
        more["press_files"] = tuple(url for url in owner.press_files if url not in ended)
        if isinstance(owner, Brief):
            more["recordings"] = tuple(_without_poster(recording, ended) for recording in owner.recordings)
    else:
        more["body"] = without_pictures(owner.body, ended)
    return replace(owner, **more)


def _without_poster(recording: Recording, ended: frozenset[Url]) -> Recording:
    return replace(recording, poster=None) if recording.poster and recording.poster.url in ended else recording


def site_without(site: Site, ended: frozenset[Url]) -> Site:
    """The site without the pictures that have `ended`."""
    if not ended:
        return site
    return replace(
        site,
        articles=tuple(without_ended(article, ended) for article in site.articles),
        members={name: without_ended(member, ended) for name, member in site.members.items()},
        people={name: without_ended(person, ended) for name, person in site.people.items()},
        pages=tuple(without_ended(page, ended) for page in site.pages),
        events={name: without_ended(event, ended) for name, event in site.events.items()},
        pictures={path: picture for path, picture in site.pictures.items() if picture.url not in ended},
    )
