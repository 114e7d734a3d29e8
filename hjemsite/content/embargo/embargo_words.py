"""The words of embargo lines, Danish and English: those that make one, and those that may stand beside them.

An embargo line has nothing but such words and a time. So »Boligerne må først bruges den 1. marts« is none, because
»boligerne« is no word of embargo lines.
"""

from enum import StrEnum
from itertools import takewhile

from hjemsite.danish.word_patterns import any_of, lazy_pattern


class Cue(StrEnum):
    """What makes a text an embargo line."""

    LABEL = "label"
    """The word embargo itself, or »klausuleret«."""
    PERMISSION = "permission"
    """»Må først offentliggøres«, »not for release before«."""
    SECRECY = "secrecy"
    """»Fortroligt indtil«, »hemmelig til«, »off the record«."""
    RELEASE = "release"
    """»Til frigivelse«, »spærret til«, »ikke før«: words that mean other things elsewhere."""
    NOTE = "note"
    """»Må bruges fra«, »deles tidligst«: what may be done with anything, and no word of what it is."""
    FREE = "free"
    """The opposite: »til fri offentliggørelse«, »for immediate release«, »ingen embargo«."""


_BEGINNINGS = (
    "",
    "presse",
    "medie",
    "nyheds",
    "avis",
    "frigivelses",
    "udgivelses",
    "offentliggørelses",
    "publicerings",
)
COMPOUND = any_of(_BEGINNINGS)
"""How a label may begin: »nyhedsembargo«, »embargo«. An »olieembargo« holds no text back."""


def _compounds(words: str) -> frozenset[str]:
    return frozenset(beginning + word for beginning in _BEGINNINGS for word in words.split())


LABELS = _compounds(
    "embargo embargoen embargoet embargos embargoed klausul klausulen klausuleret klausuleres klausulering "
    "klausuleringen spærrefrist spærrefristen sperrefrist sperrfrist sperrfristen embargofrist embargotid embargodato"
) | frozenset("presselås presselåsen presselåst".split())
DEFINITE = _compounds("embargoen embargoet klausulen klausuleringen") | {"presselåsen"}
_PRESS_VERBS = frozenset(
    "omtale offentliggøres offentliggjort offentliggør bringes omtales citeres publiceres publicere udgives "
    "refereres gengives videregives viderebringes videreformidles trykkes frigives frigivet offentliggørelse "
    "offentliggørelsen publicering udgivelse frigivelse released published publication broadcast quoted release "
    "publish".split()
)
_GENERAL_VERBS = frozenset(
    "afbenyttelse benyttelse brug udsendes deles bruges benyttes anvendes sendes vises nævnes distribueres "
    "spredes slås lægges ud postes skrives fortælles røbes used shared".split()
)
_ACTIVE_VERBS = frozenset(
    "bringe bruge benytte trykke omtale citere referere gengive publicere offentliggøre udgive dele sende udsende vise "
    "lægge skrive fortælle nævne videregive".split()
)
_ACTORS = frozenset(
    "medie medier medierne netmedier netmedierne netaviser webmedier nyhedsmedier onlinemedier avis aviser aviserne "
    "papiraviser dagblade dagbladene ugeblade ugeaviser fagblade fagmedier lokalaviser redaktioner redaktionerne "
    "redaktionen journalister journalisterne pressen alle".split()
)
"""Who may publish a text; »vi kan bruge« is something else."""

PRINT = frozenset("trykte trykt print papiraviser aviser aviserne dagblade dagbladene ugeblade fagblade".split())
"""Words of permissions that do not concern a website."""

