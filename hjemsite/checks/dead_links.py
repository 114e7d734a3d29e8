"""Links that editors wrote: each must lead to a page of this edition, and to a place on it."""

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

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


class LinkTargets(Struct, frozen=True):
    """What a link can lead to: finished `files`, the ids on `pages`, and the addresses of all `sources`.

    `broken` are the addresses of texts with errors.
    """

    edition: Edition
    pages: PageRecords
    files: Set[Url]
    sources: Container[str]
    read_page: ReadPage
    broken: frozenset[Url] = frozenset()

    def exists_at_any_time(self, target: str) -> bool:
        """Whether something lies at an address, now or at another time."""
        edition = self.edition
        return any(target in some for some in (self.files, edition.files, edition.hidden, self.sources))

    def lacks(self, target: str, anchor: str) -> bool:
        """Whether the finished page at `target` has no id `anchor`; False for one that is hidden or has errors."""
        if not anchor or target not in self.files or target in self.edition.hidden or target in self.broken:
            return False
        record = self.pages.get(Url(target))
        return record is None or not _has(record, anchor)

    def dead(self, links: Iterable[str]) -> Iterator[str]:
        """Those of `links` that lead to nothing, or to a place that their page lacks."""
        for link in links:
            target, _, anchor = link.partition("#")
            if not self.exists_at_any_time(target) or self.lacks(target, anchor):
                yield link

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

    def near_anchor(self, target: str, anchor: str) -> str:
        """A hint, as a Danish question, that proposes the id on the page that is most like `anchor`; or empty."""
        page = Url(target)
        ids = sorted(set(_ID.findall(self.read_page(page).decode()))) if page in self.pages else []
        close = danish.closest(anchor, ids)
        return f"mente du »#{close}«?" if close else ""


def written_links(refs: Iterable[CrossRefs]) -> tuple[str, ...]:
    """Where the links and menus of all documents lead on the site, with anchors; each once."""
    links = {link.url for ref in refs for link in ref.links}
    return tuple(sorted(links.union(to for ref in refs for to, _ in ref.menu if to.startswith("/"))))


def link_faults(refs: Sequence[CrossRefs], targets: LinkTargets) -> Iterator[Diagnostic]:
    """Faults in the links of all documents: of those that are `dead`, and of those to what is hidden."""
    hidden = targets.edition.hidden
    targets = replace(targets, broken=frozenset(ref.url for ref in refs if ref.broken))
    for ref in refs:
        yield from islice(_dead(ref, targets), FAULTS_PER_KIND)
        yield from _menu_faults(ref, targets)
        if hidden and ref.url not in hidden:
            for link in ref.links:
                if (target := Url(link.url.partition("#")[0])) in hidden:
                    yield _unpublished("Linket", target, link.span, targets)


def _dead(refs: CrossRefs, targets: LinkTargets) -> Iterator[Diagnostic]:
    for link in refs.links:
        target, _, anchor = link.url.partition("#")
        if not targets.exists_at_any_time(target):
            near = targets.nearest(target)
            hint = f"mente du »{near}«?" if near else "Ret linket, eller fjern det"
            yield Diagnostic("doedt-link", link.span, f"Siden {target} findes ikke", hint)
        elif targets.lacks(target, anchor):
            hint = targets.near_anchor(target, anchor) or "Ret linket, så det peger på et afsnit, der findes"
            yield Diagnostic("doedt-link", link.span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _unpublished(what: str, target: Url, span: Span, targets: LinkTargets) -> Diagnostic:
    """The fault of a link to what is not public yet, or no more: a warning, for time alone must not stop a build."""
    why = targets.edition.hidden[target]
    reason = f" ({why[0].lower()}{why[1:]})" if why else ""
    goal = "en nyhed, der ikke er udgivet" if target in targets.sources else f"{target}, som ikke er der nu"
    shown = "vises teksten uden linket" if what == "Linket" else "vises det ikke"
    hint = f"Lad det stå, hvis det skal kunne ses senere, ellers fjern det; indtil da {shown}"
    return Diagnostic("link-til-upubliceret", span, f"{what} peger på {goal}{reason}", hint)


def _has(record: PageRecord, anchor: str) -> bool:
    return array("Q", address_hash(anchor))[0] in array("Q", record.report.anchors)


def _menu_faults(refs: CrossRefs, targets: LinkTargets) -> Iterator[Diagnostic]:
    """Items of the menu in `site.yaml` that lead nowhere, or to what readers cannot see now."""
    for address, span in refs.menu:
        target, _, anchor = address.partition("#")
        if target in targets.edition.hidden:
            yield _unpublished("Menupunktet", Url(target), span, targets)
        elif address.startswith("/") and not targets.exists_at_any_time(target):
            message = f"Siden {target} findes ikke"
            yield Diagnostic("doedt-link", span, message, "Ret adressen, eller slet punktet i menuen")
        elif targets.lacks(target, anchor):
            hint = targets.near_anchor(target, anchor) or "Ret adressen, så den peger på et afsnit, der findes"
            yield Diagnostic("doedt-link", span, f"Stedet #{anchor} findes ikke på siden {target}", hint)


def _last_piece(address: str) -> str:
    return address.strip("/").rpartition("/")[2]
