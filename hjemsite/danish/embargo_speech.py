"""Whether a text speaks of an embargo without being under one: in somebody's speech, or because it is its topic.

Speech is never an embargo line. A text about an embargo on oil may be under one of its own, so its lines are doubtful.
"""

import re

from hjemsite.danish.speech_verbs import PLAIN_SPEECH_VERBS

QUOTATION_MARKS = re.compile('[»«“”„"]')
_SPEECH_OPENING = re.compile("\\s*(?:[-–—]\\s|[»«“”„\"'’‘])")
_ATTRIBUTION = re.compile(rf"[,!?»«“”\"'’‘]\s*(?:{'|'.join(sorted(PLAIN_SPEECH_VERBS, key=len, reverse=True))})\b")
_TOPIC = re.compile(
    r"\b[a-zæøå]+(?<!\bpresse)embargo(?:en|et|er|erne)?\b|"
    r"\bembargo(?:en|et|er|erne)?s? (?:\w+ )?(?:mod|imod|over ?for|against)\b|"
    r"\b(?:hæv|hæve|ophæv|ophæve|ophæver|indføre|indfører|indførte|bryde|omgå) (?:\w+ )?embargo(?:en|et|er|erne)?\b"
)


def is_spoken(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is speech: within quotation marks, or in a paragraph of speech with an attribution.

    >>> text = "– Embargo til den 1. marts, sagde de."
    >>> is_spoken(text, 2, 26), is_spoken(text.partition(",")[0], 2, 26)
    (True, False)
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].casefold()
    is_open = len(QUOTATION_MARKS.findall(text, begin, start)) % 2 == 1
    if is_open and QUOTATION_MARKS.search(text, start, end + len(after)):
        return True
    return bool(_SPEECH_OPENING.match(text, begin)) and bool(_ATTRIBUTION.search(f"{text[end - 1]}{after}"))


def is_about_embargo(text: str) -> bool:
    """Whether an embargo on goods is a topic of `text`.

    >>> [is_about_embargo(text) for text in ("EU's embargo mod Rusland", "Våbenembargo", "Embargo til fredag")]
    [True, True, False]
    """
    return bool(_TOPIC.search(text.casefold()))
