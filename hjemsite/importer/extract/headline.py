"""The headline of a release: which of the short lines at the top it is, and how sure that is.

It is the first line that is no letterhead and whose words come again below. It is certain where two independent signs
agree: a label or the place on top, the shape of a headline, and its words in the text.
"""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import is_organisation_word
from hjemsite.importer.extract.result import Confidence, Extracted, Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import Kind, tokens

LONGEST_HEADLINE, _LONGEST_CERTAIN, _LONGEST_LINE, _LONGEST_KICKER = 220, 150, 60, 30
"""In characters. A longer text is running text; one longer than a certain headline is marked."""

_FEWEST_WORDS = 4
"""A line with so many words is a headline even where none of them comes again below."""

_TOP = 10
"""How many paragraphs at the top may be the headline."""

_WORDS = re.compile(r"\w{4,}")
_BULLET = re.compile(r"[•·*‣▪●○–—-]\s+(?=\w)")
_STAMP = re.compile(r"presse(?:meddelelse|information)\s?[:–—-]\s+(?=[A-ZÆØÅ\"»”“])", re.IGNORECASE)
"""What may stand before a headline on its line and is no part of it."""

_GREETING = re.compile(
    r"(?:kære|hej|goddag|godmorgen|god dag|til (?:redaktion|presse|medie|alle|orientering|rette)\w*|att\b|"
    r"(?:med )?(?:venlig|kærlig|bedste|mange) hilsen|mvh|vh)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"[^.!?:]*(?:vej|gade|allé|torv(?:et)?|plads(?:en)?|stræde|kaj(?:en)?|boulevard|vænge|park)\s\d{1,4}\b"
)
_STREET_AND_TOWN = re.compile(r"\w \d{1,4}\w?, (?:DK-)?\d{4} [A-ZÆØÅ]")
_POSTCODE = re.compile(r"(?:dk-)?\d{4} [A-ZÆØÅ][\w .]+\Z", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:p ?r ?e ?s ?s ?e ?(?:m ?e ?d ?d ?e ?l ?e ?l ?s ?e|information|nyt|materiale)|nyhed(?:er|sbrev)?|pm|medieinfo|"
    r"(?:seneste )?nyt|information|meddelelse)\b"
    r"(?:\W*(?:fra\b|nr\b|\d|uge\b|den\b|af\b|udsendt|udgivet|\Z)|\s[·|–—-]\s)|"
    r"(?:sags?|journal|j|dok|bilag|cvr|ean|side)\.?-?(?:nr|nummer)?\.?\s?:?\s?\d|vs:|sv:|fw:|fwd:|re:|del på|følg|"
    r"\(.*\)\Z|[-–—*=_~#\s]+\Z|[-–—*].*[-–—*]\Z|.*(?:https?://|www\.|@)|.*\buge \d\d?\Z",
    re.IGNORECASE,
)
"""Lines of a letterhead, a page or a mail that are no headline."""

_SMALL_IN_NAMES = frozenset("af for i og på til de den der det ved med & v fra under".split())
_VERB = re.compile(r"(?!(?:for|over|under|eller|efter|der|år|hver|mer|her)\Z)[a-zæøå]{2,}(?:er|år|ør|ar|es|ede|te)\Z")


def headline_number(texts: Sequence[str], parts: Sequence[Part]) -> int | None:
    """The number of the paragraph that is the headline; None where the release has none.

    >>> headline_number(["Nøglen", "Nøglen åbner en dør", "Døren i Nøglen er blå."], [Part.BODY] * 3)
    1
    """
    labelled = (number for number, part in enumerate(parts) if part is Part.TITLE)
    number = next(labelled, None)
    if number is not None:
        return number
    tops = _tops(texts, parts)
    if len(tops) > 1 and texts[tops[0]].endswith(texts[tops[1]]):
        return tops[1]
    tops = [number for number in tops if not _stands_in_letterhead(texts, number)] or [
        number for number in tops if not is_furniture(texts[number]) and not _is_address(texts[number])
    ]
    if not tops:
        return _subject(texts)
    below = _stems_below(texts, tops[-1])
    fit = [number for number in tops if len(texts[number].split()) >= _FEWEST_WORDS or _stems(texts[number]) & below]
    return fit[0] if fit and texts[fit[0]][-1] != "." else tops[0]


def _stands_in_letterhead(texts: Sequence[str], number: int) -> bool:
    return is_letterhead(texts[number]) or any(map(_is_address, texts[number + 1 : number + 2]))


def _tops(texts: Sequence[str], parts: Sequence[Part]) -> list[int]:
    """The numbers of the short lines above the running text."""
    tops: list[int] = []
    for number, text in enumerate(texts[:_TOP]):
        if (
            parts[number] is not Part.BODY
            or is_furniture(text)
            or is_greeting(text)
            or (number and _BULLET.match(text))
        ):
            continue
        if len(text) > LONGEST_HEADLINE or _is_running(text, is_first=not tops):
            break
        label = label_of(_STAMP.sub("", text))
        if not (label and label.role is not Role.OTHER) and text[-1] != ":":
            tops.append(number)
    # A long headline without a full stop stands alone on top.
    if not tops and parts and parts[0] is Part.BODY and texts[0][-1] not in ".:" and not is_letterhead(texts[0]):
        return [0]
    return tops


