"""The headline of a release: which of the short lines at the top it is, and how sure that is.

It is the first line that is no letterhead and whose words come again below. It is certain where two independent signs
agree (a label, the place on top, its words in the text), and no other line at the top may be the headline.
"""

import re
from collections.abc import Sequence

from hjemsite.importer.extract.labels import Role, label_of
from hjemsite.importer.extract.letterhead import STAMP, is_address, is_furniture, is_greeting, is_letterhead
from hjemsite.importer.extract.line_breaks import joined
from hjemsite.importer.extract.release_date import is_mostly_date
from hjemsite.importer.extract.result import Confidence, Extracted, Paragraph, Part, Segment

LONGEST_HEADLINE, _LONGEST_CERTAIN, _LONGEST_LINE, _LONGEST_KICKER = 220, 150, 60, 60
"""In characters. A longer text is running text; one longer than a certain headline is marked."""

_FEWEST_WORDS = 4
"""A line with so many words is a headline even where none of them comes again below."""

_TOP = 12
"""How many paragraphs at the top may be the headline."""

_MOST_INTRODUCTION = 3
"""How many paragraphs may stand between a greeting and the headline."""

_WORDS = re.compile(r"\w{4,}")
_ITEM = re.compile(r"[•·*‣▪●○–—-]\s+")
_BULLET = re.compile(r"[•·*‣▪●○–—#-]+\s+(?=\S)")
_OPEN_WORDS = frozenset("og eller i på for til med af fra ved som der at en et den det de om under over efter".split())
_KIND = re.compile(r"(?:presse(?:meddelelse|nyt|nyhed|info)|presse\b|nyt fra\b)", re.IGNORECASE)
_FACT = re.compile(r"[A-ZÆØÅ]\w{2,}(?: \w+){0,2}: +\S")
_RECIPIENT = re.compile(r"(?:til|att\.?)\s?:?", re.IGNORECASE)
"""A line above the name of whom a letter is for."""
_MOST_IN_NAME, _FEW_BELOW = 8, 10
"""How many words a name in capitals has at most, and in how many paragraphs below it is looked for."""
_LONGEST_NAME = 5
"""Words of a name, at most."""
_MARKUP = re.compile(r"[*_#]{1,3}(?=\S)")


def headline_number(texts: Sequence[str], parts: Sequence[Part]) -> int | None:
    """The number of the paragraph that is the headline; None where the release has none.

    >>> headline_number(["Nøglen", "Nøglen åbner en dør", "Døren i Nøglen er blå."], [Part.BODY] * 3)
    1
    """
    if Part.TITLE in parts:
        return parts.index(Part.TITLE)
    tops = _tops(texts, parts)
    if len(tops) > 1 and texts[tops[0]].endswith(texts[tops[1]]) and not is_letterhead(texts[tops[1]]):
        return tops[1]
    tops = [number for number in tops if not _stands_in_letterhead(texts, number)] or tops
    tops = tops[_is_above_kind(texts, tops) :]
    if not tops:
        return _subject(texts)
    below = _stems_below(texts, tops[-1])
    fit = [number for number in tops if len(texts[number].split()) >= _FEWEST_WORDS or _stems(texts[number]) & below]
    return next((number for number in fit if texts[number][-1] != "."), tops[0])


def _stands_in_letterhead(texts: Sequence[str], number: int) -> bool:
    is_recipient = any(_RECIPIENT.fullmatch(text) for text in texts[max(number - 1, 0) : number + 1])
    is_above_address = any(map(is_address, texts[number + 1 : number + 2]))
    return is_letterhead(texts[number]) or is_recipient or is_above_address or _is_name_in_capitals(texts, number)


def _is_name_in_capitals(texts: Sequence[str], number: int) -> bool:
    """Whether a line in capitals stands word for word in the text below, as the name of a sender does."""
    text = texts[number]
    folded = text.casefold()
    is_name = text.isupper() and len(text.split()) <= _MOST_IN_NAME and not re.search("[:?!]", text)
    return is_name and any(folded in below.casefold() for below in texts[number + 1 : number + _FEW_BELOW])


