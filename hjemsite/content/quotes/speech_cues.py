"""The words around a quotation that say that somebody speaks: », siger hun«, »Det siger …«, »Hun siger:«.

They are known by their verb, without names; so a verb that needs a name beside it (`NAMED_SPEECH_VERBS`) is none.
What a letter, an agreement or a sign says is nobody's speech: no entry in `quotes` could name its speaker.
"""

import re
import sys

from hjemsite.danish.speech_verbs import NO_VERBS, PLAIN_SPEECH_VERBS, SPEECH_NOUNS, TEXT_NOUNS
from hjemsite.danish.word_patterns import lazy_pattern

MARK = lazy_pattern(r"[“”„‟\"»«’'](?:(?<=[“”„‟\"»«])|(?<=’)’|(?<=')')")  # two apostrophes are a mark, too


def _any(words: frozenset[str]) -> str:
    """A pattern that matches any of the words; the same in every run, as the order of a set is not."""
    return f"(?:{'|'.join(sorted(words))})"


# A verb of speech is looked up in its table: to compile a pattern of all would take longer than all else here.
_SMALL_VERBS = ("var", "er")
_WITH_NOUN = lazy_pattern(rf"(?i:\w+ {_any(SPEECH_NOUNS)}\b)")
_OF_ITS_WRITER = lazy_pattern(r"\s+(?:vi|jeg|man|du|I|os|mig|at)\b")
_ANY_VERB = rf"(?!{_any(NO_VERBS)}\b)[a-zæøå]{{2,}}(?:r|de|te)\s+(?:han|hun|[A-ZÆØÅ]\w)"
_GLUE = r"[\s.,:!?…\"“”„»«'’–—-]*"
_BEFORE_VERB = lazy_pattern(_GLUE)
_OPEN_ATTRIBUTION = lazy_pattern(rf"{_GLUE}{_ANY_VERB}")
_BEFORE_REPORT = lazy_pattern(rf"{_GLUE}(?:(?i:det|sådan|så|dette)\s+)?")
_PAUSE = lazy_pattern(r"[,!?.…][\"“”«]?\s+")
_WORD = lazy_pattern(r"\w+")
_SIGN = lazy_pattern(r"[^\s\w]")
_SIGN_WITHIN = lazy_pattern(r"[^\s\w.!?]")
"""A sign that ends no sentence."""

_TEXT_SAYS = (
    r"(?i:(?:hedder|hed)\s+det|(?:står|stod)\s+der|(?:lyder|lød)\s+det\s+(?:\w+\s+)?i\s+(?!dag|går|aften|morges|nat)\w)"
)
_TEXT_BEHIND = lazy_pattern(rf"{_GLUE}(?:(?i:sådan|så)\s+)?{_TEXT_SAYS}")
_TEXT_AHEAD = lazy_pattern(
    rf"(?:\b{_TEXT_SAYS}[^.!?]*|(?i:{_any(TEXT_NOUNS)})(?:e?[nt]|ne)?\s+{_any(PLAIN_SPEECH_VERBS)}\s*):\Z"
)


def is_attribution(gap: str) -> bool:
    """Whether what stands between two parts of a quote may be somebody telling whose words they are.

    >>> is_attribution(",” siger Kirsten Vestergård og tilføjer: ”"), is_attribution(", trods alt, ")
    (True, False)
    """
    # Turned around, the text begins with what stands behind its last word.
    first, last = _WORD.search(gap), _WORD.search(gap[::-1])
    if first is None or last is None:
        return False
    before, after = gap[: first.start()], gap[len(gap) - last.start() :]
    if MARK.search(before) and MARK.search(after):
        return True
    cut = _SIGN.search(before) and _SIGN_WITHIN.search(after)
    return bool(cut and (reports(gap) or _OPEN_ATTRIBUTION.match(gap) or _TEXT_BEHIND.match(gap)))


def reports(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether `text[start:end]` begins by telling who speaks: »Det siger …«."""
    return _begins(_BEFORE_REPORT, text, start, end) or _begins(_BEFORE_VERB, text, start, end)


def _begins(before: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether a text begins with a verb of speech, after what `before` matches."""
    return bool((lead := before.match(text, start, end)) and _verb_end(text, lead.end(), end))


def _verb_end(text: str, start: int, end: int = sys.maxsize) -> int:
    """Where the verb of speech ends that `text[start:end]` begins with; 0 where it begins with none.

    »er beskeden« is such a verb, and »siger jeg« is none.
    """
    word = _WORD.match(text, start, end)
    if word is None:
        return 0
    name = word[0].lower()
    verb = word if name in PLAIN_SPEECH_VERBS else None
    if name in _SMALL_VERBS:
        verb = _WITH_NOUN.match(text, start, end)
    return verb.end() if verb and not _OF_ITS_WRITER.match(text, verb.end(), end) else 0


def has_attribution_behind(behind: str, last: str) -> bool:
    """Whether the text `behind` a stretch that ends in the character `last` begins with »siger …«, or »nynner hun«."""
    pause = behind.lstrip()[:1] == "," or last in ",!?"
    return bool(_begins(_BEFORE_VERB, behind) or (pause and _OPEN_ATTRIBUTION.match(behind)))


def attribution_ahead(text: str, start: int, end: int) -> int | None:
    """Where in `text[start:end]` the first attribution begins that follows a pause."""
    return next((at.start() for at in _PAUSE.finditer(text, start, end) if _verb_end(text, at.end(), end)), None)


def tells(lead: str) -> bool:
    """Whether a verb of speech stands anywhere in a text."""
    return any(_verb_end(lead, word.start()) for word in _WORD.finditer(lead))


def says(lead: str) -> bool:
    """Whether a text that ends in a colon has a verb of speech before it."""
    end = len(lead) - 1
    return any(_verb_end(lead, word.start(), end) == end for word in _WORD.finditer(lead))


def is_of_a_text(lead: str, behind: str) -> bool:
    """Whether the words before or behind a stretch tell that it stands in a text, such as a letter or a law.

    Behind somebody who leads up to it with a colon, »lyder det i en pressemeddelelse« is that person's speech.

    >>> is_of_a_text("", ", hedder det i aftalen."), is_of_a_text("På skiltet står der:", "")
    (True, True)
    >>> is_of_a_text("Ministeren er glad:", ", lyder det i en mail.")
    False
    """
    return bool(_TEXT_AHEAD.search(lead) or (not lead.endswith(":") and _TEXT_BEHIND.match(behind)))
