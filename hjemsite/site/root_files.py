"""Files that must lie at the root of the site: proofs of ownership, icons, and what other services look for there.

They lie in `ROOT_FOLDER` and are published byte for byte. They are no pages, and never take the address of one.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from hjemsite.cache.blob import Blob
from hjemsite.cache.paths import folders_of
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import ROOT_FOLDER
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.filetypes import root_file_trouble
from hjemsite.urls import Url, file_path

_NAME = lazy_pattern(r"[\w.~-]+", re.ASCII)
# Which site maps there are follows from the number of pages and from the hour.
_OURS = lazy_pattern(r"/sitemap[^/]*\.xml", re.I)


def root_address(path: str) -> Url | Diagnostic:
    """The address of the file at `path` in `ROOT_FOLDER`, or why it can have none."""
    name = path.removeprefix(ROOT_FOLDER)
    folder, *_ = name.split("/")
    if "/" in name and folder != ".well-known":
        message = "I content/rod kan der kun ligge filer og mappen .well-known"
        return Diagnostic("ukendt-placering", Span(path), message, "Læg filen direkte i content/rod")
    if not all(map(_NAME.fullmatch, name.split("/"))):
        hint = "Brug kun bogstaverne a-z, tal, punktum, bindestreg og understreg"
        return Diagnostic("filnavn", Span(path), "Navnet kan ikke stå i en adresse, som det er", hint)
    url = Url(f"/{name}")
    return _taken(path, url) if _OURS.fullmatch(url) else url


def root_file_faults(paths: Mapping[Url, str], inputs: Inputs) -> Iterator[Diagnostic]:
    """Faults of the files in `ROOT_FOLDER` that hold something else than such files do."""
    for path in paths.values():
        if path not in inputs.refused and (trouble := root_file_trouble(path, inputs.source(path).data)):
            yield Diagnostic("filtype", Span(path), *trouble)


def root_clashes(
    root_files: Mapping[Url, Blob], ours: Collection[Url], faults: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Faults of the files in `ROOT_FOLDER` that would lie where one of `ours` or its folder lies.

    A file that has its part in one of the `faults` gets no other.
    """
    if not root_files:
        return
    # On Windows and macOS capitals are no difference.
    files = {file_path(url).casefold() for url in ours}
    folders = folders_of(files)
    blamed = {span.path for fault in faults if fault.is_error for span in fault.spans}
    for url in root_files:
        source, path = f"{ROOT_FOLDER}{url.removeprefix('/')}", file_path(url).casefold()
        if source in blamed:
            continue
        if path in files or path in folders or not files.isdisjoint(folders_of([path])):
            yield _taken(source, url)


def _taken(path: str, url: Url) -> Diagnostic:
    message = f"Adressen {url} bruges af siden selv"
    return Diagnostic("reserveret-adresse", Span(path), message, "Slet filen; hjemsite laver selv det, der ligger der")
