"""Which paragraphs of a press release are left out of the body, since they have become fields.

No word may be lost: a paragraph is left out only when the field holds all its words, labels such as »Tekst:« apart.
"""

import re
from collections.abc import Iterator, Sequence

from hjemsite.danish.dates import WEEKDAYS
from hjemsite.importer.extract.further_releases import further_releases
from hjemsite.importer.extract.result import (
    Confidence,
    Extracted,
    ExtractedContact,
    Extraction,
    Paragraph,
    Part,
    Segment,
)
from hjemsite.importer.formats.manuscript import Manuscript
from hjemsite.limits import IMPORT_SUMMARY_CHARACTERS

_TEXT_LABEL = re.compile(
    r"^(?:\*\*)?(?:brød|hoved)tekst(?: \([^()\n]{1,60}\))?:(?:\*\*)? +", re.IGNORECASE | re.MULTILINE
)
_HEADING = re.compile(r"^(#{1,6})(?=[ \t]+\S)", re.MULTILINE)
_EMPTY_HEADING = re.compile(r"^#{1,6}[ \t]*\n*(?:\Z|(?=^))", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_OF_DATES = {*WEEKDAYS, "den", "d", "dato", "udsendt", "publiceret", "pressemeddelelse"}
LABEL_WORDS = frozenset(
    "overskrift titel rubrik headline emne vedr vedrørende underoverskrift underrubrik manchet indledning resumé resume"
    " teaser brødtekst hovedtekst tekst dato".split()
)
"""The labels of a template, which the fields of an article say in their own way."""

_OF_CREDITS = {"tekst", "skrevet", "af", "kilde"}
_OF_CONTACTS = set(
    "kontakt kontakter kontaktpersoner kontaktinformation kontaktinfo kontaktperson kontaktoplysninger pressekontakt"
    " presse for til yderligere flere mere oplysninger information fås hos ved på ring skriv telefon tlf mobil"
    " mob direkte dir mail email e t m p og eller 45 venligst pressehenvendelse pressehenvendelser henvendelse viden"
    " vide vil du navn".split()
)


def paragraphs_in_fields(manuscript: Manuscript, release: Extraction) -> Iterator[Segment]:
    """The paragraphs with no word beyond the headline, date, deck, credit or contact extracted from them.

    Of a post from another system, which knows its headline and date, only credits and contacts become fields, and of a
    published one only what is certain.
    """
    metadata = manuscript.metadata
    # What belongs to another release in the same file goes with it.
    end = next((further_release.start for further_release in further_releases(manuscript.text)), len(manuscript.text))
    for paragraph in release.paragraphs:
        if paragraph.segment.start >= end:
            return
        if metadata and not _is_written(paragraph.part, release, is_public=not metadata.draft):
            continue
        words = _word_set(manuscript.text[slice(*paragraph.segment)])
        if words and words <= _words_in_field(paragraph, release, manuscript.text):
            yield paragraph.segment


def _is_written(part: Part, release: Extraction, is_public: bool) -> bool:
    """Whether a part of a post from another system becomes a field."""
    values: Sequence[Extracted | ExtractedContact] = ()
    if part is Part.CREDIT and release.credit:
        values = (release.credit,)
    elif part is Part.CONTACT:
        values = release.contacts
    return bool(values) and not (is_public and any(value.confidence is not Confidence.CERTAIN for value in values))


def without_text_label(body: str) -> str:
    """The Markdown of a body without the label of a template before its first words.

    >>> without_text_label("Brødtekst: Nøglen åbner en dør.")
    'Nøglen åbner en dør.'
    """
    return _TEXT_LABEL.sub("", body, count=1)


def with_levels_of_headings(body: str) -> str:
    """The Markdown of a body whose highest headings stand right below the headline, without empty ones.

    >>> with_levels_of_headings("Tekst.\\n\\n### Dør\\n\\n##\\n\\n#### Nøgle")
    'Tekst.\\n\\n## Dør\\n\\n### Nøgle'
    """
    if _FENCE.search(body):  # What looks like a heading may be code.
        return body
    body = _EMPTY_HEADING.sub("", body).rstrip("\n")
    highest = min((len(match[1]) for match in _HEADING.finditer(body)), default=2)
    return _HEADING.sub(lambda match: match[1][highest - 2 :], body) if highest > 2 else body


def heading_segments(release: Extraction) -> tuple[Segment, ...]:
    """The paragraphs that are headings in the body, in order."""
    return tuple(paragraph.segment for paragraph in release.paragraphs if paragraph.part is Part.HEADING)


def summary(release: Extraction) -> str:
    """The deck as the field `summary`; empty where it must stay in the body.

    It must where it is long, or where a quote, a speaker or the size of the alliance stands in it.
    """
    deck = release.deck
    if deck is None or len(deck.text) > IMPORT_SUMMARY_CHARACTERS:
        return ""
    needed = [segment for quote in release.quotes for segment in quote.words.segments]
    needed += [segment for speaker in release.speakers for segment in speaker.name.segments]
    needed += [release.size.segment] if release.size else []
    return "" if any(start < deck.end and deck.start < end for start, end in needed) else deck.text


def _words_in_field(paragraph: Paragraph, release: Extraction, text: str) -> set[str]:
    """The words of the field that a paragraph has become, folded, and words that only label it."""
    if paragraph.part is Part.TITLE and release.title:
        return _word_set(release.title.text) | LABEL_WORDS
    if paragraph.part is Part.DATE and release.date:
        return _word_set(text[slice(*release.date.segment)]) | _OF_DATES | LABEL_WORDS
    if paragraph.part is Part.DECK:
        return _word_set(deck) | LABEL_WORDS if (deck := summary(release)) else set()
    if paragraph.part is Part.LABEL:
        return set(LABEL_WORDS)
    if paragraph.part is Part.CREDIT and release.credit:
        return _word_set(release.credit.text) | _OF_CREDITS
    if paragraph.part is Part.CONTACT and release.contacts:
        return _OF_CONTACTS.union(*map(_words_of_contact, release.contacts))
    return set()


def _words_of_contact(contact: ExtractedContact) -> set[str]:
    digits = contact.phone.replace(" ", "")
    runs = {digits[start:end] for start in range(len(digits)) for end in range(start + 1, len(digits) + 1)}
    return _word_set(f"{contact.name} {contact.title} {contact.email} {contact.about}") | runs


def _word_set(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def same_words(text: str, other: str) -> bool:
    """Whether two texts have the same words in the same order, whatever stands between them.

    >>> same_words("Nøglen åbner dør!", "»Nøglen« åbner  dør")
    True
    """
    return folded_words(text) == folded_words(other)


def folded_words(text: str) -> list[str]:
    """The words of a text, without signs and in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]
