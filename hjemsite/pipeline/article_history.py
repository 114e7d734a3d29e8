"""The earlier texts of published articles, read from the branch's history in git; only sites that show them.

git is asked for the commit alone where the last build asked about the same one: what a commit holds never changes.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.content.anonymous_text import DOUBT, RULE
from hjemsite.content.document_cache import Read, documents
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.model import Listed
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.editions import Histories, SourceText, Written, published_editions, source_text
from hjemsite.site.gate import Edition, published
from hjemsite.system.git_history import Checkout, Revisions, blob_name, blobs, checkout, revisions

_NEWS = "content/nyheder"


def article_histories(options: BuildOptions, edition: Edition, inputs: Inputs, cache: Cache) -> Histories:
    """The histories of the articles in `edition`, where the settings ask for them."""
    if not edition.settings.history:
        return Histories()
    repository = checkout(options.root)
    if repository is None or repository.shallow:
        return Histories({}, repository.commit if repository else "", (_missing(repository),))
    past = _revisions(options.root, repository.commit, cache)
    articles = [
        article for article in edition.articles if article.deindexed is None and article.url not in edition.unpublished
    ]
    texts = dict(_texts(options.root, [article for article in articles if article.source in past], past, inputs, cache))
    editions = {
        article.url: published_editions(texts[article.source], published(article), options.as_of)
        for article in articles
        if article.source in texts
    }
    return Histories({url: several for url, several in editions.items() if len(several) > 1}, repository.commit)


class _Read(Struct, frozen=True):
    """A revision's text; None where it has errors or may not be shown."""

    text: SourceText | None


def _missing(checkout: Checkout | None) -> Diagnostic:
    if checkout is None:
        message = "Mappen er ikke et git-repository, så nyhederne vises uden deres historik"
        hint = "Byg siden i en klon af jeres repository, eller slet history i site.yaml"
    else:
        message = "Kun den nyeste del af git-historikken er her, så nyhederne vises uden deres historik"
        hint = "Skriv »git fetch --unshallow«; i GitHub Actions: fetch-depth: 0 under actions/checkout"
    return Diagnostic("manglende-historik", Span(_NEWS), message, hint)


def _revisions(root: Path, commit: str, cache: Cache) -> Revisions:
    """The revisions of all articles. They follow from the commit alone, so they are cached under it."""
    key = cache.key("revisions", commit)
    kept: Revisions | None = decode(cache.get_many([key]).get(key), Revisions | None, None)
    if kept is None and (kept := revisions(root, _NEWS)) is not None:
        cache.put_many({key: encode(kept)})
    return kept or {}


def _texts(
    root: Path, articles: Sequence[Listed], past: Revisions, inputs: Inputs, cache: Cache
) -> Iterator[tuple[str, tuple[Written, ...]]]:
    """Source → what its file has said, in order of time, of those `articles` whose file has been changed."""
    edited = [article for article in articles if _is_changed(inputs, past, article.source)]
    names = {(article.source, revision.blob) for article in edited for revision in past[article.source]}
    texts = _read(root, sorted(names), inputs, cache)
    sources = [inputs.source(article.source) for article in edited]
    for article, now, read in zip(edited, sources, documents(sources, cache), strict=True):
        current = _text(now, read)
        if current is None or not current[1]:
            continue
        then = [Written(each.at, texts[article.source, each.blob]) for each in reversed(past[article.source])]
        if past[article.source][0].blob != blob_name(now.data):
            then.append(Written(None, current[0]))
        yield article.source, tuple(then)


def _is_changed(inputs: Inputs, past: Revisions, source: str) -> bool:
    """Whether the file has had other bytes than it has now."""
    return len(past[source]) > 1 or past[source][0].blob != blob_name(inputs.source(source).data)


def _read(
    root: Path, names: Sequence[tuple[str, str]], inputs: Inputs, cache: Cache
) -> dict[tuple[str, str], SourceText | None]:
    """What the blobs with these names said, each at its path."""
    people = encode(inputs.anonymised)
    keys = [cache.key("source text", path, blob, inputs.address, people) for path, blob in names]
    entries = cache.get_many(keys)
    texts: dict[tuple[str, str], _Read | None] = {}
    for name, key in zip(names, keys, strict=True):
        texts[name] = decode(entries.get(key), _Read | None, None)
    lacking = [name for name, read in texts.items() if read is None]
    data = blobs(root, {blob for _, blob in lacking})
    new: dict[Key, bytes] = {}
    for (path, blob), key in zip(names, keys, strict=True):
        # What git does not hand out now may be there the next time.
        if texts[path, blob] is None and blob in data:
            # Most builds have read every text before.
            from hjemsite.content.reader import document

            source = Source(path, data[blob], site_address=inputs.address, anonymised=inputs.anonymised)
            text_read = _Read(text[0] if (text := _text(source, document(source))) else None)
            texts[path, blob], new[key] = text_read, encode(text_read)
    cache.put_many(new)
    return {name: read.text if read else None for name, read in texts.items()}


def _text(source: Source, read: Read) -> tuple[SourceText, bool] | None:
    """What `source`, `read` as a document, says, and whether its history may be shown.

    None where it is broken, withdrawn, or tells a name.
    """
    fields = read.value.fields if read.value else None
    if read.value is None or read.value.broken or not isinstance(fields, ArticleFields) or fields.withdrawn:
        return None
    if source.anonymised and any(fault.rule in (RULE, DOUBT) for fault in read.faults):
        return None
    return source_text(fields, read.value.text), not fields.hide_history
