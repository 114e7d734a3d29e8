"""Finds published articles whose words changed without a correction or an update, from the branch's history in git.

What readers were last told of is the edition that came out, or the one with which `updated` or `corrections` got what
they say now. Where there is no history nothing is said, and where it is cut off, that is said.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from hjemsite.cache.cache import Cache
from hjemsite.checks.silent_edits import field_span, word_changes
from hjemsite.content.document import Document
from hjemsite.content.document_cache import documents
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.frontmatter.split import split
from hjemsite.content.reader import find
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.model import Listed
from hjemsite.site.gate import published
from hjemsite.system.git_history import History, Revision, blob_name, blobs, history

_NEWS = "content/nyheder"


def silent_edits(root: Path, inputs: Inputs, articles: Iterable[Listed], cache: Cache) -> Iterator[Diagnostic]:
    """A warning for each of the published `articles` that says something else than readers were told it says."""
    past = history(root, _NEWS)
    if past is None:
        return
    if past.shallow:
        message = "Kun den nyeste del af git-historikken er her, så det kan ikke ses, om udgivne nyheder er ændret"
        hint = "Skriv »git fetch --unshallow«; i GitHub Actions: fetch-depth: 0 under actions/checkout"
        yield Diagnostic("manglende-historik", Span(_NEWS), message, hint)
        return
    edited = [article for article in articles if _is_edited(inputs.source(article.source), past)]
    old = blobs(root, {revision.blob for article in edited for revision in past.revisions[article.source]})
    for article in edited:
        now = inputs.source(article.source)
        (current,) = (read.value for read in documents([now], cache))
        if current is not None:
            revisions = (
                (revision, _document(now, old[revision.blob], cache)) for revision in past.revisions[article.source]
            )
            announced = _announced(current, revisions, published(article))
            if announced is not None and (fault := _fault(announced, current, now)) is not None:
                yield fault


def _is_edited(source: Source, past: History) -> bool:
    """Whether the file has had other bytes than it has now."""
    revisions = past.revisions.get(source.path, ())
    return len(revisions) > 1 or (len(revisions) == 1 and revisions[0].blob != blob_name(source.data))


def _document(now: Source, data: bytes, cache: Cache) -> Document | None:
    source = Source(now.path, data, site_address=now.site_address, anonymised=now.anonymised)
    return documents([source], cache)[0].value


def _announced(
    current: Document, revisions: Iterable[tuple[Revision, Document | None]], since: datetime
) -> Document | None:
    """The oldest edition of `revisions` (newest first) that came out at `since` or later and tells of the same changes.

    None where the newest of them tells of others, or never came out.
    """
    announced = None
    for revision, edition in revisions:
        if edition is None or edition.broken or not isinstance(edition.fields, ArticleFields) or edition.fields.draft:
            break
        if _announced_changes(edition) != _announced_changes(current):
            break
        announced = edition
        if revision.at <= since:
            break
    return announced


def _announced_changes(edition: Document) -> tuple[object, ...]:
    """The changes that an edition tells its readers of."""
    fields = edition.fields
    assert isinstance(fields, ArticleFields), edition.path
    return fields.updated, fields.corrections, fields.withdrawn


def _fault(before: Document, after: Document, source: Source) -> Diagnostic | None:
    changes = word_changes(before, after)
    if not changes:
        return None
    text = source.data.decode("utf-8", "replace")
    parts = split(text, source.path).value
    span = field_span(changes[0], after) or find(changes[0].near, parts.body, source.path, parts.body_line)
    return Diagnostic(
        "stille-aendring",
        span,
        f"Nyheden er ændret, siden den kom ud, og læserne får det ikke at vide: {'; '.join(map(str, changes))}",
        "Var det en fejl, så fortæl den i feltet corrections. Er der kommet noget nyt, så skriv i feltet updated, hvad "
        "det er, og hvornår",
    )
