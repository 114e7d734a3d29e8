"""Lines above and around a release that are no headline: letterhead, greeting, address, the furniture of a web page."""

import re

from hjemsite.danish.dates import MONTHS
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.tokens import Kind, tokens

STAMP = re.compile(
    r"presse(?:meddelelse|information|nyt)\s?[:–—|·•.-]\s+(?=[A-ZÆØÅ0-9\"»”“](?:\S*\s+){2}\S)", re.IGNORECASE
)
"""What may stand before a headline on its line and is no part of it."""

_GREETING = re.compile(
    r"(?:kære|hej|goddag|godmorgen|god dag|til (?:redaktion|presse|medie|alle|orientering|rette)\w*|att\b|"
    r"(?:med )?(?:venlig|kærlig|bedste|mange) hilsen|mvh|vh|hermed (?:(?:frem)?sende|et\b|en\b|følger)|vedhæftet|"
    r"se vedhæftede)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"[^.!?:]*(?:vej|gade|allé|torv(?:et)?|plads(?:en)?|stræde|kaj(?:en)?|boulevard|vænge|park)\s\d{1,4}\b"
)
_FLOOR = re.compile(r"[A-ZÆØÅ][\w .]{2,40} \d{1,4}\w?, (?:st|kl|\d{1,2})\.? ?(?:tv|th|mf)?\.?\Z")
_STREET_AND_TOWN = re.compile(r"\w \d{1,4}\w?, (?:DK-)?\d{4} [A-ZÆØÅ]")
_POSTCODE = re.compile(r"(?:dk-)?\d{4} [A-ZÆØÅ][\w .]+\Z", re.IGNORECASE)
_KINDS = (
    r"(?:fælles )?"
    r"(?:p ?r ?e ?s ?s ?e ?(?:m ?e ?d ?d ?e ?l ?e ?l ?s ?e|information|nyt|materiale)|nyhed(?:er|sbrev)?|pm|medieinfo|"
    r"(?:seneste )?nyt|information|meddelelse|udkast|kladde|fortroligt)\b"
    r"(?:\W*(?:fra\b|nr\b|\d|uge\b|den\b|af\b|til\b|udsendt|udgivet|\Z)|\s[·•|–—/-]{1,2}\s)|"
    r"(?:presse)?(?:invitation|indbydelse)(?: til (?:pressen?|medierne?|alle))?\W*\Z"
)
_PAGE = (
    r"du er her|forside\b|gå til (?:hoved)?indhold|spring (?:til|over)|læsetid|del på|del (?:artikel|siden)|følg\b|"
    r"embargo\s?[:!]|klausuleret\b|under embargo\b|.{2,40} \| (?:nyt fra|nyheder fra|nyhedsbrev|presse\w*)\b|"
    r"(?:vises|kan du ikke (?:se|læse)) .{3,30}\b(?:korrekt|rigtigt|mailen|nyhedsbrevet)\b|"
    r"(?:se|læs|åbn) (?:mailen|nyhedsbrevet|den|det) (?:her )?(?:i|online)\b|"
    r"foto:|for immediate release|menu\b|søg\b|log ind|print\b|tilbage til|.* > .*"
)
_SIGNS = (
    r"(?:sags?|journal|j|dok|bilag|cvr|ean|side)\.?-?(?:nr|nummer)?\.?\s?:?\s?\d|vs:|sv:|fw:|fwd:|re:|"
    r"\(.*\)\Z|\[.*\]\Z|[-–—*=_~#\s]+\Z|[-–—].*[-–—]\Z|.*(?:https?://|www\.|@)|.*\buge \d\d?\Z"
)
_FURNITURE = re.compile(rf"[*_#+\s]{{0,4}}(?:{_KINDS}|{_PAGE}|{_SIGNS})", re.IGNORECASE)
_SLOGAN = re.compile(r"(?P<name>[A-ZÆØÅ].{2,40}) [–—-] (?=[a-zæøå])")
_FOR_WHOM = re.compile(r"\s+v/.*\Z")
"""Who answers for the sender: »Nøglens Venner v/ advokat Ib Bo«."""
_MONTH_OF_YEAR = re.compile(
    rf", (?:{'|'.join(MONTHS)}|forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?) (?:19|20)\d\d\Z", re.IGNORECASE
)
_ENDS_IN_CAPITALS = re.compile(r"\A[\w-]+|[\w-]+(?= (?:I|FOR|AF|PÅ|[^\w\s])|\Z)")
"""The words in capitals that may say what kind of organisation one is: the first, the last, that before »I«."""
_SMALL_IN_NAMES = frozenset("af for i og på til de den der det ved med & v fra under".split())
_VERB = re.compile(r"(?!(?:for|over|under|eller|efter|der|år|hver|mer|her)\Z)[a-zæøå]{2,}(?:er|år|ør|ar|es|ede|te)\Z")


def is_letterhead(text: str) -> bool:
    """Whether a line names the sender, the kind of text or an address, and is no headline.

    >>> [is_letterhead(line) for line in ("Pressemeddelelse fra Nøglen", "Lejernes Hus i Nordby", "Nøglen åbner dør")]
    [True, True, False]
    """
    return is_furniture(text) or is_greeting(text) or is_address(text) or _is_sender(text)


def is_furniture(text: str) -> bool:
    """Whether a line belongs to a letterhead, a page or a mail: »Pressemeddelelse fra Nøglen«, »Nyhedsbrev nr. 7«."""
    stamp = STAMP.match(text)
    if stamp:
        return is_letterhead(text[stamp.end() :])
    return bool(_FURNITURE.match(text))


def is_greeting(text: str) -> bool:
    """Whether a line greets or says goodbye: »Kære presse«, »Venlig hilsen«."""
    return bool(_GREETING.match(text))


def is_address(text: str) -> bool:
    """Whether a line is a street with its number, or a postcode with its town."""
    return bool(_STREET.match(text) or _FLOOR.match(text) or _POSTCODE.match(text) or _STREET_AND_TOWN.search(text))


def _is_sender(text: str) -> bool:
    """Whether a line is nothing but a word or the name of an organisation, perhaps with a part of it or a slogan."""
    text = _FOR_WHOM.sub("", _MONTH_OF_YEAR.sub("", text))
    slogan = _SLOGAN.match(text)
    if slogan:
        text = slogan["name"]
    words = tokens(text)
    if len(words) == 1 or (not text.isupper() and organisation_end(words, 0) == len(words)):
        return True
    if len(words) > 9 or any(mark in text for mark in ":?!0123456789"):
        return bool(re.search(r" [·|] ", text)) and not any(map(_VERB.match, text.split()))
    if text.isupper():
        return len(words) < 5 and any(map(is_organisation_word, _ENDS_IN_CAPITALS.findall(text)))
    is_named = all(word.kind is not Kind.SMALL or word.folded in _SMALL_IN_NAMES for word in words)
    return is_named and any(is_organisation_word(word.text) for word in words)
