"""The paragraphs of a release and what each is: headline, date, body, credit, contact, the »Om …« text, or waste.

An empty line ends a paragraph, and so does a single break, unless the text only wraps there. What a paragraph is, shows
in its shape and its neighbours; one that no rule fits is body. The plain text is as long as the source, so that every
position in it is one in the source.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hjemsite.danish import parse_date
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.result import Paragraph, Part, Segment
from hjemsite.importer.extract.tokens import tokens

_BLANK = re.compile(r"[\t\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_LIST_ITEM = re.compile(r"\s*(?:[-–—−•·*‣▪●○]|[0-9]{1,2}[.)]\s|#{1,6}\s)")
_LINE_ADDRESS = re.compile(r"[\w.+-]{1,64}@|www\.|https?:")
_LINE_ENDS = '.!?:;…”"“»«)'
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 110
_NAVIGATION = re.compile(
    r"(?:få dit eget presserum|del|del (?:artiklen|siden|på .*)|print|udskriv|"
    r"pressemeddelelser?|nyheder?|nyt|forside|"
    r"presse|"
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
_CREDIT = re.compile(
    r"(?:tekst(?: og (?:foto|fotos|billeder))?|skrevet af|forfatter|journalist|redaktion|af|foto(?:graf|s)?|billede|"
    r"illustration|pressefoto|arkivfoto)\s*:|skrevet af\s|(?:af|foto) (?=[A-ZÆØÅ][^.!?]{3,60}$)",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\b(?:Presse|Arkiv)?[Ff]oto(?:graf)?:\s*\S")
_CONTACT_HEADING = re.compile(
    r"(?:presse)?kontakt(?:er|person(?:er)?|oplysninger|info)?\b|(?:for )?"
    r"(?:yderligere|mere|flere) (?:information|info|oplysninger)"
    r"|vil du vide mere|hvis du vil vide mere|henvendelse|spørgsmål (?:til|rettes)|pressehenvendelser?",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b[\w.+-]{1,64}@[\w-]{1,64}\.\w|"
    r"(?:\+|00)?(?:45[\s-]?)?(?<![\d.,])[1-9]\d(?:[\s.-]?\d\d){3}(?!\d)|"
    r"\b[1-9]\d{3} \d{4}\b"
)
_ABOUT = re.compile(r"(?:information |fakta )?om (?=[A-ZÆØÅ0-9]|\w{2,5}$)[^.!?]{1,70}:?$", re.IGNORECASE)
_ABOUT_INLINE = re.compile(r"Om [A-ZÆØÅ][^.!?:]{1,60}:\s")
_SPEECH = re.compile(r"^\s*[-–—−“”„\"»]|[“”„»«\"]")
_NOT_IN_DATE_LINE = re.compile(
    r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag\b|\b(?:den|d\.|dato|kl\.?|pressemeddelelse|nyhed|udgivet|publiceret|"
    r"offentliggjort|opdateret|frigives|forrige|sidste|ce?s?t|nyheder|af|fra|senest)\b|[\d.:/,|–-]+",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE, _LONGEST_HEADLINE, _LONGEST_HEADING = 110, 220, 90
_TOP = 10
_BULLET = re.compile(r"[•·*‣▪●○]|[0-9]{1,2}[.)]\s")
_WORDS = re.compile(r"\w{4,}")


def plain_text(text: str) -> str:
    """The text, as long as before, with a plain blank for every other blank and for every break that only wraps a line.

    >>> plain_text("Vi har\\u00a0boet her,\\nog vi bliver.\\n\\nSlut")
    'Vi har boet her, og vi bliver.\\n\\nSlut'
    """
    parts = []
    for block in re.split(r"(\n(?:[^\S\n]*\n)+)", _BLANK.sub(" ", text)):
        parts.append(_unwrapped(block) if block.count("\n") and block.strip() else block)
    return "".join(parts)


def _paragraph_segments(plain: str) -> list[Segment]:
    """The lines of a plain text that are not empty, trimmed."""
    found = []
    for line in re.finditer(r"[^\n]+", plain):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append(Segment(start, start + len(words)))
    return found


def _unwrapped(block: str) -> str:
    """A block of lines with blanks for the breaks that only wrap one."""
    lines = block.split("\n")
    wrapped = _is_wrapped(lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " if _goes_on(before, line, wrapped) else "\n")
        joined.append(line)
    return "".join(joined)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a block of lines is one paragraph that a program has wrapped at some width."""
    widths = [len(line.strip()) for line in lines if line.strip()]
    if len(widths) < 2 or any(_LIST_ITEM.match(line) for line in lines[1:]):
        return False
    widest = max(widths)
    unended = sum(line.rstrip()[-1:] not in _LINE_ENDS for line in lines[:-1] if line.strip())
    is_even = _SHORTEST_WRAPPED <= widest <= _LONGEST_WRAPPED and all(width >= 0.7 * widest for width in widths[:-1])
    return is_even and 2 * unended >= len(widths) - 1


def _goes_on(before: str, line: str, wrapped: bool) -> bool:
    """Whether a line goes on with the one before it; `wrapped` says that their block is one paragraph."""
    before, line = before.rstrip(), line.lstrip()
    if not before or not line or _LIST_ITEM.match(line) or _LINE_ADDRESS.match(line):
        return False
    return wrapped or (line[0].islower() and before[-1] not in _LINE_ENDS) or before[-1] == ","


def joined(text: str, segments: Iterable[Segment], between: str = " ") -> str:
    """The words at the segments, with `between` between segments, single blanks within, and no soft hyphens.

    >>> joined("Vi  er her. Nu.", [Segment(0, 11), Segment(12, 15)], "|")
    'Vi er her.|Nu.'
    """
    return between.join(" ".join(text[start:end].replace("\u00ad", "").split()) for start, end in segments)


