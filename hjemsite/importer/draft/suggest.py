"""The speakers and quotes that an article's body has and its fields lack, offered as lines to put in.

Lines are only ever added. Everything else in the file (comments, order, quotation marks, line ends) stays byte for
byte, and what comes out is read again before it is offered.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache as remembered

from msgspec.structs import replace

import hjemsite
from hjemsite.content.document import Document
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import ArticleFields, SpeakerFields
from hjemsite.content.quotes import mark as quotes
from hjemsite.content.quotes import normalized
from hjemsite.content.reader import document
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.importer.draft import frontmatter
from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import ExtractedQuote, ExtractedSpeaker, Extraction, KnownMembers
from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.manuscript import PARAGRAPH
from hjemsite.urls import slug

_ITEM = re.compile(r"( *)- ")
_LIST_ITEM = re.compile(r" {0,3}[-*+]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`data` is the file with the lines put in, `diff` what changes, as `diff -u` shows it.

    `left` are Danish sentences about quotations that the editor must settle.
    """

    data: bytes
    diff: str
    speakers: int
    quotes: int
    left: tuple[str, ...] = ()


_ROUNDS = 3
"""What is known of some quotes shows others; a third look has found nothing in any text that we have."""


def suggest(source: Source, members: KnownMembers, people: Sequence[str]) -> Checked[Suggestion | None]:
    """What can be put into the article of `source`; None when it cannot be read, and the faults say why."""

    @remembered
    def extracted(title: str, body: str) -> Extraction:
        # A look that only adds fields asks for the same words again.
        words = plain_text.from_markdown("", body).text if body.strip() else ""
        return extract(f"{title}{PARAGRAPH}{words}", members, people)

    # What one look has written and read again is what the next one begins with.
    read = remembered(document)
    suggestion = _suggest_once(source, members, extracted, read)
    for _ in range(_ROUNDS - 1):
        before = suggestion.value
        if before is None or not before.diff:
            break
        more = _suggest_once(Source(source.path, before.data), members, extracted, read).value
        if more is None or not more.diff:
            break
        counts = (before.speakers + more.speakers, before.quotes + more.quotes)
        suggestion = Checked(Suggestion(more.data, _diff(source, more.data), *counts, more.left))
    return suggestion


def _suggest_once(
    source: Source,
    members: KnownMembers,
    extracted: Callable[[str, str], Extraction],
    read: Callable[[Source], Checked[Document | None]],
) -> Checked[Suggestion | None]:
    """One look at the article; `extracted` extracts what a title and a body say, and `read` reads a source."""
    article = read(source)
    if article.value is None or not isinstance(article.value.fields, ArticleFields) or article.value.broken:
        return Checked(None, tuple(fault for fault in article.faults if fault.is_error))
    body = _with_dashes(split.split(text_of(source).value, source.path).value.body, article.value.marked.unlisted)
    release = extracted(article.value.fields.title, body)
    return Checked(_offer(source, article.value, article.value.fields, release, members, read))


def _with_dashes(body: str, speech: Sequence[str]) -> str:
    """The Markdown of a body in which lists that hold `speech` are no lists: »- Vi er klar, siger hun« is a paragraph.

    The build sees that by the words; the extractor needs the dash.
    """
    spoken = [normalized.normalize(words).letters for words in speech]
    lines = body.split("\n")
    items = [number for number, line in enumerate(lines) if _LIST_ITEM.match(line)]
    for run in _lists(lines, items):
        if any(_begins_alike(_LIST_ITEM.sub("", lines[number]), spoken) for number in run):
            for number in run:
                lines[number] = _LIST_ITEM.sub("\n– ", lines[number])
    return "\n".join(lines)


