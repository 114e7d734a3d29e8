"""Links that editors wrote: each must lead to a page of this edition, and to a place on it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from hjemsite import danish
from hjemsite.diagnostics import Diagnostic
from hjemsite.making.gate import Edition
from hjemsite.reading.document import Document
from hjemsite.urls import Url

_ID = re.compile(rb' id="([^"]+)"')


def link_faults(
    documents: Iterable[Document], edition: Edition, files: Mapping[Url, bytes], sources: Iterable[Url]
) -> Iterator[Diagnostic]:
    """Faults in the links of `documents`. `files` are all finished files, `sources` the addresses of all sources."""
    shown = {*files, *edition.files}
    known = shown.union(sources)
    anchors: dict[str, frozenset[str]] = {}
    for document in documents:
        for link in document.prose.links:
            target, _, anchor = link.url.partition("#")
            if target in edition.hidden:
                if document.url not in edition.hidden:
                    message = "Linket peger på en nyhed, der ikke er udgivet"
                    yield Diagnostic(
                        "link-til-upubliceret", link.span, message, "Teksten vises uden linket, indtil nyheden er ude"
                    )
            elif target not in known:
                near = _near(target, shown)
                hint = f"mente du »{near}«?" if near else "Ret linket, eller fjern det"
                yield Diagnostic("doedt-link", link.span, f"Siden {target} findes ikke", hint)
            elif anchor and target in files:
                if target not in anchors:
                    anchors[target] = frozenset(found.decode() for found in _ID.findall(files[Url(target)]))
                if anchor not in anchors[target]:
                    near = danish.closest(anchor, sorted(anchors[target]))
                    hint = f"mente du »#{near}«?" if near else "Ret linket, så det peger på et afsnit, der findes"
                    yield Diagnostic("doedt-link", link.span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _near(target: str, addresses: Iterable[str]) -> str | None:
    """The address whose last piece is most like that of `target`; what stands before it says too little."""
    by_piece = {_last_piece(address): address for address in sorted(addresses) if address.endswith("/")}
    piece = danish.closest(_last_piece(target), by_piece)
    return by_piece[piece] if piece else None


def _last_piece(address: str) -> str:
    return address.strip("/").rpartition("/")[2]
