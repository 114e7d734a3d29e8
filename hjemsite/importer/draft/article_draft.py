"""A draft article, made from a manuscript and the values extracted from it, for an editor to finish.

The body keeps its words, every value that is not certain has a mark where it stands, and the same manuscript always
gives the same bytes. What the site's own reader would refuse, such as a quote that it cannot find in the body, is left
out, and a sentence in the file says so.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.content.embargo.embargo_cuts import without_label
from hjemsite.content.frontmatter.review_marks import MARK_PREFIX
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.content.working_notes import working_notes
from hjemsite.importer.draft import body_selection, frontmatter
from hjemsite.importer.draft.frontmatter import field_lines, file_slug, one_line, review_mark, scalar
from hjemsite.importer.embargo_value import Embargo
from hjemsite.importer.extract.result import (
    Confidence,
    ExtractedQuote,
    ExtractedSpeaker,
    Extraction,
    KnownMembers,
    Segment,
)
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.limits import EXCERPT_SHOWN
from hjemsite.urls import Slug, slug

_CERTAIN = Confidence.CERTAIN


class Draft(Struct, frozen=True):
    """A draft article and its files: path below the project folder → bytes. The text is `files[path]`.

    `speakers`, `quotes` and `marks` say how many the text has. `unfinished` are Danish sentences about what the editor
    must do, which stand in the text, too; `remarks` are Danish sentences about the manuscript.
    """

    title: str
    slug: Slug
    path: str
    files: Mapping[str, bytes]
    speakers: int
    quotes: int
    marks: int
    unfinished: tuple[str, ...]
    remarks: tuple[str, ...]


def draft(
    manuscript: Manuscript, release: Extraction, members: KnownMembers, today: date, embargo: Embargo | None = None
) -> Draft:
    """The draft of a manuscript. `today` is the date of a text that has none.

    Raises `UnreadableError` where nothing in the text can become an address.
    """
    writer = _Writer(manuscript, release, members, today, embargo)
    name = writer.name()
    day = writer.date()[0][:10]
    folder = f"content/nyheder/{day}-{name}"
    path = f"{folder}/index.md" if manuscript.files else f"{folder}.md"
    data = writer.text().encode()
    if refused := _refused_parts(path, data, writer):
        writer.refused |= refused
        data = writer.text().encode()
    if writer.is_public and any(fault.is_error for fault in document(Source(path, data)).faults):
        writer.is_public = False
        data = writer.text().encode()
    files = {path: data, **{f"{folder}/{file.name}": file.data for file in manuscript.files}}
    return Draft(
        one_line(writer.title()),
        name,
        path,
        files,
        len(writer.speakers),
        len(writer.quotes()),
        data.decode().count(MARK_PREFIX),
        tuple(writer.unfinished()),
        manuscript.remarks,
    )


def _refused_parts(path: str, data: bytes, writer: "_Writer") -> set[int | str]:
    """The numbers of the quotes, and the names of the fields, that the site's reader refuses in the written draft."""
    read = document(Source(path, data)).value
    if read is None:
        return set()
    lost = {*read.marked.missing, *(number for number, _ in read.marked.repeated)}
    numbers = [number for number, _ in writer.quotes()]
    refused: set[int | str] = {numbers[index] for index in lost}
    size = writer.release.size
    if size and not danish.mentions_number(read.text, size.count):
        refused.add("alliance_size")
    return refused


