"""How large the alliance is: what the texts claim, what sources say, and what the register counts.

A claim is checked against the register only where the register is declared complete; otherwise it is recorded.
"""

from collections.abc import Iterable, Iterator, Mapping

from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.model import Day, Settings
from hjemsite.site.known_members_people import KnownMember
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug


def size_faults(
    traces: Iterable[CrossRefs], settings: Settings, members: Mapping[Slug, KnownMember], *, countable: bool
) -> Iterator[Diagnostic]:
    """Claims that disagree with each other, or with a complete register, if nothing in it is broken: `countable`."""
    said: dict[Day, tuple[int, Span | None]] = {size.date: (size.count, None) for size in settings.sizes}
    for trace in traces:
        if trace.size is None:
            continue
        size, moment, span = trace.size
        day = Day(moment.at.year, moment.at.month, moment.at.day)
        other, place = said.setdefault(day, (size, span))
        if other != size:
            related = (Related(place, f"her står {danish.number(other)}"),) if place else ()
            message = (
                f"Teksten siger {danish.number(size)}, men en anden kilde siger {danish.number(other)} om samme dag"
            )
            yield Diagnostic("forskellige-tal", span, message, "Ret det ene tal", related)
        counted = sum(member.is_on(day) for member in members.values())
        if countable and settings.register_complete and counted != size:
            message = f"Teksten siger {danish.number(size)}, men medlemslisten har {danish.number(counted)} den dag"
            yield Diagnostic(
                "medlemstal-stemmer-ikke",
                span,
                message,
                "Ret tallet, eller ret felterne joined og left hos medlemmerne",
            )
