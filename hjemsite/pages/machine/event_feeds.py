"""Events for programs: feeds of them, and iCalendar files (RFC 5545), one for each event and one to subscribe to.

Times in a calendar are in UTC, which needs no table of time zones and says the same instant everywhere.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape

from hjemsite import danish
from hjemsite.model import Event
from hjemsite.pages.components import Link
from hjemsite.pages.context import PageContext
from hjemsite.pages.event_pages import members_of_events
from hjemsite.pages.extra_values import extra_data
from hjemsite.pages.feed_components import FeedEntry
from hjemsite.pages.file_details import media_type_of
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.content_lines import content_lines, value
from hjemsite.pages.machine.feed_entries import feed_file, internet_date, linked_files
from hjemsite.pages.machine.feeds import NEVER, json_feed
from hjemsite.pages.machine.machine_views import FeedView
from hjemsite.pages.machine.permanent_id import permanent_id
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.responsive_images import for_feed
from hjemsite.site.gate import changed, published
from hjemsite.urls import CALENDAR, DATA, EVENTS, Url, ascii_address, calendar_file, feed_urls

FILE = "arrangementer"
"""The name of the file that has them as data."""


def event_feed_pages(layout: Layout) -> Iterator[Page]:
    """The feeds and calendars; nothing where there is no event."""
    events = layout.edition.events
    if not events:
        return
    newest = sorted(events.values(), key=lambda event: (published(event), event.url), reverse=True)
    followed = newest[: layout.edition.settings.feed_entries]
    images = tuple(url for event in followed for url in event.files)
    shows = Shows(events=tuple(event.slug for event in followed), members=members_of_events(followed), images=images)
    urls = feed_urls(EVENTS)
    yield page(urls.atom, "feed.xml", event_feed_view, shows=shows)
    yield page(urls.rss, "rss.xml", event_rss_view, shows=shows)
    yield page(urls.json, "json", event_json_feed_view, shows=shows)
    yield page(CALENDAR, "text", calendar_view, shows=Shows(events=tuple(events)))
    everything = Shows(events=tuple(events), members=members_of_events(events.values()))
    yield page(Url(f"{DATA}{FILE}.json"), "json", events_data, shows=everything)
    for event in events.values():
        yield page(
            calendar_file(event.url), "text", calendar_view, shows=Shows(events=(event.slug,)), source=event.source
        )


def _shown(context: PageContext) -> list[Event]:
    return [context.edition.events[name] for name in context.shows.events]


def event_feed_view(context: PageContext) -> FeedView:
    """The feed of the events published last, as Atom."""
    updated = max(map(changed, _shown(context)), default=None)
    return _view(context, "feed.xml", updated.isoformat() if updated else NEVER)


def event_rss_view(context: PageContext) -> FeedView:
    """The feed of events as RSS 2.0."""
    return _view(context, "rss.xml", internet_date(max(map(changed, _shown(context)))))


def event_json_feed_view(context: PageContext) -> dict[str, object]:
    """The feed of events as JSON Feed 1.1."""
    return json_feed(context, _view(context, "feed.json", ""))


def _view(context: PageContext, file: str, updated: str) -> FeedView:
    settings, full = context.edition.settings, context.addresses.full
    return FeedView(
        title=f"Arrangementer – {settings.title}",
        description=f"Arrangementer hos {settings.alliance}",
        author=settings.alliance,
        home=full(EVENTS),
        url=full(f"{EVENTS}{file}"),
        updated=updated,
        entries=tuple(_entry(context, event) for event in _shown(context)),
    )


def _entry(context: PageContext, event: Event) -> FeedEntry:
    """The event as an entry. Its heading says when it is, for a reader's list shows nothing else."""
    full, members = context.addresses.full, [context.edition.members[name] for name in event.members]
    parts = (
        f"<p><strong>{escape(_notice(event))}</strong></p>",
        for_feed(event.body, context.images),
        linked_files("Bilag", event.attachments),
    )
    return FeedEntry(
        id=permanent_id(event, context.edition.settings),
        url=full(event.url),
        title=f"{event.title} ({danish.long_date(event.starts.date())})",
        published=published(event).isoformat(),
        updated=changed(event).isoformat(),
        pub_date=internet_date(published(event)),
        summary=f"{_notice(event)}. {event.excerpt}".strip(),
        html=context.addresses.feed_html("".join(parts), event.url),
        image="",
        author=context.edition.settings.alliance,
        topics=(),
        members=tuple(Link(member.name, full(member.url)) for member in members),
        quotes=(),
        attachments=tuple(feed_file(context, attachment) for attachment in event.attachments),
    )


