"""The full names of organisations by their short ones: »ADO«, »Havblik«, »Museet« each mean a longer name of the text.

A short name is looked up folded. The first long name that explains it counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from hjemsite.importer.extract.lexicon import GENERIC, NOT_CAPITAL, PARTIES
from hjemsite.importer.extract.person_names import is_acronym, is_genitive, is_organisation_word
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_title_word

_LONG_FORM = re.compile(
    r"(?P<long>\b[A-ZÆØÅ][\w’&-]{0,40}"
    r"(?:[ ](?:[A-ZÆØÅ][\w’&-]{0,40}|for|og|&|af|i|til|de|den|på|mod|med|uden|om|hos|ved|over|mellem)){0,7})"
    r"(?:\s\((?P<short>[A-ZÆØÅ][\w&-]{1,9})\)|,[ ](?P<aside>[A-ZÆØÅ]{2,8}),)"
)
"""»Andelshavernes Organisation (ADO)«, »Andelshavernes Organisation, ADO,«."""

_SHORT_FIRST = re.compile(r"\b(?P<short>[A-ZÆØÅ]{2,8}) \((?P<long>[A-ZÆØÅ]\w+(?: [\w’&-]+){1,7})\)")
"""»ADO (Andelshavernes Organisation)«."""

_BEHIND_TITLE = re.compile(r"\S+ (?:i|på|ved|hos|for|af) (?=[A-ZÆØÅ])")
"""What stands before the long name where a title does: »Studerende på Nordby Polyteknikum (NP)«."""
_OF_MANY = frozenset("medlemmer ansatte beboere elever lejere frivillige medarbejdere formanden direktøren".split())
"""Words before the long name that are no part of it: »Medlemmer af Andelshavernes Organisation (ADO)«.