def _lists(lines: Sequence[str], items: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the lines that are items, in runs with nothing but blank lines and their own lines between."""
    run: list[int] = []
    for number in items:
        if run and any(line.strip() and line[0] != " " for line in lines[run[-1] + 1 : number]):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _begins_alike(line: str, spoken: Sequence[str]) -> bool:
    words = normalized.normalize(line).letters
    return bool(words) and any(words.startswith(other) or other.startswith(words) for other in spoken)


def _offer(
    source: Source,
    article: Document,
    fields: ArticleFields,
    release: Extraction,
    members: KnownMembers,
    read: Callable[[Source], Checked[Document | None]],
) -> Suggestion:
    new_quotes = _new_quotes(article, fields, release)
    listed = {slug(speaker.name or speaker.person or "") for speaker in fields.speakers}
    extracted = {slug(speaker.name.text): speaker for speaker in release.speakers}
    attributed = [
        quote for quote in new_quotes if quote.speakers and slug(quote.speakers[0]) in extracted.keys() | listed
    ]
    new = {slug(quote.speakers[0]) for quote in attributed} - listed
    speakers = [speaker for name, speaker in extracted.items() if name in new]
    data = _with(source.data, speakers, attributed, fields.speakers, members)
    after = read(Source(source.path, data)).value
    if after is None or not _only_adds(after, fields, len(speakers), len(attributed)):
        return Suggestion(
            source.data, "", 0, 0, ("Listen i feltet speakers eller quotes kan ikke udvides, som den er skrevet",)
        )
    left = tuple(_left([quote.words.text for quote in new_quotes if quote not in attributed], after.marked.unlisted))
    return Suggestion(data, _diff(source, data), len(speakers), len(attributed), left)


def _left(silent: Sequence[str], unlisted: Sequence[str]) -> Iterator[str]:
    """A sentence for each quotation that is not offered: those without a speaker, and those the build warns of."""
    spoken = [normalized.normalize(words).letters for words in silent]
    others = (words for words in unlisted if not _begins_alike(words, spoken))
    for words in (*silent, *others):
        yield f"Citatet »{' '.join(words.split()[:6])} …« har ingen sikker taler"


def _new_quotes(read: Document, fields: ArticleFields, release: Extraction) -> list[ExtractedQuote]:
    """The quotes that the extractor found, that stand in the body as the site reads it, and that are in no entry."""
    listed = [normalized.normalize(quote.text).letters for quote in fields.quotes]
    words = [normalized.normalize(quote.words.text).letters for quote in release.quotes]
    new = [
        quote
        for quote, letters in zip(release.quotes, words, strict=True)
        if letters and not any(letters in other or other in letters for other in listed)
    ]
    texts = [*(quote.text for quote in fields.quotes), *(quote.words.text for quote in new)]
    marked = quotes.mark_quotes(read.html, texts)
    lost = {*marked.missing, *(number for number, _ in marked.repeated)}
    return [quote for number, quote in enumerate(new, len(fields.quotes)) if number not in lost]


def _with(
    data: bytes,
    speakers: Sequence[ExtractedSpeaker],
    attributed: Sequence[ExtractedQuote],
    listed: Sequence[SpeakerFields],
    members: KnownMembers,
) -> bytes:
    """The file with the lines of new speakers and their quotes; `listed` are the speakers that it has."""
    if not attributed:
        return data
    lines = data.decode("utf-8").splitlines(keepends=True)
    names = {slug(fields.name or fields.person or ""): fields.name or str(fields.person) for fields in listed}
    names |= {slug(speaker.name.text): speaker.name.text for speaker in speakers}
    speaker_lines = [line for speaker in speakers for line in frontmatter.speaker_lines(speaker, members)]
    quote_lines = [
        line for quote in attributed for line in frontmatter.quote_lines(quote, names[slug(quote.speakers[0])])
    ]
    for key, items in (("speakers", speaker_lines), ("quotes", quote_lines)):
        if items:
            lines = _put(lines, key, items)
    return "".join(lines).encode()


def _only_adds(after: Document, fields: ArticleFields, speakers: int, attributed: int) -> bool:
    """Whether `after` has the same `fields` and, at the ends of its lists, so many more speakers and quotes."""
    fields_after = after.fields
    if not isinstance(fields_after, ArticleFields) or after.broken:
        return False
    counts = (len(fields_after.speakers) - len(fields.speakers), len(fields_after.quotes) - len(fields.quotes))
    kept = (fields_after.speakers[: len(fields.speakers)], fields_after.quotes[: len(fields.quotes)])
    rest = replace(fields_after, speakers=(), quotes=()) == replace(fields, speakers=(), quotes=())
    return rest and counts == (speakers, attributed) and kept == (fields.speakers, fields.quotes)


def _put(lines: list[str], key: str, items: Iterable[str]) -> list[str]:
    """`lines` with items at the end of the list `key`, which is begun where there is none."""
    end = "\r\n" if lines[0].endswith("\r\n") else "\r" if lines[0].endswith("\r") else "\n"
    closing = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    start = next((number for number in range(1, closing) if lines[number].startswith(f"{key}:")), None)
    written = "\n".join(items).split("\n")
    if start is None:
        # Speakers stand before the quotes that name them.
        before = (number for number in range(1, closing) if key == "speakers" and lines[number].startswith("quotes:"))
        position = next(before, closing)
        written = [f"{key}:", *written]
    else:
        position = _end_of_list(lines, start, closing)
        item = next((extracted for line in lines[start + 1 : position] if (extracted := _ITEM.match(line))), None)
        indent = len(item[1]) if item else 2
        written = [(" " * indent + line[2:]) if line.strip() else line for line in written]
    return [*lines[:position], *(line + end for line in written), *lines[position:]]


def _end_of_list(lines: Sequence[str], start: int, closing: int) -> int:
    """The number of the line behind the last item of the list that begins on line `start`, and before its comments."""
    end = start + 1
    for number in range(start + 1, closing):
        line = lines[number]
        if line[:1] == " " or line.startswith("- "):
            end = number + 1 if line.strip() else end
        elif line.strip() and line[0] != "#":
            break
    return end


def _diff(source: Source, data: bytes) -> str:
    before, after = (text.decode("utf-8").splitlines() for text in (source.data, data))
    return "\n".join(difflib.unified_diff(before, after, source.path, source.path, lineterm="", n=2))


def refusal(faults: Sequence[Diagnostic]) -> str:
    """Why nothing can be offered, in a sentence."""
    first = faults[0].message if faults else "Filen er ikke en nyhed"
    return f"{first}. Ret det først; »{hjemsite.COMMAND} check« viser hvor."
