"""Every check of the finished site, and of what its documents say of each other and of time."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime
from functools import partial

from msgspec import Struct

from hjemsite.cache.blob import Blob, digest, read
from hjemsite.cache.cache import Cache
from hjemsite.checks.dead_links import LinkTargets, link_faults, written_links
from hjemsite.checks.ending_consents import consent_faults
from hjemsite.checks.fetches.fetched_files import foreign_faults
from hjemsite.checks.finished_html import dead_link_faults, link_hashes
from hjemsite.checks.held_back_copies import likeness_faults
from hjemsite.checks.implausible_dates import date_faults, expiry_faults
from hjemsite.checks.repeated_flaws import flaw_faults
from hjemsite.content.document_cache import documents
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import ROOT_FOLDER
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.pages.assets import Asset
from hjemsite.pages.base_url import Addresses
from hjemsite.render.render import Rendered
from hjemsite.render.templates import TemplateSource
from hjemsite.site.article_records import Records
from hjemsite.site.gate import Edition
from hjemsite.site.registry import Registry
from hjemsite.site.site import FindRefs, FoundFaults
from hjemsite.site.word_runs import Wording, wording
from hjemsite.urls import Url, address


class FinishedSite(Struct, frozen=True):
    """What is checked. `across` stands for all that documents say of each other, `layout` for which pages there are.

    `templates`: name → template; `assets`: name → file. A site that is not `is_whole`, because something in it is
    broken, is not blamed for what that leaves missing.
    """

    registry: Registry
    records: Records
    refs: FindRefs
    across: bytes
    inputs: Inputs
    edition: Edition
    layout: FoundFaults
    rendered: Rendered
    files: Mapping[Url, Blob]
    addresses: Addresses
    templates: Mapping[str, TemplateSource]
    assets: Mapping[str, Asset]
    is_whole: bool

    def read_page(self, url: Url) -> bytes:
        """The bytes of the page at `url`."""
        return read(self.files[url])


class CheckedLinks(Struct, frozen=True):
    """What is wrong with links `in_texts`, as editors wrote them, and `in_pages`, as they are finished.

    `written` is where those in texts lead; it follows from what documents say of each other, for which `across` stands.
    """

    across: bytes = b""
    written: tuple[str, ...] = ()
    in_texts: FoundFaults = FoundFaults()
    in_pages: FoundFaults = FoundFaults()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The faults of links in texts, then of those in finished pages."""
        return (*self.in_texts.faults, *self.in_pages.faults)


def check_links(site: FinishedSite, before: CheckedLinks) -> CheckedLinks:
    """The links that editors wrote, and those of finished pages.

    Where links and what they lead to are as `before`, they are not followed.
    """
    if site.rendered.faults:
        return CheckedLinks()
    written = before.written if site.across == before.across else written_links(site.refs())
    in_texts = _in_texts(site, written, before.in_texts)
    return CheckedLinks(site.across, written, in_texts, _in_pages(site, written, before.in_pages))


def _in_texts(site: FinishedSite, written: Iterable[str], before: FoundFaults) -> FoundFaults:
    """The faults of links that editors wrote, which are read again where some of them are dead or hidden now."""
    pages = site.rendered.pages
    targets = LinkTargets(site.edition, pages, site.files.keys(), _sources(site), site.read_page)
    dead = [*targets.dead(written)]
    # For those something like them is proposed.
    files = "\0".join(sorted(site.files)) if dead else ""
    anchors = b"".join(record.report.anchors for record in pages.values()) if dead else b""
    key = digest(site.across, *map("\t".join, sorted(site.edition.hidden.items())), "", *dead, files, anchors)
    return before if key == before.key else FoundFaults(key, tuple(link_faults(site.refs(), targets)))


def _sources(site: FinishedSite) -> Set[Url]:
    """The addresses of all texts, also of those that can have none and are blamed for that where they stand."""
    placed = site.registry.addresses.pages
    placed_paths = frozenset(placed.values())
    others = (url for path in site.inputs.paths if path not in placed_paths and (url := address(path)))
    return placed.keys() | frozenset(others)


