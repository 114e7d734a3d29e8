"""Who wrote the text and who took the pictures, as a release prints it: »Tekst: Ib Bo«, »Foto: Eva Lind«.

Who took a picture did not write the text, so every label says which of the two it credits; »Tekst og foto:« both.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.result import Confidence, Extracted, Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import Kind, tokens

_TEXT = (
    r"tekst(?:en)?|skrevet af|forfattere?|journalist|redaktion|ansvarlig for teksten|"
    r"(?:tekst og )?interview(?= ?:| af| ved)|af"
)
_PHOTO = (
    r"(?:presse|arkiv|portræt)?foto(?:s|graf(?:er)?|grafi(?:er)?|kredit(?:ering)?|[/ ][ck]redit)?|billeder?|"
    r"ophavsret|illustration(?:er)?|grafik|visualisering|tegning(?:er)?|(?:billed)?(?:k|c)redit(?:ering)?|©|copyright"
)
_AND = r"\s?(?:og|&|/|\+)\s?"
_LABEL = rf"(?P<both>(?:tekst{_AND}(?:{_PHOTO}))|(?:(?:{_PHOTO}){_AND}tekst))|(?P<text>{_TEXT})|(?P<photo>{_PHOTO})"
_NOTE = r"(?: (?:af|ved))?(?: ?\d{1,2})?(?:\s?\([^()\n]{1,60}\))?"
_BEGINS = (
    r"(?:^|(?<=[.|;,/()!?\"”»–—-] )|(?<=[(\[])|(?<=\s\s)|(?<=\w )(?=(?-i:F)oto(?:graf)?s?\s?:)|"
    r"(?<=\w\.)(?=(?-i:F)oto\w*\s?:))"
)
"""A label stands at the head of a line, or behind a sign; »Foto:« may stand behind a word."""

_WITH_COLON = re.compile(rf"{_BEGINS}(?:{_LABEL}){_NOTE}\s?:(?!//)\s*", re.IGNORECASE)
_WITHOUT_COLON = re.compile(rf"{_BEGINS}(?:{_LABEL}){_NOTE}(?:\s[–—-])?\s+(?=\S)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?:(?P<text>artiklen|teksten|pressemeddelelsen|nyheden)|(?P<photo>billederne|billedet|fotoet|fotografiet)) "
    r"er (?:skrevet|taget|forfattet|fotograferet) af ",
    re.IGNORECASE,
)
_BY_JOB = re.compile(
    r"(?:^|af |[,/&] ?|og )(?P<who>[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*){1,4}) \((?P<kind>tekst|foto)(?:s|er)?\)"
)
"""»Af Ib Bo (tekst) og Eva Lind (foto)«: what each did stands behind the name."""
_PRIVATE = re.compile(r"\(?(?P<who>(?:privat|arkiv|presse)foto)\)?\.?", re.IGNORECASE)
"""A line that says nothing but what kind of picture it is."""
_CREDITED = re.compile(
    r"(?:kreditering(?:en)?|krediteres)(?: af)?:? [»”“\"]?(?P<who>[A-ZÆØÅ][\w/&-]*(?: [A-ZÆØÅ][\w/&-]*){0,3})"
)
"""Whom one must credit: »må bruges ved kreditering »Nøglen««, »når fotografen krediteres: Ib Bo«."""
_NOBODY = re.compile(
    r"(?:se|vedh\w*|vedlagt\w*|kan|må|følger|nedenfor|hent\w*|til fri|fri|link|download|på|der|ingen|ukendt)\b|\W*\Z",
    re.IGNORECASE,
)
_END = re.compile(
    r"\.(?=\s+[A-ZÆØÅ]\w)(?<![A-ZÆØÅ]\.)|\s[|·]\s|[;\n]|,\s+(?=(?:den |d\. ?)?\d{1,2}[./])|"
    r",\s+(?=(?i:foto|tekst|billede)\w*\s?:)"
)
_LONGEST_NAME, _LONGEST_LINE, _LONGEST_CAPTION = 60, 200, 400
"""Characters, at most, of a name that is certain, of a line of credit, and of a caption with its credit."""

_NEAR_TOP, _NEAR_END = 6, 8
"""How many paragraphs at the top and at the end may hold a certain credit."""


class Credit(NamedTuple):
    """A credit in a text: its label begins at `start`, whom it names stands at `who`."""

    is_text: bool
    is_photo: bool
    start: int
    who: Segment


def credits_in(text: str) -> Iterator[Credit]:
    """The credits in a paragraph, in order.

    >>> [(credit.is_text, credit.who) for credit in credits_in("Tekst: Ib Bo. Foto: Eva Lind")]
    [(True, Segment(start=7, end=12)), (False, Segment(start=20, end=28))]
    """
    if by_job := list(_BY_JOB.finditer(text)):
        for match in by_job:
            is_photo = match["kind"] == "foto"
            yield Credit(not is_photo, is_photo, match.start("who"), Segment(*match.span("who")))
        return
    if private := _PRIVATE.fullmatch(text):
        yield Credit(False, True, private.start("who"), Segment(*private.span("who")))
        return
    labels = list(_labels(text))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        who = _who(text, label.end(), end)
        name = text[slice(*who)]
        has_colon = label[0].rstrip().endswith(":")
        if not _NOBODY.match(name) and (has_colon or is_name(name)):
            kinds = label.groupdict()
            is_text, is_photo = (bool(kinds.get("both") or kinds[kind]) for kind in ("text", "photo"))
            yield Credit(is_text, is_photo, label.start(), who)


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of credits, in order: those with a colon, and one without on a line or a part of it of its own."""
    with_colon = list(_WITH_COLON.finditer(text))
    first = with_colon[0].start() if with_colon else len(text)
    sentence = _SENTENCE.match(text)
    without = [sentence] if sentence else list(_WITHOUT_COLON.finditer(text, 0, first))[-1:]
    yield from [*without, *with_colon]


