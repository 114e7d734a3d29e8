"""Assets: the files that every page shares, each at an address that changes when the file does.

A style sheet refers to fonts by their names beside it; it gets their addresses before it gets its own.
So a browser may keep every asset for ever.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.urls import ASSETS, Url

REQUIRED = ("site.css", "site.js", "search.css", "search.js", "icon.svg")
PRELOADED = ("schibsted.woff2", "newsreader.woff2")
"""The fonts of nearly every page, fetched together with the style sheet that asks for them."""

_REFERENCE = re.compile(rb"""\burl\(\s*(["']?)([\w.-]+)\1\s*\)""", re.IGNORECASE)


class Asset(Struct, frozen=True):
    """`data` is what browsers get, `source` the file as its author wrote it."""

    url: Url
    data: bytes
    source: bytes


def assets(files: Mapping[str, bytes]) -> Checked[Mapping[str, Asset]]:
    """Name → asset. `files` are the texts and bytes in `templates/assets`, by name."""
    faults = [_missing(name) for name in REQUIRED if name not in files]
    found = {name: _asset(name, data, data) for name, data in files.items() if not name.endswith(".css")}
    for name in sorted(files.keys() - found.keys()):
        faults.extend(_dead(name, files[name], found))
        found[name] = _asset(name, _REFERENCE.sub(lambda one: _referred(one, found), files[name]), files[name])
    return Checked(found, tuple(faults))


def _asset(name: str, data: bytes, source: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.blake2b(data, digest_size=4).hexdigest()
    return Asset(Url(f"{ASSETS}{stem}.{digest}{dot}{ending}"), data, source)


def _referred(reference: re.Match[bytes], found: Mapping[str, Asset]) -> bytes:
    # They lie in one folder, so a name is enough, whatever path the site stands at.
    asset = found.get(reference[2].decode())
    return b'url("%s")' % asset.url.rpartition("/")[2].encode() if asset else reference[0]


def _dead(name: str, sheet: bytes, found: Mapping[str, Asset]) -> Iterator[Diagnostic]:
    for reference in _REFERENCE.finditer(sheet):
        if (wanted := reference[2].decode()) not in found:
            line = sheet.count(b"\n", 0, reference.start()) + 1
            message = f"Filen {wanted} mangler"
            span = Span(f"templates/assets/{name}", line)
            yield Diagnostic("mangler-fil", span, message, "Læg filen i mappen templates/assets")


def _missing(name: str) -> Diagnostic:
    span = Span(f"templates/assets/{name}")
    return Diagnostic("mangler-fil", span, f"Filen {name} mangler", "Læg filen i mappen templates/assets")
