"""The address of every source. Two sources with the same address are a fault that names both.

Addresses come from paths, so they are known of broken documents too: one bad file makes no dead links elsewhere.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from posixpath import basename, dirname, splitext

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.document import SITE, kind_of
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.frontmatter.publish_address import is_own_server
from hjemsite.content.sources import ROOT_FOLDER
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span
from hjemsite.filetypes import PICTURES
from hjemsite.limits import SLUG_CHARACTERS
from hjemsite.model.article_files import downloads
from hjemsite.site.brand import is_brand_file
from hjemsite.site.root_files import root_address
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import (
    ADDRESS_LIST,
    EVENTS,
    LIBRARY,
    PRESS_LIBRARY,
    SECTIONS,
    Slug,
    Url,
    address,
    calendar_file,
    file_address,
    is_reserved,
    slug_of,
)

_COPY = lazy_pattern(r"(?:.*[^\W\d_] (?:af|of) )?index(?![^\W\d_]).*\.md", re.IGNORECASE)
"""»index - Kopi.md«, »index (1).md«, »index.sync-conflict-….md«, »Kopi af index.md«."""


class AddressBook(Struct, frozen=True):
    """All sources by address, whatever their contents.

    `pages`: address → path of a text. `bundles`: folder of a bundle → the address of its page. `files`: address → path
    of a bundle's file. `unplaced` are the paths of files whose address was taken; each has its fault.
    """

    pages: Mapping[Url, str]
    bundles: Mapping[str, Url]
    files: Mapping[Url, str]
    unplaced: frozenset[str]
    articles: tuple[str, ...]
    """The paths of all texts that are read as articles."""
    others: tuple[str, ...]
    """Paths of all other texts, and of the settings."""
    root_files: Mapping[Url, str] = {}
    """Address → path of a file in `ROOT_FOLDER`."""
    library: Mapping[Url, str] = {}
    """Address → path of a picture in `LIBRARY`, in the order of the paths."""

    def slugs(self, section: str) -> tuple[Slug, ...]:
        """The slugs of all sources in a folder of `content/`, broken ones too, in order."""
        return tuple(sorted(slug_of(path) for path in self.pages.values() if path.startswith(f"content/{section}/")))

    def bundle_of(self, path: str) -> str:
        """The folder of the bundle that the file at `path` belongs to; empty when it belongs to none."""
        return _bundle(path, self.bundles)


def address_book(paths: Iterable[str], refused: Container[str] = ()) -> Checked[AddressBook]:
    """The address of every source, and a fault for each that can have none; those that are `refused` have theirs."""
    paths = tuple(paths)
    faults: list[Diagnostic] = []
    pages: dict[Url, str] = {}
    with_index = {dirname(path) for path in paths if path.endswith("/index.md")}
    for path in paths:
        if path.endswith(".md"):
            claims = tuple(_copy(path) if _is_copy(path, with_index) else _claim(path, pages))
            faults.extend(() if path in refused else claims)
    bundles = {path.removesuffix("/index.md"): url for url, path in pages.items() if path.endswith("/index.md")}
    files: dict[Url, str] = {}
    root_files: dict[Url, str] = {}
    library: dict[Url, str] = {}
    for path in paths:
        if path.endswith(".md") or path in (SITE, ADDRESS_LIST) or is_brand_file(path):
            continue
        if path.startswith(ROOT_FOLDER):
            claims = tuple(_claim_root(path, pages, root_files))
        elif path.startswith(LIBRARY):
            claims = tuple(_claim_picture(path, library))
        else:
            claims = tuple(_claim_file(path, bundles, files))
        faults.extend(() if path in refused else claims)
    unplaced = frozenset(fault.span.path for fault in faults if fault.rule in ("samme-adresse", "reserveret-adresse"))
    kinds = {path: kind for path in paths if (kind := kind_of(path))}
    articles = tuple(path for path, kind in kinds.items() if kind is ArticleFields)
    others = tuple(path for path, kind in kinds.items() if kind is not ArticleFields)
    return Checked(AddressBook(pages, bundles, files, unplaced, articles, others, root_files, library), tuple(faults))


def _claim(path: str, pages: dict[Url, str]) -> Iterator[Diagnostic]:
    parts = path.split("/")
    if len(parts) < 3 or parts[1] not in SECTIONS:
        yield _misplaced(path)
        return
    url = address(path)
    if parts[-1].casefold() == "index.md" and (len(parts) == 3 or parts[-1] != "index.md"):
        message = "En tekst kan kun hedde index.md, med små bogstaver, når den har sin egen mappe"
        yield Diagnostic("filnavn", Span(path), message, "Giv filen et navn, der siger, hvad teksten handler om")
    elif url is None:
        yield Diagnostic(
            "filnavn",
            Span(path),
            "Filnavnet kan ikke blive til en adresse",
            "Giv filen et navn med bogstaver eller tal",
        )
    elif len(slug_of(path)) > SLUG_CHARACTERS:
        message = f"Adressen bliver på {len(slug_of(path))} tegn; grænsen er {SLUG_CHARACTERS}"
        yield Diagnostic("filnavn", Span(path), message, "Giv filen et kortere navn")
    elif is_reserved(url):
        yield Diagnostic(
            "reserveret-adresse", Span(path), f"Adressen {url} bruges af siden selv", "Giv filen et andet navn"
        )
    elif url in pages:
        yield _clash(path, pages[url], url)
    else:
        pages[url] = path


def _is_copy(path: str, with_index: Container[str]) -> bool:
    """Whether a file lies beside an `index.md` and has the name that a program gives to a copy of that."""
    return basename(path) != "index.md" and dirname(path) in with_index and bool(_COPY.fullmatch(basename(path)))


def _copy(path: str) -> Iterator[Diagnostic]:
    other = f"{dirname(path)}/index.md"
    message = f"Filen ligner en kopi af {other} og bliver ikke en side for sig"
    hint = "Slet kopien, når du har set efter, om noget af den skal med i index.md"
    yield Diagnostic("kopi-af-index", Span(path), message, hint, (Related(Span(other), "den anden fil"),))


def _claim_file(path: str, bundles: Mapping[str, Url], files: dict[Url, str]) -> Iterator[Diagnostic]:
    folder = _bundle(path, bundles)
    if not folder:
        yield _misplaced(path)
        return
    url = file_address(bundles[folder], path.removeprefix(f"{folder}/"))
    if bundles[folder].startswith(EVENTS) and url == calendar_file(bundles[folder]):
        message = f"Adressen {url} bruges til arrangementet som kalenderfil"
        yield Diagnostic("reserveret-adresse", Span(path), message, "Giv filen et andet navn")
    elif bundles[folder].startswith(SECTIONS["nyheder"]) and url in downloads(bundles[folder]):
        message = f"Adressen {url} bruges til nyheden som fil"
        yield Diagnostic("reserveret-adresse", Span(path), message, "Giv filen et andet navn")
    elif url in files:
        yield _clash(path, files[url], url)
    else:
        files[url] = path


def _claim_picture(path: str, library: dict[Url, str]) -> Iterator[Diagnostic]:
    url = file_address(PRESS_LIBRARY, path)
    if kind_of(path):
        return
    if splitext(path)[1].lower() not in PICTURES:
        hint = "Gem billedet som jpg, png, webp, avif eller gif, og dets beskrivelse som yaml"
        yield Diagnostic("filtype", Span(path), "Filen er hverken et billede eller en beskrivelse af et", hint)
    elif url in library:
        yield _clash(path, library[url], url)
    else:
        library[url] = path


def _claim_root(path: str, pages: Mapping[Url, str], root_files: dict[Url, str]) -> Iterator[Diagnostic]:
    url = root_address(path)
    if isinstance(url, Diagnostic):
        yield url
        return
    taken = {_file_key(other_url): other for other_url, other in root_files.items()} | {
        _file_key(other_url).rstrip("/"): other for other_url, other in pages.items()
    }
    if (other := taken.get(_file_key(url))) is not None:
        yield _clash(path, other, url)
    elif is_reserved(f"{_file_key(url)}/"):
        yield Diagnostic(
            "reserveret-adresse", Span(path), f"Adressen {url} bruges af siden selv", "Giv filen et andet navn"
        )
    else:
        root_files[url] = path


def _bundle(path: str, bundles: Mapping[str, Url]) -> str:
    folder = path.rpartition("/")[0]
    while folder and folder not in bundles:
        folder = folder.rpartition("/")[0]
    return folder


def _clash(path: str, other: str, url: Url) -> Diagnostic:
    related = Related(Span(other), "den anden fil")
    message = f"Filen og {other} vil begge ligge på {url}"
    return Diagnostic("samme-adresse", Span(path), message, "Giv den ene fil et andet navn", (related,))


def _misplaced(path: str) -> Diagnostic:
    message = "Filen bliver ikke brugt, hvor den ligger"
    ending = splitext(path)[1].lower()
    if path.endswith(".md"):
        hint = "Flyt filen til content/nyheder, medlemmer, personer, arrangementer eller sider"
    elif ending in (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".rtf", ".odt"):
        message, hint = (
            "Kun tekster, hvis filnavn ender på .md, bliver til sider",
            "Gem teksten som en fil, der ender på .md",
        )
    elif ending in (".yaml", ".yml"):
        hint = "Kun content/site.yaml bliver læst; ret filens navn, eller slet den"
    else:
        hint = "Billeder og bilag skal ligge i samme mappe som tekstens index.md"
    return Diagnostic("ukendt-placering", Span(path), message, hint)


def redirects(traces: Iterable[CrossRefs], pages: Mapping[Url, str]) -> Iterator[Diagnostic]:
    """Old addresses that one of the `pages` or files, address → path, or another old address already has."""
    taken = {_file_key(url): Span(path) for url, path in pages.items()}
    for trace in traces:
        for old, span in trace.redirects:
            key = _file_key(old)
            if old != trace.url and key == _file_key(trace.url) and redirect_page(old, trace.url) is None:
                # Servers tell it from the page itself by its capitals.
                continue
            if key in taken or is_reserved(key) or is_reserved(key.rstrip("/")):
                message = f"Den gamle adresse {old} er allerede i brug"
                related = (Related(taken[key], "bruges her"),) if key in taken else ()
                yield Diagnostic("samme-adresse", span, message, "Slet den gamle adresse", related)
            taken.setdefault(key, span)


def _file_key(url: str) -> str:
    """What two addresses share when they would be one file: on Windows and macOS capitals are no difference."""
    path = url.casefold().removesuffix("index.html")
    return path if path.endswith("/") or not re.search(r"\.(?!html?$)\w+$", path) else f"{path}/"


def server_redirects(traces: Iterable[CrossRefs], publish_to: str) -> Iterator[Diagnostic]:
    """One warning for the old addresses that only a server can redirect, where `publish_to` may have none that does."""
    server_only = [
        (old, span)
        for trace in traces
        for old, span in trace.redirects
        if not (old == trace.url or redirect_page(old, trace.url))
    ]
    if not server_only or is_own_server(publish_to):
        return
    (old, span), more = server_only[0], len(server_only) - 1
    others = f" (og {danish.plural(more, 'adresse', 'adresser')} mere)" if more else ""
    yield Diagnostic(
        "viderestilling-kraever-server",
        span,
        f"Den gamle adresse {old}{others} kan kun føres videre af en server",
        "Netlify gør det, og det gør nginx, Apache og Caddy, når de er sat op med kommandoen headers og står i "
        "publish_to. GitHub Pages, Cloudflare Pages og et lager kan ikke; dér må adressen slettes her",
    )


def redirect_page(old: Url, new: Url) -> Url | None:
    """The path of a page that redirects from an old address to a new one; None where only a server can redirect.

    A page cannot see a query, and on some disks it would have the path of the new page. Hosts that only have files
    answer for a file of any other kind with the folder of that name.

    >>> redirect_page(Url("/vis.aspx"), Url("/om/")), redirect_page(Url("/?p=1"), Url("/om/"))
    ('/vis.aspx/', None)
    >>> redirect_page(Url("/gammel.html"), Url("/om/")), redirect_page(Url("/Om/"), Url("/om/"))
    ('/gammel.html', None)
    """
    if "?" in old or old.casefold() == new.casefold():
        return None
    return old if old.endswith(("/", ".html", ".htm")) else Url(f"{old}/")


NO_ADDRESSES = Checked(AddressBook({}, {}, {}, frozenset(), (), ()))
"""The address book of a site without files."""
