"""Sentences that ask newspapers to wait with a text, in words of their own: »Gem den venligst i skuffen til søndag«.

An embargo line has nothing but words of embargo lines; such a sentence may have any. So it is never certain, and only
the importer looks for it: a draft with a mark does less harm than news that comes out too early.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hjemsite.content.embargo.embargo_appeals import INVITING, YOU_WORDS, is_appeal, names_embargo, words_pattern
from hjemsite.content.embargo.embargo_idioms import CONTENT, IDIOM, PUBLISH, TEXT, THIS
from hjemsite.content.embargo.embargo_lines import EmbargoLine, Sureness
from hjemsite.content.embargo.embargo_parts import without_markup
from hjemsite.content.embargo.embargo_speech import is_about_embargo, is_spoken, is_within_quotation
from hjemsite.danish.time_words import TimeWords, time_words
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import EMBARGO_CHARACTERS, EMBARGO_REQUESTS

_SENTENCE_END = lazy_pattern(
    r"\n|(?<=[.!?)])(?<!\bkl\.)(?<!\bca\.)(?<!\bdvs\.)(?<!\bnr\.)(?<!\bd\.)(?<![0-9]\.)\s+(?=[A-ZÆØÅ(»“\"])"
)


_SHORTEST = 4
"""The characters of the shortest sentence that a pattern of this module can match."""

_TOPIC = words_pattern(TEXT, CONTENT, THIS)
"""What is held back."""
_NEWS = words_pattern(
    r"(?:presse)?meddelelsen|pressematerialet|nyheden|denne (?:historie|nyhed|tekst|information|meddelelse|mail)"
)
"""Names for the text itself, and for nothing else: »pressemeddelelsen«, »denne nyhed«."""
_READER = words_pattern(
    YOU_WORDS,
    r"modtager(?:en|ne)|pressen|"
    r"aviser(?:ne)?|kolleger|redaktion(?:en|er|erne)|redaktører|journalist(?:er|erne)|(?<!sociale )medie(?:r|rne)",
)
"""Who is asked; »I« in a capital."""
_YOU = words_pattern(YOU_WORDS)
_NEAR_READER = words_pattern(YOU_WORDS, r"redaktion(?:en|er|erne)|pressen|mediernes")
_UNTIL_THEN = words_pattern(
    r"indtil|før|inden|førend|først|tidligst|i forvejen|, til (?:de|det|der|alle|vi|han|hun|dette|\w+ (?:har|er|"
    r"bliver))|(?:fra|til|efter) (?:klokken|kl|på|(?:man|tirs|ons|tors|fre|lør|søn)dag|[0-9]+)"
)
_ASKING = words_pattern(
    r"bede|beder|bedes|anmoder|opfordrer|venligst|husk|må|maa|bør|skal|kan|stoler|håber|forventer|regner|respekter\w*|"
    r"forudsæt\w*|forudsætning|søde|gerne|vil I|tak|aftalt|aftale|lov|betingelse|indforstået|vilkår|tillad\w*|vent"
)
_PUBLISHING = words_pattern(PUBLISH)
_FORBIDDING = words_pattern(
    r"(?:må|maa|bør|bedes|beder|skal|kan) (?:\w+,? ){0,3}?(?:ikke|tidligst|hverken|intet)"
    rf"(?: \w+,?){{0,3}}? {PUBLISH}",
    rf"(?:må|maa|bedes|kan) (?:\w+,? ){{0,3}}?først(?: \w+,?){{0,3}}? {PUBLISH}",
    rf"(?:kan|må|maa) {PUBLISH},? (?:(?:først|tidligst) )?(?:fra|efter|når|samtidig)",
    rf"(?:betingelse|vilkår|forudsætning|indforstået).*(?:intet|ingen|ikke|hverken|først|tidligst).* {PUBLISH}",
)
_WAITING = words_pattern(
    r"vent|vente|først|tidligst|inden|førend|før|forinden|indtil|når|endnu|så længe|så snart|samtidig med|hverken|"
    r"intet|frem til|ikke|(?:til|fra|efter) (?:\w+ ){0,2}?(?:[0-9]+|kl|klokken|\w+dag|morgen|aften|midnat|har|er|"
    r"\w+mødet|\w*konferencen|afstemningen)"
)
_HOLDING = words_pattern(
    r"vente?r?,? (?:til|indtil|med)|arbejdsro|først (?:fra|når|på|efter)|lade? være med|holde[rs]? (?:igen|inde)|"
    r"(?:et|to|nogle) (?:døgn|dage?|timer) før|endnu ikke|ikke endnu|tavs\w*|af os først|sendetilladelse|gøre det samme"
)
_NOT_YET = words_pattern(
    r"(?:er|holdes|forbliver) (?:\w+ )?hemmelig\w*|tidligst|slippes løs|forlade redaktionen|"
    r"er til (?:\w+dagsavisen|avisen)|"
    r"gælder fra|fri fra|"
    r"først (?:fra|gyldig|gældende|klar)|endnu ikke|ikke endnu|til baggrund"
)
_OWN_TEXT = words_pattern(
    r"(?:presse)?meddelelsen|nyheden|historien|teksten|materialet|denne (?:mail|tekst|nyhed|meddelelse)"
)
_FIRST_KNOWN = words_pattern(
    r"(?:først|tidligst|ikke) (?:\w+ )?(?:bliver|er) (?:\w+ )?(?:omtalt|bragt|offentlig\w*|nævnt|citeret|"
    r"trykt|delt|publiceret)(?:,| (?:før|fra|i morgen|i overmorgen|den|på|inden|\w+dag))",
    r"(?:ikke|først|tidligst) er offentlige? (?:før|fra|inden)",
)
_FREELY = words_pattern(r"frit|straks(?! efter| når)|med det samme")
_LIMITING = words_pattern(
    r"ikke|intet|ingen|hverken|først|tidligst|inden|før|førend|forinden|indtil|så snart|hvorefter|til og med"
)
_SECRET = words_pattern(
    r"(?:strengt |dybt )?(?:fortrolig|hemmelig)(?:t|e)?|i (?:fuld |al )?fortrolighed|hemmeligholdes?"
)
_CONFIDENCE = words_pattern(
    r"(?:jeres |fuld )?(?:tavshed|diskretion)|fortrolighed om|en hemmelighed|tys-tys|insiderviden|"
    r"(?:til )?internt brug|forhåndsorientering|forhåndsnyhed|forspring|grønt lys|som fortrolig\w*"
)
_UNTIL = words_pattern(r"til|indtil|før|inden|frem|så længe|endnu|først")
_SENT_LATER = words_pattern(
    rf"(?:{TEXT}|(?:rapport|undersøgels|analys)en) (?:\w+ )?(?:sendes|udsendes|offentliggøres|udkommer|publiceres|"
    r"frigives|bringes|lanceres)(?: (?:først|ud|samtidig|bredt|til|alle|medier|på|nettet|vores|hjemmeside)){0,6} "
    r"(?:i morgen|i overmorgen|(?:på )?(?:man|tirs|ons|tors|fre|lør|søn)dag|om (?:en|to|\w+) (?:uge|dage?)|"
    r"i (?:næste )?uge|samtidig med|efter (?:mødet|pressemødet|konferencen))"
)
_LABELLED = lazy_pattern(
    r"[ \t*#_>|(]*(?:(?:radio|tv|net|netmedier|web|webmedier|online|aviser|trykte medier|print|dagblade|sociale "
    r"medier)\b[^:\n]{0,40}:\s*(?:må )?(?:tidligst |først )?(?:fra|efter|den|kl|(?:man|tirs|ons|tors|fre|lør|søn)"
    r"dag)\b|(?:release|live|på nettet|offentlig|udgives|udsendes|tidligst|go-live|sendetid|frit|frigivet|"
    r"tid for omtale|omtale|lanceres)\s*:|(?:omtale|anmeldelser|interview|citater|udsendes|sendes ud|bringes|frigives)"
    r"[^.\n]{0,40} (?:tidligst|først|fra|den|efter)\b)",
    re.IGNORECASE,
)
"""How a line begins that says when newspapers may use a text."""
_HELD = lazy_pattern(
    r"\b(?:HOLD|HOLDES|VENT|SPÆRRET|LÅST|KLAUSULERET)\b[\s:-]*(?:TIL|INDTIL|UNTIL|FOR)?[\s:-]*(?:D\.|DEN)?\s*[0-9]|\bEMBARGO\W{0,3}[0-9]"
)

_SUBJECTLESS = lazy_pattern(
    r"\W*(?:(?:nb|obs|bemærk|vigtigt|husk|ps)\W+)?"
    r"(?:(?:må|maa|kan|bør|skal) (?:venligst |endelig )?(?:ikke |først |tidligst )?(?:bruges|bringes|omtales|"
    r"medtages|læses op|citeres|offentliggøres|anvendes|udsendes|refereres|deles|trykkes|publiceres)\b.*"
    r"\b(?:før|fra|når|så snart|efter|først|tidligst|inden|i \w+dagsavis\w*)\b|"
    r"(?:offentliggøres|bringes|omtales|frigives|publiceres|udgives|citeres) (?:ikke |først |tidligst |tidl\. )?"
    r"(?:efter|når|før|den|på|kl|inden|samtidig|(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?\b[\w .]* [0-9])|"
    r"(?:slip|send|læg|del|bring|tryk|udgiv|omtal|publicer|offentliggør) (?:venligst |endelig )?(?:den|det|dem|nyheden|"
    r"historien|teksten|meddelelsen|materialet)\b.*\b(?:først|ikke)\b.*\b(?:før|når|fra|på|kl|efter)\b|"
    r"ikke (?:ud|online|på nettet|i avisen|til \w+) før\b|"
    r"(?:udsættes|udskydes|tilbageholdes|parkeres|spærres|låses|fredes|gemmes) (?:\w+ ){0,4}?(?:til|indtil)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that says what may be done, but not with what: with the text itself."""

