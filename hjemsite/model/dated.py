"""Articles and events: what is public for a time, with the fields that the publication gate needs."""

from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import force_setattr

from hjemsite.danish import COPENHAGEN
from hjemsite.danish.partial_dates import Day
from hjemsite.model.own_fields import Extra
from hjemsite.model.parts import Attachment, Contact, Html, Picture
from hjemsite.urls import Slug, Url

_TIMES = ("embargo", "expires", "updated", "anonymised")


class Dated(Struct, frozen=True, array_like=True):
    """Something that readers may see from its `date` and `embargo` on, until it `expires`."""

    source: str
    url: Url
    slug: Slug
    date: datetime
    """When it is published, by the calendar of its editor."""
    draft: bool
    embargo: datetime | None
    expires: datetime | None
    updated: datetime | None
    anonymised: datetime | None
    """When somebody in it was last given another name. Readers are not told, but their programs take it anew."""

    def __post_init__(self) -> None:
        # msgspec decodes instants as UTC.
        if self.date.tzinfo is UTC:
            force_setattr(self, "date", self.date.astimezone(COPENHAGEN))
            times = (self.embargo, self.expires, self.updated, self.anonymised)
            for name, at in zip(_TIMES, times, strict=True) if any(times) else ():
                if at is not None:
                    force_setattr(self, name, at.astimezone(COPENHAGEN))


class Event(Dated, frozen=True, array_like=True):
    """A meeting, a conference or another event.

    `timed` says that `starts` and `ends` are instants; else they are the midnights at which its first and its last day
    begin.
    """

    title: str
    starts: datetime
    ends: datetime | None
    timed: bool
    location: str
    address: str
    online: str
    """Where one takes part on the web, or empty."""
    signup: str
    """Where one signs up for it, or empty."""
    cancelled: bool
    members: tuple[Slug, ...]
    summary: str
    excerpt: str
    """The editor's summary, or the beginning of the text."""
    image: Picture | None
    attachments: tuple[Attachment, ...]
    contacts: tuple[Contact, ...]
    redirects: tuple[Url, ...]
    body: Html
    text: str
    files: tuple[Url, ...]
    extra: tuple[Extra, ...]
    deindexed: Day | None
    """From when search engines shall not show it."""

    @property
    def over(self) -> datetime:
        """From when on it is past: its end, or the midnight after its last day where no hour of it is known."""
        if self.timed and self.ends is not None:
            return self.ends
        last = self.ends or self.starts
        return last.replace(hour=0, minute=0, second=0) + timedelta(days=1)
