"""Changes of a site that come with time alone: articles and events appear, grow old and expire without an edit."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeAlias

from msgspec import Struct

from hjemsite import danish
from hjemsite.diagnostics import report
from hjemsite.model import Event, Listed, Site
from hjemsite.site.consents import consent_ends
from hjemsite.site.gate import NEWS, is_published, month_end, never_published, on_front, published

TitleOf: TypeAlias = Callable[[Listed], str]

_Turn: TypeAlias = tuple[datetime, Listed | Event, str]
"""When an article or an event changes the output by itself, and what happens to it, in Danish."""


class Change(Struct, frozen=True):
    """The output changes at the instant `at`. `reason` is a Danish sentence without its full stop."""

    at: datetime
    source: str
    reason: str

    def as_record(self) -> dict[str, str]:
        """The change as programs read it; the time is RFC 3339."""
        return {"time": self.at.isoformat(), "reason": self.reason, "source": self.source}


class Upcoming(Struct, frozen=True):
    """What changes first, all at one instant; nothing where nothing ever does."""

    changes: tuple[Change, ...]

    def as_text(self) -> str:
        """The changes, for an editor."""
        if not self.changes:
            return "Siden ændrer sig ikke af sig selv."
        lines = (f"- {report.visible(change.reason)} ({report.visible(change.source)})" for change in self.changes)
        return "\n".join((f"Siden ændrer sig næste gang {danish.at(self.changes[0].at)}:", *lines))

    def as_json(self) -> str:
        """The changes, for a program; times are RFC 3339."""
        listed = [one.as_record() for one in self.changes]
        found = {"next": self.changes[0].at.isoformat() if self.changes else None, "changes": listed}
        return json.dumps(found, ensure_ascii=False, indent=2)


def changes(site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    """Everything that will change by itself after `as_of`, in order of time. `title_of` gives an article's headline."""
    return _changes(_causes(site), site, as_of, title_of)


def plans(site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    """What readers will see of it: what comes out, what is over and what is taken off, in order of time."""
    return _changes((_coming, _ending, _leaving), site, as_of, title_of)


def _changes(causes: Iterable["Cause"], site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    found = [
        Change(at, one.source, f"»{one.title if isinstance(one, Event) else title_of(one)}« {what}")
        for cause in causes
        for at, one, what in cause(_dated(site, as_of), as_of)
    ]
    found += [Change(one.at, one.source, one.what) for one in consent_ends(site, as_of)]
    return tuple(sorted(found, key=lambda change: (change.at, change.source, change.reason)))


def upcoming(site: Site, as_of: datetime, title_of: TitleOf) -> Upcoming:
    """What changes first after `as_of`."""
    coming = changes(site, as_of, title_of)
    return Upcoming(tuple(change for change in coming if change.at == coming[0].at))


def next_turn(site: Site, as_of: datetime) -> datetime | None:
    """The next instant at which the output becomes another by itself; None when there is none."""
    dated = _dated(site, as_of)
    turns = [at for cause in _causes(site) for at, _, _ in cause(dated, as_of)]
    return min((*turns, *(one.at for one in consent_ends(site, as_of))), default=None)


def _coming(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for one in dated:
        if (begins := published(one)) > as_of:
            embargoed = one.embargo is not None and one.embargo > one.date
            if isinstance(one, Event):
                why = "for så slutter dets embargo" if embargoed else "for så er det dets dato"
            else:
                why = "for så slutter dens embargo" if embargoed else "for så er det dens dato"
            yield begins, one, f"kommer ud, {why}"


def _ageing(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for one in (article for article in dated if isinstance(article, Listed)):
        ends = published(one) + NEWS
        if ends > as_of and (one.expires is None or ends < one.expires):
            yield ends, one, "er for gammel til listen for nyhedstjenester"


def _ending(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for one in (event for event in dated if isinstance(event, Event)):
        if one.over > max(as_of, published(one)) and (one.expires is None or one.over < one.expires):
            yield one.over, one, "er slut og rykker ned blandt de tidligere"


def _leaving(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for one in dated:
        if one.expires is not None and one.expires > as_of:
            yield one.expires, one, f"tages af, for så udløber {'det' if isinstance(one, Event) else 'den'}"


def _leaving_front(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    chosen = [one for one in dated if isinstance(one, Listed) and one.front and one.withdrawn is None]
    for one in chosen:
        if one.front and (ends := one.front.until) > as_of and is_published(one, ends):
            before = ends - timedelta.resolution
            # Where a newer choice stands in that place already, the end of an older one changes nothing.
            if on_front((other for other in chosen if is_published(other, before)), one.front.place, before) is one:
                yield ends, one, f"forlader forsiden, {_LEFT_FRONT[one.front.place]}"


_LEFT_FRONT = {"lead": "hvor den stod øverst", "quote": "hvor et af dens citater stod"}


def _gathering(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    """The newest article of each month stands for the mail of it."""
    newest: dict[datetime, Listed] = {}
    for one in (article for article in dated if isinstance(article, Listed)):
        ends = month_end(one)
        if ends > as_of and one.withdrawn is None and not one.deindexed and is_published(one, ends):
            newest[ends] = max(one, newest.get(ends, one), key=lambda other: (other.date, other.url))
    yield from ((ends, one, "er med i månedens nyhedsbrev, som så er klar") for ends, one in newest.items())


def _dated(site: Site, as_of: datetime) -> list[Listed | Event]:
    """Articles and events for which time after `as_of` decides whether readers see them, as news, or as coming."""
    # Most are old and stay, so they are passed over first.
    old = as_of - NEWS
    if site.settings.newsletter:
        old = min(old, as_of.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    ahead: list[Listed | Event] = [
        one for one in site.articles if one.expires is not None or one.front or published(one) > old
    ]
    ahead += site.events.values()
    return [one for one in ahead if not one.draft and not never_published(one)]


Cause: TypeAlias = Callable[[Iterable[Listed | Event], datetime], Iterable[_Turn]]
CAUSES: tuple[Cause, ...] = (_coming, _ageing, _ending, _leaving, _leaving_front)
"""Each yields the changes after an instant, of the articles and events that time can still change (`_dated`)."""


def _causes(site: Site) -> tuple[Cause, ...]:
    return (*CAUSES, _gathering) if site.settings.newsletter else CAUSES
