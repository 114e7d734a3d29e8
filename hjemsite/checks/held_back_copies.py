"""Articles that readers see although their likeness is held back: a copy of an embargoed text gets out by another name.

Two articles are alike with the same headline and day, or with the same words. Which of them is out depends on the time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.site.article_records import ArticleRecord
from hjemsite.site.gate import status


def held_back_faults(records: Iterable[ArticleRecord], as_of: datetime) -> Iterator[Diagnostic]:
    """One fault for each article that is out at `as_of` while one like it is not."""
    alike: dict[bytes, list[ArticleRecord]] = defaultdict(list)
    for record in records:
        for likeness in {record.title_day, record.title_text} if record.listed else ():
            if likeness:
                alike[likeness].append(record)
    faults: dict[str, Diagnostic] = {}
    for group in alike.values():
        for fault in _exposed(group, as_of) if len(group) > 1 else ():
            faults.setdefault(fault.span.path, fault)
    yield from (faults[path] for path in sorted(faults))


def _exposed(group: Iterable[ArticleRecord], as_of: datetime) -> Iterator[Diagnostic]:
    whole = [one for one in group if (refs := one.refs) is not None and not refs.broken]
    states = {one.listed.source: status(one.listed, as_of) for one in whole if one.listed}
    held = next((path for path in sorted(states) if states[path]), None)
    if held is None:
        return
    for path, state in states.items():
        if not state:
            message = f"Nyheden er ude, men ligner {held}, som er holdt tilbage ({states[held]})"
            hint = "Slet den ene, hvis den er en kopi; ellers ret både overskriften og teksten, så de er forskellige"
            yield Diagnostic("kopi-af-tilbageholdt", Span(path), message, hint, (Related(Span(held), "den anden"),))
