"""Whether a run of words that begins with a capital is the name of an organisation, and no common words."""

import re
from collections.abc import Collection

from hjemsite.importer.extract.lexicon import COMMITTEE, GENERIC, ORGANISATION, PROJECT
from hjemsite.importer.extract.person_names import is_acronym, is_organisation_word
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.titles import is_title_word

_OWN = re.compile(r"(?:en|et|erne|s)\Z|\W|\d|\w[A-ZÆØÅ]")
"""What the one word of a name has that no common noun has at the head of a sentence: »Nødhjælp når frem«."""
_PHRASE = re.compile(r"[\w-]+(?<!en)(?<!et) (?:for|af|til|mod) [a-zæøå]|\w+t [a-zæøå]+\Z")
"""How a sentence may begin that names nobody: »Sangforening for nye borgere …«, »Alment boligselskab«."""
_HEADINGS = frozenset("pressemeddelelse pm nyhed fakta kontakt pressenyt presseinvitation obs nb ps".split())
"""What stands in capitals above a text and is no name."""
_ENGLISH_TITLE = re.compile(r"(?:head|vp|director|chief) of ", re.IGNORECASE)


def is_certain_name(plain: str, segment: Segment, inner: Collection[str]) -> bool:
    """Whether a mention is a name, and not a word that a sentence begins with. `inner` comes from `inner_names`."""
    name = plain[slice(*segment)]
    is_phrase = bool(_PHRASE.match(name)) and name not in inner
    is_kind = is_organisation_word(name) and bool(_OWN.search(name))
    is_name = (" " in name and not is_phrase) or is_acronym(name) or is_kind or name in inner
    return is_name and not GENERIC.fullmatch(name) and not _is_common(name)


def _is_common(name: str) -> bool:
    """Whether a name is a title or a common word: »Formand for Miljøudvalget«, »Socialudvalget«, »Boliger«."""
    first, blank, _ = name.partition(" ")
    if PROJECT.search(first) and not is_organisation_word(name.split()[-1]):
        return True
    # »Lokallisten« ends as »journalisten« does.
    is_person = is_title_word(first.removesuffix("en")) and not is_organisation_word(first)
    is_job = is_title_word(first) or is_person or _ENGLISH_TITLE.match(name)
    if is_job or first.casefold() in _HEADINGS or first == "Årets":
        return True
    return not blank and bool(COMMITTEE.search(name) or ORGANISATION.fullmatch(name))
