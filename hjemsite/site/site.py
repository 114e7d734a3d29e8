"""Assembles the site from all documents: every reference is resolved, or reported and left out.

So every reference in a `Site` can be followed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from posixpath import basename
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.encoding import encode
from hjemsite.content.scan import Inputs
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span
from hjemsite.model import Listed, Site
from hjemsite.site.addresses import redirects, server_redirects
from hjemsite.site.article_records import ArticleRecord, Records
from hjemsite.site.brand import brand_files
from hjemsite.site.namesakes import namesake_faults
from hjemsite.site.registry import Registry
from hjemsite.site.root_files import root_file_faults
from hjemsite.site.size_claims import size_faults
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug, slug

FindRefs: TypeAlias = Callable[[], Sequence[CrossRefs]]
"""The cross references of all documents, decoded when they are first asked for."""


class FoundFaults(Struct, frozen=True):
    """The faults that a check has found, and the digest of everything that it looked at (`key`)."""

    key: bytes = b""
    faults: tuple[Diagnostic, ...] = ()


class AssembledSite(Struct, frozen=True):
    """A site; the faults of each document by itself; and those `across` them, where they do not agree."""

    site: Site
    faults: tuple[Diagnostic, ...]
    across: FoundFaults


def assemble(
    checked: Checked[Registry], records: Records, refs: FindRefs, inputs: Inputs, before: FoundFaults
) -> AssembledSite:
    """The site of the articles in `records`. Documents that say the same as `before` are not compared again."""
    registry, addresses = checked.value, checked.value.addresses
    # A second source with the same address has a fault from `address_book`; only the first is part of the site.
    placed = [
        record
        for record in records.values()
        if record.listed and addresses.pages.get(record.listed.url) == record.listed.source
    ]
    articles = tuple(newest_first(record.listed for record in placed if record.listed))
    files = {url: inputs.source(path).content for url, path in addresses.files.items()}
    root_files = {url: inputs.source(path).content for url, path in addresses.root_files.items()}
    root_files |= brand_files(registry.settings.brand, inputs.source)
    pictures = {path: picture for path, picture in registry.known_names.pictures.items() if picture is not None}
    files |= {picture.url: inputs.source(path).content for path, picture in pictures.items()}
    entries = registry.entries
    site = Site(
        registry.settings,
        articles,
        entries.members,
        entries.people,
        entries.pages,
        files,
        root_files,
        entries.events,
        pictures=pictures,
    )
    faults = (*checked.faults, *(fault for record in records.values() for fault in record.faults))
    faults += tuple(root_file_faults(addresses.root_files, inputs))
    # A document that names a file which is not there may have meant one of those that seem unused.
    puzzled = {fault.span.path for fault in faults if fault.rule in ("mangler-fil", "filtype")}
    compared = (b"".join(record.refs_digest for record in group) for group in (placed, records.values()))
    key = digest(encode(registry), *compared)
    across = before if before.key == key else FoundFaults(key, tuple(_across(registry, refs(), placed)))
    return AssembledSite(site, (*faults, *_unused(site, registry, records, inputs, puzzled)), across)


def _across(registry: Registry, refs: Sequence[CrossRefs], placed: Sequence[ArticleRecord]) -> Iterator[Diagnostic]:
    """The faults of documents that do not agree with each other."""
    names, sources = registry.known_names, {record.listed.source for record in placed if record.listed}
    countable = tuple(sorted(names.members)) == names.known_members
    places = registry.addresses
    yield from redirects(refs, {**places.files, **places.pages, **places.root_files})
    yield from server_redirects(refs, registry.publish_to)
    yield from _topic_spellings(ref for ref in refs if ref.path in sources)
    yield from namesake_faults(refs, names)
    yield from size_faults(refs, registry.settings, names.members, countable=countable)


def newest_first(articles: Iterable[Listed]) -> list[Listed]:
    """Articles in the order in which a site has them."""
    return sorted(articles, key=lambda article: (article.date, article.url), reverse=True)


def cross_refs_of(registry: Registry, records: Records) -> list[CrossRefs]:
    """The cross references of all documents."""
    return [*registry.xrefs, *(refs for record in records.values() if (refs := record.refs) is not None)]


def _topic_spellings(traces: Iterable[CrossRefs]) -> Iterator[Diagnostic]:
    spellings: dict[Slug, dict[str, Span]] = defaultdict(dict)
    for trace in traces:
        for topic, span in trace.topics:
            spellings[slug(topic)].setdefault(topic, span)
    for name, ways in spellings.items():
        if not name:
            continue
        first, *others = sorted(ways)
        for other in others:
            message = f"Emnet er skrevet på to måder: »{other}« og »{first}«"
            related = Related(ways[first], "skrevet sådan her")
            yield Diagnostic("emne-stavet-forskelligt", ways[other], message, "Skriv emnet ens alle steder", (related,))


def _unused(
    site: Site, registry: Registry, records: Records, inputs: Inputs, puzzled: set[str]
) -> Iterator[Diagnostic]:
    """Faults of bundle files that the page does not use; none where errors of the page leave its files in doubt."""
    used = {url for owner in site.owners() for url in owner.files}
    idle = {url: path for url, path in registry.addresses.files.items() if url not in used}
    others = {ref.path: ref for ref in registry.xrefs} if idle else {}
    for path in idle.values():
        text = f"{registry.addresses.bundle_of(path)}/index.md"
        refs = records[text].refs if text in records else others.get(text)
        if path in inputs.refused or text in puzzled or refs is None or refs.broken:
            continue
        # A text that names the file has a fault that says why it cannot be used.
        if basename(path).encode() not in inputs.source(text).data:
            hint = "Henvis til filen, eller slet den"
            yield Diagnostic("ubrugt-fil", Span(path), "Ingen tekst bruger filen", hint)
