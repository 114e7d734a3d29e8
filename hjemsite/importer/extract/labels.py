"""The labels of a press release: »Overskrift:«, »Dato:«, »Fotograf:«, »Ansøgningsfrist:«, and what each announces.

A template for press releases is read by its labels. A label that announces something else than the day of the release
says as surely that a date behind it is not that day.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from hjemsite.importer.extract.person_names import is_organisation_word


class Role(StrEnum):
    """What stands behind a label."""

    TITLE = "title"
    SUBJECT = "subject"
    """What a letter or a mail is about, which may be its headline."""
    DECK = "deck"
    TEXT = "text"
    """The text itself: »Brødtekst:«."""
    CAPTION = "caption"
    CREDIT = "credit"
    """Who wrote the text."""
    PHOTO = "photo"
    """Who took the picture."""
    DATE = "date"
    """The day of the release."""
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTACT = "contact"
    OTHER = "other"
    """Anything else: »Tid:«, »Pris:«, »Svarfrist:«."""


class Label(NamedTuple):
    """`value` is where the text behind the label begins, the length of the line where nothing stands there."""

    role: Role
    value: int


_WORDS = {
    Role.TITLE: r"(?:pressemeddelelsens |forslag til |hoved|arbejds)?(?:overskrift|titel|rubrik)"
    r"(?: (?:på|til|for) \w+)?|headline",
    Role.SUBJECT: r"emne|vedr(?:\.|ørende)?|subject|ang(?:\.|ående)?",
    Role.DECK: r"under(?:overskrift|rubrik|titel)|manchet|indledning|resum[eé]|teaser|appetitvækker",
    Role.TEXT: r"brødtekst|hovedtekst|selve teksten",
    Role.CAPTION: r"(?:billede?|foto)tekst(?:er)?|caption|(?:foto|billede) ?/ ?billedtekst",
    Role.CREDIT: r"tekst(?: (?:og|&) (?:foto(?:s|graf)?|billeder))?|skrevet af|forfatter|journalist|af",
    Role.PHOTO: r"(?:presse|arkiv)?foto(?:s|graf|kredit(?:ering)?)?(?: af)?|billede(?:r)?(?: af)?|illustration|grafik|"
    r"(?:billed)?kredit(?:ering)?",
    Role.DATE: r"dato|date|(?:udsendt|oprettet|udgivet|publiceret|offentliggjort|sendt)(?: den)?|pressemeddelelse|"
    r"(?:udsendelses|udgivelses)dato|dato for (?:udsendelse|udgivelse|offentliggørelse)",
    Role.SENDER: r"afsender|fra|udsendt af|udgiver|from",
    Role.RECIPIENT: r"til|modtagere?|att(?:\.|ention)?|to|cc",
    Role.CONTACT: r"(?:presse)?kontakt(?:er|person(?:er)?|oplysninger|info(?:rmation)?)?|(?:presse)?henvendelser?|"
    r"(?:for )?(?:yderligere|mere|flere) (?:information|info|oplysninger)",
    Role.OTHER: r"[^\W\d_][\w.&/-]*(?: [\w.&/-]+){0,3}",
}
_NOTE = r"(?:\s?\([^()\n]{1,60}\))?"
"""What a template says beside a label: »(maks. 60 tegn)«."""

_NUMBER = r"\W{0,3}(?:\d[.)]\s)?"
_DASH = r"\s[–—|-]\s"
_STRONG = (Role.TITLE, Role.DECK, Role.TEXT, Role.CAPTION)
"""Labels that only templates have, so that a dash is enough behind them."""

_LABELS = {
    role: re.compile(
        rf"{_NUMBER}(?:{words}){_NOTE}(?:\s?:(?!//|\d){'|' + _DASH if role in _STRONG else ''})\s*", re.IGNORECASE
    )
    for role, words in _WORDS.items()
}
_ALONE = re.compile(
    rf"{_NUMBER}(?:(?P<title>overskrift|rubrik)|(?P<deck>underoverskrift|underrubrik|manchet)|"
    rf"(?P<text>(?:brød|hoved)?tekst)|(?P<date>dato)|(?P<caption>billedtekst(?:er)?|fototekst)){_NOTE}\W{{0,3}}\Z",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"(?:\w*frist(?:en)?|deadline|tilmelding|svar udbedes|s\.u\.|f\.|født|gælder|gyldig|næste|tidspunkt|senest|inden|"
    r"indtil|fra|til|holdes|afholdes|arrangement|sæt kryds|mød op|\w*premiere|\w*fernisering|\w*reception|\w*indvielse|"
    r"(?:presse|borger)?møde|\w*forsamling|åbning\w*|jubilæum|indflytning|byggestart|ordinær|udstilling\w*)(?!\w)",
    re.IGNORECASE,
)
"""How a line begins that gives another day without a colon."""

_SEPARATOR = re.compile(f":|{_DASH}")
_LONGEST_LABEL = 100
"""Characters of a label with its note, at most."""


def label_of(line: str) -> Label | None:
    """The label that a line begins with; None where it begins with none.

    >>> label_of("Overskrift: Nøglen åbner"), label_of("Brødtekst"), label_of("Vi åbner")
    (Label(role=<Role.TITLE: 'title'>, value=12), Label(role=<Role.TEXT: 'text'>, value=9), None)
    """
    head = line[:_LONGEST_LABEL]
    matches = ((role, pattern.match(head)) for role, pattern in _LABELS.items()) if _SEPARATOR.search(head) else ()
    for role, match in matches:
        if match and (role is not Role.OTHER or line[0].isupper()):
            return Label(role, match.end())
    alone = _ALONE.match(line) if len(line) < _LONGEST_LABEL else None
    return Label(Role(str(alone.lastgroup)), len(line)) if alone else None


def is_other_day(line: str) -> bool:
    """Whether a date in the line is another day than the release's, by what the line says before it.

    >>> [is_other_day(line) for line in ("Tid: 1. maj 2025", "Svarfrist den 1. maj", "Dato: 1. maj 2025")]
    [True, True, False]
    """
    label = label_of(line)
    if label is None:
        return bool(_OTHER_DAY.match(line))
    if label.role is Role.OTHER:
        return not any(map(is_organisation_word, line[: label.value].split(":")[0].split()))
    return label.role is not Role.DATE
