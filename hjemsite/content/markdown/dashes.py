"""Lines that Markdown would take for a list, though a Danish reader sees speech or a date.

Danish releases mark speech with a dash (Retskrivningsordbogen § 59), and a date has a full stop after its day (§ 42.3).
A dash counts as speech only where the document's own quotes say so; every other list stays a list.
"""

import re
from collections.abc import Iterator, Sequence

from hjemsite.content.markdown.positions import FILLER, Insertion, blocks

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_DATE = rf"(?i)\s*+\d{{1,2}}(?=\.[ ]+(?:{_MONTHS})\b)"
_DASH = r"\s*+(?=[-–—][ \xa0\t]*[^\s–—-])"
_DASH_LINE = r"\n[ ]{0,3}(?=[-–—][ \xa0\t]*[^\s–—-])"
_WORD = re.compile(r"[^\W_]+")
_PAUSE = re.compile(r"[,.:;!?…]")
_BEGINNING = 120
"""How much of a block is looked at, in characters."""
_ENOUGH = 4
"""So many words in a row are hardly in a quote by chance."""


def protect_dashes(text: str, speech: Sequence[str]) -> Iterator[Insertion]:
    """What to put into the body `text`, so that its dates and the dashes before the words of `speech` make no list.

    >>> list(protect_dashes("- Vi bliver, siger Søren Nørgaard.", ["Vi bliver"])) != []
    True
    >>> list(protect_dashes("- æbler\\n- pærer", ["Vi bliver"]))
    []
    """
    for start, block in blocks(text):
        first = block.lstrip()[:1]
        if first.isdigit() and (date := re.match(_DATE, block)):
            yield start + date.end(), FILLER
        elif not speech or not first or first not in "-–—":
            continue
        elif (dash := re.match(_DASH, block)) and _is_speech(_seen(block[:_BEGINNING]), speech):
            yield start + dash.end(), FILLER
            yield from _dash_lines(start, block, dash.end())


def _dash_lines(start: int, block: str, done: int) -> Iterator[Insertion]:
    """Within a block of speech each line with a dash is a paragraph of its own."""
    for line in re.compile(_DASH_LINE).finditer(block, done):
        yield start + line.start(), "\n"
        yield start + line.end(), FILLER


def _is_speech(beginning: str, speech: Sequence[str]) -> bool:
    """Whether a block begins with words of a quote: its first ones, those of one of its sentences, or many."""
    words = _WORD.findall(beginning.casefold())
    near = [quote for quote in speech if words and words[0] in quote.casefold()]
    if not near:
        return False
    opening = f" {' '.join(words[:_ENOUGH])} "
    pause = _PAUSE.search(beginning)
    phrase = min(opening, _joined(beginning[: pause.start()]) if pause else opening, key=len)
    for quote in near:
        if sentences := _sentences(quote):
            if any(sentence.startswith(phrase) for sentence in sentences):
                return True
            if f" {' '.join(words)} ".startswith(sentences[0]) or (len(words) >= _ENOUGH and opening in sentences[0]):
                return True
    return False


def _sentences(quote: str) -> list[str]:
    """The words of a quote from its beginning, and from each of its sentences on."""
    starts = [0, *(pause.end() for pause in _PAUSE.finditer(quote) if pause[0] in ".!?…")]
    return [words for start in starts if (words := _joined(quote[start:])).strip()]


def _joined(text: str) -> str:
    return f" {' '.join(_WORD.findall(_seen(text).casefold()))} "


def _seen(text: str) -> str:
    return text.replace(FILLER, "").replace("\xad", "")
