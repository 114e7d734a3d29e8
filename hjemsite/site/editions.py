"""The public editions of an article, worked out from the revisions of its file.

When in doubt an edition was not public: one that was a draft, under embargo or replaced within minutes is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.danish import COPENHAGEN, typography
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.urls import Url

SHORTEST = timedelta(minutes=10)
"""A revision that was replaced sooner was probably pushed together with the next one, and never built."""


class SourceText(Struct, frozen=True, array_like=True):
    """What a file said at one time. It was out from `begins` until it `expires`, unless it was a draft: `hidden`."""

    title: str
    summary: str
    text: str
    """The words of the body, with a blank line between paragraphs."""
    begins: datetime
    expires: datetime | None
    hidden: bool

    @property
    def words(self) -> tuple[str, str, str]:
        """All that a reader may compare."""
        return self.title, self.summary, self.text


def source_text(fields: ArticleFields, text: str) -> SourceText:
    """What a file with these fields and this `text` as its body said, as readers saw it."""
    begins = max(fields.date.at, fields.embargo.at) if fields.embargo else fields.date.at
    expires = fields.expires.at if fields.expires else None
    title, summary = typography.text(fields.title), typography.text(fields.summary)
    return SourceText(title, summary, text, begins, expires, fields.draft)


class Written(Struct, frozen=True):
    """A revision of a file: its text, None where the file had errors; and its time, None where it is not committed."""

    at: datetime | None
    text: SourceText | None


class Edition(Struct, frozen=True, array_like=True):
    """What readers have seen from an instant on: RFC 3339 in Copenhagen, empty where it is not known."""

    since: str
    title: str
    summary: str
    text: str


class Histories(Struct, frozen=True):
    """Address → the editions of an article that readers have seen, where there are several, the oldest first.

    `commit` is the one that they are known by; empty where nobody asked for them.
    """

    editions: Mapping[Url, tuple[Edition, ...]] = {}
    commit: str = ""
    faults: tuple[Diagnostic, ...] = ()


def published_editions(written: Sequence[Written], published: datetime, as_of: datetime) -> tuple[Edition, ...]:
    """The editions that readers have seen until `as_of`, the oldest first; `written` are in order of time.

    The last one is what they see now; it came out at `published`, and nothing before that was public.
    """
    editions: list[Edition] = []
    last: SourceText | None = None
    for at, text in _seen(written, published, as_of):
        if last is None or text.words != last.words:
            since = at.astimezone(COPENHAGEN).isoformat(timespec="minutes") if at else ""
            editions.append(Edition(since, *text.words))
            last = text
    return tuple(editions)


def _seen(
    written: Sequence[Written], published: datetime, as_of: datetime
) -> Iterator[tuple[datetime | None, SourceText]]:
    # A broken file was never built, so readers went on seeing the one before it.
    whole = [(revision.at, revision.text) for revision in written if revision.text is not None]
    for (at, text), (until, _) in pairwise(whole):
        if at is None or text.hidden:
            continue
        end = min(filter(None, (until, text.expires, as_of)))
        start = max(at, text.begins, published)
        if end - start >= SHORTEST:
            yield start, text
    if whole:
        at, text = whole[-1]
        yield max(at, published) if at else None, text
