"""Dates that can only be slips: an article five years from now would wait there unseen."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hjemsite.assembling.traces import Trace
from hjemsite.diagnostics import Diagnostic

_FARTHEST = timedelta(days=5 * 366)


def date_faults(traces: Iterable[Trace], as_of: datetime) -> Iterator[Diagnostic]:
    """Articles whose date, embargo or update lies more than five years after `as_of`."""
    for trace in traces:
        for moment, span in trace.moments:
            if moment.at > as_of + _FARTHEST:
                message = f"Datoen ligger mere end fem år ude i fremtiden ({moment.at.year})"
                yield Diagnostic("ugyldig-dato", span, message, "Ret årstallet")
