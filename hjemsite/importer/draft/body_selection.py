"""Which paragraphs of a press release become fields, and so leave the body.

No word may be lost: a paragraph leaves only when the field says all of it, labels such as »Tekst:« apart.
"""

import re
from collections.abc import Iterator

from hjemsite.danish.dates import WEEKDAYS
from hjemsite.importer.extract.result import ExtractedContact, Extraction, Paragraph, Part, Segment
from hjemsite.limits import IMPORT_SUMMARY_CHARACTERS

_WORD = re.compile(r"\w+")
_OF_DATES = {*WEEKDAYS, "den", "d", "dato", "udsendt", "publiceret"}
_OF_CREDITS = {"tekst", "skrevet", "af", "kilde"}
_OF_CONTACTS = set(
    "kontakt kontaktperson kontaktoplysninger pressekontakt presse for til yderligere flere mere oplysninger"
    " information fås hos ved på ring skriv telefon tlf mobil mob mail email e og eller 45".split()
)


def left_out(text: str, release: Extraction) -> Iterator[Segment]:
    """The paragraphs of `text` that say nothing beyond the headline, date, deck, credit and contact found in it."""
    for paragraph in release.paragraphs:
        words = _words(text[slice(*paragraph.segment)])
        if words and words <= _said(paragraph, release, text):
            yield paragraph.segment


def headings(release: Extraction) -> tuple[Segment, ...]:
    """The paragraphs that are headings."""
    return tuple(one.segment for one in release.paragraphs if one.part is Part.HEADING)


def summary(release: Extraction) -> str:
    """The deck, where it can leave the body: a quote, a speaker or a size that stands in it must stay there."""
    deck = release.deck
    if deck is None or len(deck.text) > IMPORT_SUMMARY_CHARACTERS:
        return ""
    needed = [segment for quote in release.quotes for segment in quote.words.segments]
    needed += [segment for speaker in release.speakers for segment in speaker.name.segments]
    needed += [release.size.segment] if release.size else []
    return "" if any(start < deck.end and deck.start < end for start, end in needed) else deck.text


def _said(paragraph: Paragraph, release: Extraction, text: str) -> set[str]:
    """What the field that a paragraph has become says, and words that only label it."""
    if paragraph.part is Part.TITLE and release.title:
        return _words(release.title.text)
    if paragraph.part is Part.DATE and release.date:
        return _words(text[slice(*release.date.segment)]) | _OF_DATES
    if paragraph.part is Part.DECK:
        return _words(summary(release))
    if paragraph.part is Part.CREDIT and release.credit:
        return _words(release.credit.text) | _OF_CREDITS
    if paragraph.part is Part.CONTACT and len(release.contacts) == 1:
        return _words_of_contact(release.contacts[0]) | _OF_CONTACTS
    return set()


def _words_of_contact(contact: ExtractedContact) -> set[str]:
    digits = contact.phone.replace(" ", "")
    runs = {digits[start:end] for start in range(len(digits)) for end in range(start + 1, len(digits) + 1)}
    return _words(f"{contact.name} {contact.title} {contact.email}") | runs


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever stands between the words."""
    return words_of(one) == words_of(other)


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
