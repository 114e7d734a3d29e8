"""What an editor asks in the morning: what is out, what waits and until when, and what has faults.

On a terminal it is at most ten lines, whatever the site holds; a program gets all of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from hjemsite import danish
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Event, Listed, Site
from hjemsite.site.gate import publication_gate, published
from hjemsite.site.schedule import Change, TitleOf, plans

_DRAFTS_SHOWN, _PLANS_SHOWN, _FILES_SHOWN = 3, 4, 3


class NewsItem(Struct, frozen=True):
    """An article of the newsroom: its headline, its file, and from when on readers may see it."""

    title: str
    source: str
    date: datetime


class FaultCount(Struct, frozen=True):
    """The faults of one file, as words count them: »2 fejl og 1 advarsel«."""

    source: str
    counted: str


class NewsroomStatus(Struct, frozen=True):
    """`public` is the number of articles that readers see, `newest` the last one that came out. `plans` are in order
    of time, `faults` have the files with errors first; `counted` counts the faults of the whole site."""

    public: int
    newest: NewsItem | None
    drafts: tuple[NewsItem, ...]
    plans: tuple[Change, ...]
    faults: tuple[FaultCount, ...]
    counted: str

    def as_text(self) -> str:
        """The status for an editor, in at most ten lines."""
        return "\n".join(map(report.visible, self._lines()))

    def as_json(self) -> str:
        """The status for a program; times are RFC 3339."""
        return report.json_text(
            {
                "public": self.public,
                "newest": _record(self.newest) if self.newest else None,
                "drafts": [_record(draft) for draft in self.drafts],
                "plans": [plan.as_record() for plan in self.plans],
                "faults": {count.source: count.counted for count in self.faults},
            }
        )

    def _lines(self) -> Iterator[str]:
        yield _out(self.public, self.newest)
        if self.drafts:
            titles = [f"»{draft.title}«" for draft in self.drafts]
            yield f"{danish.plural(len(titles), 'kladde', 'kladder')}: {_some(titles, _DRAFTS_SHOWN)}."
        yield "Planlagt:" if self.plans else "Intet er planlagt."
        for plan in self.plans[:_PLANS_SHOWN]:
            yield f"- {danish.at(plan.at)}: {plan.reason} ({plan.source})"
        if more := self.plans[_PLANS_SHOWN:]:
            yield f"- og {len(more)} mere, den sidste {danish.at(more[-1].at)}"
        if not self.faults:
            yield "Ingen fejl."
        else:
            files = [f"{count.source} ({count.counted})" for count in self.faults]
            yield f"{self.counted}: {_some(files, _FILES_SHOWN)}. Kommandoen check viser dem."


def newsroom_status(site: Site, as_of: datetime, faults: Sequence[Diagnostic], title_of: TitleOf) -> NewsroomStatus:
    """The status of `site` at an instant; `title_of` gives an article's headline.

    An article with an error counts among the `faults` alone: no build would put it out.
    """

    def item(dated: Listed | Event) -> NewsItem:
        return NewsItem(dated.title if isinstance(dated, Event) else title_of(dated), dated.source, published(dated))

    broken = {fault.span.path for fault in faults if fault.is_error}
    out = [article for article in publication_gate(site, as_of).articles if article.source not in broken]
    newest = max(out, key=published, default=None)
    return NewsroomStatus(
        len(out),
        item(newest) if newest else None,
        tuple(item(dated) for dated in site.dated() if dated.draft),
        plans(site, as_of, title_of),
        tuple(_counts(faults)),
        report.summary(faults),
    )


def _counts(faults: Iterable[Diagnostic]) -> Iterator[FaultCount]:
    """The faults of each file; files with errors come first."""
    of_file: dict[str, list[Diagnostic]] = {}
    for fault in faults:
        of_file.setdefault(fault.span.path, []).append(fault)
    for source in sorted(of_file, key=lambda path: (not any(fault.is_error for fault in of_file[path]), path)):
        yield FaultCount(source, report.summary(of_file[source]))


def _out(public: int, newest: NewsItem | None) -> str:
    if newest is None:
        return "Ingen nyheder er ude endnu."
    count = "1 nyhed er ude:" if public == 1 else f"{danish.number(public)} nyheder er ude; den nyeste er"
    return f"{count} »{newest.title}« fra {danish.long_date(newest.date.date())}."


def _some(texts: Sequence[str], most: int) -> str:
    """The texts as a list; of more than `most` the first ones, and how many more there are."""
    return danish.list_of((*texts[:most], f"{len(texts) - most} til") if len(texts) > most else texts)


def _record(item: NewsItem) -> Mapping[str, str]:
    return {"title": item.title, "source": item.source, "date": item.date.isoformat()}
