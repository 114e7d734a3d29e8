"""Assets: the files that every page shares, each at an address that changes when the file does.

A style sheet refers to fonts by their names beside it; it gets their addresses before it gets its own, and browsers get
it without its comments. So a browser may keep every asset for ever.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.template_folders import OWN, PROGRAM
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.urls import ASSETS, Url

REQUIRED = ("site.css", "site.js", "search.css", "search.js", "icon.svg")
FOLDER = "assets/"
"""The folder of the assets, below a folder with templates."""

_REFERENCE = re.compile(rb"""\burl\(\s*(["']?)([\w.-]+)\1\s*\)""", re.IGNORECASE)

_APART = re.compile(rb"""(["'/](?:(?<=")[^"]*"|(?<=')[^']*'|(?<=/)\*.*?\*/\s*))""", re.DOTALL)
"""What stands in quotation marks, which is kept whole, or a comment, which is left out."""
_NEEDLESS = re.compile(rb"[\s;](?:(?<=[;:{},\n]\s)\s*|(?<=\s)\s*(?=\{)|(?<=;)\s*(?=\}))")
"""Blanks that begin a line, follow a mark or stand before a brace, and the last semicolon of a rule."""


class Asset(Struct, frozen=True):
    """The file at `path`: `data` is what browsers get, `source` the file as its author wrote it."""

    path: str
    url: Url
    data: bytes
    source: bytes


def assets(files: Iterable[tuple[str, bytes]]) -> Checked[Mapping[str, Asset]]:
    """Name → asset. `files` are the path and the bytes of each; of several with one name, the last counts."""
    sources = {path.rpartition("/")[2]: (path, data) for path, data in files}
    faults = [_missing(name) for name in REQUIRED if name not in sources]
    by_name = {name: _asset(name, *file) for name, file in sources.items() if not name.endswith(".css")}
    for name in sorted(sources.keys() - by_name.keys()):
        path, sheet = sources[name]
        faults.extend(_dead(path, sheet, by_name))
        by_name[name] = _asset(
            name, path, sheet, _REFERENCE.sub(lambda match: _referred(match, by_name), _shortened(sheet))
        )
    return Checked(by_name, tuple(faults))


def changed(asset: Asset, data: bytes) -> Asset:
    """The asset with other bytes for browsers, at the address that follows from them."""
    return _asset(asset.path.rpartition("/")[2], asset.path, asset.source, data)


def _asset(name: str, path: str, source: bytes, data: bytes | None = None) -> Asset:
    stem, dot, ending = name.rpartition(".")
    data = source if data is None else data
    digest = hashlib.blake2b(data, digest_size=4).hexdigest()
    return Asset(path, Url(f"{ASSETS}{stem}.{digest}{dot}{ending}"), data, source)


def _shortened(sheet: bytes) -> bytes:
    """A style sheet without its comments and without blanks that mean nothing."""
    parts = _APART.split(sheet)
    parts[::2] = [_NEEDLESS.sub(b"", part) for part in parts[::2]]
    parts[1::2] = [b"" if part.startswith(b"/*") else part for part in parts[1::2]]
    return b"".join(parts)


def _referred(reference: re.Match[bytes], assets: Mapping[str, Asset]) -> bytes:
    # They lie in one folder, so a name is enough, whatever path the site stands at.
    asset = assets.get(reference[2].decode())
    return b'url("%s")' % asset.url.rpartition("/")[2].encode() if asset else reference[0]


def _dead(path: str, sheet: bytes, assets: Mapping[str, Asset]) -> Iterator[Diagnostic]:
    for reference in _REFERENCE.finditer(sheet):
        if (name := reference[2].decode()) not in assets:
            line = sheet.count(b"\n", 0, reference.start()) + 1
            near = danish.closest(name, assets)
            hint = f"mente du »{near}«? Ellers læg filen" if near else "Læg filen"
            message = f"Filen {name} mangler"
            yield Diagnostic("mangler-fil", Span(path, line), message, f"{hint} i mappen {OWN}{FOLDER[:-1]}")


def _missing(name: str) -> Diagnostic:
    path = f"{PROGRAM}{FOLDER}{name}"
    return Diagnostic("mangler-fil", Span(path), f"Filen {name} mangler", "Hent eller installér hjemsite igen")
