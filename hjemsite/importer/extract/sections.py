"""What each paragraph of a release is: headline, date, body, credit, contact, the »Om …« text, or waste.

It shows in the paragraph's label, in its shape, and in its neighbours, in this order; one that no rule fits is body.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hjemsite.danish.speech_verbs import SPEECH_VERBS
from hjemsite.importer.extract.credits import is_credit, is_label_alone, is_name
from hjemsite.importer.extract.headline import LONGEST_HEADLINE, first_and_last_line, headline_number
from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.extract.letterhead import is_furniture, is_greeting, is_letterhead
from hjemsite.importer.extract.line_breaks import paragraph_segments
from hjemsite.importer.extract.reach import reaches
from hjemsite.importer.extract.release_date import is_date_line
from hjemsite.importer.extract.result import Paragraph, Part
from hjemsite.limits import IMPORT_SUMMARY_CHARACTERS

_NAVIGATION = re.compile(
    r"(?:få dit eget presserum|del|del (?:artiklen|siden|på .*)|print|udskriv|"
    r"pressemeddelelser?|nyheder?|nyt|forside|"
    r"presse|(?:nyheder|nyt) og presse|presse og (?:nyheder|nyt)|nyhedsrum|presserum|"
    r"menu|søg|tilbage|abonner|log ind|følg(?: os)?|læs op|læs højt|hjem|kontakt os|cookies?|til pressen|"
    r"download.*|"
    r"for immediate release|til øjeblikkelig frigivelse|må offentliggøres straks|frigives straks|"
    r"hent pressefoto.*|\W+)\W*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:læs|se|hør) (?:også|mere|her|hele|videre)\b|læs mere|klik her|/\w|tilmeld|abonnér|følg os|del artiklen|"
    r".{0,60}(?:klik her|skriv under her|læs mere her|tilmeld dig her)\W*$|"
    r"[\w-]+\.(?:jpe?g|png|gif|webp|tiff?|pdf|docx?)$|"
    r"#\w+|©|copyright|emneord|tags?:|nøgleord|relaterede|vedhæftet|vedlagt",
    re.IGNORECASE,
)
_CONTACT_HEADING = re.compile(
    r"(?:presse)?kontakt(?:er|person(?:er)?|oplysninger|info(?:rmation)?)?\b|(?:for )?"
    r"(?:yderligere|mere|flere) (?:information|info|oplysninger|viden)"
    r"|vil du vide mere|hvis du vil vide mere|henvendelse|spørgsmål (?:til|fra|om|rettes|kan)|pressehenvendelser?",
    re.IGNORECASE,
)
_PRESS = re.compile(r"(?:for )?(?:pressen?|medier)\W*", re.IGNORECASE)
_SIGN_OFF = re.compile(r"(?:(?:med |de )?(?:venlig|kærlig|bedste|mange)e? hilsen|mvh|vh|kh)\W*", re.IGNORECASE)
_OTHER_SECTION = re.compile(
    r"(?:fakta|faktaboks|billeder?|fotos|noter|program|baggrund|bilag|links?|download|\W*slut|nøgleord|programmet)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:(?i:information |fakta )?(?:[Oo]m|OM) (?=[A-ZÆØÅ0-9])|(?:Om|OM) (?=\w{2,5}$))[^.!?]{1,70}:?$")
_ABOUT_INLINE = re.compile(r"Om [A-ZÆØÅ][^.!?:]{1,60}:\s")
_QUOTED = re.compile(r"[“”„»«\"]")
_SPEECH = re.compile(r"^\s*[-–—−“”„\"»]|[“”„»«\"]")
_LONGEST_HEADING, _LONGEST_CONTACT, _LONGEST_SIGNATURE = 90, 120, 80
_SHORTEST_DECK = 25
_NAME_LABEL = re.compile(r"navn\s?:", re.IGNORECASE)
"""Below it, »Titel:« is a job."""

_LABELS_ABOVE = 14
"""How many paragraphs at the top may have a label of a template."""

_BULLET = re.compile(r"[•·*‣▪●○]|[0-9]{1,2}[.)]\s")
_NO_HEADING = re.compile(
    r"(?:kl\.? ?)?\d{1,2}[.:]\d\d\b|\d{4} [A-ZÆØÅ]|"
    r"[^.]*(?:vej|gade|allé|torv(?:et)?|plads(?:en)?|stræde|kaj(?:en)?) \d{1,4}\b|"
    r"[a-zæøå(\[]|.*(?:https?://|www\.|@)|\W*slut\b",
)
"""How a line of a programme, of an address or of a list without signs begins."""

_PART_OF = {
    Role.TITLE: Part.TITLE,
    Role.DECK: Part.DECK,
    Role.CAPTION: Part.CAPTION,
    Role.TEXT: Part.BODY,
    Role.DATE: Part.DATE,
}


class _Line(NamedTuple):
    """A paragraph; `is_apart` says that an empty line stands before it."""

    text: str
    is_apart: bool


def classified_paragraphs(plain: str) -> tuple[Paragraph, ...]:
    """Every paragraph of a plain text with its part, in order.

    >>> [paragraph.part.value for paragraph in classified_paragraphs("Nøglen åbner\\n\\n3. maj 2021\\n\\nFoto: Ib Bo")]
    ['title', 'date', 'credit']
    """
    segments = paragraph_segments(plain)
    ends = [0, *(segment.end for segment in segments)]
    lines = [
        _Line(plain[start:end], plain[before:start].count("\n") > 1)
        for before, (start, end) in zip(ends, segments, strict=False)
    ]
    texts = [line.text for line in lines]
    parts = [_shape(text, number, len(texts)) for number, text in enumerate(texts)]
    _read_labels(texts, parts)
    _find_contacts(lines, parts)
    _find_credits(lines, parts)
    title = headline_number(texts, parts)
    if title is not None:
        parts[title] = Part.TITLE
        for number in range(title):
            parts[number] = Part.FOOTER if parts[number] is Part.BODY else parts[number]
        first, title = first_and_last_line(texts, [line.is_apart for line in lines], title)
        parts[first : title + 1] = [Part.TITLE] * (title + 1 - first)
    _find_deck(lines, parts, title)
    _find_sections(lines, parts, title)
    return tuple(Paragraph(segment, part) for segment, part in zip(segments, parts, strict=True))


def _shape(text: str, number: int, count: int) -> Part:
    """What paragraph `number` of `count` is by its text alone."""
    if is_date_line(text):
        return Part.DATE
    if _NAVIGATION.fullmatch(text):
        return Part.FOOTER
    is_reached = not _QUOTED.search(text) and any(reaches(text))
    if is_reached and _CONTACT_HEADING.match(text):
        return Part.CONTACT
    if is_credit(text) and not _quotes(text):
        return Part.CREDIT
    if _FOOTER.match(text) and len(text) < 300 and not is_reached:
        return Part.FOOTER
    if _is_contact_heading(text) and (number > count // 3 or text[-1] == ":"):
        return Part.CONTACT
    return Part.CONTACT if is_reached else Part.BODY


def _quotes(text: str) -> bool:
    """Whether a text has a quotation mark or begins with a dash."""
    return bool(_SPEECH.search(text))


def _is_contact_heading(text: str) -> bool:
    return len(text) < _LONGEST_SIGNATURE and bool(_CONTACT_HEADING.match(text) or _SIGN_OFF.fullmatch(text))


def _read_labels(texts: Sequence[str], parts: list[Part]) -> None:
    """Classify the paragraphs at the top that a template's label announces, and captions anywhere."""
    is_above = True
    for number, text in enumerate(texts):
        label = label_of(text)
        is_above &= number < _LABELS_ABOVE and (label is not None or len(text) < _LONGEST_CONTACT)
        is_above &= not _NAME_LABEL.match(text)
        if label is None or not (is_above or label.role is Role.CAPTION):
            continue
        part = _PART_OF.get(label.role)
        if part is None:
            if label.role in (Role.SENDER, Role.RECIPIENT) and parts[number] in (Part.BODY, Part.CONTACT):
                parts[number] = Part.FOOTER
        elif label.value < len(text):
            if part not in (Part.DATE, Part.BODY) and (part is not Part.TITLE or part not in parts):
                parts[number] = part
        elif number + 1 < len(texts):
            parts[number] = Part.LABEL
            if part is not Part.DATE:
                parts[number + 1] = part