_TIME_LABEL = lazy_pattern(
    r"[ \t*#_>|(]*(?:(?:tidligste?|første) \w+|bringe\w*|offentliggørelse\w*|publicering\w*|\w*udgivelse|omtale\w*|"
    r"anmelder\w*|sende(?:tid|tidspunkt|s)|frigiv\w*|spærr\w*|"
    r"til (?:brug|udsendelse|omtale|udgivelse) i|(?:tids)?frist for (?:omtale|udgivelse|publicering)|"
    r"(?:fri|klar|godkendt|frigivet|ikke) til (?:brug|omtale|udgivelse|tryk|nettet|avisen|offentliggørelse))\b"
    r"[^.\n]{0,40}(?:tidligst|først|fra|før|må ske|:|aviserne|avisen)",
    re.IGNORECASE,
)
_NOUN_LABEL = lazy_pattern(
    r"\W*(?:(?:bemærk|obs|ny|nyt|vigtigt|til|tidligste|redaktionel|nyhedens|historiens|tekstens|materialets)\W+){0,2}"
    r"(?:bringning\w*|offentlighed|offentliggørelses(?:tid|dag|dato)\w*|publicerings?\w*|frigivelses\w*|"
    r"(?:spær|sper)re?\w*|spærring|(?:nyheds|publicerings|sende|omtale)(?:stop|spærre|spærring))"
    r"\W+(?:er|til|indtil|tidligst|først|ophæves|gælder|udløber|den|kl|klokken|straks efter|når|efter|[0-9]|\w+dag\b)",
    re.IGNORECASE,
)
"""How a short sentence begins that has a noun for making a text known, and goes on with the time."""
_LONGEST_LABEL = 10
"""Words of such a sentence, at most, where no colon stands behind the noun."""
_COLON = lazy_pattern(r"\W*[^\W\d]+:")
_SEPARATOR = lazy_pattern(r"\s[·•|]\s|\t")
"""What stands between the parts of a line at the top: »Pressemeddelelse · Lindeby Kommune · 4. maj«."""

