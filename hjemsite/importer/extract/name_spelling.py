"""Whether two spellings are the name of one person."""

from difflib import SequenceMatcher

from hjemsite.importer.extract.person_names import without_genitive

_MIN_SIMILARITY = 0.8
"""The ratio of common letters (0 to 1) from which two spellings are one name."""


def is_same_name(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, in folded words, are one: »Ib Bo« and »Ib Juul Bo«, »Kathrine Vad« and »Katrine Vad«."""
    if len(words) < 2 or words[0][0] != other[0][0]:
        return False
    if words[0] != other[0]:
        return words[1:] == other[1:] and _is_similar(words[0], other[0])
    return words[-1] in (other[-1], without_genitive(other[-1])) or _is_similar(words[-1], other[-1])


def _is_similar(word: str, other: str) -> bool:
    return len(word) > 4 and len(other) > 4 and SequenceMatcher(None, word, other).ratio() >= _MIN_SIMILARITY
