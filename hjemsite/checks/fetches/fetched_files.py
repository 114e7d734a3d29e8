"""Files beside the pages that fetch something from elsewhere: style sheets, scripts, drawings, web manifests.

Together with what is looked for on pages themselves (`hjemsite.checks.csp_violations`), this is what lets a build say
that no page fetches anything from elsewhere. A file is read when it is new or has changed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import splitext

from hjemsite.cache.blob import Blob, digest_of, read
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.checks.fetches.fetch import COOKIE, Fetch, is_foreign
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span, place_in
from hjemsite.limits import REPEATED_CHARACTERS
from hjemsite.model import Allow

_IN_MANIFEST = lazy_pattern(r'"(?:src|url|start_url|scope|action)"\s*:\s*"((?:\\.|[^"\\])*)"')


# (A pattern that begins with a set of signs is found five times faster than one that begins with a choice.)
_PERHAPS_ELSEWHERE = lazy_pattern(
    r"""[\\"'(](?:(?<=\\)|(?:(?<=["'])|(?<=url\())[\0- ]*(?:[a-z][a-z0-9+.\t\n\f\r-]*:|/[\t\n\f\r]*/))""", re.IGNORECASE
)
"""In a style sheet with an address elsewhere: it begins after a quotation mark or `url(`, unless there are escapes."""


def _style_sheet(text: str) -> Iterator[Fetch]:
    # To read a sheet by the grammar of CSS is slow, and hardly any needs it.
    if not _PERHAPS_ELSEWHERE.search(text):
        return iter(())
    # What reads each kind of file is loaded when such a file has changed.
    from hjemsite.checks.fetches.style_sheets import style_fetches

    return style_fetches(text)


def _script(text: str) -> Iterator[Fetch]:
    from hjemsite.checks.fetches.scripts import script_fetches

    return script_fetches(text)


def _markup(text: str) -> Iterator[Fetch]:
    from hjemsite.checks.fetches.markup import markup_fetches

    return markup_fetches(text)


def _manifest(text: str) -> Iterator[Fetch]:
    """The addresses in a web app manifest (W3C)."""
    for match in _IN_MANIFEST.finditer(text):
        address = match[1].replace("\\/", "/")
        yield Fetch(address, *place_in(text, match.start(1)), len(match[1]))


_READERS: Mapping[str, Callable[[str], Iterator[Fetch]]] = {
    ".css": _style_sheet,
    ".js": _script,
    ".mjs": _script,
    **dict.fromkeys((".svg", ".xml", ".html", ".htm", ".xhtml"), _markup),
    ".webmanifest": _manifest,
}
"""Ending of a file → what reads its addresses. Other files are shown or saved, and fetch nothing."""


def foreign_faults(files: Mapping[str, Blob], cache: Cache, allow: Allow = Allow()) -> Iterator[Diagnostic]:  # noqa: B008 - frozen
    """A fault for each address elsewhere that one of the `files` fetches from; path in the project → what it holds.

    Scripts may fetch from the origins that the settings `allow` for them, style sheets pictures.
    """
    allowed = {".js": allow.scripts, ".mjs": allow.scripts, ".css": allow.pictures}
    read_files = {path: file for path, file in files.items() if splitext(path)[1].lower() in _READERS}
    keys = [cache.key("fetches", splitext(path)[1].lower(), digest_of(file)) for path, file in read_files.items()]
    results = cache.get_or_compute(_foreign, tuple(read_files.items()), keys)
    for path, fetches in zip(read_files, results, strict=True):
        foreign: tuple[Fetch, ...] = decode(fetches, tuple[Fetch, ...], ())
        origins = allowed.get(splitext(path)[1].lower(), ())
        for fetch in foreign:
            if any(fetch.address.startswith(f"{origin}/") for origin in origins):
                continue
            span = Span(path, fetch.line, fetch.column, fetch.line, fetch.column + fetch.length)
            if fetch.address == COOKIE:
                hint = "Gem det i browseren med localStorage, hvis det skal huskes"
                yield Diagnostic("bruger-cookies", span, "Scriptet bruger cookies, men siden lover ingen", hint)
                continue
            message = f"Her hentes noget fra et andet sted: {fetch.address[:REPEATED_CHARACTERS]}"
            hint = "Læg det, der hentes, i mappen templates/assets, og henvis til det dér"
            yield Diagnostic("henter-udefra", span, message, hint)


def _foreign(item: tuple[str, Blob]) -> bytes:
    path, file = item
    reader = _READERS[splitext(path)[1].lower()]
    fetches = reader(read(file).decode("utf-8", "replace"))
    return encode(tuple(fetch for fetch in fetches if is_foreign(fetch.address)))
