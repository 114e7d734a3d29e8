"""Links that editors wrote: each must lead to a page of this edition, and to a place on it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.blob import Blob, read
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.site.gate import Edition
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Url

_ID = re.compile(rb' id="([^"]+)"')


class _Map(Struct, frozen=True):
    """What a link can lead to. `pieces`: last piece of an address → the address. `anchors` are found when asked for."""

    edition: Edition
    files: Mapping[Url, Blob]
    known: frozenset[str]
    pieces: Mapping[str, str]
    broken: frozenset[str]
    anchors: dict[str, frozenset[str]]


def link_faults(
    traces: Sequence[CrossRefs], edition: Edition, files: Mapping[Url, Blob], sources: Iterable[Url]
) -> Iterator[Diagnostic]:
    """Faults in the links of all documents. `files` are all finished files, `sources` the addresses of all sources."""
    shown = {*files, *edition.files}
    # What stands before the last piece of an address says too little of what was meant.
    pieces = {_last_piece(address): str(address) for address in sorted(shown) if address.endswith("/")}
    broken = frozenset(trace.url for trace in traces if trace.broken)
    places = _Map(edition, files, frozenset(shown.union(sources)), pieces, broken, {})
    for trace in traces:
        yield from islice(_dead(trace, places), FAULTS_PER_KIND)
        yield from _menu_faults(trace, places)
        if edition.hidden and trace.url not in edition.hidden:
            message, hint = (
                "Linket peger på en nyhed, der ikke er udgivet",
                "Lad det stå, hvis nyheden kommer ud; indtil da vises teksten uden linket",
            )
            for link in trace.links:
                if link.url.partition("#")[0] in edition.hidden:
                    yield Diagnostic("link-til-upubliceret", link.span, message, hint)


def anchors(page: bytes) -> frozenset[str]:
    """The places on a page that a link can lead to."""
    return frozenset(map(bytes.decode, _ID.findall(page)))


def _dead(trace: CrossRefs, places: _Map) -> Iterator[Diagnostic]:
    for link in trace.links:
        target, _, anchor = link.url.partition("#")
        if target not in places.known:
            near = danish.closest(_last_piece(target), places.pieces)
            hint = f"mente du »{places.pieces[near]}«?" if near else "Ret linket, eller fjern det"
            yield Diagnostic("doedt-link", link.span, f"Siden {target} findes ikke", hint)
        elif anchor and target in places.files and target not in {*places.edition.hidden, *places.broken}:
            if target not in places.anchors:
                places.anchors[target] = anchors(read(places.files[Url(target)]))
            if anchor not in places.anchors[target]:
                close = danish.closest(anchor, sorted(places.anchors[target]))
                hint = f"mente du »#{close}«?" if close else "Ret linket, så det peger på et afsnit, der findes"
                yield Diagnostic("doedt-link", link.span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _menu_faults(trace: CrossRefs, places: _Map) -> Iterator[Diagnostic]:
    """Items of the menu in `site.yaml` that lead nowhere: each would be a dead link on every page."""
    for address, span in trace.menu:
        target = address.partition("#")[0]
        if address.startswith("/") and (target not in places.known or target in places.edition.hidden):
            message = f"Siden {address} findes ikke"
            yield Diagnostic("doedt-link", span, message, "Ret adressen, eller slet punktet i menuen")


def _last_piece(address: str) -> str:
    return address.strip("/").rpartition("/")[2]