def _in_pages(site: FinishedSite, written: Iterable[str], before: FoundFaults) -> FoundFaults:
    """The faults of links in finished pages."""
    if not site.is_whole:
        return FoundFaults()
    # Those that an editor wrote have been followed where they stand; none may lead to what is hidden.
    followed = {target.partition("#")[0] for target in written} - site.edition.hidden.keys()
    addresses, templates = (*site.files, *sorted(followed)), site.templates.values()
    links = b"".join(record.report.links for record in site.rendered.pages.values())
    key = digest(links, site.addresses.prefix, "\0".join(addresses), "\0".join(template.text for template in templates))
    if key == before.key:
        return before
    existing = link_hashes(map(site.addresses.href, addresses))
    faults = flaw_faults(dead_link_faults(site.rendered, existing, site.read_page), site.templates)
    return FoundFaults(key, tuple(faults))


def site_faults(site: FinishedSite, as_of: datetime, cache: Cache, *, allow_empty: bool) -> Iterator[Diagnostic]:
    """All else that is wrong with a finished site; `allow_empty` says that a site without news is meant."""
    rendered = site.rendered
    yield from _template_faults(site, cache)
    yield from date_faults(site.records.values(), site.registry.xrefs, as_of)
    pages = site.registry.addresses.pages
    placed = (
        record
        for record in site.records.values()
        if record.listed and pages.get(record.listed.url) == record.listed.source
    )
    yield from likeness_faults(placed, as_of, partial(_wordings, site.inputs, cache), cache)
    yield from expiry_faults(site.registry.xrefs, as_of)
    yield from consent_faults(site.records.values(), site.registry.xrefs, as_of)
    if site.is_whole and not rendered.faults:
        flawed = ((url, record.report.flaws) for url, record in rendered.pages.items() if record.report.flaws)
        flaws = [(rendered.laid_out.page(url), flaw) for url, flaws in flawed for flaw in flaws]
        yield from flaw_faults(flaws, site.templates)
        yield from site.layout.faults
    yield from foreign_faults(_files_that_fetch(site), cache, site.edition.settings.allow)
    if site.is_whole and not (site.edition.articles or site.edition.withdrawn) and not allow_empty:
        hint = "Skriv den første nyhed, eller se efter i nyhedernes felter date, embargo, expires og draft"
        message = "Ingen nyheder er klar til at blive udgivet"
        yield Diagnostic("ingen-nyheder", Span("content/nyheder"), message, hint)


def _template_faults(site: FinishedSite, cache: Cache) -> Iterable[Diagnostic]:
    """What is wrong in the site's own templates, and with the pages that could not be rendered."""
    if all(template.is_from_program for template in site.templates.values()):
        return site.rendered.faults
    # Few sites have templates of their own.
    from hjemsite.render.names.name_faults import each_cause_once, name_faults

    chosen = {f"{page.template}.html" for page in site.registry.entries.pages if page.template}
    return each_cause_once(name_faults(site.templates, site.assets, chosen, cache), site.rendered.faults)


def _wordings(inputs: Inputs, cache: Cache, paths: Iterable[str]) -> list[Wording]:
    read = documents(map(inputs.source, paths), cache)
    return [wording(checked.value) for checked in read if checked.value is not None]


def _files_that_fetch(site: FinishedSite) -> dict[str, Blob]:
    """Path in the project → a file beside the pages that may fetch something."""
    assets: dict[str, Blob] = {asset.path: asset.source for asset in site.assets.values()}
    # Of the files at the root only manifests are looked into: any other that fetches something has been refused.
    manifests = ((url, file) for url, file in site.edition.root_files.items() if url.endswith(".webmanifest"))
    return assets | {f"{ROOT_FOLDER}{url[1:]}": file for url, file in manifests}
