"""A source read as a document: typed fields, safe HTML, quotes looked up in the body.

No other file is needed for it, so a document depends on its own bytes and path alone and is cached by them.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.cache.blob import digest
from hjemsite.content.anonymous_text import anonymous_text, at_file_positions
from hjemsite.content.document import (
    BROKEN_BODY,
    UNREAD,
    CountInText,
    Document,
    FrontMatter,
    MarkedBody,
    Mismatch,
    kind_of,
)
from hjemsite.content.embargo.embargo_faults import embargo_faults
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import ArticleFields, SiteFields, SourceFields
from hjemsite.content.markdown.prose import Prose, prose
from hjemsite.content.placeholders import placeholder_faults
from hjemsite.content.quotes import mark, normalized
from hjemsite.content.quotes.normalized import NormalizedText
from hjemsite.content.sources import Source, text_of
from hjemsite.content.withdrawal import withdrawn_document
from hjemsite.content.working_notes import note_faults
from hjemsite.danish.member_counts import claimed_counts
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Related, Span, span_in
from hjemsite.model import Passage
from hjemsite.urls import HOME, address

_UNREAD = ("for-stor-fil", "for-indviklet")


def document(source: Source, before: Checked[Document | None] = UNREAD) -> Checked[Document | None]:
    """The document that a source holds, and every fault in it. None when its front matter is not readable.

    `before` is what a text at the same path was read as. Its fields are taken over where they are written alike.
    """
    kind = kind_of(source.path)
    assert kind is not None, source.path
    if source.refused:
        return Checked(None)
    text = text_of(source)
    if text.faults:
        return Checked(None, text.faults)
    anonymous = anonymous_text(text.value, source.path, source.anonymised)
    return at_file_positions(_document(source, anonymous.text, kind, before), anonymous)


def _document(
    source: Source, text: str, kind: type[SourceFields], before: Checked[Document | None]
) -> Checked[Document | None]:
    """The document that `text` is, which the source holds."""
    parts = split.split(text, source.path)
    if parts.faults:
        return Checked(None, parts.faults)
    body, line = parts.value.body, parts.value.body_line
    front = _front_matter(parts.value, source.path, kind, before)
    if front.value is None:
        body_faults = prose(body, path=source.path, first_line=line, site_address=source.site_address).faults
        return Checked(None, (*front.faults, *body_faults))
    fields, spans, is_draft = front.value.fields, front.value.spans, front.value.is_draft
    if isinstance(fields, ArticleFields) and fields.withdrawn:
        notice = withdrawn_document(source.path, fields, fields.withdrawn, spans, front.value.broken)
        left = () if is_draft else _left_over(replace(parts.value, body=""), source.path)
        return Checked(notice, (*front.faults, *left))
    quotes = tuple(quote.text for quote in fields.quotes) if isinstance(fields, ArticleFields) else ()
    if isinstance(fields, SiteFields) and fields.about:
        body_prose = _about(fields.about, spans[("about",)], parts.value.yaml.split("\n"), source.site_address)
    else:
        body_prose = prose(body, path=source.path, first_line=line, speech=quotes, site_address=source.site_address)
    words = body_prose.value
    is_article = isinstance(fields, ArticleFields)
    marked = mark.mark_quotes(words.html, quotes) if is_article else MarkedBody((Passage(words.html),))
    url = address(source.path) or HOME
    broken = front.value.broken | {BROKEN_BODY for fault in body_prose.faults if fault.rule in _UNREAD}
    counts = tuple(_counts(fields, words.text, body, source.path, line)) if BROKEN_BODY not in broken else ()
    written = digest(parts.value.yaml)
    read = Document(
        source.path, url, fields, spans, marked, words.text, words.links, words.files, broken, counts, written
    )
    left = () if is_draft else _left_over(parts.value, source.path)
    return Checked(read, (*front.faults, *left, *body_prose.faults, *_press_faults(read, body, line)))


def _front_matter(
    parts: split.Parts, path: str, kind: type[SourceFields], before: Checked[Document | None]
) -> Checked[FrontMatter | None]:
    """The front matter of the source at `path`; for one that was read `before` without a fault, no YAML is loaded."""
    last_document = before.value
    if last_document is not None and not before.faults and last_document.front_matter_digest == digest(parts.yaml):
        return Checked(FrontMatter(last_document.fields, last_document.spans, last_document.broken))
    from hjemsite.content.frontmatter.front_matter import front_matter

    return front_matter(parts, path, kind)


def _left_over(parts: split.Parts, path: str) -> Iterator[Diagnostic]:
    """Faults of placeholders and working notes, which must be gone before the file is published."""
    yield from placeholder_faults(parts.yaml, parts.body, path, parts.yaml_line, parts.body_line)
    yield from note_faults(parts.yaml, parts.body, path, parts.yaml_line, parts.body_line)


def _about(text: str, span: Span, lines: Sequence[str], site_address: str) -> Checked[Prose]:
    """The site's »Om …« text, as `span` of `site.yaml` holds it. Only after a `|` does YAML keep its lines."""
    start = span.line - 1
    if lines[start][span.column - 1 : span.column] != "|":
        whole = Span(span.path, span.line, span.column, span.line, len(lines[start]) + 1)
        return _moved(prose(text, path=span.path, first_line=1, site_address=site_address), lambda _: whole)
    first = next(number for number in range(start + 1, len(lines)) if lines[number].strip())
    indent = len(lines[first]) - len(lines[first].lstrip(" "))

    def move(inner_span: Span) -> Span:
        column, end = (min(indent + column, len(lines[line - 1]) + 1) for column, line in (
            (inner_span.column, inner_span.line), (inner_span.end_column, inner_span.end_line)))  # fmt: skip
        return Span(inner_span.path, inner_span.line, column, inner_span.end_line, end)

    return _moved(prose(text, path=span.path, first_line=first + 1, site_address=site_address), move)


