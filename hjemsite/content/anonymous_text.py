"""The text of a source with other names for people who are anonymised: nothing after it has seen theirs.

Lines keep their numbers, and a fault found in the new text is reported at its place in the file.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import accumulate

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.anonymous_names import AnonymousName, FoundName, found_names, lone_parts
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.values import Instant
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Related, Span, span_in
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.urls import name_of, slug

RULE, DOUBT = "anonymiseret-navn", "muligt-anonymiseret-navn"


class AnonymousText(Struct, frozen=True):
    """The `text` of the file at `path`, which was `before`.

    `pieces` are the stretches that differ, in order: start and end in `text`, start and end in `before`.
    """

    path: str
    text: str
    before: str
    pieces: tuple[tuple[int, int, int, int], ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    names: tuple[AnonymousName, ...] = ()
    """Those who may not be named in it."""
    since: Instant | None = None
    """When the last of them whose name it holds was anonymised."""

    def span_before(self, span: Span) -> Span:
        """Where what `span` covers of the text stands in the file."""
        if span.path != self.path or not self.pieces:
            return span
        start, end = self._before(span.line, span.column), self._before(span.end_line, span.end_column, at_end=True)
        return span_in(self.before, start, max(start, end), self.path)

    def _before(self, line: int, column: int, *, at_end: bool = False) -> int:
        lines = list(accumulate((len(text_line) + 1 for text_line in self.text.split("\n")), initial=0))
        offset = lines[min(line, len(lines)) - 1] + column - 1
        number = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        if number < 0:
            return offset
        start, end, old_start, old_end = self.pieces[number]
        return (old_end if at_end and offset > start else old_start) if offset < end else offset - end + old_end


def anonymous_text(text: str, path: str, names: tuple[AnonymousName, ...]) -> AnonymousText:
    """The text of the file at `path` with other names for those of `names` who stand in it."""
    if not names:
        return AnonymousText(path, text, text)
    text = unicodedata.normalize("NFC", text)
    own = [name for name in names if not is_anothers(path, name)]
    by_name = [(name, found_names(text, name)) for name in own]
    all_pieces = [piece for _, pieces in by_name for piece in pieces]
    instants = (
        name.since for name, pieces in by_name if name.since and any(piece.text is not None for piece in pieces)
    )
    faults = [_in_another_name(text, piece, path) for piece in all_pieces if piece.text is None]
    faults += [fault for name in own for fault in _doubtful(text, path, name)]
    pieces = sorted((piece for piece in all_pieces if piece.text is not None), key=lambda piece: piece.start)
    since = max(instants, key=lambda instant: instant.at, default=None)
    return replace(_replaced(text, path, pieces, tuple(faults[:FAULTS_PER_KIND])), names=tuple(own), since=since)


def is_anothers(path: str, anonymous: AnonymousName) -> bool:
    """Whether an editor says that the name in the file at `path` is somebody else's."""
    return slug(name_of(path)) in map(slug, anonymous.not_in)


def _replaced(text: str, path: str, names: list[FoundName], faults: tuple[Diagnostic, ...]) -> AnonymousText:
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    at, length = 0, 0
    for name in names:
        if name.start < at or name.text is None:
            continue
        length += name.start - at
        pieces.append((length, length + len(name.text), name.start, name.end))
        parts += (text[at : name.start], name.text)
        length += len(name.text)
        at = name.end
    return AnonymousText(path, "".join((*parts, text[at:])), text, tuple(pieces), faults)


def _in_another_name(text: str, piece: FoundName, path: str) -> Diagnostic:
    span = span_in(text, piece.start, piece.end, path)
    words = text[piece.start : piece.end]
    hint = "Skriv teksten om, eller skriv hele navnet under namesakes, hvis det er en andens"
    return Diagnostic(RULE, span, f"»{words}« er en del af et navn, der er anonymiseret i samme tekst", hint)


def _doubtful(text: str, path: str, name: AnonymousName) -> Iterator[Diagnostic]:
    """A warning where a text that does not hold the full name holds a part of it."""
    if found_names(text, name):
        return
    for start, end in lone_parts(text, name):
        hint = (
            "Er det personen, så skriv det om; ellers skriv filens navn under not_in eller hele navnet under namesakes"
        )
        message = f"»{text[start:end]}« er en del af et navn, der er anonymiseret"
        yield Diagnostic(DOUBT, span_in(text, start, end, path), message, hint)


def at_file_positions(read: Checked[Document | None], anonymous: AnonymousText) -> Checked[Document | None]:
    """A document read from the new text, and its faults, with the places where they stand in the file.

    What the text spells in a way of its own, and the document says all the same, is an error.
    """
    document = read.value
    faults = (*anonymous.faults, *_left_in(document, anonymous)) if document and anonymous.names else anonymous.faults
    if not anonymous.pieces:
        return Checked(document, (*read.faults, *faults))
    move = anonymous.span_before
    if document is not None:
        document = replace(
            document,
            spans={path: move(span) for path, span in document.spans.items()},
            links=tuple(replace(link, span=move(link.span)) for link in document.links),
            files=tuple(replace(file, span=move(file.span)) for file in document.files),
            counts=tuple(replace(count, span=move(count.span)) for count in document.counts),
            anonymised=anonymous.since,
        )
    return Checked(document, (*(_moved(fault, anonymous) for fault in read.faults), *faults))


def _left_in(document: Document, anonymous: AnonymousText) -> Iterator[Diagnostic]:
    texts = (document.text, unescape(document.html), *texts_in(msgspec.to_builtins(document.fields)))
    for name in anonymous.names:
        if any(found_names(text, name) for text in texts):
            message = f"Navnet på {name.pseudonym} står her på en måde, der ikke kan skiftes ud"
            yield Diagnostic(RULE, Span(document.path), message, "Skriv det med almindelige bogstaver, eller slet det")


def texts_in(value: object) -> Iterator[str]:
    """All texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)


def _moved(fault: Diagnostic, anonymous: AnonymousText) -> Diagnostic:
    move, proposal = anonymous.span_before, fault.proposal
    return replace(
        fault,
        span=move(fault.span),
        related=tuple(Related(move(related.span), related.label) for related in fault.related),
        proposal=Proposal(move(proposal.span), proposal.text) if proposal else None,
    )
