"""Lines that Markdown would take for a list, though a Danish reader sees speech.

Danish releases mark speech with a dash (Retskrivningsordbogen § 59).
A dash counts as speech only where the document's own quotes say so; every other list stays a list.
"""

from collections.abc import Iterator, Sequence

from hjemsite.content.markdown.positions import blocks, without_fillers
from hjemsite.danish.word_patterns import lazy_pattern

_DASH_LINE = lazy_pattern(r"\n(?:(?<=\A\n)\s*+|[ ]{0,3})(?=[-–—][ \xa0\t]*[^\s–—-])")
"""In a block with a line end before it: Python finds a fixed first character at once."""
_WORD = lazy_pattern(r"[^\W_]+")
_PAUSE = lazy_pattern(r"[,.:;!?…]")
_BEGINNING = 120
"""How much of a line with a dash is looked at, in characters."""
_ENOUGH = 4
"""Words in a row that are hardly in a quote by chance."""


def speech_lines(text: str, speech: Sequence[str]) -> Iterator[int]:
    """The offsets of the dashes in the body `text` that stand before words of `speech`.

    >>> list(speech_lines("- Vi bliver, siger Søren Nørgaard.", ["Vi bliver"]))
    [0]
    >>> list(speech_lines("- æbler\\n- pærer", ["Vi bliver"]))
    []
    """
    if not speech:
        return
    for start, block in blocks(text):
        lines = f"\n{block}"
        first = _DASH_LINE.search(lines)
        if first and _is_speech(_seen(lines[first.end() : first.end() + _BEGINNING]), speech):
            # Behind a line of speech each dash in a block begins another one.
            yield from (start + line.end() - 1 for line in _DASH_LINE.finditer(lines, first.start()))


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
    return without_fillers(text).replace("\xad", "")
