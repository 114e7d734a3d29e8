"""Who wrote the text and who took the pictures, the deck, and the »Om …« text.

Who took a picture did not write the text: `credit` never gives a photographer, and `photo_credit` never a writer, but
where a line says both (»Tekst og foto: …«).
"""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.result import Confidence, Extracted, Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import Kind, tokens

_CREDIT = re.compile(
    r"(?:(?:tekst(?: (?:og|&) (?:foto(?:s|graf)?|billeder))?(?: af)?|skrevet af|forfatter|journalist)\b\s*:?\s*|"
    r"af:?\s+(?=[A-ZÆØÅ]|\w+(?:medarbejder|konsulent|chef|rådgiver|redaktør|journalist|sekretær) [A-ZÆØÅ]))"
    r"(?P<who>\S.*)",
    re.IGNORECASE,
)
_PHOTO_LABEL = (
    r"(?:(?:Presse|Arkiv)?[Ff]oto(?:s|graf|kredit(?:ering)?|/credit|/kredit)?|FOTOS?|Fotografi|Illustration|Grafik|"
    r"Billede(?:r)?|Billedkredit)(?: af)?(?: ?\d{1,2})?(?:\s?\([^()\n]{1,60}\))?"
)
_PHOTO_WORD = re.compile(rf"(?<!\w){_PHOTO_LABEL}\s?:(?!\s?//)")
_PHOTO = re.compile(rf"{_PHOTO_LABEL}\s?:\s*(?P<who>[^\s:][^:\n]{{1,80}})\Z")
_BY = re.compile(r"(?P<label>foto(?:s|graf)?|billeder) (?:af )?(?P<who>[A-ZÆØÅ].{2,80})\Z", re.IGNORECASE)
_LONGEST_NAME = 60
"""In characters: of whom a credit names, for sure."""

_NEAR_TOP, _NEAR_END = 6, 8
"""How many paragraphs at the top and at the end may hold a certain credit."""


def credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Tekst: …«, »Skrevet af …« or »Af …«, as it is printed: who wrote the text."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.part is not Part.CREDIT:
            continue
        match = _CREDIT.fullmatch(plain, *paragraph.segment)
        if match:
            end = _before_photo(plain, match)
            is_near = number < _NEAR_TOP or number >= len(paragraphs) - _NEAR_END
            is_sure = is_near and _is_name(plain[match.start("who") : end])
            return _words(plain, match.start(), end, Confidence.CERTAIN if is_sure else Confidence.LIKELY)
    return None


def _before_photo(plain: str, credit: re.Match[str]) -> int:
    """Where a credit ends: before a »Foto: …« on its line."""
    photo = _PHOTO_WORD.search(plain, credit.start("who"), credit.end())
    return (
        credit.start("who") + len(plain[credit.start("who") : photo.start()].rstrip(" .,;·|"))
        if photo
        else credit.end()
    )


def photo_credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """»Foto: …«, as it is printed, also at the end of a caption: who took the picture."""
    for paragraph in paragraphs:
        if paragraph.part not in (Part.CREDIT, Part.CAPTION, Part.CONTACT):
            continue
        start, end = paragraph.segment
        for begin in reversed([match.start() for match in _PHOTO_WORD.finditer(plain, start, end)]):
            match = _PHOTO.match(plain, begin, end)
            if match:
                end -= plain[match.start() : end].endswith(")") and "(" not in match["who"]
                is_sure = _is_name(plain[match.start("who") : end])
                return _words(plain, begin, end, Confidence.CERTAIN if is_sure else Confidence.LIKELY)
        by = _BY.match(plain, start, end) if paragraph.part is Part.CREDIT else None
        if by:
            return _words(plain, start, end, Confidence.CERTAIN if _is_name(by["who"]) else Confidence.LIKELY)
        both = _CREDIT.fullmatch(plain, start, end) if paragraph.part is Part.CREDIT else None
        if both and re.search(r"foto|billede", plain[start : both.start("who")], re.IGNORECASE):
            return _words(plain, start, end, Confidence.CERTAIN if _is_name(both["who"]) else Confidence.LIKELY)
    return None


def _is_name(text: str) -> bool:
    """Whether a text is a name, or a few, and hardly anything else: it begins with a capital or ends with one.

    >>> _is_name("Ib Bo, Nordby Kommune"), _is_name("den samlede bestyrelse har skrevet under")
    (True, False)
    """
    words = [word for word in tokens(text) if word.kind is not Kind.SIGN]
    capitals = sum(word.kind in (Kind.CAPITAL, Kind.INITIAL) for word in words)
    return len(text) <= _LONGEST_NAME and 0 < len(words) < 2 * capitals + 1


def _words(plain: str, start: int, end: int, confidence: Confidence) -> Extracted:
    """The words of `plain[start:end]` without a full stop at the end."""
    end -= plain[start:end].endswith(".")
    segment = Segment(start, end)
    return Extracted(joined(plain, [segment]), (segment,), confidence)


def part_text(plain: str, paragraphs: Sequence[Paragraph], part: Part, confidence: Confidence) -> Extracted | None:
    """All paragraphs of one part as one text without their labels, with a blank line between them."""
    segments = tuple(_unlabelled(plain, one.segment) for one in paragraphs if one.part is part)
    return Extracted(joined(plain, segments, "\n\n"), segments, confidence) if segments else None


def _unlabelled(plain: str, segment: Segment) -> Segment:
    label = label_of(plain[slice(*segment)])
    is_template = label is not None and label.role is not Role.OTHER
    return Segment(segment.start + label.value, segment.end) if label and is_template else segment