def classified_paragraphs(plain: str) -> tuple[Paragraph, ...]:
    """Every paragraph of a plain text with its part, in order.

    >>> [paragraph.part.value for paragraph in classified_paragraphs("Nøglen åbner\\n\\n3. maj 2021\\n\\nFoto: Ib Bo")]
    ['title', 'date', 'credit']
    """
    segments = _paragraph_segments(plain)
    texts = [plain[start:end] for start, end in segments]
    parts = [_shape(text, number, len(texts)) for number, text in enumerate(texts)]
    title = _title(texts, parts)
    if title is not None:
        parts[title] = Part.TITLE
        for number in range(title):
            parts[number] = Part.FOOTER if parts[number] is Part.BODY else parts[number]
    _sections(texts, parts, title)
    return tuple(Paragraph(segment, part) for segment, part in zip(segments, parts, strict=True))


def _shape(text: str, number: int, count: int) -> Part:
    """What paragraph `number` of `count` is by its text alone."""
    if is_date_line(text):
        return Part.DATE
    if _NAVIGATION.fullmatch(text):
        return Part.FOOTER
    if (len(text) < 200 and _CREDIT.match(text)) or (len(text) < 400 and _PHOTO.search(text) and not _quotes(text)):
        return Part.CREDIT
    if _FOOTER.match(text) and len(text) < 300:
        return Part.FOOTER
    if len(text) < 80 and _CONTACT_HEADING.match(text) and number > count // 3:
        return Part.CONTACT
    if _REACHED.search(text) and not _quotes(text):
        return Part.CONTACT
    return Part.BODY


def _quotes(text: str) -> bool:
    """Whether a text has a quotation mark or begins with a dash."""
    return bool(_SPEECH.search(text))


def is_date_line(text: str) -> bool:
    """Whether a line is a date and hardly anything else, as »Sønderø Kommune, 3/5 2021« is.

    >>> is_date_line("06. MAJ. 2019 KL. 11:02"), is_date_line("Den 18. november 2016 kan Nøglen indvie sit nye hus.")
    (True, False)
    """
    if len(text) > _LONGEST_DATE_LINE or not parse_date(text):
        return False
    rest = _NOT_IN_DATE_LINE.sub(" ", _MONTHS.sub(" ", text))
    return len(rest.split()) <= 4 and text[-1] not in "!?" and not (text[-1] == "." and len(rest.split()) > 2)


_MONTHS = re.compile(r"\b(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[ck]t|nov|dec)[a-z]{0,6}\b\.?", re.IGNORECASE)


def _title(texts: Sequence[str], parts: Sequence[Part]) -> int | None:
    """The number of the headline: of the short paragraphs at the top, the first whose words come again in the text."""
    tops: list[int] = []
    for number, text in enumerate(texts[:_TOP]):
        if parts[number] is not Part.BODY:
            continue
        if len(text) > _LONGEST_HEADLINE or (tops and _is_running(text)):
            break
        tops.append(number)
    if not tops:
        return next((number for number, part in enumerate(parts) if part is Part.BODY), None)
    if len(tops) > 1 and texts[tops[0]].endswith(texts[tops[1]]):
        return tops[1]
    if len(tops) > 1:
        tops = [number for number in tops if not _is_name(texts[number])] or tops
    stems = {word.casefold()[:6] for text in texts[tops[-1] + 1 : tops[-1] + 40] for word in _WORDS.findall(text)}
    fit = [number for number in tops if stems & _stems(texts[number])]
    return fit[0] if fit and texts[fit[0]][-1] != "." else tops[0]


def _is_name(text: str) -> bool:
    """Whether a text is nothing but a word or the name of an organisation."""
    words = tokens(text)
    return len(words) == 1 or organisation_end(words, 0) == len(words)


def _stems(text: str) -> set[str]:
    """The first letters of the longer words, which differ little between the forms of a word."""
    return {word.casefold()[:6] for word in _WORDS.findall(text)}


def _is_running(text: str) -> bool:
    """Whether a text is running text and no headline."""
    return (text[-1] in ".:" and len(text) > 60) or _quotes(text[:2])


def _sections(texts: Sequence[str], parts: list[Part], title: int | None) -> None:
    """Change the parts of what stands below a heading of contacts or »Om …«, and of headings in the body."""
    section: Part | None = None
    for number, text in enumerate(texts):
        if title is not None and number <= title:
            continue
        if parts[number] is Part.CONTACT:
            section = Part.CONTACT if _CONTACT_HEADING.match(text) and len(text) < 80 else section
        elif parts[number] is not Part.BODY:
            continue
        elif _ABOUT.fullmatch(text) or _ABOUT_INLINE.match(text):
            section = parts[number] = Part.ABOUT
        elif section is Part.ABOUT:
            parts[number] = Part.ABOUT
        elif section is Part.CONTACT and len(text) < 120 and not _quotes(text):
            parts[number] = Part.CONTACT
        elif number == (title or 0) + 1 and _is_heading(text, 25, _LONGEST_HEADLINE):
            parts[number] = Part.DECK
        elif _is_heading(text, 2, _LONGEST_HEADING):
            parts[number] = Part.HEADING


def _is_heading(text: str, shortest: int, longest: int) -> bool:
    """Whether a text of a length in characters may be a heading: it is no sentence and no list item."""
    if _BULLET.match(text):
        return False
    return shortest <= len(text) <= longest and text[-1] not in '.:,;!…”"“»«' and not _quotes(text[:2])