def _is_above_kind(texts: Sequence[str], tops: Sequence[int]) -> bool:
    """Whether the first of the short lines is a sender's name: it is short, and »Pressemeddelelse« stands below it."""
    if len(tops) < 2 or len(texts[tops[0]].split()) > _LONGEST_NAME:
        return False
    is_shorter = len(texts[tops[0]].split()) < len(texts[tops[1]].split())
    return is_shorter and any(_KIND.match(text) for text in texts[tops[0] + 1 : tops[1]])


def _is_fact(texts: Sequence[str], number: int) -> bool:
    """Whether a line is one of several that say »Hvor: Nordby«, with labels that have no field."""
    neighbours = (*texts[max(number - 1, 0) : number], *texts[number + 1 : number + 2])
    return _says_fact(texts[number]) and any(map(_says_fact, neighbours))


def _says_fact(text: str) -> bool:
    label = label_of(text)
    return bool(_FACT.match(text)) and (label is None or label.role is Role.OTHER)


def _tops(texts: Sequence[str], parts: Sequence[Part]) -> list[int]:
    """The numbers of the short lines above the running text, or above and below what introduces a release in a mail."""
    tops: list[int] = []
    introduction, is_introduced = 0, False
    for number, text in enumerate(texts[:_TOP]):
        if is_greeting(text):
            introduction = _MOST_INTRODUCTION
        if parts[number] is not Part.BODY or _is_passed_over(texts, parts, number, is_first=not tops):
            continue
        if len(text) > LONGEST_HEADLINE or _is_running(text, is_first=not tops):
            introduction, is_introduced = introduction - 1, True
            if introduction < 0 or tops:
                break
        elif _may_be_headline(text, is_first=not (tops or is_introduced)) and (
            not is_introduced or len(text.split()) >= _FEWEST_WORDS
        ):
            tops.append(number)
    # A long headline without a full stop stands alone on top.
    if not tops and parts and parts[0] is Part.BODY and texts[0][-1] not in ".:!?" and not is_letterhead(texts[0]):
        return [0]
    return tops


def _is_passed_over(texts: Sequence[str], parts: Sequence[Part], number: int, *, is_first: bool) -> bool:
    """Whether a line stands above the text and is neither headline nor text: an address, a caption with its credit."""
    text = texts[number]
    if is_furniture(text) or is_greeting(text) or is_address(text) or _is_fact(texts, number):
        return True
    return is_first and parts[number + 1 : number + 2] == [Part.CREDIT] and _is_running(text)


def _may_be_headline(text: str, is_first: bool) -> bool:
    label = label_of(STAMP.sub("", text))
    is_labelled = label is not None and label.role is not Role.OTHER
    return not is_labelled and text[-1] != ":" and not is_mostly_date(text) and (is_first or not _ITEM.match(text))


def _subject(texts: Sequence[str]) -> int | None:
    """The number of the line »Emne: …«, which is the headline where the text has no other."""
    for number, text in enumerate(texts[:_TOP]):
        label = label_of(text)
        if label and label.role is Role.SUBJECT and label.value < len(text):
            return number
    return None


def _is_running(text: str, is_first: bool = False) -> bool:
    """Whether a text is running text and no headline; a headline may begin with a quotation."""
    is_sentence = text[-1] in ".:" and len(text) > _LONGEST_LINE
    is_quote = text[0] in '“”„"»' and text[-1] in '.,”"«»'
    is_speech = not is_first and (text[0] in "-–—−" or is_quote)
    # »Han går på pension. Som han siger: »Det er godt.««
    bare = text.rstrip('”"“»«')
    return is_sentence or is_speech or (". " in bare.rstrip(".") and bare.endswith("."))


def _stems(text: str) -> set[str]:
    """The first letters of the longer words, which differ little between the forms of a word."""
    return {word.casefold()[:6] for word in _WORDS.findall(text)}


def _stems_below(texts: Sequence[str], number: int) -> set[str]:
    return {stem for text in texts[number + 1 : number + 40] for stem in _stems(text)}


