"""What stands before a press release begins, and says nothing of what it is about: its kind, its place and its day.

It is recognised by its form alone. So a sentence that begins with a place or a day is left as it is, for no sign parts
these from what follows.
"""

from hjemsite.danish.dates import MONTHS
from hjemsite.danish.word_patterns import lazy_pattern

_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
DAY = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag,?\s+)?(?:d(?:en|\.)?\s+)?"
    rf"(?:\d{{1,2}}\.\s?{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./ -]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s+kl(?:\.|okken)?\s*\d{1,2}(?:[.:]\d\d)?)?"
)
"""A day with or without its weekday, year and hour. For a pattern without regard to case; a year may be missing."""
_KIND = (
    r"(?:pressemeddelelse|presseinvitation|pressenyt|pressemelding|press release|nyhed|nyhedsbrev|dato"
    r"|til (?:omgående|øjeblikkelig) (?:frigivelse|offentliggørelse|udsendelse)"
    r"|(?:ud(?:givet|sendt)|offentliggjort|publiceret|opdateret|frigivet|embargo|klausuleret)(?: (?:til|indtil|af))?)"
    r"(?: fra [^.:!?|\n–—]{2,60})?"
)
_TOWN = r"(?-i:[A-ZÆØÅ][\w.]+(?:[ -][A-ZÆØÅ][\w.]*){0,2})"
# Shorter words in capitals are names: »SUS – Socialt Udviklingscenter – åbner …«.
_CAPITALS = r"(?-i:[A-ZÆØÅ]{5,}(?:[ -][A-ZÆØÅ]{2,}){0,2}(?:\s*[–—]|\s-)\s*(?=[A-ZÆØÅ]))"
_BETWEEN = r"[\s,:|·–—-]"
_END = r"(?:\s*[–—|:·]+\s*|\s+-\s+|[\s.,]*\Z)"
_NOTICE = lazy_pattern(
    rf"(?i)(?:(?:{_KIND}{_BETWEEN}*)?(?:{_TOWN}{_BETWEEN}+)?{DAY}|{_KIND}){_END}|{_CAPITALS}"
    rf"|{_TOWN},\s+{DAY}(?<=\d{{4}})\.\s+(?-i:(?=[A-ZÆØÅ]))"
)
_MAY_BE_NOTICE = lazy_pattern(
    r"\D*\d|[A-ZÆØÅ]{5}|(?i:press|nyhed|dato|til [oø]|ud[gs]|offentlig|publicer|opdater|frigiv|embargo|klausul)"
)
"""A day, capitals or a kind: most paragraphs have none of these, and `_NOTICE` takes a hundred times as long to compile
as to match one."""
_MOST = 4
"""How many notices may follow each other: kind, sender, place, day."""


def without_dateline(paragraph: str) -> str:
    """A paragraph without the kind, the place and the day before its own words; empty when it has no others.

    >>> without_dateline("Pressemeddelelse den 3. maj 2024"), without_dateline("Aarhøj, 3. maj 2024 – Døren er åben.")
    ('', 'Døren er åben.')
    >>> without_dateline("Den 3. maj 2024 åbner døren."), without_dateline("Pressemeddelelsen er sendt.")
    ('Den 3. maj 2024 åbner døren.', 'Pressemeddelelsen er sendt.')
    >>> without_dateline("Aarhøj, fredag den 3. maj 2024. Døren er åben.")
    'Døren er åben.'
    """
    if not _MAY_BE_NOTICE.match(paragraph):
        return paragraph
    for _ in range(_MOST):
        notice = _NOTICE.match(paragraph)
        if notice is None:
            break
        paragraph = paragraph[notice.end() :]
    return paragraph
