"""Which kind of organisation a title belongs to, by their words alone: a mayor to a municipality, a dean to a school.

A kind is *required* where nobody else has such people, and only *usual* where others have them, too.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.danish.word_patterns import any_of
from hjemsite.importer.extract.lexicon import FIELDS


class Workplace(NamedTuple):
    """Titles, and the names of the organisations that have people with them, as patterns to search for."""

    titles: re.Pattern[str]
    organisations: re.Pattern[str]
    is_required: bool

    def has(self, name: str) -> bool:
        """Whether an organisation of that name is of this kind.

        »Fonden Hjemmet« is a fund and no home, »Nordby Skoles Elevforening« an association and no school.
        """
        head = _FUND.match(name) or _OF_SOMEBODY.search(name)
        return self.organisations.search(head[0] if head else name) is not None


_OF_SOMEBODY = re.compile(r"(?<=s )\w*(?:elevforening|støtteforening|venner|forældreforening)\Z", re.IGNORECASE)
_FUND = re.compile(r"(?:fonden|stiftelsen|legatet)\b", re.IGNORECASE)


def _workplace(titles: str, organisations: str, *, is_required: bool = False) -> Workplace:
    return Workplace(re.compile(titles, re.IGNORECASE), re.compile(organisations, re.IGNORECASE), is_required)


_FIELD = rf"(?:socialt?|familier|og|,|{any_of(FIELDS)})"

LEADERS = re.compile(
    r"(?:adm\. dir|direktør|generalsekretær|landsformand|forperson|forkvinde|præsident|rektor|pressechef|"
    r"kommunikationschef|sekretariatschef|sekretariatsleder|programchef|bestyrelsesformand|bestyrelsesforkvinde|kasserer|bestyrelsesmedlem)\b|"
    r"\A(?:afgående )?(?:formand|forkvinde)(?: for bestyrelsen)?\Z",
    re.IGNORECASE,
)
"""Titles of those who speak for the sender."""
ASKED = re.compile(
    r"læge|professor|lektor|forsker|historiker|forfatter|lærer|pædagog|politi|betjent|journalist|sanger|musiker|studerende|ejer\b|indehaver|"
    r"landmand|avler|præst|\bfrivillig\b|elev\b|patient|pårørende|bager|økonom|jurist|sygeplejerske|ingeniør",
    re.IGNORECASE,
)
"""Titles of those who are often asked for their view, and seldom by their employer."""
TEACHERS = re.compile(r"dekan|professor|lektor|adjunkt|ph\.d|postdoc|forsker|institutleder", re.IGNORECASE)
OUTSIDERS = re.compile(
    r"pensioner|\Astuderende\Z|\bgæst\b|\blandmand\b|ordfører|politiker|beboer|\blejer\b|\b(?:pleje|bedste)?(?:mor|far)\b|nabo|\bmf\b|pårørende|patient|kunde\b|"
    r"\w{3}(?<!café)(?<!butiks)(?<!kro)(?<!restaurant)(?<!værtshus)(?<!hotel)(?<!virksomheds)(?<!firma)(?<!med)ejer\b|"
    r"\b(?:forbruger|bilist|pendler|turist|flygtning)\b",
    re.IGNORECASE,
)
"""Titles of those whose employer, if any, a text says."""
INDEPENDENT = re.compile(
    r"\bsanger|sangerinde|\brapper\b|tv-vært|debattør|foredragsholder|kronikør|blogger|podcaster|komiker|illustrator|sangskriver|digter|(?<!borg)mester\b|advokat|forfatter|dramatiker|komponist|skipper|\bkaptajn\b|styrmand|fisker|sopran|tenor|baryton|\bbas\b|skuespiller|kunstner|psykolog|praktiserende|dyrlæge|tandlæge|\barkitekt\b|\bsmed\b",
    re.IGNORECASE,
)
"""Titles of those who mostly work for themselves."""

PUPIL = "elev"
"""What a pupil is where the text gives no title."""

_WORKPLACES = (
    _workplace(rf"\A{PUPIL}\Z", r"skole|gymnasi|college|kolleg", is_required=True),
    _workplace(r"minister\b", r"ministeri", is_required=True),
    _workplace(r"praktiserende (?:\w+)?læge", r"klinik|læger|lægehus|sundhedshus", is_required=True),
    _workplace(r"elevråd|skolebestyrelse", r"skole|gymnasi|college", is_required=True),
    _workplace(r"forældre(?:repræsentant|råd)", r"skole|børnehus|børnehave|vuggestue|dagtilbud|gymnasi"),
    _workplace(r"kandidat\b", r"list|parti", is_required=True),
    _workplace(r"region", r"\bregion\b", is_required=True),
    _workplace(
        r"borgmester|rådmand|kommunaldirektør|stadsdirektør|magistratsmedlem|byråds|stadsarkitekt",
        r"\bkommune\b",
        is_required=True,
    ),
    _workplace(
        rf"\b{_FIELD} og {_FIELD}\b|udvalgsformand|hovedudvalg|\b\w*udvalget\b|(?:Teknisk|Socialt|\w+nes) Udvalg",
        r"\bkommune\b|\bregion\b",
        is_required=True,
    ),
    _workplace(
        r"\A(?:[\w-]+(?:,| og) )?(?:social|skole|sundheds|ældre|velfærds|omsorgs|beskæftigelses|borgerservice|børne)"
        r"[\w -]*(?:direktør|chef)\b",
        r"\bkommune\b",
        is_required=True,
    ),
    _workplace(
        r"gruppeformand|forvaltnings|(?:social|skole|job|jobcenter|børne|sundheds|kultur|miljø|ældre|velfærds|omsorgs|"
        r"beskæftigelses|familie|teknik|boligsocial|borgerservice)[\w -]*(?:direktør|chef)\b|sagsbehandler|"
        r"gadeplansmedarbejder|socialrådgiver|center for|centerchef|byplan|byudvikling|ssp-|enhedsleder|enhedschef|"
        r"\b(?:natur|klima|miljø|teknik|plan|vej|trafik|park|by)- og \w+(?:direktør|chef)\b|"
        r"demens|visitator|sundhedsplejerske|hjemmesyge|hjemmeplej|dagplej|tandpleje|ældrepleje|borgerrådgiver|"
        r"teamleder",
        r"\bkommune\b",
    ),
    _workplace(
        r"professor|lektor|adjunkt|forsker|ph\.d|postdoc|dekan|rektor|studieleder|forskning",
        r"universitet(?!sforlag)|institut|højskole|akademi|gymnasi|\bucn?\b|forskning|analyse|videnscent|videncent",
    ),
    _workplace(
        r"uddannelses(?:leder|chef)|skoleleder|skoleinspektør|lærer\b|viceskole|skolechef|forstander|rektor|elev\b|"
        r"(?:studerende|kursist) på",
        r"skole|gymnasi|kolleg|akademi|college|polytek|\b(?:euc|vuc|hf|ucn?|sosu|tec|zbc|amu)\b|uddannelsescent",
    ),
    _workplace(
        r"træner|holdleder|holdkaptajn|målmand|anfører\b|\w+spiller\b",
        r"håndbold|fodbold|badminton|svømning|gymnastik|klub|\b(?:if|fc|bk|gf|ik|fk|gif)\b|idræt",
    ),
    _workplace(r"psykiatri|præhospital|sundhedsfaglig|koncerndirektør", r"\bregion\b|hospital|sygehus"),
    _workplace(r"læge|sygeplejerske|jordemoder|portør|oversygeple", r"hospital|sygehus|klinik|sundhedshus"),
    _workplace(r"dyrlæge|dyrepasser|internatleder", r"\bdyr|dyreværn|internat|\bzoo|dyrehospital|dyreklinik"),
    _workplace(r"museum|kurator|arkæolog", r"museum|museet|kunsthal"),
    _workplace(r"fængsel|fængsels", r"fængse?l|arrest|kriminalforsorg", is_required=True),
    _workplace(r"arkivar|arkiv", r"arkiv"),
    _workplace(r"politi(?!sk|ker)|kriminal|betjent|anklager", r"politi", is_required=True),
    _workplace(r"menighedsråd|kirkeværge", r"menighedsråd|kirke\b|\bsogn", is_required=True),
    _workplace(
        r"biskop|sognepræst|domprovst|\bprovst|organist|kordegn|kirke(?!gård)",
        r"stift|provsti|kirke\b|\bsogn(?!s menighedsråd)",
        is_required=True,
    ),
    _workplace(r"skuespiller|instruktør|dramaturg|scenograf|teater", r"teater(?!fond)|teatret|scene|film(?!fond)"),
    _workplace(
        r"pædagog|plejer\b|assistent|beboer|hjælper|omsorgs|aktivitets",
        r"bosted|botilbud|børnehus|plejehjem|plejecenter|institution|værested|hjem\b|herberg",
    ),
    _workplace(r"\bhal(?:leder|inspektør|bestyrer)|\bbade?mester|livredder", r"hal\b|hallen\b|\bbad\b|badet\b"),
    _workplace(r"\bråds(?:formand|forkvinde|leder|medlem)", r"råd(?:et)?\b"),
    _workplace(r"bibliotek", r"bibliotek(?!ar)"),
    _workplace(r"beredskab|brand(?:mester|inspektør|chef|mand)|indsatsleder", r"beredskab|brand(?:væsen|vagt)|redning"),
    _workplace(r"filial|bankdirektør|bankrådgiver|privatkunde", r"bank|sparekasse"),
    _workplace(
        r"uddelings|bevillings|fonds|forskningschef|forskningsdirektør|programchef|programleder|filantropi",
        r"fond|pulje|legat|stiftelse",
    ),
    _workplace(
        r"forretningsfører|driftschef|varmemester|vicevært|ejendoms|udlejning|kundechef|afdelings(?:bestyrelses)?(?:formand|forkvinde)|"
        r"for afdeling \d|beboer|\A(?:bolig|ejendoms|drifts)?inspektør|boligrådgiver|byggechef",
        r"bolig|hjem|\bAAB\b|\bKAB\b|\bbo\b",
    ),
    _workplace(r"\blands(?:formand|leder|sekretær|chef|forperson)", r"\blands|\bdansk|danmark|forening"),
    _workplace(r"forbunds|hovedkasserer|faglig sekretær", r"forbund"),
    _workplace(
        r"forstander|herbergs|plejehjems|centerleder|botilbuds|daglig leder|krisecenter|varmestue",
        r"herberg|forsorgs|cent(?:er|r)|hjem|gård|varmestue|værested|hus(?:et)?\b|bosted|botilbud|café",
    ),
    _workplace(
        r"kontorchef|departements|\bstyrelses|vicedirektør|fuldmægtig|specialkonsulent|afdelingschef",
        r"styrelse|ministeri|kommune|departement|agentur|direktorat",
    ),
    _workplace(r"redaktør|journalist", r"avis|tidende|blad|magasin|forlag|medie|radio"),
    _workplace(r"ejer|stifter|indehaver", r"a/s|\baps\b"),
    _workplace(r"hr-|fabriks|salgs|produktions|butiks", r"a/s|aps|bolig|selskab|byg"),
)


_PARTS = (
    (
        rf"(?:center|forvaltning|forvaltningen|afdelingen|sekretariatet) for {_FIELD}(?:,? {_FIELD})*\Z|"
        r"\w+teamet\Z|jobcenter|\w*(?:indsatsen|visitationen|hjemmeplejen|sygeplejen|sundhedsplejen|tandplejen|borgerservice)\Z|"
        r"[\w-]+ og [\w-]+(?:forvaltningen|udvalget)\Z|\w+udvalget\Z|udvalget for ",
        r"\bkommune\b",
    ),
    (
        r"\w*(?:medicinsk|kirurgisk|psykiatrisk|skadestue)\b|\w{4,}afdelingen\Z|"
        r"\w*(?:afsnit|afsnittet|klinik|klinikken|ambulatorium|ambulatoriet|modtagelsen)\Z",
        r"hospital|sygehus",
    ),
    (r"(?:institut|center) for|\w+ institut\Z|(?:det )?\w+ fakultet(?:et)?\Z|fakultetet for ", r"universitet"),
)
"""Parts of an organisation, and the organisations that have such parts, as patterns of folded names."""


_UNIT_FOR = re.compile(
    r"(?:center|centeret|centret|afdeling(?:en)?|forvaltning(?:en)?|enhed(?:en)?|sekretariat(?:et)?|område(?:t)?) for |"
    r"[\w-]+(?:isk|sk) (?:afdeling|afsnit|klinik|ambulatorium)\Z",
    re.IGNORECASE,
)
_HAS_UNITS = re.compile(r"\b(?:kommune|region)\b|styrelse|ministeri|hospital|sygehus")


def may_be_unit_of(part: str, whole: str) -> bool:
    """Whether a part that says only what it is for may be of an authority: »Center for Pladser« of »Nordby Kommune«."""
    return bool(_UNIT_FOR.match(part) and _HAS_UNITS.search(whole))


_HOUSING = r"bolig|andels|\bAAB\b|\bKAB\b|\bbo\b"
_OF_SECTION = re.compile(
    r"(?:afdelingsbestyrelsen?|beboerrådet?|(?:afdelings(?:bestyrelses)?|beboer)(?:formand|forkvinde|forperson))\Z"
)
"""How the titles end of those who lead a section of a housing association."""


def whole_of(part: str, title: str = "") -> str:
    """A pattern for the organisations that may have a part of that name; "" where it is no part of one.

    The title may say what part it is: »formand for afdelingsbestyrelsen i Elmegården«.

    >>> whole_of("Ortopædkirurgisk Afdeling"), whole_of("Fonden Nøglen")
    ('hospital|sygehus', '')
    """
    if _OF_SECTION.search(title) or _OF_SECTION.search(part.casefold().split()[0]):
        return _HOUSING
    return next((wholes for parts, wholes in _PARTS if re.match(parts, part.casefold())), "")


def workplace_of(title: str) -> Sequence[Workplace]:
    """The kinds of organisation that have people with the title; only the required one where there is such a one.

    >>> [kind.has("Aarhøj Kommune") for kind in workplace_of("borgmester")]
    [True]
    """
    fits = [workplace for workplace in _WORKPLACES if workplace.titles.search(title)]
    required = [workplace for workplace in fits if workplace.is_required]
    return required[:1] or fits