def _notice(event: Event) -> str:
    """When and where it is, and that it is cancelled."""
    when = danish.appointment(event.starts, event.ends, timed=event.timed)
    where = ", ".join(filter(None, (event.location, event.address)))
    return f"{'Aflyst: ' if event.cancelled else ''}{when}, {where}"


def calendar_view(context: PageContext) -> str:
    """The events that the file shows, as a calendar."""
    settings = context.edition.settings
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hjemsite//arrangementer//DA",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{value(settings.alliance)}",
        # How often a calendar that subscribes asks again; the second is what older ones read.
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for event in _shown(context) for line in _event_lines(context, event)),
        "END:VCALENDAR",
    ]
    return content_lines(lines)


def _event_lines(context: PageContext, event: Event) -> Iterator[str]:
    url = context.addresses.full(event.url)
    yield "BEGIN:VEVENT"
    yield f"UID:{permanent_id(event, context.edition.settings)}"
    yield f"DTSTAMP:{_utc(changed(event))}"
    yield f"LAST-MODIFIED:{_utc(changed(event))}"
    if event.timed:
        yield f"DTSTART:{_utc(event.starts)}"
        if event.ends:
            yield f"DTEND:{_utc(event.ends)}"
    else:
        # The end of whole days is the day after the last one.
        yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{(event.ends or event.starts).date() + timedelta(days=1):%Y%m%d}"
    # Calendars that know no status show the heading.
    yield f"SUMMARY:{value('Aflyst: ' if event.cancelled else '')}{value(event.title)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"LOCATION:{value(', '.join(filter(None, (event.location, event.address))))}"
    description = "\n".join(filter(None, (event.excerpt, event.online, url)))
    yield f"DESCRIPTION:{value(description)}"
    yield f"URL:{url}"
    for attachment in event.attachments:
        yield f"ATTACH;FMTTYPE={media_type_of(attachment)}:{context.addresses.full(attachment.url)}"
    yield "END:VEVENT"


def events_data(context: PageContext) -> dict[str, object]:
    """All events as rows; the shape is that of `hjemsite.pages.machine.open_data`."""
    rows = [_row(context, event) for event in _shown(context)]
    return {"version": 1, "url": context.addresses.full("/"), "events": rows}


def _row(context: PageContext, event: Event) -> dict[str, object]:
    def written(at: datetime | None) -> str | None:
        return None if at is None else at.isoformat() if event.timed else at.date().isoformat()

    return {
        "id": event.slug,
        "url": context.addresses.full(event.url),
        "title": event.title,
        "starts": written(event.starts),
        "ends": written(event.ends),
        "place": event.location,
        "address": event.address,
        "online": ascii_address(event.online),
        "signup": ascii_address(event.signup),
        "members": [name for name in event.members if name in context.edition.members],
        "cancelled": event.cancelled,
        "published": published(event).isoformat(),
        "changed": changed(event).isoformat(),
        "summary": event.excerpt,
        "attachments": [
            {
                "url": context.addresses.full(attachment.url),
                "type": media_type_of(attachment),
                "title": attachment.title,
                "size": attachment.size,
            }
            for attachment in event.attachments
        ],
        **extra_data(event.extra),
    }


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
