"""How sure the name, the title and the organisation of a speaker are.

Certain is what two independent signs agree on: where it stands, and a word that only such things have or a second place
in the text that says the same.
"""

import re
from collections.abc import Collection

from hjemsite.importer.extract.given_names import is_given
from hjemsite.importer.extract.jobs import Job
from hjemsite.importer.extract.person_names import is_acronym, is_organisation_word
from hjemsite.importer.extract.result import Confidence, Segment
from hjemsite.importer.extract.text_organisations import Organisations
from hjemsite.importer.extract.titles import is_title_word
from hjemsite.importer.extract.workplaces import whole_of

_INITIAL = re.compile(r"[A-ZÆØÅ]\.")
_OBJECT = re.compile(r"\s(?:for|af|i|på|ved|hos|til|bag|inden|med|og)\s|,")
"""What a title may go on with. Where it ends is less sure then."""
_GOES_ON = re.compile(r",? (?:i|på|ved|under|hos) [A-ZÆØÅ]")
"""What stands behind a part of an organisation: »Arbejdsmedicinsk Afsnit på Nordby Hospital«."""
_SECOND = re.compile(r"[^,.\n]{0,60}, (?:[a-zæøå]+ ){0,2}(?P<title>[a-zæøå-]+) [A-ZÆØÅ]")
"""A second title behind a comma and before a name."""
_RELATION = re.compile(r"(?:nabo|genbo|kollega|kammerat|mor|far|søn|datter|gæst|\bmed\w+er)\Z", re.IGNORECASE)
"""What somebody is to another, and perhaps no title."""
_OF_SOMETHING = re.compile(r"(?:formand|forkvinde|forperson|medlem|leder|repræsentant)\Z", re.IGNORECASE)
"""Titles that say little without what they are for."""


def name_confidence(plain: str, name: str, attributed: Confidence) -> Confidence:
    """How sure a name is whose owner is attributed a quotation: certain by its given name, or where it stands twice."""
    first = name.split()[0]
    is_name = is_given(first) or bool(_INITIAL.match(first)) or plain.count(name) > 1
    return attributed if is_name else max(attributed, Confidence.LIKELY, key=list(Confidence).index)


def title_confidence(plain: str, title: str, job: Job, titles: Collection[str]) -> Confidence:
    """How sure a title is: certain where it is one known title, and nothing behind it may belong to it, too.

    `titles` are all that the text gives the person, folded. They must be the same, or the organisation stand beside it.
    """
    words = title.split()
    is_agreed = set(titles) <= {title.casefold()} and (job.organisation is not None or len(titles) > 1)
    is_whole = len(job.title) == 1 and not job.is_former and not job.is_combined and not _OBJECT.search(title)
    is_complete = job.organisation is not None or job.owner is not None or not _OF_SOMETHING.search(title)
    is_alone = not (job.is_secondary or _is_one_of_two(plain, job.title[-1].end) or _RELATION.search(title))
    is_certain = is_whole and is_complete and is_agreed and is_alone and is_title_word(words[-1])
    return Confidence.CERTAIN if is_certain else Confidence.LIKELY


def _is_one_of_two(plain: str, position: int) -> bool:
    """Whether another title stands behind a comma at a position: »Nøglens formand, advokat Ib Bo«."""
    second = _SECOND.match(plain, position)
    return second is not None and is_title_word(second["title"])


def organisation_confidence(plain: str, segment: Segment, job: Job, organisations: Organisations) -> Confidence:
    """How sure it is that the text at `segment` is the whole name of the organisation that a job is at.

    It is certain if the name has a word that only organisations have, stands twice, and is no part of a longer one.
    """
    name = plain[slice(*segment)]
    is_name = any(is_organisation_word(word) or is_acronym(word) for word in name.split())
    is_whole = name.casefold() not in organisations.long_names and not organisations.has_longer(name)
    is_part = whole_of(name) or _GOES_ON.match(plain, segment.end)
    is_certain = is_name and plain.count(name) > 1 and is_whole and not is_part and not job.is_combined
    return Confidence.CERTAIN if is_certain else Confidence.LIKELY