_WAYS = (
    (IDIOM,),
    (_READER, _ASKING, _WAITING, _PUBLISHING),
    (_TOPIC, _FORBIDDING),
    (_CONFIDENCE, _UNTIL),
    (_CONFIDENCE, _READER),
    (_TOPIC, _SECRET, _UNTIL),
    (_READER, _SECRET, _UNTIL),
    (_NEAR_READER, _HOLDING),
    (_NEWS, _NOT_YET),
    (_SENT_LATER,),
    (_OWN_TEXT, _FIRST_KNOWN),
)
"""Each is a way to ask: a sentence goes one where it has something of each of its kinds of words."""


def embargo_requests(text: str) -> tuple[EmbargoLine, ...]:
    """The sentences in `text` that may ask to hold it back, as doubtful embargo lines; at most `EMBARGO_REQUESTS`.

    >>> [request.words for request in embargo_requests("Nøglen åbner. Gem den venligst i skuffen til på søndag.")]
    ['Gem den venligst i skuffen til på søndag.']
    >>> embargo_requests("Navnene på vinderne offentliggøres søndag. Billedet må bringes frit.")
    ()
    """
    return tuple(islice(_requests(without_markup(text)), EMBARGO_REQUESTS))


def _requests(text: str) -> Iterator[EmbargoLine]:
    has_topic = is_about_embargo(text)
    for start, end in _sentences(text):
        words = text[start:end]
        if (_is_request(words) or (not has_topic and names_embargo(words))) and not _is_speech(text, start):
            yield EmbargoLine(start, end, " ".join(words.split()), _times(text, start, end), Sureness.MENTION)


