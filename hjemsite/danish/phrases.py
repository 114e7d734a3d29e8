"""Parts of Danish sentences: lists, telephone numbers, and the word that was probably meant (»mente du …?«)."""

import re
from collections.abc import Iterable, Sequence

_PHONE = r"(?:[^\W\d_]+\.?:?\s?)?\(?(?:(?:\+|00)?\s?45\)?[\s-]?)?([1-9](?:[\s.-]?[0-9]){7})\.?"
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": "-", " ": "-"})
_LONGEST = 200


def list_of(items: Sequence[str], last: str = "og") -> str:
    """`items` with commas between them, and `last` before the last of them.

    >>> list_of(["Tidselfonden", "Aagaard Kommune", "Nøglen"]), list_of(["kommune", "fond"], "eller"), list_of([])
    ('Tidselfonden, Aagaard Kommune og Nøglen', 'kommune eller fond', '')
    """
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def phone(text: str) -> str | None:
    """A Danish telephone number in pairs, after a word such as »tlf.« too; None where `text` is anything else.

    >>> phone("(+45) 3529 9699"), phone("tlf.: 33 00 48 47"), phone("3529 969")
    ('35 29 96 99', '33 00 48 47', None)
    """
    match = re.fullmatch(_PHONE, text.strip())
    if not match:
        return None
    digits = re.sub(r"\D", "", match[1])
    return " ".join(digits[start : start + 2] for start in range(0, 8, 2))


def phone_link(text: str) -> str | None:
    """A Danish telephone number as a `tel:` link wants it (RFC 3966); None where `text` is none.

    >>> phone_link("35 29 96 99")
    '+4535299699'
    """
    shown = phone(text)
    return shown and f"+45{shown.replace(' ', '')}"


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was probably meant to be, the first of equals; None where none is near.

    æ and ae, ø and oe, å and aa are the same here, and so are capitals and small letters.

    >>> closest("aalborg", ["viborg-kommune", "aalborg-kommune"]), closest("Tidselfonden", ["aagaard-kommune"])
    ('aalborg-kommune', None)
    """
    # Imported here because most builds find no misspelt name.
    from difflib import get_close_matches

    folded_word = _folded(word)
    if not folded_word or len(folded_word) > _LONGEST:
        return None
    by_fold: dict[str, str] = {}
    for candidate in candidates:
        by_fold.setdefault(_folded(candidate), candidate)
    # Half a name says more than its likeness to another whole one.
    longer = [fold for fold in by_fold if len(folded_word) > 2 and fold.startswith(f"{folded_word}-")]
    near = longer or get_close_matches(folded_word, by_fold, n=1, cutoff=0.7)
    if near:
        return by_fold[near[0]]
    # Members are often called by their first word alone: »aagard« of »aagaard-kommune«.
    first = {re.split("[ -]", fold, maxsplit=1)[0]: candidate for fold, candidate in reversed(by_fold.items())}
    short = get_close_matches(folded_word, first, n=1, cutoff=0.8) if len(folded_word) > 3 else []
    return first[short[0]] if short else None


def _folded(text: str) -> str:
    return text.casefold().translate(_LETTERS).strip("-")