def first_and_last_line(lines: Sequence[str], are_apart: Sequence[bool], number: int) -> tuple[int, int]:
    """The first and the last line of the headline at a number: with a kicker (»Trods frost:«), and all its capitals.

    `are_apart` says for each line whether an empty one stands before it.
    """
    first = last = number
    if number and not are_apart[number] and _is_kicker(lines[number - 1]) and lines[number][0].isupper():
        first -= 1
    while (
        last + 1 < len(lines)
        and not are_apart[last + 1]
        and (_is_open(lines[last]) or (lines[number].isupper() and lines[last + 1].isupper()))
        and not is_letterhead(lines[last + 1])
    ):
        last += 1
    return first, last


def _is_open(text: str) -> bool:
    """Whether a line cannot be the end of a headline: it ends with a dash, a comma or a small word."""
    return text[-1] in "–—-,&" or text.split()[-1] in _OPEN_WORDS


def _is_kicker(text: str) -> bool:
    return len(text) < _LONGEST_KICKER and text[-1] == ":" and not is_letterhead(text)


def title(plain: str, paragraphs: Sequence[Paragraph]) -> Extracted | None:
    """The headline of a release without its label, its stamp, its bullet or signs of Markdown."""
    numbers = [number for number, paragraph in enumerate(paragraphs) if paragraph.part is Part.TITLE]
    if not numbers:
        return None
    segments = [paragraphs[number].segment for number in numbers]
    segments[0] = _bare(plain, segments[0])
    words = joined(plain, segments)
    return Extracted(words, tuple(segments), _confidence(plain, paragraphs, numbers, words))


def _bare(plain: str, segment: Segment) -> Segment:
    start, end = segment
    label = label_of(plain[start:end])
    if label and label.role in (Role.TITLE, Role.SUBJECT):
        start += label.value
    for before in (STAMP, _BULLET):
        match = before.match(plain[start:end])
        start += match.end() if match else 0
    markup = _MARKUP.match(plain[start:end])
    if markup:
        start += markup.end()
        end -= len(markup[0]) * plain[start:end].endswith(markup[0])
    return Segment(start, end)


def _confidence(plain: str, paragraphs: Sequence[Paragraph], numbers: Sequence[int], words: str) -> Confidence:
    """Certain where the shape is a headline's and two of three signs agree: label, place, words that come again."""
    number = numbers[0]
    texts = [plain[slice(*paragraph.segment)] for paragraph in paragraphs]
    label = label_of(texts[number])
    has_shape = len(words.split()) > 1 and len(words) <= _LONGEST_CERTAIN and words[-1] not in ".,:;"
    is_labelled = paragraphs[number - 1].part is Part.LABEL if number else False
    is_labelled |= label is not None and label.role is Role.TITLE
    if not has_shape or is_letterhead(words) or (label and label.role is Role.SUBJECT):
        return Confidence.LIKELY
    is_first = all(_is_above(paragraph, text) for paragraph, text in zip(paragraphs[:number], texts, strict=False))
    recurs = bool(_stems(words) & _stems_below(texts, numbers[-1]))
    is_contested = not is_labelled and _has_rival(paragraphs, texts, numbers[-1], words)
    return Confidence.CERTAIN if is_labelled + is_first + recurs > 1 and not is_contested else Confidence.LIKELY


def _is_above(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph may stand above a headline."""
    return paragraph.part is not Part.FOOTER or is_letterhead(text) or label_of(text) is not None


def _has_rival(paragraphs: Sequence[Paragraph], texts: Sequence[str], number: int, words: str) -> bool:
    """Whether another line above the running text may be the headline, or a part of it."""
    for paragraph, text in zip(paragraphs[number + 1 : _TOP], texts[number + 1 : _TOP], strict=False):
        if paragraph.part not in (Part.BODY, Part.DECK, Part.HEADING) or label_of(text):
            continue
        is_sentence = text[-1] in '.!?:”»"“«' or len(text) > max(_LONGEST_LINE, 1.2 * len(words))
        return not is_sentence and not is_letterhead(text)
    return False
