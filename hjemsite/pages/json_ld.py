"""Structured data: what a page is about, in schema.org's words, as one block of JSON-LD in its head.

A block of data is no script: nothing in it is run, and a content security policy that forbids scripts lets it be.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

from hjemsite import danish
from hjemsite.model import Article, Attachment, Event, Kind, Member, Picture, Quote, Role, Speaker
from hjemsite.model.origins import PICTURE_ORIGINS, TEXT_ORIGINS
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.components import Card, CardView
from hjemsite.pages.file_details import is_sound, media_type_of, recording_type
from hjemsite.site.gate import Edition, changed, published
from hjemsite.site.taxonomies import Profile
from hjemsite.urls import Slug, Url, ascii_address, person_url

Thing: TypeAlias = dict[str, object]
"""Something that schema.org has a word for."""

KINDS: Mapping[Kind, str] = {
    "kommune": "GovernmentOrganization",
    "ngo": "NGO",
    "uddannelse": "EducationalOrganization",
    "myndighed": "GovernmentOrganization",
}
"""The narrower words for members; all others are an Organization."""


def breadcrumbs(addresses: Addresses, path: Iterable[tuple[str, Url]]) -> Thing:
    """The way from the front page. The last step is the page itself, whose address search engines know without it."""
    path = tuple(path)
    steps = [
        {"@type": "ListItem", "position": number, "name": name}
        | ({"item": addresses.full(url)} if number < len(path) else {})
        for number, (name, url) in enumerate(path, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def alliance(edition: Edition, addresses: Addresses) -> Thing:
    """The alliance that publishes the site."""
    home = addresses.full("/")
    return {"@type": "Organization", "@id": f"{home}#alliancen", "name": edition.settings.alliance, "url": home}


def website(edition: Edition, addresses: Addresses) -> tuple[Thing, Thing]:
    """The site and whose it is."""
    settings, home = edition.settings, addresses.full("/")
    owner = alliance(edition, addresses)
    site: Thing = {
        "@type": "WebSite",
        "@id": f"{home}#websted",
        "name": settings.title,
        "url": home,
        "description": settings.description,
        "inLanguage": "da",
        "publisher": {"@id": owner["@id"]},
    }
    if settings.press:
        point = {"@type": "ContactPoint", "contactType": "press", "name": settings.press.name}
        phone = danish.phone_link(settings.press.phone) if settings.press.phone else ""
        details = (("email", ascii_address(settings.press.email)), ("telephone", phone))
        owner["contactPoint"] = point | {name: value for name, value in details if value}
    return site, owner


def news_article(edition: Edition, addresses: Addresses, article: Article, card: Card, share: CardView | None) -> Thing:
    """A press release with what was said in it, whom it is about, and what has been corrected.

    `card` is the article in a list; `share` is what social networks show, for an article without a picture.
    """
    url, publisher = addresses.full(article.url), alliance(edition, addresses)
    thing: Thing = {
        "@type": "NewsArticle",
        "@id": f"{url}#nyhed",
        "headline": card.title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "da",
        "isAccessibleForFree": True,
        "datePublished": published(article).isoformat(),
        "dateModified": changed(article).isoformat(),
        "author": publisher,
        "publisher": {"@id": publisher["@id"]},
    }
    if card.summary:
        thing["description"] = card.summary
    if article.credit:
        thing["creditText"] = article.credit
    if article.members:
        thing["about"] = [organisation_link(edition, addresses, name) for name in article.members]
    if article.origin:
        thing["digitalSourceType"] = TEXT_ORIGINS[article.origin].source_type
    if article.topics:
        thing["keywords"] = list(article.topics)
    if article.image:
        thing["image"] = image(addresses, article.image)
    elif share:
        thing["image"] = {"@type": "ImageObject", "contentUrl": share.url, "description": share.alt}
    for kind, word in (("AudioObject", "audio"), ("VideoObject", "video")):
        if recordings := [
            recording for recording in _recordings(addresses, article, card) if recording["@type"] == kind
        ]:
            thing[word] = recordings
    if article.original:
        thing["isBasedOn"] = ascii_address(article.original)
    if article.corrections:
        thing["correction"] = [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": str(correction.date)}
            for correction in article.corrections
        ]
    if article.quotes:
        thing["hasPart"] = [_quotation(edition, addresses, article, quote) for quote in article.quotes]
    return thing


def _recordings(addresses: Addresses, article: Article, card: Card) -> Iterator[Thing]:
    """Sound and films with their captions, and what is said in those that have none."""
    for recording in article.recordings:
        thing: Thing = {
            "@type": "AudioObject" if is_sound(recording) else "VideoObject",
            "name": recording.file.title,
            "description": card.summary or card.title,
            "contentUrl": addresses.full(recording.file.url),
            "encodingFormat": recording_type(recording),
            "contentSize": str(recording.file.size),
            "uploadDate": published(article).isoformat(),
            "inLanguage": "da",
        }
        if recording.poster:
            thing["thumbnailUrl"] = addresses.full(recording.poster.url)
        if recording.credit:
            thing["creditText"] = recording.credit
        if recording.captions:
            url = addresses.full(recording.captions)
            thing["caption"] = {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "text/vtt"}
        else:
            thing["transcript"] = "\n\n".join(recording.transcript)
        yield thing


def quotation(edition: Edition, addresses: Addresses, article: Article, quote: Quote) -> Thing:
    """A quote by itself, and the article that it stands in."""
    url = addresses.full(article.url)
    part_of = {"@type": "NewsArticle", "@id": f"{url}#nyhed", "headline": article.title, "url": url}
    return _quotation(edition, addresses, article, quote) | {"isPartOf": part_of}


def _quotation(edition: Edition, addresses: Addresses, article: Article, quote: Quote) -> Thing:
    return {
        "@type": "Quotation",
        "text": quote.text,
        "creator": speaker(edition, addresses, quote.speaker),
        "url": addresses.full(f"{article.url}#{quote.anchor}"),
    }


def event(edition: Edition, addresses: Addresses, event: Event) -> Thing:
    """An event with where and when it is, and who stands behind it."""
    url = addresses.full(event.url)
    thing: Thing = {
        "@type": "Event",
        "@id": f"{url}#arrangement",
        "name": event.title,
        "url": url,
        "startDate": _instant(event, event.starts),
        "eventStatus": f"https://schema.org/{'EventCancelled' if event.cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(event)}EventAttendanceMode",
        "organizer": [organisation_link(edition, addresses, name) for name in event.members]
        or alliance(edition, addresses),
        "inLanguage": "da",
    }
    if event.ends:
        thing["endDate"] = _instant(event, event.ends)
    venue = {"@type": "Place", "name": event.location, "address": event.address or event.location}
    online = {"@type": "VirtualLocation", "url": ascii_address(event.online)}
    thing["location"] = {"Offline": venue, "Online": online, "Mixed": [venue, online]}[_attendance(event)]
    if event.excerpt:
        thing["description"] = event.excerpt
    if event.image:
        thing["image"] = image(addresses, event.image)
    if event.attachments:
        thing["subjectOf"] = [_document(addresses, file) for file in event.attachments]
    return thing


def _document(addresses: Addresses, file: Attachment) -> Thing:
    """A file about something: the programme of an event."""
    url = addresses.full(file.url)
    return {"@type": "DigitalDocument", "name": file.title, "url": url, "encodingFormat": media_type_of(file)}


def _instant(event: Event, at: datetime) -> str:
    return at.isoformat() if event.timed else at.date().isoformat()


def _attendance(event: Event) -> str:
    """How one takes part: the beginning of a word of schema.org's."""
    if not event.online:
        return "Offline"
    return "Online" if event.location.casefold() == "online" and not event.address else "Mixed"


