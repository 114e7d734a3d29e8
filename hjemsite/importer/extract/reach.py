"""How somebody is reached: the telephone numbers and e-mail addresses in a text.

Eight figures are a number only in one of the groupings that Danes write, and not where the text says what else they
are: a year, a date, an amount, an account. A label such as »tlf.« outweighs the shape of a year or a date.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hjemsite.danish import parse_date, phone
from hjemsite.importer.extract.result import Segment

_EMAIL = r"(?P<email>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
_GROUPS = (
    r"[1-9]\d(?P<between>[ .-]?)\d\d(?P=between)\d\d(?P=between)\d\d",
    r"[1-9]\d{3}[ -]\d{4}",
    r"[1-9]\d{2} \d{3} \d{2}",
    r"[1-9]\d{2} \d{2} \d{3}",
)
_BEFORE = r"(?:(?<![\w.,/§-])(?<!\d )|(?<=[Tt]lf\.)|(?<=[Mm]ob\.)|(?<=[Dd]ir\.))"
"""No word, number or amount goes on in the figures; »Tlf.12345678« has no blank."""

_PHONE = rf"{_BEFORE}(?P<phone>(?:\(?(?:\+|00)45\)?[ -]?)?(?:{'|'.join(_GROUPS)}))(?![\w§%-]|[ .,]\d|[.,]-)"
_REACH = re.compile(f"{_EMAIL}|{_PHONE}")

LABEL = (
    r"(?:(?:direkte )?(?:tlf|telefon(?:nummer)?|mobil(?:nummer|telefon)?|mob)|direkte|dir|ph|phone|"
    r"mail(?:adresse)?|e-?mail|[tmpedw]|@)"
)
"""What stands before a number or an address and names nobody; behind a letter there is a colon or a point."""

_LABELLED = re.compile(rf"(?<!\w){LABEL}\.?\s?(?:nr\.?|nummer)?\s?:?\s?\Z", re.IGNORECASE)
_OTHER_NUMBER = re.compile(
    r"\b(?:cvr|ean|se|cpr|p|konto|reg|gln|isbn|issn|iban|sags?|journal|j|ordre|faktura|matrikel|dok|mobilepay|giro)"
    r"[-. ]{0,2}(?:nr|nummer|id)?\.?\s?:?\s?(?:[\d ]{2,6}[-/ ]{1,3})?\Z",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\s?(?:kr\b|kroner|mio|mia|dkk|euro|eur\b|€|pct|procent|indbyggere|m2|m²)", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d[ –-](?:19|20)\d\d")


class Reach(NamedTuple):
    """A telephone number in pairs, or an address; the other is empty. `segment` is where it stands."""

    email: str
    phone: str
    segment: Segment


def reaches(plain: str, start: int = 0, end: int | None = None) -> Iterator[Reach]:
    """The numbers and addresses in `plain[start:end]`, in order.

    >>> [reach.phone or reach.email for reach in reaches("puljen 2024-2027, CVR 12345678, tlf. 1234 5678, ib@bo.dk")]
    ['12 34 56 78', 'ib@bo.dk']
    """
    end = len(plain) if end is None else end
    for match in _REACH.finditer(plain, start, end):
        if match["email"]:
            yield Reach(match["email"], "", Segment(*match.span("email")))
        elif _is_phone(plain, match):
            yield Reach("", phone(match["phone"]) or "", Segment(*match.span("phone")))


def _is_phone(plain: str, match: re.Match[str]) -> bool:
    """Whether eight figures are a telephone number, by what stands beside them."""
    before = plain[max(0, match.start() - 30) : match.start()]
    if _LABELLED.search(before):
        return True
    if _OTHER_NUMBER.search(before) or _AMOUNT.match(plain, match.end()):
        return False
    figures = match["phone"]
    return not _YEARS.fullmatch(figures) and not _is_day(figures)


def _is_day(figures: str) -> bool:
    """Whether eight figures in a row are a day: »20250303«."""
    is_whole = len(figures) == 8 and figures.isdecimal() and figures[:2] in ("19", "20")
    return is_whole and parse_date(f"{figures[:4]}-{figures[4:6]}-{figures[6:]}") is not None
