"""Links that editors wrote: each must lead to a page of this edition, and to a place on it."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from hjemsite import danish
from hjemsite.checks.finished_html import ReadPage, address_hash
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.render.render import PageRecord, PageRecords
from hjemsite.site.gate import Edition
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Url

_ID = lazy_pattern(r' id="([^"]+)"')


class _Targets(Struct, frozen=True):
    """What a link can lead to: finished `files`, the ids on `pages`, and the addresses of all `sources`.

    `at_any_time` are all of them, and what lies there at another time.
    """

    edition: Edition
    pages: PageRecords
    files: frozenset[str]
    at_any_time: frozenset[str]
    sources: frozenset[str]
    broken: frozenset[str]
    read_page: ReadPage

    def nearest(self, target: str) -> str | None:
        """The page whose address ends most like `target`."""
        # Last pieces alone are compared, for most addresses are alike in what stands before them.
        pieces = {
            _last_piece(address): address
            for address in sorted(self.files | self.edition.files.keys())
            if address.endswith("/")
        }
        near = danish.closest(_last_piece(target), pieces)
        return pieces[near] if near else None


def link_faults(
    refs: Sequence[CrossRefs],
    edition: Edition,
    pages: PageRecords,
    files: Iterable[Url],
    sources: Iterable[Url],
    read_page: ReadPage,
) -> Iterator[Diagnostic]:
    """Faults in the links of all documents. `files` are all finished files, `sources` the addresses of all sources."""
    finished = frozenset[str](files)
    broken = frozenset(one.url for one in refs if one.broken)
    own = frozenset[str](sources)
    known = finished.union(edition.files, edition.hidden, own)
    targets = _Targets(edition, pages, finished, known, own, broken, read_page)
    for one in refs:
        yield from islice(_dead(one, targets), FAULTS_PER_KIND)
        yield from _menu_faults(one, targets)
        if edition.hidden and one.url not in edition.hidden:
            for link in one.links:
                if (target := Url(link.url.partition("#")[0])) in edition.hidden:
                    yield _unpublished("Linket", target, link.span, targets)


def _dead(refs: CrossRefs, targets: _Targets) -> Iterator[Diagnostic]:
    for link in refs.links:
        target, _, anchor = link.url.partition("#")
        if target not in targets.at_any_time:
            near = targets.nearest(target)
            hint = f"mente du »{near}«?" if near else "Ret linket, eller fjern det"
            yield Diagnostic("doedt-link", link.span, f"Siden {target} findes ikke", hint)
        elif _lacks(target, anchor, targets):
            hint = _near_anchor(target, anchor, targets) or "Ret linket, så det peger på et afsnit, der findes"
            yield Diagnostic("doedt-link", link.span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _lacks(target: str, anchor: str, targets: _Targets) -> bool:
    """Whether the finished page at `target` has no id `anchor`; False for a page that is hidden or has errors."""
    if not anchor or target not in targets.files or target in {*targets.edition.hidden, *targets.broken}:
        return False
    record = targets.pages.get(Url(target))
    return record is None or not _has(record, anchor)


def _near_anchor(target: str, anchor: str, targets: _Targets) -> str:
    """A hint, as a Danish question, that proposes the id on the page that is most like `anchor`; empty without one."""
    page = Url(target)
    ids = sorted(set(_ID.findall(targets.read_page(page).decode()))) if page in targets.pages else []
    close = danish.closest(anchor, ids)
    return f"mente du »#{close}«?" if close else ""


def _unpublished(what: str, target: Url, span: Span, targets: _Targets) -> Diagnostic:
    """The fault of a link to what is not public yet, or no more: a warning, for time alone must not stop a build."""
    why = targets.edition.hidden[target]
    reason = f" ({why[0].lower()}{why[1:]})" if why else ""
    goal = "en nyhed, der ikke er udgivet" if target in targets.sources else f"{target}, som ikke er der nu"
    shown = "vises teksten uden linket" if what == "Linket" else "vises det ikke"
    hint = f"Lad det stå, hvis det skal kunne ses senere, ellers fjern det; indtil da {shown}"
    return Diagnostic("link-til-upubliceret", span, f"{what} peger på {goal}{reason}", hint)


def _has(record: PageRecord, anchor: str) -> bool:
    return array("Q", address_hash(anchor))[0] in array("Q", record.report.anchors)


def _menu_faults(refs: CrossRefs, targets: _Targets) -> Iterator[Diagnostic]:
    """Items of the menu in `site.yaml` that lead nowhere, or to what readers cannot see now."""
    for address, span in refs.menu:
        target, _, anchor = address.partition("#")
        if target in targets.edition.hidden:
            yield _unpublished("Menupunktet", Url(target), span, targets)
        elif address.startswith("/") and target not in targets.at_any_time:
            message = f"Siden {target} findes ikke"
            yield Diagnostic("doedt-link", span, message, "Ret adressen, eller slet punktet i menuen")
        elif _lacks(target, anchor, targets):
            hint = _near_anchor(target, anchor, targets) or "Ret adressen, så den peger på et afsnit, der findes"
            yield Diagnostic("doedt-link", span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _last_piece(address: str) -> str:
    return address.strip("/").rpartition("/")[2]