def _is_speech(text: str, start: int) -> bool:
    """Whether the sentence that begins at `start` is somebody's speech, or begins within it."""
    inside = start + 1
    return is_spoken(text, inside, inside + 1) or is_within_quotation(text, inside, inside + 1)


def _is_request(words: str) -> bool:
    if not _SHORTEST <= len(words) <= EMBARGO_CHARACTERS or (_FREELY.search(words) and not _LIMITING.search(words)):
        return False
    is_labelled = _SUBJECTLESS.match(words) or any(map(_is_labelled_time, _SEPARATOR.split(words)))
    is_asking = (
        _is_addressed(words) or is_appeal(words) or any(all(pattern.search(words) for pattern in way) for way in _WAYS)
    )
    return bool(is_labelled or is_asking or _HELD.search(words))


def _is_labelled_time(words: str) -> bool:
    """Whether a part of a line names a time behind a label of its own: »Publiceringstidspunkt: 14. maj kl. 9«."""
    is_short = len(words.split()) <= _LONGEST_LABEL or bool(_COLON.match(words))
    is_label = is_short and (_TIME_LABEL.match(words) or _NOUN_LABEL.match(words))
    return bool(is_label or _LABELLED.match(words)) and not time_words(words).is_empty


def _is_addressed(words: str) -> bool:
    """Whether a sentence says »you« to newspapers, and what they cannot do yet. Behind a dash somebody speaks."""
    is_speech = words.lstrip()[:1] in tuple("-–—")
    return not is_speech and bool(_YOU.search(words) and _UNTIL_THEN.search(words)) and not INVITING.search(words)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a line break ends one, too."""
    start = 0
    for end, after in (*(match.span() for match in _SENTENCE_END.finditer(text)), (len(text), len(text))):
        if text[start:end].strip():
            yield start, end
        start = after


def _times(text: str, start: int, end: int) -> TimeWords:
    """The times in a sentence, or, where it has none (»inden det tidspunkt«), also in those before it."""
    times = time_words(text[start:end])
    return times if not times.is_empty else time_words(text[text.rfind("\n", 0, start) + 1 : end])
