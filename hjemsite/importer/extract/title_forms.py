"""What a title may be called elsewhere: »direktør« as »direktøren«, »borgmester« as »borgmestre«."""

import re

from hjemsite.importer.extract.titles import is_title_word

_KIN = re.compile(r"(?:mor|far|søn|datter|bror|søster)(?: (?:til|med) .+)?", re.IGNORECASE)
_ACQUAINTANCE = re.compile(
    r"(?:(?:hans|hendes|deres|min|vores|en) (?:\w+ )?)?"
    r"\w*(?:kammerat|veninde|(?<!besøgs)(?<!læse)(?<!våge)ven|kusine|fætter|modkandidat|kollega)(?:en|n)?",
    re.IGNORECASE,
)
"""What somebody is to others, and seldom a title."""
_MIN_TITLE = 4
"""How many letters a title has at least."""


def title_heads(words: str) -> frozenset[str]:
    """What »direktøren« or »administrerende direktør« may be called elsewhere, folded.

    >>> sorted(title_heads("AHL-formanden"))
    ['formand', 'formande', 'formanden']
    """
    word = re.split(r"\s+(?:i|for|af|ved|på|hos)\s", words.casefold())[0].split()[-1].rsplit("-", 1)[-1]
    heads = {word}
    if word.endswith(("en", "et")) and len(word) > 5:
        heads |= {word[:-1], word[:-2]}
    elif word.endswith("n") and len(word) > 5:
        heads.add(word[:-1])
    return frozenset(heads)


def is_head_of(head: str, word: str) -> bool:
    """Whether a title can be meant by one of its `title_heads`: »landsformand« by »formand«, and the other way."""
    return word.endswith(head) or (len(word) > 4 and head.endswith(word))


def is_relation(title: str) -> bool:
    """Whether a title says what somebody is to others: »mor til to«, »klassekammeraten«."""
    return _KIN.fullmatch(title) is not None or is_acquaintance(title)


def is_acquaintance(title: str) -> bool:
    """Whether a title says whom somebody knows, and is none: »klassekammeraten«."""
    return _ACQUAINTANCE.fullmatch(title) is not None


def singulars(plural: str) -> frozenset[str]:
    """What a plural without an article may be of: »borgmester« of »borgmestre«, »formand« of »formænd«."""
    stems = {plural[:-1], plural[:-2], f"{plural[:-2]}er", plural.replace("mænd", "mand")}
    return frozenset(stem for stem in stems if len(stem) >= _MIN_TITLE and is_title_word(stem))


def is_plural_title(word: str) -> bool:
    """Whether the word is a title in the plural, without an article: »borgmestre«."""
    return word.endswith(("e", "er", "mænd")) and bool(singulars(word))
