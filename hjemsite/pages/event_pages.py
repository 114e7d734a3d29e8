"""Events: the list of those to come and those that have been, and a page for each.

Which of them are over, the publication gate has decided; nothing here knows what time it is.
"""

from collections.abc import Iterable, Iterator

from hjemsite import danish
from hjemsite.danish import typography
from hjemsite.model import Event
from hjemsite.pages import json_ld
from hjemsite.pages.components import AttachmentView, CardView, Link, LinkGroup, When
from hjemsite.pages.context import PageContext, contact_card, day, is_dense
from hjemsite.pages.event_views import EventCard, EventsView, EventView
from hjemsite.pages.extra_values import extra_values
from hjemsite.pages.file_details import attachment_view
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.urls import CALENDAR, EVENTS, FEED, JSON_FEED, RSS, Slug, Url, calendar_file

_TITLE = "Arrangementer"

EVENTS_ID = "arrangementer"
"""The id of the events on a member's page."""

_FEW = 12
"""Events that a reader finds by looking; a longer list has links to its parts."""

FEEDS = (
    ("Arrangementer", Url(f"{EVENTS}{FEED[1:]}")),
    ("Arrangementer som RSS", Url(f"{EVENTS}{RSS[1:]}")),
    ("Arrangementer som JSON", Url(f"{EVENTS}{JSON_FEED[1:]}")),
)


def event_pages(layout: Layout) -> Iterator[Page]:
    """The list of events and a page for each; nothing where there is none."""
    events = layout.edition.events
    if not events:
        return
    shows = Shows(events=tuple(events), members=members_of_events(events.values()))
    yield page(EVENTS, "events.html", events_view, shows=shows)
    for event in events.values():
        shows = Shows(
            events=(event.slug,), members=members_of_events((event,)), images=event.files, document=event.source
        )
        yield page(event.url, "event.html", event_view, shows=shows, source=event.source)


def members_of_events(events: Iterable[Event]) -> tuple[Slug, ...]:
    """The members who stand behind `events`."""
    return tuple(dict.fromkeys(name for event in events for name in event.members))


def events_view(context: PageContext) -> EventsView:
    edition, full = context.edition, context.addresses.full
    coming = [edition.events[name] for name in edition.coming]
    past: dict[int, list[EventCard]] = {}
    for event in reversed([event for name, event in edition.events.items() if name not in edition.coming]):
        past.setdefault(event.starts.year, []).append(event_card(context, event))
    things = [json_ld.event(edition, context.addresses, event) for event in coming if not event.deindexed]
    return EventsView(
        frame=context.page_frame(
            _TITLE, EVENTS, f"Arrangementer hos {edition.settings.alliance}.", feeds=FEEDS, things=things
        ),
        title=_TITLE,
        filters=tuple(_filters(context, coming, past)) if len(edition.events) > _FEW else (),
        coming=tuple(event_card(context, event) for event in coming),
        past=tuple((str(year), tuple(cards)) for year, cards in past.items()),
        calendar=context.addresses.href(CALENDAR),
        subscription=f"webcal://{full(CALENDAR).partition('://')[2]}",
        feeds=tuple(AttachmentView(name, context.addresses.href(url), "") for name, url in FEEDS),
    )


def _filters(context: PageContext, coming: Iterable[Event], past: Iterable[int]) -> Iterator[LinkGroup]:
    """The ways to what one member has to come, and to each year that has been; one alone leads nowhere new."""
    links = (context.member_link(name) for name in members_of_events(coming))
    members = tuple(Link(link.title, f"{link.url}#{EVENTS_ID}") for link in links if link)
    years = tuple(Link(str(year), f"#aar-{year}") for year in past)
    for title, choices in (("Medlem", members), ("År", years)):
        if len(choices) > 1:
            yield LinkGroup(title, choices)


def event_card(context: PageContext, event: Event) -> EventCard:
    """The event in a list."""
    return EventCard(
        title=event.title,
        url=context.addresses.href(event.url),
        day=str(event.starts.day),
        month=danish.long_date(event.starts.date()).split()[1][:3],
        when=_when(event),
        place=event.location,
        # As in lists of news (`PageContext.card`).
        summary="" if event.deindexed else event.excerpt,
        members=_members(context, event),
        cancelled=event.cancelled,
        draft=event.url in context.edition.unpublished,
        extra=extra_values(event.extra, "event", context.edition.settings.extra_fields),
    )


def _when(event: Event) -> When:
    """When the event takes place, for readers; for machines, when it begins."""
    iso = event.starts.isoformat() if event.timed else event.starts.date().isoformat()
    # No line ends between »kl.« and the hour.
    return When(typography.text(danish.appointment(event.starts, event.ends, timed=event.timed)), iso)


def _members(context: PageContext, event: Event) -> tuple[Link, ...]:
    return tuple(link for name in event.members if (link := context.member_link(name)))


def event_view(context: PageContext) -> EventView:
    event = context.document
    assert isinstance(event, Event), "the page of an event shows its document"
    href, is_over = context.addresses.href, event.slug not in context.edition.coming
    when = _when(event)
    first, clock, rest = when.text.partition(" kl.\xa0")
    frame = context.page_frame(
        event.title,
        event.url,
        event.excerpt or f"{when.text}, {event.location}",
        path=((_TITLE, EVENTS),),
        feeds=FEEDS[:1],
        things=(json_ld.event(context.edition, context.addresses, event),),
        hidden=event.deindexed is not None,
        card=_card(context, event),
    )
    return EventView(
        frame=frame,
        title=event.title,
        dense=is_dense(event.title),
        draft=context.edition.unpublished.get(event.url, ""),
        notice="Arrangementet er aflyst." if event.cancelled else "Arrangementet er slut." if is_over else "",
        when=when,
        day=f"{first[:1].upper()}{first[1:]}",
        hours=f"{clock}{rest}".strip(),
        place=event.location,
        address=event.address,
        online=_web_link(event.online) if not is_over and not event.cancelled else None,
        signup=_web_link(event.signup) if not is_over and not event.cancelled else None,
        members=_members(context, event),
        summary=event.summary,
        image=context.picture(event.image),
        body=context.body(event.body, eager=event.image is None),
        attachments=tuple(attachment_view(attachment, href(attachment.url)) for attachment in event.attachments),
        contacts=tuple(map(contact_card, event.contacts)),
        updated=day(event.updated) if event.updated else None,
        calendar=AttachmentView("Læg i kalenderen", href(calendar_file(event.url)), "ICS"),
        extra=extra_values(event.extra, "event", context.edition.settings.extra_fields),
    )


def _card(context: PageContext, event: Event) -> CardView | None:
    """What social networks show of it: its picture, or else the site's card."""
    is_shown = event.image is not None and event.image.url in context.images.processed
    return context.shared_picture_view(event.image) if event.image and is_shown else None


def _web_link(url: str) -> Link | None:
    """A link that says where it leads."""
    return Link(url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www."), url) if url else None
