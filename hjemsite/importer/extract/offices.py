"""Offices, councils and branches behind a title: which of two posts counts, and whose it is.

An office outweighs a seat in a council or a task for the staff, since those who have both speak as its holders.
"""

import re
from collections.abc import Sequence

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.lexicon import COUNCIL, GENERIC, PREPOSITIONS
from hjemsite.importer.extract.person_names import NameIndex, is_genitive
from hjemsite.importer.extract.titles import TITLE_STOPS, title_end
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange

_SEAT = re.compile(r"\Amedlem\Z|tillids|arbejdsmiljørepræsentant")
_ELECTED_OFFICE = re.compile(r"(?:formand|forkvinde|forperson|ordfører|borgmester|rådmand)\Z")
"""How the title of an office ends to which somebody is elected. It outweighs a seat in a council."""
_NO_NOUN = re.compile(r"(?<!cent)(?:er|ede|te)\Z")
"""How verbs end."""
_BRANCH = re.compile(r"(?:afdeling|kreds|forening|klub|gruppe)\Z")


def begins_longer_name(tokens: Sequence[Token], run: TokenRange, names: NameIndex) -> bool:
    """Whether a word is short for a name that stands elsewhere: »Fællesudvalget« for »Fællesudvalget for Øerne«."""
    word = tokens[run.start].folded
    is_own = run.end == run.start + 1 and not GENERIC.fullmatch(word) and word not in ("udvalget", "byrådet")
    return is_own and any(len(name) > 2 and name[:2] == (word, "for") for name in names.organisations)


def municipality_of_council(tokens: Sequence[Token], run: TokenRange) -> TokenRange | None:
    """The municipality in »formand for Nordby Kommunes Socialudvalg«; None where a run is no council of one."""
    if not COUNCIL.search(tokens[run.end - 1].text):
        return None
    ends = (at + 1 for at in range(*run) if tokens[at].folded in ("kommunes", "regions"))
    return next((TokenRange(run.start, end) for end in ends), None)


def is_owned_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun ends its clause, or goes before a name, at token `i`: »formand for Nøglens beboerråd, Ib Bo«."""
    word = tokens[i]
    is_noun = word.kind is Kind.SMALL and len(word.text) > 3 and not _NO_NOUN.search(word.folded)
    is_last = i + 1 == len(tokens) or tokens[i + 1].kind in (Kind.SIGN, Kind.CAPITAL)
    return is_noun and is_last and word.folded not in SPEECH_VERBS | PREPOSITIONS | TITLE_STOPS


def is_branch(tokens: Sequence[Token], run: TokenRange) -> bool:
    """Whether a run is »Nøglens lokalafdeling«, whose own name may stand behind a comma."""
    last = tokens[run.end - 1]
    return last.kind is Kind.SMALL and bool(_BRANCH.search(last.folded)) and is_genitive(tokens[run.end - 2].text)


def office_behind(tokens: Sequence[Token], start: int, i: int) -> TokenRange | None:
    """The title of the office behind a seat or a task for the staff, which begins at `start`; None where none is.

    »medlem af byrådet for Nøglelisten og formand for udvalget«, »tillidsmand på Nordby Skole og næstformand i kredsen«,
    with »og« at token `i`.
    """
    if not (i + 1 < len(tokens) and tokens[i].folded == "og" and _SEAT.search(tokens[start].folded)):
        return None
    office = TokenRange(i + 1, title_end(tokens, i + 1))
    is_office = office.end == office.start + 1 and _ELECTED_OFFICE.search(tokens[office.start].folded)
    has_object = office.end < len(tokens) and tokens[office.end].folded in PREPOSITIONS
    return office if is_office and has_object else None