def _find_contacts(lines: Sequence[_Line], parts: list[Part]) -> None:
    """Classify the lines below a heading of contacts, and names above a number or an address, as contacts."""
    is_open = False
    for number, (text, _) in enumerate(lines):
        if number and parts[number - 1] is Part.FOOTER and _PRESS.fullmatch(lines[number - 1].text):
            is_open |= parts[number] is Part.CONTACT
        if parts[number] is Part.CONTACT:
            is_open |= _is_contact_heading(text)
        elif parts[number] is Part.BODY and is_open:
            is_open = _goes_on_contact(lines, parts, number)
            parts[number] = Part.CONTACT if is_open else Part.BODY
    for number in range(len(lines) - 1, 0, -1):
        if parts[number] is Part.CONTACT and not lines[number].is_apart and len(lines[number].text) < _LONGEST_CONTACT:
            above = lines[number - 1].text
            is_name = len(above) < _LONGEST_SIGNATURE and above[-1] not in ".!?:" and above[0].isupper()
            if parts[number - 1] is Part.BODY and is_name and not label_of(above) and not _quotes(above):
                parts[number - 1] = Part.CONTACT


def _goes_on_contact(lines: Sequence[_Line], parts: Sequence[Part], number: int) -> bool:
    """Whether a paragraph belongs to the contacts above it: in the same block, or where contacts go on below."""
    text, is_apart = lines[number]
    if len(text) >= _LONGEST_CONTACT or _QUOTED.search(text) or _OTHER_SECTION.match(text) or _is_about(text):
        return False
    end = next((at for at in range(number + 1, len(lines)) if lines[at].is_apart), len(lines))
    above = lines[number - 1].text
    is_after_heading = _is_contact_heading(above) and not any(reaches(above))
    return not is_apart or is_after_heading or Part.CONTACT in parts[number:end]


