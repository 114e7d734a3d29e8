"""Dates that can only be slips: an article five years from now would wait there unseen."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hjemsite.diagnostics import Diagnostic
from hjemsite.reading.document import Document
from hjemsite.reading.fields import ArticleFields

_FARTHEST = timedelta(days=5 * 366)


def date_faults(documents: Iterable[Document], as_of: datetime) -> Iterator[Diagnostic]:
    """Articles whose date, embargo or update lies more than five years after `as_of`."""
    for document in documents:
        fields = document.fields
        if not isinstance(fields, ArticleFields):
            continue
        for key, moment in (("date", fields.date), ("embargo", fields.embargo), ("updated", fields.updated)):
            if moment is not None and moment.at > as_of + _FARTHEST:
                message = f"Datoen ligger mere end fem år ude i fremtiden ({moment.at.year})"
                yield Diagnostic("ugyldig-dato", document.span(key), message, "Ret årstallet")
