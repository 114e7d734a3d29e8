"""Danish as Danes write it: dates, numbers, plurals, telephone numbers, and the order of the alphabet.

All functions take and return plain text (`typography.html` takes HTML, too), and none reads the locale or the clock.
"""

from hjemsite.danish.collation import initial, sort_key, surname_first
from hjemsite.danish.dates import (
    appointment,
    clock,
    den_date,
    full_date,
    long_date,
    parse_date,
    parse_days,
    partial_date,
    period,
)
from hjemsite.danish.instants import COPENHAGEN, Instant, NotADate, at, instant
from hjemsite.danish.noun_forms import NounForms, noun_forms
from hjemsite.danish.numbers import mentions_number, number, number_words, plural
from hjemsite.danish.phrases import closest, list_of, phone, phone_link
from hjemsite.danish.rewriting import rewritten, rewritten_month

__all__ = [
    "COPENHAGEN",
    "Instant",
    "NotADate",
    "NounForms",
    "appointment",
    "at",
    "clock",
    "closest",
    "den_date",
    "full_date",
    "initial",
    "instant",
    "list_of",
    "long_date",
    "mentions_number",
    "noun_forms",
    "number",
    "number_words",
    "parse_date",
    "parse_days",
    "partial_date",
    "period",
    "phone",
    "phone_link",
    "plural",
    "rewritten",
    "rewritten_month",
    "sort_key",
    "surname_first",
]