_LIMITS = frozenset("først tidligst før inden fra before until earliest".split())
MODALS = frozenset("må maa kan bedes may can".split())
_RELEASE = frozenset(
    "frigives frigivet frigivelsestidspunkt frigivelsesdato frigivelsestid offentliggøres "
    "offentliggørelse offentliggørelsestidspunkt offentliggørelsesdato udgivelsestidspunkt publiceringstidspunkt "
    "publicering publiceres udgivelse tilbageholdes tilbageholdt "
    "release released publication fortroligt fortrolig confidential".split()
) | _compounds("frigivelse spærret spærres spærrefrist sperrefrist spærring")
_HELD = lazy_pattern(r"\bhold(?:es|t)? (?:\w+ ){0,3}?(?:tilbage|back|until|for)\b")
_NOT_BEFORE = lazy_pattern(r"^(?:ikke (?:før|inden)|not before|tidligst)\b")
_SECRECY = lazy_pattern(
    r"\b(?:(?:stat |top|dybt? )?(?:fortrolig|hemmelig)[te]?|hemmeligholdes|hemmeligholdt|tavshedspligt|confidential|"
    r"off the record|(?:hold|holdes) (?:\w+ ){0,3}?(?:for (?:jer|dig) selv|tæt)|ikke (?:\w+ )?videre)\b"
)
_REQUEST = lazy_pattern(
    r"\b(?:beder|bedes) (?:\w+ ){0,3}?(?:(?:vente med|undlade) (?:at )?|ikke at )"
    r"(?:bringe|offentliggøre|omtale|bruge|skrive|trykke|publicere|dele)\b"
)
_PRONOUNS = ("den", "det", "de")
_MAY = lazy_pattern(r"\b(?:i|du) (?:må|maa|kan)\b|\b(?:må|maa|kan) (?:i|du)\b")
_LATER = frozenset("fra efter når først tidligst før inden from after before until".split())
_UNTIL = _LATER | frozenset("til indtil frem".split())
_FORBIDDEN = lazy_pattern(
    r"^(?:bedes )?vente? (?:venligst )?med (?:at )?(?:bringe|offentliggøre|omtale|bruge|skrive|trykke|publicere)\b|"
    r"\b(?:ikke til|not for|do not|not to be) (?:\w+ )?(?:offentliggørelse|udgivelse|publicering|frigivelse|release|"
    r"publication|broadcast|publish|published)\b"
)
_FREE = lazy_pattern(
    r"\b(?:straks|øjeblikkeligt?|omgående|immediate|immediately|frit?|med det samme|bortfaldet|lifted)\b|"
    rf"\b(?:ingen|uden|no|ikke (?:længere )?(?:under |underlagt )?) ?{COMPOUND}(?:embargo|klausul)|"
    rf"\b{COMPOUND}(?:embargo(?:en)?|klausul(?:en|ering(?:en)?)?)(?: på (?:nedenstående|teksten))?(?: er)? "
    r"(?:ingen|nej|none|no|ikke|ophævet|hævet|slut|ophørt)\b"
)

PRESS = frozenset(
    "pressemeddelelse pressemeddelelsen pressemeddelelser pressenyhed presseinformation pressemateriale "
    "pressematerialet presseinvitation meddelelse meddelelsen materiale materialet nyhed nyheden tekst teksten "
    "historie historien indhold indholdet oplysninger oplysningerne information informationen informationer "
    "informationerne udsendelse dokument dokumentet press media release news pm obs nb vigtigt bemærk important "
    "note fortroligt fortrolig confidential denne dette this the".split()
)
"""What an embargo line can speak of, and what stands before it on its line."""

SUBJECTS = frozenset(
    "pressemeddelelsen meddelelsen materialet pressematerialet nyheden teksten historien dokumentet".split()
)

NOTE_WORDS = frozenset(
    "til redaktionen redaktionerne redaktion red redaktør redaktører journalister journalisterne medier medierne "
    "pressen obs nb note notat notits bemærk bemærkning ps intern internt desken vagthavende kære".split()
)
"""What stands as a label before a note to newspapers."""

CONTENT = frozenset(
    "rapport rapporten undersøgelse undersøgelsen resultat resultatet resultater resultaterne tal tallene analyse "
    "analysen interview interviewet artikel artiklen målingen meningsmålingen konklusion konklusionen konklusionerne "
    "afhandlingen statistikken talen report study results".split()
)
"""What may be held back by an embargo, but is spoken of for other reasons, too."""