»Arbejdsgiverne i« is none, either, where the short name begins with another letter.
"""
_AND_OTHER = re.compile(
    r".*(?:kommune|region|fond|fonden|museum|skole|universitet|a/s|aps) og (?=[A-ZÆØÅ])", re.IGNORECASE
)
"""What stands before the long name where two are joined: »Nordby Kommune og Andelshavernes Organisation (ADO)«."""

_PLACED = re.compile(r"(?P<name>.+?) (?:i|på|ved) \w")
"""A name that goes on with where it is."""

_COMPANY = re.compile(
    r"(?P<name>.+) (?:a/s|aps|p/s|i/s|amba|a\.m\.b\.a\.?|s\.?m\.?b\.?a\.?|f\.?m\.?b\.?a\.?)\Z", re.IGNORECASE
)
"""A name that ends with what kind of company it is."""

_BRACKETED = re.compile(r"(?P<name>.+ .+) \(\w+\)\Z")
"""A name that goes on with its short one."""


def _short_forms(name: str) -> Iterator[str]:
    """What a name may be called for short: its initials, the »ADO« of »ADO – …«, and of »Andelsforbundet ADO«."""
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 1 and len(words) > 1 and not name.isupper():
        yield initials
    if len(words) > 1 and is_acronym(words[-1]) and is_organisation_word(words[0]):
        yield words[-1]
    short, dash, _ = name.partition(" – ")
    if dash and is_acronym(short.split()[0]):
        yield short


def long_names(plain: str, segments: Sequence[Segment]) -> dict[str, Segment]:
    """The long name by the short one, folded: from »… (ADO)«, »ADO (…)«, from initials, and from »ADO – …«."""
    long_names: dict[str, Segment] = {}
    for match in _LONG_FORM.finditer(plain):
        if explained := _explained(plain, match):
            long_names.setdefault((match["short"] or match["aside"]).casefold(), explained)
    for match in _SHORT_FIRST.finditer(plain):
        if match["short"] not in PARTIES and match["long"][0] == match["short"][0]:
            long_names.setdefault(match["short"].casefold(), Segment(*match.span("long")))
    for segment in segments:
        for short in _short_forms(plain[slice(*segment)]):
            long_names.setdefault(short.casefold(), segment)
    return long_names


def _explained(plain: str, match: re.Match[str]) -> Segment | None:
    """The long name in a match of `_LONG_FORM`; None where the words before the short one are not its long form."""
    if match["aside"] and match["aside"][0] != match["long"][0]:
        return None
    first = match["long"].split()[0]
    letter = (match["short"] or match["aside"])[0]
    is_of_many = first.casefold() in _OF_MANY or (first.endswith("erne") and first[0] != letter)
    behind = _BEHIND_TITLE.match(match["long"]) if is_of_many or is_title_word(first) else None
    if (is_title_word(first) and not behind) or match["short"] in PARTIES:
        return None
    start = match.start("long") + (len(first) + 1) * (first.casefold() in NOT_CAPITAL)
    start = match.start("long") + behind.end() if behind else start
    if joined := _AND_OTHER.search(plain, start, match.end("long")):
        start = joined.end()
    # A short name on the next line, or between commas, is no part of the long one.
    return Segment(start, match.end("long") if match["aside"] or "\n" in match[0] else match.end())


def full_names(plain: str, segments: Sequence[Segment], by_short: Mapping[str, Segment]) -> dict[str, Segment]:
    """The full name by the short one, folded: the long names found, and »Boligforeningen Havblik« for »Havblik«."""
    by_short = dict(by_short)
    for segment in segments:
        kind, _, own_name = plain[slice(*segment)].partition(" ")
        if own_name[:1].isupper() and GENERIC.fullmatch(kind):
            by_short.setdefault(own_name.casefold(), segment)
    return by_short


def without_company(name: str) -> str:
    """The name without what kind of company it is: »Nordby Vind« of »Nordby Vind A/S«."""
    company = _COMPANY.match(name)
    return company["name"] if company else name


def whole_names(plain: str, segments: Sequence[Segment], by_short: Mapping[str, Segment]) -> dict[str, Segment]:
    """The whole name by a shorter one that stands behind it, folded, besides those found.

    »Bymuseet« is »Bymuseet i Nordby«, and »Kulturhuset« is »Solens Kulturhus« or »Nordby Kulturhus«.
    """
    texts = [(plain[slice(*segment)].casefold(), segment) for segment in segments]
    first: dict[str, int] = {}
    headline_end = len(plain) - len(plain.lstrip().partition("\n")[2])
    for name, segment in texts:
        # A headline may have the short name before the text has the whole one.
        if segment.start >= headline_end:
            first.setdefault(name, segment.start)
    by_short, folded = dict(by_short), plain.casefold()
    for name, segment in texts:
        for short in _shorter(name):
            # A short name behind a title (»Formanden for Udvalget«) is no mention of its own.
            if segment.start < first.get(short, folded.find(short, segment.end)):
                by_short.setdefault(short, segment)
    return by_short


def _shorter(name: str) -> Iterator[str]:
    """What an organisation of a folded name may be called for short, folded."""
    if placed := _PLACED.match(name):
        yield placed["name"]
    if company := _COMPANY.match(name):
        yield company["name"]
        yield from _shorter(company["name"]) if " " in company["name"] else ()
    if bracketed := _BRACKETED.match(name):
        yield bracketed["name"]
    *owner, last = name.split()
    is_headed = len(owner) == 1 or owner[1:2] == ["for"]
    if is_headed and owner[0].endswith(("en", "et", "erne")) and not GENERIC.fullmatch(owner[0]):
        yield owner[0]
    if (is_genitive(owner[-1]) if len(owner) > 1 else owner) and not GENERIC.fullmatch(last):
        forms = (f"{last}et", f"{last}en", f"{last}{last[-1]}et", f"{last}{last[-1]}en")
        yield from forms
        # »Bådelauget i Nordby« is »Nordby Bådelaug«.
        yield from (f"{form} i {owner[0]}" for form in forms if len(owner) == 1)
