"""What a new article's file is called: its headline as a piece of an address."""

import re

from hjemsite.limits import SLUG_CHARACTERS
from hjemsite.urls import Slug, slug

_RESERVED = re.compile(r"side|\d{4}")


def name_for(headline: str) -> Slug:
    """The piece of an address that says `headline`: whole where that is allowed, else cut short at a word.

    Empty where the headline has no letter or digit.

    >>> name_for("Åben dør på Ærø"), name_for("2024")
    ('aaben-doer-paa-aeroe', '2024-nyhed')
    """
    whole = slug(headline, longest=10_000)
    name = whole if len(whole) <= SLUG_CHARACTERS else slug(headline)
    # The site's own lists live at /nyheder/side/2/ and /nyheder/2024/.
    return Slug(f"{name}-nyhed") if _RESERVED.fullmatch(name) else name