TIME_FILLERS = frozenset(
    "når den d dag om fra og med til tom t o m indtil frem kl klokken klokkeslæt klokkeslættet dato datoen "
    "tidspunkt tidspunktet tid dansk danske lokal lokaltid sommertid vintertid normaltid præcis præcist ved på i "
    "at on of until till from time date local danish copenhagen hours hrs inkl inklusive senest tidligst først "
    "efter før inden after dagens døgnets døgnet dagen udgang udløb slutning udgangen uge ca hele mellem natten "
    "mod start begyndelse ds".split()
)

_SENTENCE = frozenset(
    "der lifts expires ends er bliver blev skal må maa kan vil bedes være værende underlagt pålagt omfattet "
    "belagt lagt under af ikke ingen venligst husk vær opmærksom gør vi jer opmærksomme at respektér respekter "
    "respekteres respektere overhold overholde overholdes overholdt gælder gældende gælde løber ophører ophæves "
    "udløber slutter varer sat strengt streng absolut total fuld hel helt delvist for hos ud alle medier medierne "
    "pressen redaktioner redaktionerne redaktionen dig også men så således dermed altså kun bare offentligheden "
    "offentligt gengivet uddrag heraf herfra derfor derefter herefter dertil da hverken eller samt online web "
    "nettet digitalt digitale sociale elektroniske elektronisk trykt trykte print radio tv en et slag som hold "
    "holdes holdt tilbage hold back no not do be may can is are strict strictly please under before earliest use "
    "any content part it in by publish published broadcast brug brugt benyttelse afbenyttelse omtale citat medie "
    "medieomtale citater klar klarmeldt oplyst oplyses luften luft komme gå først tidligst før inden tidligste "
    "straks øjeblikkelig øjeblikkeligt omgående immediate immediately fri frit bortfaldet ophævet hævet lifted "
    "none nej opdatering nedenstående samme det ca cirka omkring beder de ud op ned in videre gå gives går off record "
    "hemmelig hemmeligt hemmelige hemmeligholdes hemmeligholdt tophemmelig tophemmeligt fortrolige stat dybt dyb "
    "tavshedspligt førstkommende kommende nu stadig fortsat gerne godt nogen andre tredjepart vent vente undlade "
    "selv tæt her hjemmeside hjemmesider hjemmesiden internettet facebook net web samme or".split()
)

_VERBS = _PRESS_VERBS | _GENERAL_VERBS | _ACTIVE_VERBS
VOCABULARY = (
    LABELS.union(_VERBS, _ACTORS, PRINT, _RELEASE, _LIMITS, _LATER, MODALS)
    .union(PRESS, CONTENT, NOTE_WORDS, TIME_FILLERS, _SENTENCE)
)  # fmt: skip
"""Every word that an embargo line may have beside its time."""

_LABEL_STEM = "embargo|klausul|spær|sperr"
LABEL_STEM = lazy_pattern(f"presselås|{COMPOUND}(?:{_LABEL_STEM})")
"""One of these is in each of `LABELS`."""

_STEM = any_of((
    "offentliggør", "frigi", "release", "publi", "udgiv",
    "bringe", "trykke", "omtale", "medieomtale", "citer", "referer", "gengive", "videregi", "viderebri", "videreform",
    "broadcast", "quoted", "bruge", "benyttelse", "afbenyttelse", "til brug", "skrive", "deles", "udsend", "sendes",
    "vises", "lægges", "postes",
    "fortælles", "røbes", "fortrolig", "hemmelig", "tophemmelig", "tavshed", "for jer selv", "for dig selv", "hold tæt",
     "confidential", "off the record", "ikke videre",
    "ikke før", "ikke inden", "not before", "tidligst", "tilbage", "hold back", "hold until", "hold for", "vent med",
    "vente med", "må først", "maa først", "kan først", "først må", "først kan", "må ikke", "må tidligst", "må ud",
))  # fmt: skip
STEM = lazy_pattern(rf"[^a-zæøå](presselås|{COMPOUND}(?:{_LABEL_STEM}|frigiv)|{_STEM}|dele(?=[ \n]))")
"""How a word or words begin without which a text has no embargo line: in small letters, behind any other sign.

A sign that must come first is quicker than a condition on the sign before.
"""

