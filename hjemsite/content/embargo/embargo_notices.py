"""Lines that stand by themselves around a release and name an hour together with a word for making known.

Whoever sends an embargo finds ever new words for it (»Går i luften: 18. december kl. 6«), and puts it where it is seen.
So the place and the shape are the signs, with one word for newspapers, readers or publishing. Such a line is never
certain.
"""

import re
from collections.abc import Iterator

from hjemsite.content.embargo.embargo_lines import EmbargoLine, Sureness
from hjemsite.content.embargo.embargo_speech import is_about_embargo
from hjemsite.danish.time_words import time_words
from hjemsite.danish.word_patterns import lazy_pattern

_TOP, _BOTTOM = 6, 4
"""Lines from the top and the bottom of a text in which a notice may stand; blank ones and contacts do not count."""
_LONGEST = 26
"""Words of a notice, at most."""
_PUBLICATION = lazy_pattern(
    r"\b(?:offentlig(?!gjort|t møde| høring)|offentlighed|\w*omtale|public(?!eret)|bring(?:es|e|ning)\b|"
    r"tryk(?:kes|ke|ning)?\b|ikke tidligere|ikke før|"
    r"udkomme[rs]?\b|udsend(?:es|else)|udgiv(?:es|else)|frigiv(?!et|ne)|frigør|fri\b|"
    r"brug(?:es)?\b|læser(?:ne|e)?\b|(?:web|net|online|nyheds|sociale )?medier(?:ne)?\b|redaktion|journalist|"
    r"nettet\b|online\b|luften\b|live\b|release\b|embargo|klausul|\w*spær|sper|\w*lås(?:t|es)?\b|"
    r"tidligst\b|slippe[sr]?\b|forhånds|tilgængelig)",
    re.IGNORECASE,
)
"""Words for making a text known, and for those who do."""
_EVENT = lazy_pattern(
    r"\b(?:tid|sted|dato|program|hvornår|hvor|tilmeld\w*|frist\w*|åbningstid\w*|billet\w*|entré|adgang|\w*møde[rt]?|"
    r"\w*konference\w*|\w*koncert\w*|arrangement\w*|velkomst|rundvisning|forestilling\w*|kamp\w*|træning|gudstjeneste|"
    r"transmitter\w*|streame[sr]|sendes (?:direkte|live)|mødested|mød op|dørene|deadline|svar|opdateret|senest|ring|"
    r"telefon\w*|tlf|besøg\w*|pressevisning|interview\w*|fotograf\w*|følges|(?:kan|skal) ses|vises|starter|begynder|"
    r"åbner|holdes (?!under|for|tilbage)|finder sted|skriv\w* til|indsend\w*|aflever\w*|ansøg\w*|stemme\w*|"
    r"deltag\w*|kom (?:forbi|og)|reception\w*)\b",
    re.IGNORECASE,
)
"""Words of lines that say when something takes place, or when somebody can be reached."""
_RANGE = lazy_pattern(r"\b(?:kl\.?|klokken)\s?[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:[-–—]|til|og)\s?(?:kl\.? ?)?[0-9]")
"""Two hours with a line between them, as of an event: »kl. 10-16«."""
_CONTACT = lazy_pattern(
    r"@|\b(?:tlf|telefon|mobil|kontakt|mvh|hilsen)\b|\b[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}\b", re.IGNORECASE
)
_SPEECH = lazy_pattern(r"[«»”“\"]|^\s*[–—-]")

_ASKING = lazy_pattern(
    r"\b(?:må|maa|skal|bedes|bør|kan|ikke|først|tidligst|venligst|forhånds\w*|klausuleret|denne|dette er)\b",
    re.IGNORECASE,
)
"""What a whole sentence has besides, where it is no piece of news."""
_SENTENCE = lazy_pattern(r"(?<!\bkl)(?<![0-9])[.!]\s+[A-ZÆØÅ]|[a-zæøå0-9]{2}[.!]\s*\Z")
"""A sentence that ends within the line, or the line with it; the full stop of »kl.« and of »18.« ends none."""
_LABEL_WORD = lazy_pattern(r"embargo|klausul", re.IGNORECASE)
"""What names an embargo; in a text about embargoes it is a topic."""


def embargo_notices(text: str) -> Iterator[EmbargoLine]:
    """The lines of `text` that may be notices of an embargo, as doubtful embargo lines.

    >>> [line.words for line in embargo_notices("Går i luften: 18. maj kl. 6.05\\n\\nNøglen åbner fredag kl. 9.")]
    ['Går i luften: 18. maj kl. 6.05']
    """
    lines = [match for match in re.finditer(r"\S.*", text) if not _CONTACT.search(match[0])]
    embargo_is_topic = is_about_embargo(text)
    for number, line in enumerate(lines):
        is_near_end = number < _TOP or number >= len(lines) - _BOTTOM
        if is_near_end and _is_notice(line[0]) and not (embargo_is_topic and _LABEL_WORD.search(line[0])):
            words = line[0].rstrip()
            yield EmbargoLine(line.start(), line.start() + len(words), words, time_words(words), Sureness.MENTION)


def _is_notice(words: str) -> bool:
    """Whether a line has a word for making known and a day with its hour, and none that speaks of an event."""
    if len(words.split()) > _LONGEST or not _PUBLICATION.search(words) or _SPEECH.search(words):
        return False
    if _EVENT.search(words) or _RANGE.search(words):
        return False
    if _SENTENCE.search(words) and not _ASKING.search(words):
        return False
    times = time_words(words)
    return bool(times.clocks) and (times.has_day or bool(times.weekdays))
