"""Sentences that ask newspapers to wait with a text, in words of their own: »Gem den venligst i skuffen til søndag«.

An embargo line has nothing but words of embargo lines; such a sentence may have any. So it is never certain, and only
the importer looks for it: a draft with a mark does less harm than news that comes out too early.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hjemsite.danish.embargo_appeals import INVITING, YOU_WORDS, is_appeal, names_embargo, words_pattern
from hjemsite.danish.embargo_lines import EmbargoLine, Sureness
from hjemsite.danish.embargo_parts import without_markup
from hjemsite.danish.embargo_speech import is_about_embargo, is_spoken, is_within_quotation
from hjemsite.danish.time_words import TimeWords, time_words
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.limits import EMBARGO_CHARACTERS, EMBARGO_REQUESTS

_SENTENCE_END = lazy_pattern(
    r"\n|(?<=[.!?)])(?<!\bkl\.)(?<!\bca\.)(?<!\bdvs\.)(?<!\bnr\.)(?<!\bd\.)(?<![0-9]\.)\s+(?=[A-ZÆØÅ(»“\"])"
)


_TEXT = (
    r"(?:(?:presse)?meddelelsen|(?:presse|forhånds)?materialet|nyheden|historien|teksten|artiklen|resum[eé]et|dokumentet|"
    r"manuskriptet|indholdet|omtalen)"
)
_CONTENT = (
    r"(?:rapporten|undersøgelsen|analysen|målingen|opgørelsen|resultate(?:t|rne)|konklusione(?:n|rne)|studiet|tallene|"
    r"oplysningerne|navne(?:t|ne)|aftalen|sagen|dommen|talen|budgettet|regnskabet|planen|udnævnelsen|vinder(?:en|ne)|"
    r"prismodtager(?:en|ne)|citater|anmeldelser)"
)
_THIS = (
    r"(?:denne (?:mail|tekst|nyhed|meddelelse)|dette|ovenstående|nedenstående|foranstående|vedlagte|vedhæftede|heraf)"
)
_SUBJECT = rf"(?:{_TEXT}|{_CONTENT}|den|det)"

_TOPIC = words_pattern(_TEXT, _CONTENT, _THIS)
"""What is held back."""
_NEWS = words_pattern(
    r"(?:presse)?meddelelsen|pressematerialet|nyheden|denne (?:historie|nyhed|tekst|information|meddelelse|mail)"
)
"""What is nothing but the text itself."""
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
_PUBLISH = (
    r"(?:skriv(?:es?)?(?! (?:til|en|et|på|sig)\b)|bring(?:es?)?(?! med\b)|bragt|omtal(?:es?|t)?|gengive[st]?|"
    r"referere[st]?|citere[st]?|videregive[st]?|viderebringe[st]?|viderebragt|videreformidle[st]?|offentliggør(?:es?)|"
    r"trykkes?|trykt|publicere[st]?|udgives?|i luften|i avisen|på (?:nettet|gaden|forsiden)|afsløres?|røbes?|"
    r"postes?|deles?(?! ud\b)|fortælles?|bruges(?! til\b)|benyttes(?! til\b)|anvendes(?! til\b)|drøftes?|"
    r"nævnes?|frigives?)"
)
_PUBLISHING = words_pattern(_PUBLISH)
_FORBIDDING = words_pattern(
    r"(?:må|maa|bør|bedes|beder|skal|kan) (?:\w+,? ){0,3}?(?:ikke|tidligst|hverken|intet)"
    rf"(?: \w+,?){{0,3}}? {_PUBLISH}",
    rf"(?:må|maa|bedes|kan) (?:\w+,? ){{0,3}}?først(?: \w+,?){{0,3}}? {_PUBLISH}",
    rf"(?:kan|må|maa) {_PUBLISH},? (?:(?:først|tidligst) )?(?:fra|efter|når|samtidig)",
    rf"(?:betingelse|vilkår|forudsætning|indforstået).*(?:intet|ingen|ikke|hverken|først|tidligst).* {_PUBLISH}",
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
_FREELY = words_pattern(r"frit|straks|med det samme")
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
    rf"(?:{_TEXT}|(?:rapport|undersøgels|analys)en) (?:\w+ )?(?:sendes|udsendes|offentliggøres|udkommer|publiceres|"
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
    r"\W*(?:(?:må|maa|kan|bør|skal) (?:venligst |endelig )?(?:ikke |først |tidligst )?(?:bruges|bringes|omtales|"
    r"medtages|læses op|citeres|offentliggøres|anvendes|udsendes|refereres|deles|trykkes|publiceres)\b.*"
    r"\b(?:før|fra|når|så snart|efter|først|tidligst|inden)\b|"
    r"(?:offentliggøres|bringes|omtales|frigives|publiceres|udgives|citeres) (?:ikke |først |tidligst )?"
    r"(?:efter|når|før|den|på|kl|inden)\b)",
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
    r"(?:spær|sper)re?\w*|spærring)"
    r"\W+(?:er|til|tidligst|først|ophæves|gælder|udløber|den|kl|klokken|[0-9]|\w+dag\b)",
    re.IGNORECASE,
)
"""How a short sentence begins that has a noun for making a text known, and goes on with the time."""
_LONGEST_LABEL = 10
"""In words."""

_IDIOM = words_pattern(
    r"lukket land (?:til|indtil|frem)",
    r"hold(?:e|er|es)? (?:\w+ ){0,3}?tæt(?! til kroppen)(?: (?:med|til|indtil|om)|, (?:til|indtil)|!)?"
    r"(?! på\b| ved\b| kontakt\b| øje\b)",
    r"hold(?:e|er|es|t)? (?:\w+ ){0,3}?(?:for (?:jer|dig) selv|inden for redaktionen|under låg|på redaktionen)",
    rf"(?:gem|gemme) (?:venligst )?(?:{_SUBJECT}|lidt) (?:\w+ ){{0,4}}?(?:til|indtil)",
    rf"(?:lad|lade|lader) (?:venligst )?{_SUBJECT} (?:\w+ ){{0,2}}?(?:ligge|blive)(?:,? (?:til|indtil|på redaktionen))",
    rf"{_SUBJECT} skal (?:ligge|blive|vente)(?: \w+){{0,3}}? (?:til|indtil)",
    rf"(?:må|skal|bør) {_SUBJECT} (?:endelig )?(?:ikke|først|tidligst) (?:\w+ )?(?:ud|frem|i luften|på nettet|bringes)",
    rf"(?:{_SUBJECT}|intet|ingenting) (?:må|skal|bør) (?:endelig )?(?:ikke |først |tidligst |intet )?(?:\w+ )?"
    r"(?:ud|frem|i luften|på nettet|sive|lækkes)(?: \w+){0,2}? (?:før|inden)",
    r"må (?:endelig )?(?:ikke|intet|ingenting) (?:slippe|sive|komme) ud",
    rf"(?:lad|brug|skriv|bring|tryk|del|læg|post|omtal|citer|nævn|send) (?:{_SUBJECT}|noget|om \w+) "
    r"(?:endelig |venligst )?(?:ikke|først)",
    r"(?:skriv|bring|tryk|del|læg|post|omtal|citer|nævn) (?:endelig |venligst )?(?:intet|ingenting|ikke noget)",
    r"(?:(?:venlig|venligst) (?:\w+ )?|beder (?:jer|dig|pressen|medierne|redaktion\w+) )(?:om )?ikke at "
    r"(?:lægge|dele|skrive|bringe|omtale|bruge|sende|trykke|poste)",
    r"(?:ingen|intet|ikke noget) (?:\w+ ){0,2}?(?:omtaler|skriver|bringer|omtales|bringes|offentliggøres|deles)"
    r"(?: \w+){0,3},? (?:før|inden)",
    r"tryk(?:ke|ker)? (?:først )?på (?:knappen|send|udgiv)",
    r"(?:historien|nyheden|den|det) (?:for sig selv|alene|eksklusivt) (?:indtil|til|frem til)",
    rf"{_TEXT} er (?:solgt|eksklusiv\w*|forbeholdt|låst|forseglet)",
    rf"(?:{_TEXT}|{_CONTENT}) (?:låses op|bliver på redaktionen|går i luften|åbnes)",
    rf"(?:{_TEXT}|den|det) er (?:\w+ )?(?:ikke|først) (?:\w+ ){{0,2}}?(?:officiel|offentlig|til (?:fri )?(?:brug|"
    r"offentliggørelse|afbenyttelse|omtale))",
    r"(?:spærre[rt]|låst|lukket|åbne[rs]?) for omtale|(?:hører?|høre|vide|få) det først",
    r"kursfølsom\w*|intern viden|døgnregel\w*|forhåndskopi\w*|omtaleforbud|afvente[rs]? (?:\w+ )?offentliggørelsen",
    r"(?:første|næste) (?:[0-9]+|fireogtyve|to|tolv) (?:timer|døgn|dage) efter (?:udsend|modtag)\w*",
    r"(?<!vi )vente? (?:venligst )?(?:\w+ )?med (?:\w+ ){0,2}?(?:historien|nyheden|artiklen|omtale|omtalen|teksten|"
    r"(?:bringe|skrive|omtale|offentliggøre|trykke|dele|poste|publicere|fortælle))",
    r"(?:only )?for use (?:only )?(?:after|from)|do not (?:use|run|publish)|hold (?:until|for release)",
    r"(?:respekter|respektér|overhold) (?:venligst )?(?:fristen|tidspunktet|aftalen|spærringen|sendetidspunktet)",
    rf"bedes (?:venligst )?(?:ikke|først|tidligst) {_PUBLISH}",
    r"(?:navn|navne|identitet) må ikke (?:nævnes|offentliggøres|omtales|røbes)(?: \w+)?,? (?:før|inden)",
    r"(?:er|bliver) (?:\w+ )?(?:ikke|først) til fri (?:brug|omtale|afbenyttelse|offentliggørelse)",
    r"public[eé]r (?:endelig |venligst )?(?:først|ikke)|(?:så|og|bare|venligst) vent,? (?:til|indtil)",
    r"intet (?:af|om|fra) (?:dette|det|teksten|materialet) må (?:komme|slippe|sive)",
    r"(?:ingen|intet) må (?:vide|høre|få) (?:noget|det)? ?(?:at vide )?,? ?(?:før|inden)",
    r"mellem os (?:til|indtil)|lukker op for (?:citater|omtale)|under forsegling|spærretid\w*|hemmeligstemplet",
    r"(?:bemærk|respekter|se|overhold) (?:venligst )?(?:frigivelses|offentliggørelses|sende|udgivelses)"
    r"(?:tiden|tidspunktet|dagen|datoen)",
    r"(?:tilbageholdes|holdes tilbage|lukket for omtale),? (?:til|indtil|frem til)",
    r"(?:er|bliver) det (?:en nyhed|nyt)|kun til (?:gennem)?læsning",
    r"(?:læg|lægge|lægger) låg på (?:til|indtil)|klap i|under lås og slå|off the record|til (?:din|jeres) kalender|"
    r"anmelderfrist\w*|anmelder(?:ne|e) (?:\w+ ){0,3}?udgivelsesdagen|"
    r"not (?:to be )?(?:used|quoted|published|shared)\b.* (?:before|until)|(?:private|confidential) until|"
    r"lukke[rt]? mund|slipper ud (?:\w+ )?(?:før|inden)|"
    r"vi (?:offentliggør|frigiver) selv (?:nyheden|historien|meddelelsen)",
    r"stadig (?:internt|fortroligt|hemmeligt)|til pressen.*må bringes|vi melder (?:\w+ )?ud samtidig",
    r"not before the|hold (?:this|the) (?:story|release|news)|for publication (?:on |from )?(?:\w+day|[0-9])",
    rf"(?:{_TEXT}|{_CONTENT}) er (?:fri fra|til baggrund)|vi beder om (?:ro|arbejdsro|diskretion|tavshed)",
    rf"(?:først|tidligst|indtil) (?:\w+ ){{0,6}}?{_TEXT} (?:til at bruge|til brug|fri)",
    r"bringes ikke uden|ikke uden vores (?:ok|accept|tilladelse)",
    rf"låg på {_SUBJECT} (?:til|indtil)|{_TEXT} er under lås",
    rf"(?:bringe|omtale|bruge|offentliggøre|trykke|dele) {_TEXT},? (?:så snart|når|fra|efter|tidligst|først)",
    r"må intet (?:\w+ )?(?:komme|slippe|sive) ud",
    r"kun til (?:orientering|information) (?:indtil|frem til|til (?:den|kl|på|\w+dag))",
    rf"først (?:\w+[., ]+){{1,5}}(?:må|kan) (?:{_SUBJECT} )?(?:\w+ ){{0,3}}?"
    r"(?:nævnes|omtales|bringes|offentliggøres|citeres)",
)
"""What hardly anybody writes but to ask for silence."""

_WAYS = (
    (_IDIOM,),
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

    >>> [one.words for one in embargo_requests("Nøglen åbner. Gem den venligst i skuffen til på søndag.")]
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
    if len(words) > EMBARGO_CHARACTERS or (_FREELY.search(words) and not _LIMITING.search(words)):
        return False
    is_short = len(words.split()) <= _LONGEST_LABEL
    is_label = is_short and (_TIME_LABEL.match(words) or _NOUN_LABEL.match(words))
    is_labelled = _SUBJECTLESS.match(words) or ((is_label or _LABELLED.match(words)) and not time_words(words).is_empty)
    is_asking = (
        _is_addressed(words) or is_appeal(words) or any(all(pattern.search(words) for pattern in way) for way in _WAYS)
    )
    return bool(is_labelled or is_asking or _HELD.search(words))


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
