"""Which errors stop a build: all, except those in the fields and the body of an article that no reader sees yet.

When in doubt, the build stops: where an error is about more than the article, as its address or a file's name is, or
where it leaves open whether the article is hidden at all. See `docs/decisions`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.model import Event, Listed, Site
from hjemsite.site.gate import is_published, status

_OF_THE_SITE = frozenset(
    {"filnavn", "genvej", "kopi-af-index", "kopi-af-tilbageholdt", "reserveret-adresse", "samme-adresse"}
    | {"ulaeselig-fil"}
)
"""Rules about addresses and about which files there are: other pages depend on those."""
_OF_ITS_STATUS = frozenset({"gentaget-felt"})
"""Rules that leave open which value holds: `draft: ja` may be the other one."""
_OF_ITS_TIME = frozenset({"datoer-i-uorden", "ugyldig-dato"})
"""Rules that leave open when an article is out, unless it is a draft."""


def mark_local(faults: Iterable[Diagnostic], site: Site, as_of: datetime) -> list[Diagnostic]:
    """`faults`; an error that stays with an article which readers cannot see at `as_of` says why: `held_back`."""
    faults = list(faults)
    if not has_errors(faults):
        return faults
    # A date that cannot be read is long ago here, and any other such field is absent: neither hides an article.
    hidden = {dated.source: dated for dated in site.dated() if not is_published(dated, as_of)}
    return [_marked(fault, hidden, as_of) for fault in faults]


def _marked(fault: Diagnostic, hidden: dict[str, Listed | Event], as_of: datetime) -> Diagnostic:
    article = next((hidden[path] for path in _owners(fault.span.path) if path in hidden), None)
    if not fault.is_error or article is None or not _is_local(fault.rule, article):
        return fault
    return replace(fault, held_back=status(article, as_of))


def _owners(path: str) -> Iterator[str]:
    """The source at `path`, or the articles in whose bundle a file at `path` may lie."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield f"{path}/index.md"


def _is_local(rule: str, article: Listed | Event) -> bool:
    return rule not in _OF_THE_SITE | _OF_ITS_STATUS and (article.draft or rule not in _OF_ITS_TIME)