def _moved(body_prose: Checked[Prose], move: Callable[[Span], Span]) -> Checked[Prose]:
    links = tuple(replace(link, span=move(link.span)) for link in body_prose.value.links)
    files = tuple(replace(file, span=move(file.span)) for file in body_prose.value.files)
    faults = tuple(replace(fault, span=move(fault.span)) for fault in body_prose.faults)
    return Checked(replace(body_prose.value, links=links, files=files), faults)


def _press_faults(read: Document, body: str, line: int) -> Iterator[Diagnostic]:
    """The faults of what the fields of an article say of its body: its quotes, and the size of the alliance."""
    fields = read.fields
    if not isinstance(fields, ArticleFields) or BROKEN_BODY in read.broken:
        return
    if "quotes" not in read.broken:
        yield from _quote_faults(read, body, line)
    if not fields.draft and not any(map(str.isalnum, read.text)):
        hint = "Skriv nyheden under felterne, eller skriv draft: ja, til den er skrevet"
        yield Diagnostic("tom-nyhed", Span(read.path, line), "Nyheden har ingen tekst", hint)
    if not fields.draft:
        yield from embargo_faults(read, fields, body, line)
    size = fields.alliance_size
    if size is not None and not danish.mentions_number(read.text, size):
        message = f"Teksten nævner ikke tallet {danish.number(size)}"
        yield Diagnostic(
            "tal-ikke-i-teksten", read.span("alliance_size"), message, "Ret feltet alliance_size, eller slet det"
        )


def _counts(fields: SourceFields, text: str, body: str, path: str, line: int) -> Iterator[CountInText]:
    """What the body says of the alliance's size, where the field does not say it."""
    if not isinstance(fields, ArticleFields) or fields.alliance_size is not None:
        return
    for count in claimed_counts(text):
        yield CountInText(count.size, count.noun, find(count.words, body, path, line))


def _quote_faults(read: Document, body: str, line: int) -> Iterator[Diagnostic]:
    for number, near in zip(read.marked.missing, read.marked.mismatches, strict=True):
        yield _missing_quote(read, number, near, body, line)
    for number, first in read.marked.repeated:
        span, related = (
            read.span("quotes", number, "text"),
            Related(read.span("quotes", first, "text"), "første gang her"),
        )
        message = "Teksten siger det kun én gang, men det står i to citater"
        yield Diagnostic("gentaget-citat", span, message, "Slet det ene citat", (related,))
    for words in read.marked.unlisted:
        start = " ".join(words.split()[:6])
        message = f"Citatet »{start} …« står ikke i feltet quotes"
        yield Diagnostic(
            "citat-uden-post",
            find(words, body, read.path, line),
            message,
            "Tilføj citatet og dets taler i feltet quotes",
        )


def _missing_quote(read: Document, number: int, near: Mismatch | None, body: str, line: int) -> Diagnostic:
    span = read.span("quotes", number, "text")
    if near is None:
        return Diagnostic(
            "citat-ikke-i-teksten", span, "Citatet står ikke i teksten", "Ret citatet, så ordene er som i teksten"
        )
    assert isinstance(read.fields, ArticleFields)
    own = mark.nearest(body, read.fields.quotes[number].text)
    if own is not None and own.in_text == near.in_text:
        span_in_text = span_in(body, own.start, own.end, read.path, line)
    else:
        span_in_text = find(near.in_text, body, read.path, line)
    message = f"Citatet siger »{near.quoted}«, men teksten siger »{near.in_text}«"
    return Diagnostic(
        "citat-ikke-i-teksten",
        span,
        message,
        "Ret citatet eller teksten, så ordene er de samme",
        (Related(span_in_text, "her i teksten"),),
    )


def find(words: str, body: str, path: str, first_line: int) -> Span:
    """Where `words` stand in a body that begins on `first_line`, whatever the marks; else its first line."""
    text = _normalized(body)
    word_range = next(normalized.occurrences(text, normalized.normalize(words).letters), None)
    return span_in(body, *text.span(word_range), path, first_line) if word_range else Span(path, first_line)


@lru_cache(maxsize=1)
def _normalized(body: str) -> NormalizedText:
    """The body in the form in which texts are compared; the last one is cached, for a body may have several faults."""
    return normalized.normalize(body)
