"""Warnings about consents that have ended, and those that end within a month, while they can still be renewed."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import hjemsite
from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.site.article_records import ArticleRecord
from hjemsite.site.consents import SOON
from hjemsite.site.xrefs import ConsentRef, CrossRefs

_FORGET_PERSON = (
    "skriv personen under anonymised i site.yaml, slet filen her, og skriv name i stedet for person hos taleren i "
    "nyhederne"
)


def consent_faults(
    records: Iterable[ArticleRecord], others: Iterable[CrossRefs], as_of: datetime
) -> Iterator[Diagnostic]:
    """A warning for each consent that ends within a month, and for each picture that has gone with one."""
    limited = (
        refs for record in records if record.listed and record.listed.consents and (refs := record.refs) is not None
    )
    for refs in (*limited, *others):
        for ref in refs.consents:
            yield from consent_fault(ref, as_of)


def consent_fault(ref: ConsentRef, as_of: datetime) -> Iterator[Diagnostic]:
    """A warning, where the consent has ended or will within a month."""
    until = ref.until.at
    if until > as_of + SOON:
        return
    is_person = bool(ref.pseudonym)
    if until <= as_of:
        fate = f"{ref.of} bliver kaldt »{ref.pseudonym}« alle steder" if is_person else f"»{ref.of}« vises ikke"
        rest = _FORGET_PERSON if is_person else "slet billedet her"
        hint = f"Er der et nyt samtykke, så skriv dets dato i until; ellers {rest}"
        yield Diagnostic("samtykke-udloebet", ref.span, f"Samtykket udløb {danish.at(until)}, så {fate}", hint)
        return
    fate = f"bliver {ref.of} kaldt »{ref.pseudonym}« alle steder" if is_person else f"vises »{ref.of}« ikke mere"
    hint = (
        "Spørg i god tid, og skriv den nye dato i until. Se, hvordan siden bliver uden, med »"
        f"{hjemsite.COMMAND} check --as-of {until:%Y-%m-%d}«"
    )
    yield Diagnostic("samtykke-udloeber", ref.span, f"Samtykket udløber {danish.at(until)}, og så {fate}", hint)