def _is_about(text: str) -> bool:
    leads_to_speech = text.endswith(":") and not SPEECH_VERBS.isdisjoint(text[:-1].split())
    return bool(_ABOUT.fullmatch(text) or _ABOUT_INLINE.match(text)) and not leads_to_speech


def _find_credits(lines: Sequence[_Line], parts: list[Part]) -> None:
    """Classify the label of a credit that stands alone, and the name below it, as a credit."""
    for number in range(1, len(lines)):
        label, (name, is_apart) = lines[number - 1].text, lines[number]
        if parts[number] is Part.BODY and not is_apart and is_label_alone(label) and is_name(name):
            parts[number - 1 : number + 1] = [Part.CREDIT, Part.CREDIT]


def _find_deck(lines: Sequence[_Line], parts: list[Part], title: int | None) -> None:
    """Classify the sentences below the headline as the deck where a shape or a date sets them apart from the body."""
    below = [] if title is None or Part.DECK in parts else [*range(title + 1, len(lines))]
    for number in below:
        # The only paragraph of a text is its body.
        if parts[number] is not Part.BODY or Part.BODY not in parts[number + 1 :]:
            return
        if not is_letterhead(lines[number].text):
            if _may_be_deck(lines[number].text) and _stands_as_deck(lines, parts, number):
                parts[number] = Part.DECK
            return
        if is_furniture(lines[number].text):
            parts[number] = Part.FOOTER


def _may_be_deck(text: str) -> bool:
    is_long_enough = _SHORTEST_DECK <= len(text) <= IMPORT_SUMMARY_CHARACTERS
    return is_long_enough and not (
        _quotes(text[:2]) or label_of(text) or _BULLET.match(text) or _NO_HEADING.match(text)
    )


def _stands_as_deck(lines: Sequence[_Line], parts: Sequence[Part], number: int) -> bool:
    """Whether a paragraph looks like a deck, or stands right below the headline, or above the date."""
    text, is_apart = lines[number]
    if _is_heading(text, _SHORTEST_DECK, LONGEST_HEADLINE):
        return True
    if number + 1 == len(lines):
        return False
    return parts[number + 1] is Part.DATE or (not is_apart and lines[number + 1].is_apart)


def _find_sections(lines: Sequence[_Line], parts: list[Part], title: int | None) -> None:
    """Classify what stands below »Om …«, and headings in the body."""
    is_about = False
    for number, (text, _) in enumerate(lines):
        if parts[number] is Part.CONTACT:
            is_about &= not _is_contact_heading(text)
        if parts[number] is not Part.BODY or (title is not None and number <= title):
            continue
        if is_about or _is_about(text):
            is_about = True
            parts[number] = Part.ABOUT
        elif _is_heading(text, 2, _LONGEST_HEADING) and _stands_as_heading(lines, parts, number):
            parts[number] = Part.HEADING


def _is_heading(text: str, shortest: int, longest: int) -> bool:
    """Whether a text of a length in characters may be a heading: it is no sentence, no list item and no label."""
    if _BULLET.match(text) or label_of(text) or _NO_HEADING.match(text) or is_greeting(text):
        return False
    return shortest <= len(text) <= longest and text[-1] not in '.:,;!…”"“»«' and not _quotes(text[:2])


def _stands_as_heading(lines: Sequence[_Line], parts: Sequence[Part], number: int) -> bool:
    """Whether running text or a list follows, and no other short line stands right above."""
    if number + 1 >= len(lines):
        return False
    above, below = lines[number - 1].text if number else "", lines[number + 1].text
    is_list = bool(_BULLET.match(below) or below[0] in "-–")
    is_text = len(below) > _LONGEST_HEADING or below[-1] in '.:!?”"“»«' or is_list
    is_below_text = lines[number].is_apart or len(above) > _LONGEST_HEADING or above[-1:] in '.!?”"“»«'
    return is_text and is_below_text and parts[number + 1] in (Part.BODY, Part.HEADING)
