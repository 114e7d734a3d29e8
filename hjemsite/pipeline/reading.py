"""The first half of a build: everything is read and resolved, and nothing is rendered."""

import functools
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import Cache
from hjemsite.checks.ending_consents import consent_fault
from hjemsite.checks.unknown_templates import unknown_templates
from hjemsite.content.anonymous_names import AnonymousName
from hjemsite.content.document import SITE, kind_of
from hjemsite.content.document_cache import Read, documents
from hjemsite.content.frontmatter.fields import PersonFields, SiteFields
from hjemsite.content.frontmatter.values import moment
from hjemsite.content.scan import Inputs
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, has_errors
from hjemsite.model import Site
from hjemsite.render.templates import Templates, load
from hjemsite.site.address_list import lost_addresses
from hjemsite.site.addresses import NO_ADDRESSES, AddressBook, address_book
from hjemsite.site.anonymous_files import anonymity_faults
from hjemsite.site.article_records import Records, ResolvedArticles, resolve_articles
from hjemsite.site.registry import Registry, registry
from hjemsite.site.site import FindRefs, FoundFaults, assemble, cross_refs_of
from hjemsite.site.unnamed_people import UnnamedPeople, pseudonym_faults, unnamed_people
from hjemsite.site.xrefs import cross_refs
from hjemsite.system.workers import Workers
from hjemsite.urls import ADDRESS_LIST

_PEOPLE = "content/personer/"


class ReadState(Struct, frozen=True):
    """What reading starts from: the records of articles, which addresses the files of what `paths` stand for have.

    `names` stands for all that was known of members and people.
    """

    records: Records = {}
    names: bytes = b""
    paths: bytes = b""
    addresses: Checked[AddressBook] = NO_ADDRESSES
    across: FoundFaults = FoundFaults()


class ReadSite(Struct, frozen=True):
    """A site and its templates, read; `state` is what the next reading starts from."""

    site: Site
    state: ReadState
    registry: Registry
    articles: ResolvedArticles
    templates: Templates
    can_be_rendered: bool
    """Whether the templates and assets are without errors."""
    faults: tuple[Diagnostic, ...]
    refs: FindRefs
    """The cross references of all documents."""
    inputs: Inputs
    """What was read, with the site's own address."""


def _addressed(inputs: Inputs, cache: Cache) -> Inputs:
    """`inputs` with the site's address and the names to anonymise, as far as the settings can be read."""
    if SITE not in inputs.files:
        return inputs
    (settings,) = documents([inputs.source(SITE)], cache)
    fields = settings.value.fields if settings.value else None
    if not isinstance(fields, SiteFields):
        return inputs
    names = (
        AnonymousName(person.name, person.pseudonym, person.namesakes, person.not_in, since=moment(str(person.date)))
        for person in fields.anonymised
    )
    return replace(inputs, address=fields.address, anonymised=tuple(names))


def _lost(inputs: Inputs, site: Site, addresses: AddressBook) -> tuple[Diagnostic, ...]:
    """Faults of addresses that have been public and lead nowhere now."""
    if ADDRESS_LIST not in inputs.files:
        return ()
    text = inputs.source(ADDRESS_LIST).data.decode("utf-8-sig", "replace")
    # A source with errors keeps its address; its errors are reported in the source itself.
    also = {**addresses.pages, **addresses.root_files}
    return tuple(lost_addresses(text, site, also, inputs.anonymised))


class _People(Struct, frozen=True):
    """The people whose consent has ended, the `inputs` without them, and the files of people that have been `read`."""

    inputs: Inputs
    unnamed: UnnamedPeople
    read: Mapping[str, Read]
    faults: tuple[Diagnostic, ...]


def _people(inputs: Inputs, cache: Cache, as_of: datetime) -> _People:
    """The people with a file, before any other text is read."""
    paths = [path for path in inputs.paths if path.startswith(_PEOPLE) and kind_of(path) is PersonFields]
    read = dict(zip(paths, documents(map(inputs.source, paths), cache), strict=True))
    values = [document.value for document in read.values() if document.value is not None]
    unnamed = unnamed_people(values, inputs.paths, as_of)
    refs = (ref for document in unnamed.documents for ref in cross_refs(document).consents)
    faults = (
        *pseudonym_faults(values, inputs.anonymised),
        *(fault for ref in refs for fault in consent_fault(ref, as_of)),
    )
    if not unnamed.names:
        return _People(inputs, unnamed, read, faults)
    # Every text is read anew, with what they are called now.
    inputs = replace(inputs, anonymised=(*inputs.anonymised, *unnamed.names), withheld=unnamed.paths)
    return _People(inputs, unnamed, {}, faults)


def _documents(paths: Iterable[str], inputs: Inputs, read_before: Mapping[str, Read], cache: Cache) -> list[Read]:
    """The documents at `paths`; some are `read_before`."""
    content_paths = [path for path in paths if kind_of(path)]
    rest = [path for path in content_paths if path not in read_before]
    by_path = {**read_before, **dict(zip(rest, documents(map(inputs.source, rest), cache), strict=True))}
    return [by_path[path] for path in content_paths]


def read_site(inputs: Inputs, before: ReadState, cache: Cache, workers: Workers, as_of: datetime) -> ReadSite:
    """The site of all files in `inputs`, starting from what was read `before`; `as_of` tells which consents hold."""
    first = _people(_addressed(inputs, cache), cache, as_of)
    inputs, unnamed = first.inputs, first.unnamed
    paths, refused = inputs.paths, sorted(inputs.refused)
    names = digest("\0".join(paths), "\0".join(refused))
    addresses = before.addresses if names == before.paths else address_book(paths, inputs.refused)
    others = _documents(addresses.value.others, inputs, first.read, cache)
    read = [document.value for document in others if document.value is not None]
    registered = registry(read, addresses, paths, inputs.source, unnamed.people)
    sources = addresses.value.articles
    resolved = resolve_articles(sources, inputs, registered.value, before.records, before.names, cache, workers)
    refs = functools.cache(functools.partial(cross_refs_of, registered.value, resolved.records))
    assembled = assemble(registered, resolved.records, refs, inputs, before.across)
    site = replace(assembled.site, nameless=unnamed.pages) if unnamed.names else assembled.site
    chosen = {f"{page.template}.html" for page in registered.value.entries.pages if page.template}
    templates = load(inputs.files, inputs.texts, registered.value.settings.brand, chosen)
    unknown = tuple(unknown_templates(registered.value.xrefs, templates.value))
    root_files = map(inputs.source, addresses.value.root_files.values())
    leaks = anonymity_faults(paths, read, root_files, inputs.anonymised)
    lost = _lost(inputs, site, addresses.value)
    faults = (
        *inputs.faults,
        *first.faults,
        *leaks,
        *lost,
        *assembled.faults,
        *assembled.across.faults,
        *templates.faults,
        *unknown,
    )
    return ReadSite(
        site,
        ReadState(resolved.records, resolved.names, names, addresses, assembled.across),
        registered.value,
        resolved,
        templates.value,
        not has_errors((*templates.faults, *unknown)),
        (*faults, *(fault for document in others for fault in document.faults)),
        refs,
        inputs,
    )
