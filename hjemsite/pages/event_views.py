"""What the templates of events may see: an event in a list, the list, and the page of one."""

from msgspec import Struct

from hjemsite.pages.components import AttachmentView, BodyView, ContactCard, Frame, Link, LinkGroup, PictureView, When
from hjemsite.pages.extra_values import ExtraValues


class EventCard(Struct, frozen=True):
    """An event in a list. `day` and `month` are those of its first day: »3«, »dec«."""

    title: str
    url: str
    day: str
    month: str
    when: When
    place: str
    summary: str
    members: tuple[Link, ...]
    cancelled: bool
    draft: bool
    extra: ExtraValues = {}
    """The site's own fields."""


class EventsView(Struct, frozen=True):
    """`past` pairs each year with its events, the newest first."""

    frame: Frame
    title: str
    filters: tuple[LinkGroup, ...]
    """Ways through a long list: to the members with events to come, and to the years of those that have been."""
    coming: tuple[EventCard, ...]
    past: tuple[tuple[str, tuple[EventCard, ...]], ...]
    calendar: str
    """The address of the calendar as a file."""
    subscription: str
    """The address of the calendar as `webcal:`, which opens the reader's own calendar."""
    feeds: tuple[AttachmentView, ...]


class EventView(Struct, frozen=True):
    frame: Frame
    title: str
    dense: bool
    draft: str
    """In a preview only: why readers cannot see the event; else empty."""
    notice: str
    """»Arrangementet er aflyst.«, »Arrangementet er slut.«, or empty."""
    when: When
    day: str
    """The first part of `when`, with a capital letter: »Torsdag den 3. december 2026«."""
    hours: str
    """The rest of it: »kl. 10.00-16.00«, or empty."""
    place: str
    address: str
    online: Link | None
    signup: Link | None
    members: tuple[Link, ...]
    summary: str
    image: PictureView | None
    body: BodyView
    attachments: tuple[AttachmentView, ...]
    contacts: tuple[ContactCard, ...]
    updated: When | None
    calendar: AttachmentView
    extra: ExtraValues = {}
    """The site's own fields."""
