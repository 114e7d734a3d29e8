"""A month's news as a mail: what its template sees, and the same words as plain text.

It is made of an edition, so nothing is in it that readers may not see on the site.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from hjemsite import danish
from hjemsite.danish import partial_date
from hjemsite.images.brand_colours import brand_colours
from hjemsite.images.renditions import rendition_url
from hjemsite.model import Brief
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Shows
from hjemsite.urls import HOME, Url

_ACCENT = "#0b5c45"
"""The accent of the site's style sheet, for an alliance without a colour."""


class MailPicture(Struct, frozen=True):
    """`url` is that of a JPEG or PNG, which every mail program shows."""

    url: str
    alt: str


class MailItem(Struct, frozen=True):
    """An article. `members` are those whom it is about: »Aagaard Kommune og Tidselfonden«."""

    title: str
    url: str
    date: str
    summary: str
    members: str
    image: MailPicture | None


class MailEvent(Struct, frozen=True):
    """An event to come."""

    title: str
    url: str
    when: str
    place: str


class NewsletterView(Struct, frozen=True):
    """All addresses are complete. `preview` is what a list of mails shows beside the title; `colour` is `#rrggbb`."""

    title: str
    site: str
    alliance: str
    home: str
    preview: str
    intro: str
    colour: str
    items: tuple[MailItem, ...]
    events: tuple[MailEvent, ...]


def newsletter_shows(layout: Layout, year: int, month: int) -> Shows:
    """What the mail of a month shows: its articles, newest first, and the events to come."""
    listed = layout.edition.articles
    news = tuple(one.url for one in listed if (one.date.year, one.date.month) == (year, month))
    members = tuple(dict.fromkeys(name for url in news for name in layout.listed[url].members))
    events = layout.edition.coming
    return Shows(briefs=news, members=members, images=layout.images_of(news), events=events)


def newsletter_view(context: PageContext, year: int, month: int) -> NewsletterView:
    """The mail of a month, from a context that shows what `newsletter_shows` says."""
    settings, full = context.edition.settings, context.addresses.full
    name = partial_date(year, month)
    items = tuple(_item(context, context.briefs[url]) for url in context.shows.briefs)
    events = tuple(
        MailEvent(one.title, full(one.url), danish.appointment(one.starts, one.ends, timed=one.timed), one.place)
        for one in map(context.edition.events.__getitem__, context.edition.coming)
    )
    count = danish.plural(len(items), "nyhed", "nyheder")
    return NewsletterView(
        title=f"Nyt fra {settings.alliance}, {name}",
        site=settings.title,
        alliance=settings.alliance,
        home=full(HOME),
        preview=items[0].title if items else settings.description,
        intro=f"{count} fra {name}." if items else f"Der var ingen nyheder i {name}.",
        colour=brand_colours(settings.brand.colour).light.accent
        if settings.brand and settings.brand.colour
        else _ACCENT,
        items=items,
        events=events,
    )


def _item(context: PageContext, article: Brief) -> MailItem:
    members = [context.edition.members[name].name for name in article.members]
    return MailItem(
        title=article.title,
        url=context.addresses.full(article.url),
        date=danish.long_date(article.date.date()),
        summary=article.excerpt,
        members=danish.list_of(members),
        image=_picture(context, article),
    )


def _picture(context: PageContext, article: Brief) -> MailPicture | None:
    processed = context.images.processed.get(article.image.url) if article.image else None
    if article.image is None or processed is None:
        return None
    url = Url(rendition_url(article.image.url, processed.name, processed.fallback))
    return MailPicture(context.addresses.full(url), article.image.alt)


def newsletter_text(view: NewsletterView) -> str:
    """The same as plain text, for those who read mails so; a line for each paragraph."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: NewsletterView) -> Iterator[str]:
    yield from (view.title, "=" * len(view.title), "", view.intro, "")
    for item in view.items:
        yield from _lines_of((item.title, " · ".join(filter(None, (item.date, item.members))), item.summary, item.url))
    if view.events:
        yield from ("Det sker", "--------", "")
    for event in view.events:
        yield from _lines_of((event.title, event.when, event.place, event.url))
    # What stands below two dashes and a blank is a signature to mail programs (RFC 3676, 4.3).
    yield from ("-- ", view.alliance, view.home)


def _lines_of(parts: Sequence[str]) -> Iterator[str]:
    yield from filter(None, parts)
    yield ""
