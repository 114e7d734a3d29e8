"""Faults of dates: those that are probably mistyped, and the expiry of the contact in security.txt."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Site
from hjemsite.site.article_records import ArticleRecord
from hjemsite.site.consents import SOON, consent_ends
from hjemsite.site.xrefs import CrossRefs

_FARTHEST = timedelta(days=5 * 366)
"""An article that is dated further ahead would wait unnoticed."""

_SOON, _LONGEST = timedelta(days=30), timedelta(days=366)


def date_faults(records: Iterable[ArticleRecord], others: Iterable[CrossRefs], as_of: datetime) -> Iterator[Diagnostic]:
    """Dates of articles, and of events among the `others`, that lie more than five years after `as_of`."""
    late = (record for record in records if record.last_date is not None and record.last_date > as_of + _FARTHEST)
    for refs in (*(refs for record in late if (refs := record.refs)), *others):
        for moment, span in refs.moments:
            if moment.at > as_of + _FARTHEST:
                message = f"Datoen ligger mere end fem år ude i fremtiden ({moment.at.year})"
                yield Diagnostic("ugyldig-dato", span, message, "Ret årstallet")


def expiry_faults(refs: Iterable[CrossRefs], as_of: datetime) -> Iterator[Diagnostic]:
    """A contact in security.txt that is no longer good, or soon will not be. RFC 9116 (2.5.5): at most a year ahead."""
    for moment, span in (ref.expiry for ref in refs if ref.expiry):
        expires = moment.at.astimezone(danish.COPENHAGEN)
        hint = "Se efter, at kontakten stadig gælder, og skriv en ny dato, højst et år frem"
        if expires <= as_of:
            # It was in order once, and time alone must not stop a build.
            yield Diagnostic("sikkerhedskontakt-udloeber", span, "Kontakten i security.txt er udløbet", hint)
        elif expires > as_of + _LONGEST:
            message = "Kontakten i security.txt gælder mere end et år frem"
            yield Diagnostic("sikkerhedskontakt-dato", span, message, "Skriv en dato, der højst ligger et år frem")
        elif expires <= as_of + _SOON:
            message = f"Kontakten i security.txt udløber {danish.long_date(expires.date())}"
            yield Diagnostic("sikkerhedskontakt-udloeber", span, message, hint)


def next_notice(site: Site, as_of: datetime) -> datetime | None:
    """The next instant at which a warning about an expiry begins or changes: of the contact in security.txt, or a
    consent."""
    security = site.settings.security
    turns = [security.expires - left for left in (_LONGEST, _SOON, timedelta(0))] if security else []
    turns += [turn for end in consent_ends(site, as_of) for turn in (end.at - SOON, end.at)]
    return min((turn for turn in turns if turn > as_of), default=None)
