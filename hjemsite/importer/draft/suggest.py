"""The speakers and quotes that an article's body holds and its fields do not yet: offered as lines to put in.

Lines are only ever added. Everything else in the file (comments, order, quotation marks, line ends) stays byte for
byte, and what comes out is read again before it is offered.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hjemsite.content.document import Document
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import ArticleFields
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


def suggest(source: Source, members: KnownMembers, people: Sequence[str]) -> Checked[Suggestion | None]:
    """What can be put into the article of `source`; None when it cannot be read, and the faults say why."""
    read = document(source)
    if read.value is None or not isinstance(read.value.fields, ArticleFields) or read.value.broken:
        return Checked(None, tuple(fault for fault in read.faults if fault.is_error))
    body = _with_dashes(split.split(text_of(source).value, source.path).value.body, read.value.marked.unlisted)
    words = plain_text.from_markdown("", body).text if body.strip() else ""
    release = extract(f"{read.value.fields.title}{PARAGRAPH}{words}", members, people)
    return Checked(_offer(source, read.value, read.value.fields, release, members))


def _with_dashes(body: str, speech: Sequence[str]) -> str:
    """The Markdown of a body in which lists that hold `speech` are no lists: »- Vi er klar, siger hun« is a paragraph.

    The build sees that by the words; the extractor needs the dash.
    """
    said = [normalized.normalize(words).letters for words in speech]
    lines = body.split("\n")
    items = [number for number, line in enumerate(lines) if _LIST_ITEM.match(line)]
    for run in _lists(lines, items):
        if any(_begins_alike(_LIST_ITEM.sub("", lines[number]), said) for number in run):
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


def _begins_alike(line: str, said: Sequence[str]) -> bool:
    words = normalized.normalize(line).letters
    return bool(words) and any(words.startswith(one) or one.startswith(words) for one in said)


def _offer(
    source: Source, read: Document, fields: ArticleFields, release: Extraction, members: KnownMembers
) -> Suggestion:
    fresh = _fresh(read, fields, release)
    listed = {slug(one.name or one.person or "") for one in fields.speakers}
    found = {slug(one.name.text): one for one in release.speakers}
    spoken = [quote for quote in fresh if quote.speakers and slug(quote.speakers[0]) in found.keys() | listed]
    new = {slug(quote.speakers[0]) for quote in spoken} - listed
    speakers = [one for name, one in found.items() if name in new]
    data = _with(source.data, speakers, spoken, fields, members)
    after = document(Source(source.path, data)).value
    if after is None or not _only_adds(after, fields, len(speakers), len(spoken)):
        return Suggestion(
            source.data, "", 0, 0, ("Listen i feltet speakers eller quotes kan ikke udvides, som den er skrevet",)
        )
    left = tuple(_left([quote.words.text for quote in fresh if quote not in spoken], after.marked.unlisted))
    return Suggestion(data, _diff(source, data), len(speakers), len(spoken), left)


def _left(silent: Sequence[str], unlisted: Sequence[str]) -> Iterator[str]:
    """A sentence for each quotation that is not offered: those without a speaker, and those the build warns of."""
    said = [normalized.normalize(words).letters for words in silent]
    others = (one for one in unlisted if not _begins_alike(one, said))
    for words in (*silent, *others):
        yield f"Citatet »{' '.join(words.split()[:6])} …« har ingen sikker taler"


def _fresh(read: Document, fields: ArticleFields, release: Extraction) -> list[ExtractedQuote]:
    """The quotes that were found, stand in the body as the site reads it, and are in no entry."""
    held = [normalized.normalize(one.text).letters for one in fields.quotes]
    words = [normalized.normalize(quote.words.text).letters for quote in release.quotes]
    new = [
        quote
        for quote, letters in zip(release.quotes, words, strict=True)
        if letters and not any(letters in other or other in letters for other in held)
    ]
    texts = [*(one.text for one in fields.quotes), *(quote.words.text for quote in new)]
    html = read.html
    marked = quotes.mark_quotes(html, texts)
    lost = {*marked.missing, *(number for number, _ in marked.repeated)}
    return [quote for number, quote in enumerate(new, len(fields.quotes)) if number not in lost]


def _with(
    data: bytes,
    speakers: Sequence[ExtractedSpeaker],
    spoken: Sequence[ExtractedQuote],
    fields: ArticleFields,
    members: KnownMembers,
) -> bytes:
    if not spoken:
        return data
    lines = data.decode("utf-8").splitlines(keepends=True)
    names = {slug(one.name or one.person or ""): one.name or str(one.person) for one in fields.speakers}
    names |= {slug(one.name.text): one.name.text for one in speakers}
    people = [line for one in speakers for line in frontmatter.speaker_lines(one, members)]
    said = [line for one in spoken for line in frontmatter.quote_lines(one, names[slug(one.speakers[0])])]
    for key, items in (("speakers", people), ("quotes", said)):
        if items:
            lines = _put(lines, key, items)
    return "".join(lines).encode()


def _only_adds(after: Document, fields: ArticleFields, speakers: int, spoken: int) -> bool:
    """Whether the fields of a document are those in `fields` and so many more speakers and quotes."""
    now = after.fields
    if not isinstance(now, ArticleFields) or after.broken:
        return False
    counts = (len(now.speakers) - len(fields.speakers), len(now.quotes) - len(fields.quotes))
    known = (now.speakers[: len(fields.speakers)], now.quotes[: len(fields.quotes)])
    rest = replace(now, speakers=(), quotes=()) == replace(fields, speakers=(), quotes=())
    return rest and counts == (speakers, spoken) and known == (fields.speakers, fields.quotes)


def _put(lines: list[str], key: str, items: Iterable[str]) -> list[str]:
    """`lines` with items at the end of the list `key`, which is begun where there is none."""
    end = "\r\n" if lines[0].endswith("\r\n") else "\r" if lines[0].endswith("\r") else "\n"
    closing = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    start = next((number for number in range(1, closing) if lines[number].startswith(f"{key}:")), None)
    written = "\n".join(items).split("\n")
    if start is None:
        # Speakers stand before the quotes that name them.
        before = (number for number in range(1, closing) if key == "speakers" and lines[number].startswith("quotes:"))
        place = next(before, closing)
        written = [f"{key}:", *written]
    else:
        place = _end_of_list(lines, start, closing)
        item = next((found for line in lines[start + 1 : place] if (found := _ITEM.match(line))), None)
        indent = len(item[1]) if item else 2
        written = [(" " * indent + line[2:]) if line.strip() else line for line in written]
    return [*lines[:place], *(line + end for line in written), *lines[place:]]


def _end_of_list(lines: Sequence[str], start: int, closing: int) -> int:
    """The line behind the last item of the list that begins on line `start`; remarks that follow are not the list's."""
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
    return f"{first}. Ret det først; »python3 build.py check« viser hvor."