def _who(text: str, start: int, end: int) -> Segment:
    """Whom a credit names: up to the end of a sentence, of a bracket or of a part of the line."""
    stop = _END.search(text, start, end)
    end = stop.start() if stop else end
    name = text[start:end].rstrip(" .,;|·/–—-([")
    if name.endswith((")", "]")) and not re.search(r"[(\[]", name):
        name = name[:-1].rstrip()
    aside = re.search(r"\s\((?:fri|må|til|kan|kredit|hent)[^()]*\)\Z", name)
    return Segment(start, start + (aside.start() if aside else len(name)))


def is_name(text: str) -> bool:
    """Whether a text is a name, or a few, and hardly anything else.

    >>> is_name("Ib Bo, Nordby Kommune"), is_name("den samlede bestyrelse har skrevet under"), is_name("98 kommuner")
    (True, False, False)
    """
    words = [word for word in tokens(text) if word.kind is not Kind.SIGN]
    capitals = sum(word.kind in (Kind.CAPITAL, Kind.INITIAL, Kind.ADDRESS) for word in words)
    has_numbers = any(word.kind is Kind.NUMBER for word in words)
    return len(text) <= _LONGEST_NAME and 0 < len(words) < 2 * capitals + 1 and not has_numbers


def is_credit(text: str) -> bool:
    """Whether a paragraph is a line of credit, or a caption that ends with one."""
    if len(text) > _LONGEST_CAPTION:
        return False
    all_credits = list(credits_in(text))
    if not all_credits:
        return False
    is_line = all_credits[0].start < _NEAR_START and len(text) < _LONGEST_LINE
    return is_line or (all_credits[-1].is_photo and len(text) - all_credits[-1].who.end < _LONGEST_NAME)


_NEAR_START = 2
"""Characters before the label of a line, at most: an opening bracket may stand there."""


def credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """Who wrote the text, with the label as it is printed: »Tekst: …«, »Skrevet af …« or »Af …«."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.part is Part.CREDIT:
            for candidate in _read(plain, paragraphs, number):
                if candidate.is_text:
                    return _printed(plain, paragraphs, number, candidate)
    return None


def photo_credit(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """Who took the picture, with the label as it is printed, also at the end of a caption; the first of several."""
    photo_credits = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.part in (Part.CREDIT, Part.CAPTION, Part.CONTACT):
            taken = [credit for credit in _read(plain, paragraphs, number) if credit.is_photo]
            photo_credits += [(number, taken[-1])] if taken else []
    if not photo_credits:
        required = _CREDITED.search(plain)
        who = required and Segment(*required.span("who"))
        return Extracted(joined(plain, [who]), (who,), Confidence.LIKELY) if who else None
    value = _printed(plain, paragraphs, *photo_credits[0])
    several = len({plain[slice(*credit.who)].casefold() for _, credit in photo_credits}) > 1
    return replace(value, confidence=Confidence.LIKELY) if several else value


def _read(plain: str, paragraphs: Sequence[Paragraph], number: int) -> list[Credit]:
    """The credits of a paragraph; of a label that stands alone, with the name on the line below."""
    start, end = paragraphs[number].segment
    below = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
    if below and below.part is Part.CREDIT and is_label_alone(plain[start:end]):
        end = below.segment.end
    text = plain[start:end].replace("\n", " ")
    return [
        credit._replace(start=start + credit.start, who=Segment(*(start + at for at in credit.who)))
        for credit in credits_in(text)
    ]


def is_label_alone(text: str) -> bool:
    """Whether a line is the label of a credit and nothing else: »Foto:«."""
    label = re.fullmatch(rf"(?:{_LABEL}){_NOTE}\s?:?\s*", text, re.IGNORECASE)
    return label is not None and text.casefold() != "af"


def _printed(plain: str, paragraphs: Sequence[Paragraph], number: int, credit: Credit) -> Extracted:
    is_near = number < _NEAR_TOP or number >= len(paragraphs) - _NEAR_END
    is_drawn = credit.is_photo and not re.search(
        r"foto|billed|©|tekst", plain[credit.start : credit.who.start], re.IGNORECASE
    )
    is_sure = is_near and is_name(plain[slice(*credit.who)]) and not is_drawn
    segment = Segment(credit.start, credit.who.end)
    return Extracted(joined(plain, [segment]), (segment,), Confidence.CERTAIN if is_sure else Confidence.LIKELY)