def _subject(texts: Sequence[str]) -> int | None:
    """The number of the line »Emne: …«, which is the headline where the text has no other."""
    for number, text in enumerate(texts[:_TOP]):
        label = label_of(text)
        if label and label.role is Role.SUBJECT and label.value < len(text):
            return number
    return None


def is_letterhead(text: str) -> bool:
    """Whether a line names the sender, the kind of text or an address, and is no headline.

    >>> [is_letterhead(line) for line in ("Pressemeddelelse fra Nøglen", "Lejernes Hus i Nordby", "Nøglen åbner dør")]
    [True, True, False]
    """
    return is_furniture(text) or is_greeting(text) or _is_address(text) or _is_sender(text)


def is_furniture(text: str) -> bool:
    """Whether a line belongs to a letterhead, a page or a mail: »Pressemeddelelse fra Nøglen«, »Nyhedsbrev nr. 7«."""
    return bool(_FURNITURE.match(text)) and not _STAMP.match(text)


def is_greeting(text: str) -> bool:
    """Whether a line greets or says goodbye: »Kære presse«, »Venlig hilsen«."""
    return bool(_GREETING.match(text))


def _is_address(text: str) -> bool:
    return bool(_STREET.match(text) or _POSTCODE.match(text) or _STREET_AND_TOWN.search(text))


def _is_sender(text: str) -> bool:
    """Whether a line is nothing but a word or the name of an organisation, perhaps with a part of it."""
    words = tokens(text)
    if len(words) == 1 or (organisation_end(words, 0) == len(words) and not (text.isupper() and len(words) > 4)):
        return True
    if len(words) > 9 or any(mark in text for mark in ":?!0123456789"):
        return bool(re.search(r" [·|] ", text)) and not any(map(_VERB.match, text.split()))
    if text.isupper():
        return len(words) < 5 and any(is_organisation_word(word.text) for word in words)
    is_named = all(word.kind is not Kind.SMALL or word.folded in _SMALL_IN_NAMES for word in words)
    return is_named and any(is_organisation_word(word.text) for word in words)


def _is_running(text: str, is_first: bool = False) -> bool:
    """Whether a text is running text and no headline; a headline may begin with a quotation."""
    is_sentence = text[-1] in ".:" and len(text) > _LONGEST_LINE
    return is_sentence or (not is_first and text[0] in '-–—−“”„"»')


def _stems(text: str) -> set[str]:
    """The first letters of the longer words, which differ little between the forms of a word."""
    return {word.casefold()[:6] for word in _WORDS.findall(text)}


def _stems_below(texts: Sequence[str], number: int) -> set[str]:
    return {stem for text in texts[number + 1 : number + 40] for stem in _stems(text)}


def title(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The headline of a release without its label, its stamp or its bullet."""
    numbers = [number for number, one in enumerate(paragraphs) if one.part is Part.TITLE]
    if not numbers:
        return None
    number = numbers[-1]
    start, end = paragraphs[number].segment
    for before in (label_of(plain[start:end]), _STAMP.match(plain[start:end]), _BULLET.match(plain[start:end])):
        if isinstance(before, re.Match):
            start += before.end()
        elif before and before.role in (Role.TITLE, Role.SUBJECT):
            start += before.value
    segments = (*(paragraphs[above].segment for above in numbers[:-1]), Segment(start, end))
    words = joined(plain, segments)
    return Extracted(words, segments, _confidence(plain, paragraphs, number, words))


def has_kicker(text: str, above: str) -> bool:
    """Whether the line `above` a headline is its beginning: »Trods frost:«."""
    return len(above) < _LONGEST_KICKER and above[-1] == ":" and not is_letterhead(above) and text[0].isupper()


def _confidence(plain: str, paragraphs: Sequence[Paragraph], number: int, words: str) -> Confidence:
    """Certain where the shape is a headline's and two of three signs agree: label, place, words that come again."""
    texts = [plain[slice(*one.segment)] for one in paragraphs]
    label = label_of(texts[number])
    has_shape = len(words.split()) > 1 and len(words) <= _LONGEST_CERTAIN and words[-1] not in ".,:;"
    is_labelled = paragraphs[number - 1].part is Part.LABEL if number else False
    is_labelled |= label is not None and label.role is Role.TITLE
    if not has_shape or (label and label.role is Role.SUBJECT):
        return Confidence.LIKELY
    is_first = all(_is_above(one, text) for one, text in zip(paragraphs[:number], texts, strict=False))
    recurs = bool(_stems(words) & _stems_below(texts, number))
    is_contested = not is_labelled and _goes_on(plain, paragraphs, number)
    return Confidence.CERTAIN if is_labelled + is_first + recurs > 1 and not is_contested else Confidence.LIKELY


def _is_above(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph may stand above a headline."""
    return paragraph.part is not Part.FOOTER or is_letterhead(text) or label_of(text) is not None


def _goes_on(plain: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether the line below, without an empty line between, may be part of the headline."""
    if number + 1 >= len(paragraphs):
        return False
    here, below = paragraphs[number], paragraphs[number + 1]
    is_next = plain[here.segment.end : below.segment.start].count("\n") < 2
    text = plain[slice(*below.segment)]
    return is_next and below.part in (Part.BODY, Part.DECK, Part.HEADING) and len(text) < _LONGEST_LINE
