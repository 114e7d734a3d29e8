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
        listed = [change.as_record() for change in self.changes]
        record = {"next": self.changes[0].at.isoformat() if self.changes else None, "changes": listed}
        return json.dumps(record, ensure_ascii=False, indent=2)


def changes(site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    """Everything that will change by itself after `as_of`, in order of time. `title_of` gives an article's headline."""
    return _changes(_causes(site), site, as_of, title_of)


def plans(site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    """What readers will see of it: what comes out, what is over and what is taken off, in order of time."""
    return _changes((_coming, _ending, _leaving), site, as_of, title_of)


def _changes(causes: Iterable["Cause"], site: Site, as_of: datetime, title_of: TitleOf) -> tuple[Change, ...]:
    dated = _dated(site, as_of)
    turns = (turn for cause in causes for turn in cause(dated, as_of))
    changes = [
        Change(at, publication.source, f"»{_title(publication, title_of)}« {what}") for at, publication, what in turns
    ]
    changes += [Change(end.at, end.source, end.what) for end in consent_ends(site, as_of)]
    return tuple(sorted(changes, key=lambda change: (change.at, change.source, change.reason)))


def _title(publication: Listed | Event, title_of: TitleOf) -> str:
    return publication.title if isinstance(publication, Event) else title_of(publication)


def upcoming(site: Site, as_of: datetime, title_of: TitleOf) -> Upcoming:
    """What changes first after `as_of`."""
    coming = changes(site, as_of, title_of)
    return Upcoming(tuple(change for change in coming if change.at == coming[0].at))


def next_turn(site: Site, as_of: datetime) -> datetime | None:
    """The next instant at which the output becomes another by itself; None when there is none."""
    dated = _dated(site, as_of)
    turns = [at for cause in _causes(site) for at, _, _ in cause(dated, as_of)]
    return min((*turns, *(end.at for end in consent_ends(site, as_of))), default=None)


def _coming(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for publication in dated:
        if (begins := published(publication)) > as_of:
            embargoed = publication.embargo is not None and publication.embargo > publication.date
            if isinstance(publication, Event):
                why = "for så slutter dets embargo" if embargoed else "for så er det dets dato"
            else:
                why = "for så slutter dens embargo" if embargoed else "for så er det dens dato"
            yield begins, publication, f"kommer ud, {why}"


def _ageing(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for article in (article for article in dated if isinstance(article, Listed)):
        ends = published(article) + NEWS
        if ends > as_of and (article.expires is None or ends < article.expires):
            yield ends, article, "er for gammel til listen for nyhedstjenester"


def _ending(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for event in (event for event in dated if isinstance(event, Event)):
        if event.over > max(as_of, published(event)) and (event.expires is None or event.over < event.expires):
            yield event.over, event, "er slut og rykker ned blandt de tidligere"


def _leaving(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    for publication in dated:
        if publication.expires is not None and publication.expires > as_of:
            pronoun = "det" if isinstance(publication, Event) else "den"
            yield publication.expires, publication, f"tages af, for så udløber {pronoun}"


def _leaving_front(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    chosen = [
        article for article in dated if isinstance(article, Listed) and article.front and article.withdrawn is None
    ]
    for article in chosen:
        if article.front and (ends := article.front.until) > as_of and is_published(article, ends):
            before = ends - timedelta.resolution
            # Where a newer choice stands in that place already, the end of an older one changes nothing.
            visible = (other for other in chosen if is_published(other, before))
            if on_front(visible, article.front.position, before) is article:
                yield ends, article, f"forlader forsiden, {_LEFT_FRONT[article.front.position]}"


_LEFT_FRONT = {"lead": "hvor den stod øverst", "quote": "hvor et af dens citater stod"}


def _gathering(dated: Iterable[Listed | Event], as_of: datetime) -> Iterator[_Turn]:
    """The newest article of each month stands for the mail of it."""
    newest: dict[datetime, Listed] = {}
    for article in (article for article in dated if isinstance(article, Listed)):
        ends = month_end(article)
        if ends > as_of and article.withdrawn is None and not article.deindexed and is_published(article, ends):
            newest[ends] = max(article, newest.get(ends, article), key=lambda other: (other.date, other.url))
    yield from ((ends, article, "er med i månedens nyhedsbrev, som så er klar") for ends, article in newest.items())


def _dated(site: Site, as_of: datetime) -> list[Listed | Event]:
    """Articles and events for which time after `as_of` decides whether readers see them, as news, or as coming."""
    # Most are old and stay, so they are passed over first.
    old = as_of - NEWS
    if site.settings.newsletter:
        old = min(old, as_of.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    ahead: list[Listed | Event] = [
        article for article in site.articles if article.expires is not None or article.front or published(article) > old
    ]
    ahead += site.events.values()
    return [publication for publication in ahead if not publication.draft and not never_published(publication)]


Cause: TypeAlias = Callable[[Iterable[Listed | Event], datetime], Iterable[_Turn]]
CAUSES: tuple[Cause, ...] = (_coming, _ageing, _ending, _leaving, _leaving_front)
"""Each yields the changes after an instant, of the articles and events that time can still change (`_dated`)."""


def _causes(site: Site) -> tuple[Cause, ...]:
    return (*CAUSES, _gathering) if site.settings.newsletter else CAUSES
