"""Embargo lines that are left in an article's title, summary or body and that its fields do not keep.

An article that would come out before such a line allows it is an error. What is less certain is a warning: a line that
may be read in two ways, or one that says something else than the fields.
"""

from collections.abc import Iterator
from datetime import datetime

from hjemsite import danish
from hjemsite.content.document import Document
from hjemsite.content.embargo.embargo_cuts import counting_lines
from hjemsite.content.embargo.embargo_lines import EmbargoLine, Sureness
from hjemsite.content.embargo.embargo_times import embargo_time
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Span, span_in
from hjemsite.limits import REPEATED_CHARACTERS


def embargo_faults(read: Document, fields: ArticleFields, body: str, first_line: int) -> Iterator[Diagnostic]:
    """The faults of the embargo lines in an article that is no draft. `body` begins on `first_line` of its file."""
    if read.broken & {"date", "embargo"}:
        return
    for key, text in (("title", fields.title), ("summary", fields.summary)):
        for line in _held(text):
            yield from _fault(line, read, fields, read.span(key))
    for line in _held(body):
        yield from _fault(line, read, fields, span_in(body, line.start, line.end, read.path, first_line))


def _held(text: str) -> Iterator[EmbargoLine]:
    """The embargo lines in a text that say that it may not come out yet."""
    for line in counting_lines(text):
        if not line.is_free and line.sureness is not Sureness.MENTION:
            yield line


def _fault(line: EmbargoLine, read: Document, fields: ArticleFields, span: Span) -> Iterator[Diagnostic]:
    """What is wrong with an embargo line, if anything is."""
    day = fields.date.at.date()
    time = embargo_time(line.times, day, day)
    is_short = len(line.words) <= REPEATED_CHARACTERS
    shown = line.words if is_short else f"{line.words[:REPEATED_CHARACTERS].rsplit(' ', 1)[0]} …"
    if not time.value:
        if fields.embargo is None:
            hint = "Skriv dag og klokkeslæt i feltet embargo, eller slet linjen"
            yield Diagnostic("embargo-i-teksten", span, f"Her står »{shown}«, men nyheden har ingen embargo", hint)
        return
    at = danish.instant(time.value).at
    if fields.embargo and (fields.embargo.at == at or _is_same_day(fields.embargo.at, line, at)):
        return
    hint = f"Skriv embargo: {time.value} i felterne, eller slet linjen, hvis den ikke gælder"
    proposal = _proposal(read, fields, time.value)
    published = max(fields.date.at, fields.embargo.at) if fields.embargo else fields.date.at
    if published < at and line.sureness is Sureness.SURE and not time.doubts:
        message = f"Nyheden kommer ud {danish.at(published)}, men her står »{shown}«"
        yield Diagnostic("embargo-brydes", span, message, hint, proposal=proposal)
    else:
        field = f"feltet embargo siger {danish.at(fields.embargo.at)}" if fields.embargo else "feltet embargo mangler"
        yield Diagnostic("embargo-i-teksten", span, f"Her står »{shown}«, men {field}", hint, proposal=proposal)


def _proposal(read: Document, fields: ArticleFields, value: str) -> Proposal | None:
    """The field `embargo` with `value`: in place of the one that is there, or on a line above the date."""
    if fields.embargo:
        return Proposal(read.span("embargo"), value)
    span = read.span("date")
    # Fields within braces have no lines of their own.
    is_line = span.column == len("date: ") + 1
    return Proposal(Span(read.path, span.line, 1, span.line, 1), f"embargo: {value}\n") if is_line else None


def _is_same_day(embargo: datetime, line: EmbargoLine, at: datetime) -> bool:
    """Whether a line without an hour names the day of the field."""
    return not line.times.clocks and embargo.date() == at.date()