def organisation_link(edition: Edition, addresses: Addresses, name: Slug) -> Thing:
    """A member, by name and address."""
    member = edition.members[name]
    return {"@type": KINDS.get(member.kind, "Organization"), "name": member.name, "url": addresses.full(member.url)}


def speaker(edition: Edition, addresses: Addresses, speaker: Speaker) -> Thing:
    """A person with the title and the organisation of the day."""
    person: Thing = {"@type": "Person", "name": speaker.name, "url": addresses.full(person_url(speaker.person))}
    if speaker.title:
        person["jobTitle"] = speaker.title
    if speaker.member and speaker.member in edition.members:
        person["worksFor"] = organisation_link(edition, addresses, speaker.member)
    elif speaker.organisation:
        person["worksFor"] = {"@type": "Organization", "name": speaker.organisation}
    return person


def organisation(edition: Edition, addresses: Addresses, member: Member) -> Thing:
    """A member on its own page. Whoever has left is a member no more."""
    url = addresses.full(member.url)
    thing: Thing = {
        "@type": KINDS.get(member.kind, "Organization"),
        "@id": f"{url}#organisation",
        "name": member.name,
        "url": ascii_address(member.website) or url,
        "mainEntityOfPage": url,
    }
    if member.left is None:
        thing["memberOf"] = alliance(edition, addresses)
    if names := [*filter(None, (member.short_name,)), *_former(member.former_names)]:
        thing["alternateName"] = names
    if member.logo:
        thing["logo"] = image(addresses, member.logo)
    return thing


def person(edition: Edition, addresses: Addresses, profile: Profile) -> Thing:
    """A person on their own page, with the posts they hold now, or else as the newest article presents them."""
    url = addresses.full(profile.url)
    thing: Thing = {"@type": "Person", "@id": f"{url}#person", "name": profile.name, "url": url}
    held = [role for role in profile.file.roles if role.end is None] if profile.file else []
    if held:
        thing["jobTitle"] = [role.title for role in held]
        if works_for := [employer for role in held if (employer := _employer(edition, addresses, role))]:
            thing["worksFor"] = works_for
    elif profile.latest:
        thing = speaker(edition, addresses, profile.latest) | thing
    if profile.file and profile.file.former_names:
        thing["alternateName"] = _former(profile.file.former_names)
    if profile.file and profile.file.speaks_about:
        thing["knowsAbout"] = list(profile.file.speaks_about)
    if profile.file and profile.file.photo:
        thing["image"] = image(addresses, profile.file.photo)
    return thing


def _employer(edition: Edition, addresses: Addresses, role: Role) -> Thing | None:
    if role.member and role.member in edition.members:
        return organisation_link(edition, addresses, role.member)
    return {"@type": "Organization", "name": role.organisation} if role.organisation else None


def _former(names: Iterable[str]) -> list[Thing]:
    """Names that are no longer used, each as a role that says so (schema.org/Role)."""
    return [{"@type": "Role", "roleName": "tidligere navn", "alternateName": name} for name in names]


def image(addresses: Addresses, picture: Picture) -> Thing:
    """A picture with what its editor wrote of it, as it is written."""
    thing: Thing = {"@type": "ImageObject", "contentUrl": addresses.full(picture.url)}
    written = {
        "description": picture.alt,
        "caption": picture.caption,
        "creditText": picture.credit,
        "license": picture.licence,
        "digitalSourceType": PICTURE_ORIGINS[picture.origin].source_type if picture.origin else "",
    }
    return thing | {name: text for name, text in written.items() if text}
