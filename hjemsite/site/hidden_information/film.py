"""MP4 files: where a film was recorded. Telephones write it into the file, and everybody who fetches it can read it."""

from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.site.hidden_information.wording import some

_LOCATION = lazy_pattern(r"\xa9xyz[\0-\xff]{4,24}[+-][0-9]|com\.apple\.quicktime\.location|loci\0\0\0\0")
"""How a location is named: by Android (ISO 6709 after the name), by iPhones, and by 3GPP (TS 26.244, 8.10)."""


def hidden_in_film(data: bytes) -> list[str]:
    """What the film `data` holds that nobody sees."""
    return [*some(_LOCATION.search(data.decode("latin-1")), "stedet, hvor filmen er optaget")]
