"""Whether a text speaks of an embargo without being under one: in somebody's speech, or because it is its topic.

Speech is never an embargo line. A text about an embargo on oil may be under one of its own, so its lines are doubtful.
"""

from hjemsite.content.embargo.embargo_words import COMPOUND
from hjemsite.danish.speech_verbs import PLAIN_SPEECH_VERBS
from hjemsite.danish.word_patterns import lazy_pattern

QUOTATION_MARKS = lazy_pattern('[»«“”„"]')
_SPEECH_OPENING = lazy_pattern("\\s*(?:[-–—]\\s|[»«“”„\"'’‘])")
_VERB = rf"(?:{'|'.join(sorted(PLAIN_SPEECH_VERBS, key=len, reverse=True))})\b"
_ATTRIBUTION = lazy_pattern(rf"[,!?»«“”\"'’‘]\s*{_VERB}")
_SPEAKING = lazy_pattern(rf"\b{_VERB}")
_TOPIC = lazy_pattern(
    rf"\b(?!{COMPOUND}embargo)[a-zæøå]+embargo(?:en|et|er|erne)?\b|"
    r"\bembargo(?:en|et|er|erne)?s? (?:\w+ )?(?:mod|imod|over ?for|against)\b|"
    r"\b(?:hæv|hæve|ophæv|ophæve|ophæver|indføre|indfører|indførte|bryde|omgå) (?:\w+ )?embargo(?:en|et|er|erne)?\b|"
    r"\bklausul(?:en|er|erne)? (?:fra (?:19|20)[0-9]{2}|i (?:\w+ )?(?:skød|\w*kontrakt|vedtægt|aftale)\w*)\b"
)


def is_spoken(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in a paragraph that says who says it.

    >>> text = "– Embargo til den 1. marts, sagde de."
    >>> is_spoken(text, 2, 26), is_spoken(text.partition(",")[0], 2, 26)
    (True, False)
    """
    begin, stop = _paragraph(text, start, end)
    after = text[end - 1 : stop].casefold()
    if is_within_quotation(text, start, end):
        return bool(_SPEAKING.search(f"{text[begin:start].casefold()} {after}"))
    return bool(_SPEECH_OPENING.match(text, begin)) and bool(_ATTRIBUTION.search(after))


def is_within_quotation(text: str, start: int, end: int) -> bool:
    """Whether quotation marks are open before `text[start:end]` and close in it or behind it."""
    begin, stop = _paragraph(text, start, end)
    is_open = len(QUOTATION_MARKS.findall(text, begin, start)) % 2 == 1
    return is_open and bool(QUOTATION_MARKS.search(text, start, stop))


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the line of `text[start:end]` begins and ends."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


def is_about_embargo(text: str) -> bool:
    """Whether an embargo on goods is a topic of `text`.

    >>> [is_about_embargo(text) for text in ("EU's embargo mod Rusland", "Våbenembargo", "Embargo til fredag")]
    [True, True, False]
    """
    return bool(_TOPIC.search(text.casefold()))
