"""The press page's media bank: spokespersons, logos, pictures, texts about the alliance, and numbers.

Each part is shown where the site has content for it.
"""

from collections.abc import Iterator
from itertools import islice

from hjemsite import danish
from hjemsite.model import Attachment, Member, Person, Picture
from hjemsite.pages.components import AttachmentView, CitationForm
from hjemsite.pages.context import PageContext
from hjemsite.pages.file_details import file_detail
from hjemsite.pages.layout import Layout
from hjemsite.pages.membership_chart import size_points
from hjemsite.pages.page import Shows
from hjemsite.pages.press_pictures import press_pictures_url
from hjemsite.pages.press_views import KnownNumber, OriginalFile, Spokesperson
from hjemsite.urls import Slug, Url

_WITH_PICTURES = 3
"""The newest articles whose pictures the page leads to."""
_NUMBERS = 3
"""How many of the newest membership numbers the page shows."""
_PORTRAIT = 320
"""Pixels, for a place of 160."""


def bank_shows(layout: Layout) -> Shows:
    """What the page shows of people, members and pictures."""
    people, members = _spokespersons(layout), [*_members_with_logo(layout)]
    roles = (role.member for person in people for role in person.roles if role.member in layout.edition.members)
    pictures = (*(person.photo for person in people), *(member.logo for member in members))
    return Shows(
        members=tuple(dict.fromkeys((*(member.slug for member in members), *filter(None, roles)))),
        people=tuple(person.slug for person in people),
        images=tuple(picture.url for picture in pictures if picture is not None and picture.url in layout.pictures),
    )


def with_press_pictures(layout: Layout) -> tuple[tuple[Url, int], ...]:
    """The newest articles with pictures, each with how many; nothing of those that search engines shall not show."""
    counts = (
        (url, sum(file in layout.pictures for file in layout.listed[url].press_files))
        for url in layout.taxonomies.articles
        if url not in layout.deindexed
    )
    return tuple(islice(((url, count) for url, count in counts if count), _WITH_PICTURES))


def members_with_logo(layout: Layout) -> tuple[Slug, ...]:
    """The members of today that have a logo which can be shown."""
    return tuple(member.slug for member in _members_with_logo(layout))


def _spokespersons(layout: Layout) -> list[Person]:
    """The people whom the press can ask, those with a portrait first, so that no row has a hole."""
    profiles = layout.taxonomies.profiles
    files = (profile.file for profile in profiles.values() if profile.file and not profile.deindexed)
    return sorted((person for person in files if person.speaks_about), key=lambda person: person.photo is None)


def _members_with_logo(layout: Layout) -> Iterator[Member]:
    members = layout.edition.members.values()
    return (member for member in members if member.logo and member.left is None and member.logo.url in layout.pictures)


def spokespersons(context: PageContext) -> Iterator[Spokesperson]:
    """Those whom the press can ask, in the order that `bank_shows` has."""
    for name in context.shows.people:
        profile = context.taxonomies.profiles[name]
        file = profile.file
        assert file is not None, "a spokesperson has a file"
        yield Spokesperson(
            name=profile.name,
            url=context.addresses.href(profile.url),
            presentation=context.presentation(profile),
            about=danish.list_of(file.speaks_about),
            photo=context.picture(file.photo, _PORTRAIT) if file.photo else None,
            original=_original(context, file.photo, "Portræt") if file.photo else None,
        )


def logos(context: PageContext, members: tuple[Slug, ...]) -> Iterator[OriginalFile]:
    """The logos of the alliance and of `members`, by name."""
    settings = context.edition.settings
    if settings.brand and settings.brand.logo:
        logo = settings.brand.logo
        yield OriginalFile(settings.alliance, context.addresses.href(logo.url), "", None)
    for name in members:
        member = context.edition.members[name]
        if member.logo and (original := _original(context, member.logo, member.name)):
            yield original


def _original(context: PageContext, picture: Picture, title: str) -> OriginalFile | None:
    """The file of a picture in full size; None for one that cannot be shown."""
    if picture.url not in context.images.processed:
        return None
    size = context.images.processed[picture.url].original.length
    detail = file_detail(Attachment(picture.url, title, size))
    return OriginalFile(title, context.addresses.href(picture.url), detail, context.logo(picture))


def picture_pages(context: PageContext, counts: tuple[tuple[Url, int], ...]) -> Iterator[AttachmentView]:
    """The ways to the press pictures of articles."""
    for url, count in counts:
        page = context.addresses.href(press_pictures_url(url))
        yield AttachmentView(context.cards[url].title, page, danish.plural(count, "billede", "billeder"))


def boilerplate(context: PageContext) -> Iterator[CitationForm]:
    """The texts about the alliance, the shortest first, with how many words each has."""
    texts = context.edition.settings.boilerplate
    named = (("Kort", texts.short), ("Mellem", texts.medium), ("Lang", texts.long)) if texts else ()
    for name, text in named:
        if text:
            yield CitationForm(f"{name}, {danish.plural(len(text.split()), 'ord', 'ord')}", text)


def numbers(context: PageContext) -> Iterator[KnownNumber]:
    """The newest sizes of the alliance that a source tells, newest first."""
    called = context.edition.settings.members_called
    for point in islice(reversed(size_points(context, ())), _NUMBERS):
        yield KnownNumber(called.counted(point.count), point.date, point.note, point.source)
