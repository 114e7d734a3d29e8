"""Who made a picture: `Foto: Maria Møller`, with a label and a name.

A picture in a text has one place for words below it, its title. The credit ends it, and what stands before is the
caption; so an editor writes it as a newspaper prints it.
"""

import re
from typing import NamedTuple

from hjemsite.danish.word_patterns import lazy_pattern

_LABEL = r"(?:Fotos?|Fotograf|Billede|Illustration|Tegning|Grafik|Kilde)"
_CREDIT = lazy_pattern(rf"(?<!\w){_LABEL}[ \xa0]?:.*\w.*", re.IGNORECASE | re.DOTALL)
_LABELLED = lazy_pattern(rf"{_LABEL}[ \xa0]?:", re.IGNORECASE)


class Title(NamedTuple):
    """What stands below a picture; the credit has its label."""

    caption: str
    credit: str


def split_caption(title: str) -> Title:
    """The title of a picture in its two parts.

    >>> split_caption("Huset åbner i maj. Foto: Maria Møller")
    Title(caption='Huset åbner i maj.', credit='Foto: Maria Møller')
    >>> split_caption("Huset åbner i maj")
    Title(caption='Huset åbner i maj', credit='')
    """
    match = _CREDIT.search(title)
    if match is None:
        return Title(title.strip(), "")
    caption, credit = title[: match.start()].rstrip(), match[0].strip()
    if caption.endswith("("):
        caption, credit = caption[:-1].rstrip(), credit.removesuffix(")")
    return Title(caption, credit)


def with_label(credit: str) -> str:
    """A credit as a page says it. Editors write it with and without its label, and most pictures are photographs.

    >>> with_label("Maria Møller"), with_label("Grafik: Maria Møller")
    ('Foto: Maria Møller', 'Grafik: Maria Møller')
    """
    return credit if not credit or _LABELLED.match(credit) else f"Foto: {credit}"
