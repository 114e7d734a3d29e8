"""A month's news as a mail: what its template sees, and the same words as plain text.

It is made of an edition, so nothing is in it that readers may not see on the site. The mails of the last months also
stand in a feed, from which mail services send them.
"""

from collections.abc import Iterable, Iterator, Sequence
from email.utils import format_datetime

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.markdown.picture_credits import with_label
from hjemsite.danish import partial_date
from hjemsite.images.brand_colours import brand_colours
from hjemsite.images.renditions import rendition_url
from hjemsite.model import Brief
from hjemsite.model.origins import picture_origin
from hjemsite.pages.context import PageContext, change_of
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.site.gate import month_end
from hjemsite.urls import DIGESTS, HOME, Url, year_url

_ACCENT = "#0b5c45"
"""The accent of the site's style sheet, for an alliance without a colour."""


class MailPicture(Struct, frozen=True):
    """`url` is that of a JPEG or PNG, which every mail program shows. `credit` also says how the picture was made,
    where readers must know."""

    url: str
    alt: str
    credit: str


class MailItem(Struct, frozen=True):
    """An article. `members` are those whom it is about: »Aagaard Kommune og Tidselfonden«; `change` is »Rettet«,
    »Opdateret« or empty."""

    title: str
    url: str
    date: str
    summary: str
    members: str
    change: str
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


class DigestEntry(Struct, frozen=True):
    """The mail of a month in a feed. `pub_date` is when the month was over, as RSS writes it; `text` is plain."""

    id: str
    url: str
    pub_date: str
    text: str
    letter: NewsletterView


class DigestsView(Struct, frozen=True):
    """A feed (RSS 2.0) of mails, newest first."""

    title: str
    description: str
    home: str
    url: str
    entries: tuple[DigestEntry, ...]


def newsletter_shows(layout: Layout, year: int, month: int) -> Shows:
    """What the mail of a month shows: its articles, newest first, and the events to come."""
    listed = layout.edition.articles
    news = tuple(article.url for article in listed if (article.date.year, article.date.month) == (year, month))
    members = tuple(dict.fromkeys(name for url in news for name in layout.listed[url].members))
    events = layout.edition.coming
    return Shows(briefs=news, members=members, images=layout.images_of(news), events=events)


def newsletter_view(context: PageContext, year: int, month: int) -> NewsletterView:
    """The mail of a month, from a context that shows what `newsletter_shows` says."""
    full = context.addresses.full
    events = tuple(
        MailEvent(
            event.title,
            full(event.url),
            danish.appointment(event.starts, event.ends, timed=event.timed),
            event.location,
        )
        for event in map(context.edition.events.__getitem__, context.edition.coming)
    )
    return _letter(context, year, month, context.shows.briefs, events)


def _letter(
    context: PageContext, year: int, month: int, urls: Iterable[Url], events: tuple[MailEvent, ...] = ()
) -> NewsletterView:
    """The mail of a month with the articles at `urls`."""
    settings, name = context.edition.settings, partial_date(year, month)
    items = tuple(_item(context, context.briefs[url]) for url in urls)
    count = danish.plural(len(items), "nyhed", "nyheder")
    return NewsletterView(
        title=f"Nyt fra {settings.alliance}, {name}",
        site=settings.title,
        alliance=settings.alliance,
        home=context.addresses.full(HOME),
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
        change=change_of(article),
        image=_picture(context, article),
    )


def _picture(context: PageContext, article: Brief) -> MailPicture | None:
    processed = context.images.processed.get(article.image.url) if article.image else None
    if article.image is None or processed is None:
        return None
    url = Url(rendition_url(article.image.url, processed.name, processed.fallback))
    credit = ". ".join(filter(None, (with_label(article.image.credit), picture_origin(article.image.origin))))
    return MailPicture(context.addresses.full(url), article.image.alt, credit)


def digest_page(layout: Layout) -> Iterator[Page]:
    """The feed of the mails of the last months, where the settings ask for it."""
    if not layout.edition.settings.newsletter:
        return
    months = tuple((year, month, _news_of(layout, year, month)) for year, month in layout.edition.months)
    news = tuple(url for *_, urls in months for url in urls)
    members = tuple(dict.fromkeys(name for url in news for name in layout.listed[url].members))
    shows = Shows(briefs=news, members=members, images=layout.images_of(news))
    yield page(DIGESTS, "mail/digests.xml", digests_view, months, shows=shows)


def _news_of(layout: Layout, year: int, month: int) -> tuple[Url, ...]:
    """The articles of a month, newest first, without those that search engines shall not show."""
    listed = (
        article for article in layout.edition.articles if (article.date.year, article.date.month) == (year, month)
    )
    return tuple(article.url for article in listed if not article.deindexed)


def digests_view(context: PageContext, months: Sequence[tuple[int, int, Sequence[Url]]]) -> DigestsView:
    """The feed of `months`, newest first: year, month and the articles. Events are not in it, for they pass."""
    full, settings = context.addresses.full, context.edition.settings
    entries = []
    for year, month, urls in months:
        letter, last = _letter(context, year, month, urls), context.briefs[urls[0]]
        mark = f"{full(DIGESTS)}#{year}-{month:02}"
        text = newsletter_text(letter)
        link = full(year_url(year))
        entries.append(DigestEntry(mark, link, format_datetime(month_end(last)), text, letter))
    return DigestsView(
        title=f"Nyhedsbrev fra {settings.alliance}",
        description=f"Månedens nyheder fra {settings.alliance}",
        home=full(HOME),
        url=full(DIGESTS),
        entries=tuple(entries),
    )


def newsletter_text(view: NewsletterView) -> str:
    """The mail as plain text, for those who read mails so; a line for each paragraph."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: NewsletterView) -> Iterator[str]:
    yield from (view.title, "=" * len(view.title), "", view.intro, "")
    for item in view.items:
        yield from _lines_of(
            (item.title, " · ".join(filter(None, (item.date, item.change, item.members))), item.summary, item.url)
        )
    if view.events:
        yield from ("Det sker", "--------", "")
    for event in view.events:
        yield from _lines_of((event.title, event.when, event.place, event.url))
    # What stands below two dashes and a blank is a signature to mail programs (RFC 3676, 4.3).
    yield from ("-- ", view.alliance, view.home)


def _lines_of(parts: Sequence[str]) -> Iterator[str]:
    yield from filter(None, parts)
    yield ""
