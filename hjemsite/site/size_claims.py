"""Checks the number of members: what texts claim, what sources say, and how many members have a file.

A claim is checked against the register only where the register is declared complete; otherwise it is recorded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hjemsite import danish
from hjemsite.content.document import CountInText
from hjemsite.content.frontmatter.values import Instant
from hjemsite.danish.member_counts import MEMBER_NOUNS
from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.model import Day, Settings
from hjemsite.site.known_members_people import KnownMember
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug

_REGISTER = "ret felterne joined og left hos medlemmerne"


def size_faults(
    traces: Sequence[CrossRefs], settings: Settings, members: Mapping[Slug, KnownMember], *, countable: bool
) -> Iterator[Diagnostic]:
    """Claims that disagree with each other, or with a complete register, if nothing in it is broken: `countable`."""
    yield from _contradictions(traces)
    if not countable or not settings.register_complete:
        return
    for trace in traces:
        if trace.size is not None:
            size, moment, span = trace.size
            counted = _counted(members, _day(moment))
            if counted != size:
                message = f"Teksten siger {danish.number(size)}, men medlemslisten har {danish.number(counted)} den dag"
                yield Diagnostic("medlemstal-stemmer-ikke", span, message, f"Ret tallet, eller {_REGISTER}")
        for count, moment in trace.counts:
            if count.noun in MEMBER_NOUNS or count.noun == settings.members_called.many:
                yield _without_field(count, _counted(members, _day(moment)))


def _contradictions(traces: Iterable[CrossRefs]) -> Iterator[Diagnostic]:
    """Two sizes of one day: in the settings, in two articles, or in an article and the settings."""
    claims: dict[Day, tuple[int, Span]] = {}
    for day, size, span in _claims(traces):
        other, first = claims.setdefault(day, (size, span))
        if other != size:
            message = (
                f"Her står {danish.number(size)}, men et andet sted står {danish.number(other)} om samme tidspunkt"
            )
            related = (Related(first, f"her står {danish.number(other)}"),)
            yield Diagnostic("forskellige-tal", span, message, "Ret det ene tal", related)


def _claims(traces: Iterable[CrossRefs]) -> Iterator[tuple[Day, int, Span]]:
    """Day, size and place of every claim; those of the settings, which give a source, come first."""
    articles = []
    for trace in traces:
        yield from trace.known_sizes
        if trace.size is not None:
            size, moment, span = trace.size
            articles.append((_day(moment), size, span))
    yield from articles


def _counted(members: Mapping[Slug, KnownMember], day: Day) -> int:
    return sum(member.is_on(day) for member in members.values())


def _day(moment: Instant) -> Day:
    return Day(moment.at.year, moment.at.month, moment.at.day)


def _without_field(count: CountInText, counted: int) -> Diagnostic:
    shown = danish.number(count.count)
    if counted == count.count:
        but, hint = "feltet alliance_size mangler", f"Tilføj en linje med alliance_size: {shown}"
    else:
        but = f"medlemslisten har {danish.number(counted)} den dag"
        hint = f"Ret tallet, eller {_REGISTER}, og tilføj feltet alliance_size"
    message = f"Teksten siger, at der er {shown} {count.noun}, men {but}"
    return Diagnostic("medlemstal-uden-felt", count.span, message, hint)