class _Writer:
    """Writes the text of one draft, field by field.

    `metadata` is what another system says of the text. `refused` are numbers of quotes and names of fields that must
    not be written.
    """

    def __init__(
        self,
        manuscript: Manuscript,
        release: Extraction,
        members: KnownMembers,
        today: date,
        embargo: Embargo | None,
    ) -> None:
        self.manuscript, self.release, self.members, self.today = manuscript, release, members, today
        self.embargo = embargo
        self.metadata = manuscript.metadata
        self.refused: set[int | str] = set()
        # What is public already must not say more than what is certain, and has no notes to colleagues.
        is_finished = not any(note.is_certain for note in working_notes(manuscript.text))
        self.is_public = self.metadata is not None and not self.metadata.draft and is_finished
        self.speakers = self._speakers()

    def _speakers(self) -> tuple[ExtractedSpeaker, ...]:
        first: dict[str, ExtractedSpeaker] = {}
        for speaker in self.release.speakers:
            if slug(speaker.name.text) and self._may_write(speaker.name.confidence):
                first.setdefault(slug(speaker.name.text), speaker)
        return tuple(first.values())

    def _may_write(self, confidence: Confidence) -> bool:
        return not self.is_public or confidence is _CERTAIN

    def title(self) -> str:
        """The headline, or the name of the file."""
        if self.metadata:
            return self.metadata.title
        return self.release.title.text if self.release.title else self.manuscript.name.replace("-", " ")

    def name(self) -> Slug:
        """The last part of the address. Raises `UnreadableError` where there is none."""
        name = file_slug(self.metadata.name if self.metadata else self.title()) or file_slug(self.manuscript.name)
        if not name:
            raise UnreadableError(
                "Teksten har ingen overskrift, der kan blive til en adresse. Skriv en overskrift med bogstaver øverst."
            )
        return name

    def date(self) -> tuple[str, str]:
        """The date as it stands in the file, and its mark."""
        if self.metadata and self.metadata.date:
            return self.metadata.date, ""
        if self.release.date:
            return self.release.date.day.isoformat(), review_mark(self.release.date.confidence)
        without_year = self.release.date_without_year
        why = f"teksten har en dato uden år, »{without_year.text}«" if without_year else "teksten har ingen dato"
        return self.today.isoformat(), review_mark(Confidence.DOUBTFUL, f"{why}, så det er dagen i dag")

    def text(self) -> str:
        """The whole file."""
        lines = ["---", *self._notes(), *self._fields(), "---"]
        body = self.manuscript.body(self._removed(), body_selection.heading_segments(self.release))
        body = body_selection.without_text_label(body) if not self.metadata else body
        body = body_selection.with_levels_of_headings(body)
        return "\n".join(lines) + ("\n\n" + body if body else "") + "\n"

    def _removed(self) -> Collection[Segment]:
        text = self.manuscript.text
        segments = [*body_selection.paragraphs_in_fields(self.manuscript, self.release)]
        first = self.manuscript.pieces[:1]
        if first and body_selection.same_words(without_label(text[first[0].start : first[0].end]), self.title()):
            segments.append(Segment(first[0].start, first[0].end))
        return segments

    def _notes(self) -> Iterator[str]:
        if not self.is_public:
            yield "# Læst ind af hjemsite. Ret det, der står tjek ved, og slet så mærket."
        yield from (f"{MARK_PREFIX} {one_line(task)}" for task in self.unfinished())

    def unfinished(self) -> Iterator[str]:
        """What the editor must do, in Danish sentences."""
        yield from self.manuscript.unfinished
        if self.embargo and not self.embargo.value:
            words = one_line(self.embargo.words)[:EXCERPT_SHOWN]
            yield f"usikker embargo »{words}«: {'; '.join(self.embargo.doubts)}; skriv feltet embargo"
        if not self.metadata and not self.release.title:
            yield "teksten har ingen overskrift, så den hedder som filen"
        photo = self.release.photo_credit
        if photo and photo != self.release.credit and not self.manuscript.files and not self.metadata:
            yield f"teksten har linjen »{photo.text}«, men intet billede; læg billedet ved, eller slet linjen"
        written = {number for number, _ in self.quotes()}
        for number, quote in enumerate(self.release.quotes):
            if number not in written:
                start = " ".join(quote.words.text.split()[:6])
                why = "teksten siger ikke sikkert, hvem der taler"
                if number in self.refused:
                    why = "ordene kunne ikke findes igen i teksten"
                yield f"citatet »{start} …« er ikke taget med, for {why}"

    def _fields(self) -> Iterator[str]:
        yield field_lines("title", self.title(), mark=self._title_mark())
        yield f"date: {''.join(self.date())}"
        yield from self._embargo()
        yield from self._members()
        yield from self._credit()
        size = self.release.size
        if size and "alliance_size" not in self.refused and self._may_write(size.confidence):
            yield f"alliance_size: {size.count}{review_mark(size.confidence)}"
        if summary := (self.metadata.summary if self.metadata else body_selection.summary(self.release)):
            yield field_lines("summary", summary)
        yield from self._imported()
        yield from self._contact()
        yield from self._speaker_fields()
        yield from self._quote_fields()

    def _title_mark(self) -> str:
        return review_mark(self.release.title.confidence) if self.release.title and not self.metadata else ""

    def _embargo(self) -> Iterator[str]:
        if self.embargo and self.embargo.value:
            quoted = [f"»{self.embargo.words[:EXCERPT_SHOWN]}«"] if self.embargo.words and self.embargo.doubts else []
            confidence = Confidence.DOUBTFUL if self.embargo.doubts else _CERTAIN
            yield f"embargo: {self.embargo.value}{review_mark(confidence, '; '.join([*quoted, *self.embargo.doubts]))}"

    def _members(self) -> Iterator[str]:
        members = {member.slug: member for member in self.release.members if self._may_write(member.confidence)}
        if len(members) == 1:
            yield from (f"member: {member.slug}{review_mark(member.confidence)}" for member in members.values())
        elif members:
            yield "member:"
            yield from (f"  - {member.slug}{review_mark(member.confidence)}" for member in members.values())

    def _credit(self) -> Iterator[str]:
        credit = self.release.credit
        if credit and self._may_write(credit.confidence):
            labelled = (
                credit.text if re.match(r"(?:tekst|skrevet|af)\b", credit.text, re.I) else f"Tekst: {credit.text}"
            )
            yield f"credit: {scalar(labelled)}{review_mark(credit.confidence)}"

    def _imported(self) -> Iterator[str]:
        """Topics and old addresses from another system, and whether the article is a draft."""
        if self.metadata and self.metadata.topics:
            yield "topics:"
            yield from (f"  - {scalar(topic)}" for topic in self.metadata.topics)
        if not self.is_public:
            yield "draft: ja  # slet linjen, når nyheden må komme ud"
        if self.metadata and self.metadata.redirects:
            yield "redirects:"
            yield from (f"  - {old}" for old in self.metadata.redirects)

    def _contact(self) -> Iterator[str]:
        contacts = [
            contact for contact in self.release.contacts if contact.name and self._may_write(contact.confidence)
        ]
        if contacts:
            yield "contact:"
        for contact in contacts:
            yield from frontmatter.contact_lines(contact, is_listed=len(contacts) > 1)

    def _speaker_fields(self) -> Iterator[str]:
        if self.speakers:
            yield "speakers:"
        for speaker in self.speakers:
            yield from frontmatter.speaker_lines(self._certain_parts(speaker), self.members)

    def _certain_parts(self, speaker: ExtractedSpeaker) -> ExtractedSpeaker:
        title, organisation = (
            part if part and self._may_write(part.confidence) else None
            for part in (speaker.title, speaker.organisation)
        )
        return replace(speaker, title=title, organisation=organisation)

    def quotes(self) -> list[tuple[int, ExtractedQuote]]:
        """The quotes that are written, each with its number among those extracted."""
        names = {slug(speaker.name.text) for speaker in self.speakers}
        return [
            (number, quote)
            for number, quote in enumerate(self.release.quotes)
            if number not in self.refused
            and quote.speakers
            and slug(quote.speakers[0]) in names
            and self._may_write(quote.confidence)
            and self._may_write(quote.words.confidence)
        ]

    def _quote_fields(self) -> Iterator[str]:
        quotes = self.quotes()
        if quotes:
            yield "quotes:"
        called = {slug(speaker.name.text): speaker.name.text for speaker in self.speakers}
        for _, quote in quotes:
            yield from frontmatter.quote_lines(quote, called[slug(quote.speakers[0])])
