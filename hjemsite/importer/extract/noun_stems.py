"""Nouns without their articles, so that »fondens« is found in »Fonden Nøglen« and »centret« in »Nordby Center«."""

import re

_ARTICLE = re.compile(r"(?:ens|ets|nes|en|et|s)\Z")
"""The article with which a word ends, perhaps in the genitive."""


def stem_of(word: str) -> str:
    """The word, folded and without its article: »centret« as »center«, »instituttet« as »institut«."""
    stem = _ARTICLE.sub("", word.casefold())
    if stem.endswith("centr"):
        return stem[:-1] + "er"
    return stem[:-1] if stem[-2:-1] == stem[-1:] else stem
