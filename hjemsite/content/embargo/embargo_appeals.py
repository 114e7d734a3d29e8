"""Sentences that ask in any words to wait with a text: a request, something that is made known, and a later time.

None of the three says much alone. So each has many words, and a sentence must have one of each and invite nobody.
"""

import re

from hjemsite.danish.time_words import time_words
from hjemsite.danish.word_patterns import lazy_pattern


def words_pattern(*alternatives: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


YOU_WORDS = r"jer|jeres|(?-i:(?<![.!?] )(?<!^)I(?= [a-zæøå])|I (?:må|kan|skal|bedes|får|vil))"
INVITING = words_pattern(
    r"velkomne?|tilmeld\w*|deltage\w*|skriv(?:e|es)? til|mødes|I kan møde|mød|møde op|adgang|akkrediter\w*|"
    r"interviewe?s?|kontakt\w*|ringe? (?:til|på|og|for|efter|os)|plads|"
    r"invitere[rst]*|fotografere?|besøge?|spørgsmål|oplysninger|information|se jer|glæder|parkere|sendt|hører? fra jer"
)
"""What journalists are asked for without having to wait with anything."""
_NEWSPAPERS = (
    r"(?:redaktion(?:en|er|erne)|redaktører(?:ne)?|journalister(?:ne)?|pressen|medier(?:ne)?|anmelder(?:e|ne)|"
    r"modtager(?:en|ne))"
)
_APPEAL = words_pattern(
    YOU_WORDS,
    rf"{_NEWSPAPERS} (?:må|maa|skal|kan|bør|er velkomne til at)|(?:beder|bede|anmoder) (?:\w+ ){{0,2}}?{_NEWSPAPERS}",
    r"bedes|anmodes|anmodning|venligst|vi beder|beder vi|ønskes|ønsker vi|opfordrer til|opfordres|forudsætning\w*|"
    r"betingelse\w*|vilkår|accepterer|forpligter|forpligtet|sætte pris på|sætter pris på|håber|tålmodighed|diskretion|"
    r"(?<![\w,] )(?:ingen|intet) (?:opslag|omtaler?|citater|artikler|offentliggørelse|tweets)|"
    r"vi (?:regner med|går ud fra|stoler på|forventer),? at (?:ingen|I|alle|pressen)|(?:læserne|lytterne|seerne) må|"
    r"kun læses|sig (?:det|den|ikke|intet)|(?:så|men) (?:vent|hold|gem|lad)|under forbehold af|os en hjælp|"
    r"(?<![\w,] )(?!(?:hvorfor|nej|ja|eller|men|og|om|så|endda|vent)\b)\w+ (?:venligst )?ikke(?= \w)|"
    r"(?:til|kun til) (?:orientering|forberedelse|gennemlæsning|baggrund)|forståelse for|beklager|du (?:må|kan|bedes)",
    r"(?<![\w,] )(?:ikke (?:til|for)|kom (?:først|ikke))(?= \w)",
    r"(?<![\w,] )(?:brug|bring|tryk|læg|lås|stil|gem|hold|lad|giv|vent(?! ikke)|undlad|publicer|tilbagehold|"
    r"skriv(?! (?:under|dig|jer)\b)|"
    r"respekter|overhold|afvent|bemærk|husk|send|del|post|udgiv|omtal|citer|nævn|fortæl|klap|sæt|udsæt|bevar|beskyt|opbevar|pas)"
    r"(?= \w)(?! (?:i|er|af|som|og)\b)",
)
"""A request: somebody is addressed, or asked in the passive or the imperative."""
_MAKING_KNOWN = words_pattern(
    r"(?:offentlig|udgiv|udsend|bring|bragt|omtal|omtale|citat|citer|skriv|skrev|tryk|nævn|publi(?:cer|kation)|fortæl|tweet|"
    r"opslag|officiel|frigiv|frigør|hemmelig|fortrolig|avis|nyhed|meddelelse|pressemeddelelse|histori|artik|tekst|"
    r"besked|anmeld|tilbagehold|"
    r"oplysning|materiale|afsløring|afslør|læserne|udmeld)\w*|\w+avis(?:en|erne)|denne mail|indholdet?|kendt|nettet|"
    r"den her|det her|gengiv\w*|ligge(?:r)? stille|i luften|dette|ovenstående|herover|heraf|herfra|ingenting|det"
)
_LATER = words_pattern(
    r"(?:før|inden|indtil|tidligst|førend|forinden|når|"
    r"så snart|så længe|efter at|til efter)(?= \w)|endnu ikke|til og med|"
    r"må (?:først|tidligst)|endnu(?=\W*\Z)|efter (?=\w{4,}(?:et|en|erne)\b)\w+|"
    r"ikke (?:\w+ )?(?:endnu|før|inden)|først (?:fra|når|på|efter|den|til|kl|i morgen|i overmorgen|\w+dag)|"
    r"vente?r? (?:\w+ ){0,2}?(?:til|på)(?= \w)|"
    r"til (?:på|den|kl|klokken|i morgen|midnat|\w+dag|"
    r"\w+(?:en|et|erne) (?:i (?:dag|morgen|aften|nat)|den|kl|klokken|\w+dag)|"
    r"(?:han|hun|de|vi|det|alle|\w+(?:en|et|erne)) (?:er|har|bliver)|\w*mødet|\w*konferencen)|"
    r", til (?:han|hun|de|vi) \w+r|"
    r"(?:fra|på|efter|til) (?:(?:man|tirs|ons|tors|fre|lør|søn)dag|den [0-9]|[0-9]|kl|klokken)|"
    r"(?:kl\.?|klokken) [0-9]+|\w+dagens? (?:avis|udgave)"
)
"""A time or an event to come."""
_ON_A_DAY = lazy_pattern(r"\w+dag(?:\W+kl\b.*)?\W*\Z", re.IGNORECASE)
"""The end of a sentence that says a weekday, perhaps with an hour, and nothing else."""
_USE_IT = lazy_pattern(
    r"\W*(?:læs den nu, )?"
    r"(?:brug|bring|tryk|læg|lås|gem|hold|skriv|publicer|send|del|post|udgiv|omtal|citer)(?: venligst| først)? "
    r"(?:den|det|denne|dette|noget|historien|nyheden|teksten)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says what to do with »it«: »Brug den fra onsdag«."""
_OWN = (
    r"(?:(?:presse)?meddelelsen|nyheden|historien|teksten|artiklen|beskeden|materialet|denne (?:mail|nyhed|historie|"
    r"tekst|meddelelse|fil)|dette (?:dokument|materiale)|alt (?:herover|herunder|ovenstående))"
)
_OWN_HELD = words_pattern(
    rf"{_OWN} (?:herover |herunder )?(?:\w+es|er (?:\w+ )*?\w+(?:et|t)|bliver (?:først|ikke)|skal|må|kan|tåler|"
    r"hører|går først|er (?:\w+ )?(?:ikke|først))\b.*"
)
"""What the text says of itself: »Historien slippes onsdag kl. 6«."""


_LIFTED = words_pattern(
    r"ophævet|hævet|bortfaldet|udløbet|slut|nej|none|lifted|ikke (?:længere )?(?:under|underlagt)|"
    r"var|varede|fik|havde|brød|brudt|(?:ingen|uden|no|ikke|en) (?:\w+ )?(?:embargo|klausuler)"
)
"""Beside the word »embargo«, perhaps in a compound: the embargo is over, or it is only mentioned."""


_NAMED = lazy_pattern(r"embargo|\bklausuler(?:et|es|ing\w*)\b", re.IGNORECASE)
_HELD_UNTIL = words_pattern(r"klausuler\w*(?:,? \w+){0,3}?,? (?:indtil|før|inden|til)")
"""»Oplysningerne er klausuleret, indtil udvalget er orienteret«: an event without a time."""


def names_embargo(words: str) -> bool:
    """Whether a sentence has the word itself, with a time or the text, and does not say that there is or was none."""
    if not _NAMED.search(words) or _LIFTED.search(words):
        return False
    is_held = "EMBARGO" in words or _HELD_UNTIL.search(words) or re.search(_OWN, words, re.IGNORECASE)
    return bool(is_held) or not time_words(words).is_empty


def is_appeal(words: str) -> bool:
    """Whether a sentence asks somebody, in any words, to make something known only at some time.

    >>> is_appeal("Undlad venligst at nævne beløbet, før byrådet har stemt."), is_appeal("Brug den fra onsdag.")
    (True, True)
    >>> is_appeal("Publikum bedes slukke telefonen, før stykket begynder.")
    False
    """
    if not _LATER.search(words):
        return bool(_USE_IT.match(words) and _ON_A_DAY.search(words))
    is_asked = _APPEAL.search(words) and _MAKING_KNOWN.search(words) and not INVITING.search(words)
    return bool(is_asked or _USE_IT.match(words) or _OWN_HELD.search(words))