_WORD = lazy_pattern(r"[^\W\d_]+|[0-9]+")
_NAME_OF_TEXT = lazy_pattern(r"\b(press|media|news) release\b")


def words_in(text: str) -> list[str]:
    """The words and numbers of a text in small letters."""
    return _WORD.findall(text)


def cue_of(text: str, *, has_time: bool) -> Cue | None:
    """What makes `text` an embargo line, None where nothing does; in small letters, and without its time.

    >>> cue_of("må først bringes", has_time=True), cue_of("embargo", has_time=False), cue_of("må bruges", has_time=True)
    (<Cue.PERMISSION: 'permission'>, <Cue.LABEL: 'label'>, None)
    """
    # A »press release« releases nothing.
    ordered = words_in(_NAME_OF_TEXT.sub(r"\1", text))
    plain, words = " ".join(ordered), set(ordered)
    is_about_release = words & (LABELS | _RELEASE | _PRESS_VERBS | SUBJECTS)
    if is_about_release and _FREE.search(plain) and not has_time:
        return Cue.FREE
    if words & LABELS:
        return Cue.LABEL
    is_allowed_later = has_time and (_is_permission(ordered, words) or bool(_REQUEST.search(plain)))
    if _FORBIDDEN.search(plain) or is_allowed_later:
        return Cue.PERMISSION
    if has_time and _SECRECY.search(plain) and (ordered[0] not in _PRONOUNS or "her" in words):
        return Cue.SECRECY
    if has_time and (words & _RELEASE or _HELD.search(plain) or _NOT_BEFORE.search(plain)):
        return Cue.RELEASE
    return Cue.NOTE if has_time and _is_note(ordered, words) else None


def opening_cue(text: str) -> Cue | None:
    """What the first words of `text` make of it, as far as they are words of embargo lines; in small letters.

    They must say »until« or the like, so that the rest can be some event.

    >>> opening_cue("materialet er fortroligt til mødet fredag"), opening_cue("navnene er fortrolige til maj")
    (<Cue.SECRECY: 'secrecy'>, None)
    """
    ordered = list(takewhile(VOCABULARY.__contains__, words_in(text)))
    cue = cue_of(" ".join(ordered), has_time=True) if ordered else None
    limits = {Cue.SECRECY: _UNTIL, Cue.PERMISSION: _LATER, Cue.NOTE: _LATER}
    return cue if cue in limits and limits[cue].intersection(ordered) else None


def _is_permission(ordered: list[str], words: set[str]) -> bool:
    """Whether the words say when a text may be published: »Den må først bruges« may speak of a house."""
    if ordered[0] in _PRONOUNS and len(ordered) > 1 and ordered[1] in MODALS:
        return False
    nouns = (PRESS | CONTENT) - {"denne", "dette", "this", "the"}
    if words & MODALS and words & _ACTIVE_VERBS and (words & _ACTORS or _MAY.search(" ".join(ordered))):
        is_press = bool(words & (_ACTORS - {"alle"}) or words & nouns)
        return is_press and not words & {"vi", "os"}
    if words & MODALS and words & CONTENT and words & _GENERAL_VERBS and words & _LATER:
        return True
    verbs = _PRESS_VERBS | (_GENERAL_VERBS if words & (PRESS - {"denne", "dette", "this", "the"}) else frozenset())
    is_withheld = "ikke" in words and bool(words & SUBJECTS)
    return bool(words & verbs) and (is_withheld or bool(words & (MODALS | _LIMITS)))


def _is_note(ordered: list[str], words: set[str]) -> bool:
    """Whether the words allow something from some time on, and leave out what it is."""
    is_bare = ordered[0] in MODALS | _GENERAL_VERBS | {"først", "tidligst"} and not words & CONTENT
    return is_bare and bool(words & _GENERAL_VERBS) and bool(words & _LATER)
