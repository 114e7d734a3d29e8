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
    known = checkout(options.root)
    if known is None or known.shallow:
        return Histories({}, known.commit if known else "", (_missing(known),))
    past = _revisions(options.root, known.commit, cache)
    articles = [one for one in edition.articles if one.deindexed is None and one.url not in edition.unpublished]
    texts = dict(_texts(options.root, [one for one in articles if one.source in past], past, inputs, cache))
    found = {
        one.url: published_editions(texts[one.source], published(one), options.as_of)
        for one in articles
        if one.source in texts
    }
    return Histories({url: several for url, several in found.items() if len(several) > 1}, known.commit)


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
    known: Revisions | None = decode(cache.get_many([key]).get(key), Revisions | None, None)
    if known is None and (known := revisions(root, _NEWS)) is not None:
        cache.put_many({key: encode(known)})
    return known or {}


def _texts(
    root: Path, articles: Sequence[Listed], past: Revisions, inputs: Inputs, cache: Cache
) -> Iterator[tuple[str, tuple[Written, ...]]]:
    """Source → what its file has said, in order of time, of those `articles` whose file has been changed."""
    wanted = [one for one in articles if _is_changed(inputs, past, one.source)]
    names = {(one.source, revision.blob) for one in wanted for revision in past[one.source]}
    texts = _read(root, sorted(names), inputs, cache)
    sources = [inputs.source(one.source) for one in wanted]
    for one, now, read in zip(wanted, sources, documents(sources, cache), strict=True):
        current = _text(now, read)
        if current is None or not current[1]:
            continue
        then = [Written(each.at, texts[one.source, each.blob]) for each in reversed(past[one.source])]
        if past[one.source][0].blob != blob_name(now.data):
            then.append(Written(None, current[0]))
        yield one.source, tuple(then)


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
    found: dict[tuple[str, str], _Read | None] = {}
    for name, key in zip(names, keys, strict=True):
        found[name] = decode(entries.get(key), _Read | None, None)
    lacking = [name for name, read in found.items() if read is None]
    data = blobs(root, {blob for _, blob in lacking})
    made: dict[Key, bytes] = {}
    for (path, blob), key in zip(names, keys, strict=True):
        # What git does not hand out now may be there the next time.
        if found[path, blob] is None and blob in data:
            # Most builds have read every text before.
            from hjemsite.content.reader import document

            source = Source(path, data[blob], site_address=inputs.address, anonymised=inputs.anonymised)
            known = _Read(text[0] if (text := _text(source, document(source))) else None)
            found[path, blob], made[key] = known, encode(known)
    cache.put_many(made)
    return {name: read.text if read else None for name, read in found.items()}


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
