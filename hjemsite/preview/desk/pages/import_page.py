"""Importing a press release: the editor chooses a file, sees what was found beside its text, and saves it.

Until then the draft is only in memory, so nothing is written before the editor has seen it.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from secrets import token_urlsafe

from msgspec import Struct

from hjemsite.importer.draft.article_draft import Draft
from hjemsite.importer.extract.result import Confidence, Extracted, Segment
from hjemsite.importer.file_format import imported_file
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.importer.release_draft import ReleaseDraft, release_draft
from hjemsite.importer.run import with_own_address
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.pages.edit_page import PAGE as EDIT
from hjemsite.preview.desk.room import DeskError, Outcome, Room, see

PAGE = "importer"
_WAITING = 8
"""Files that wait to be saved; the oldest is forgotten."""
_TEXTS = 20
"""Press releases of one file that the page shows; an export of hundreds is for the command."""

_WORDS = {
    Confidence.CERTAIN: ("", "sikker"),
    Confidence.LIKELY: ("sandsynlig", "sandsynlig"),
    Confidence.DOUBTFUL: ("usikker", "usikker"),
}


class Waiting:
    """Drafts that have been shown and are not saved yet, by a name that nobody guesses."""

    def __init__(self) -> None:
        self._drafts: OrderedDict[str, tuple[Draft, ...]] = OrderedDict()

    def add(self, drafts: Sequence[Draft]) -> str:
        name = token_urlsafe(12)
        self._drafts[name] = tuple(drafts)
        while len(self._drafts) > _WAITING:
            self._drafts.popitem(last=False)
        return name

    def take(self, name: str) -> tuple[Draft, ...] | None:
        return self._drafts.pop(name, None)


class FoundValue(Struct, frozen=True):
    """A value that was found: its label, its text, and its confidence, as a CSS class and as a Danish word."""

    label: str
    text: str
    sure: str
    word: str


class LitText(Struct, frozen=True):
    """A stretch of a release. `title` says what was found there, empty for nothing; `sure` is how sure that is."""

    text: str
    sure: str = ""
    title: str = ""


class ReadRelease(Struct, frozen=True):
    """A press release as the page shows it. `source` is its text with the values lit."""

    title: str
    path: str
    taken: str
    source: tuple[LitText, ...]
    values: tuple[FoundValue, ...]
    unfinished: tuple[str, ...]
    remarks: tuple[str, ...]
    losses: tuple[str, ...]
    marks: int
    pictures: int


def import_page(room: Room, refusal: str = "") -> Answer:
    """Where a file is chosen, dropped, or a text pasted."""
    return room.page("importer.html", {"refusal": refusal})


def read_in(room: Room, form: FormData, waiting: Waiting) -> Outcome:
    """The page with what was found in the file, or in the pasted text, of the form. Nothing is written yet."""
    sent, pasted = form.files.get("fil"), form.texts.get("indsat", "").strip()
    if sent is None and not pasted:
        return Outcome(import_page(room, "Vælg en fil, eller sæt teksten ind."))
    name, data = (sent.name, sent.data) if sent else ("", pasted.encode())
    try:
        read = imported_file(name, data)
        if len(read.manuscripts) > _TEXTS:
            count = len(read.manuscripts)
            raise UnreadableError(f"Filen rummer {count} tekster. Så mange læser den ind, der står for siden.")
        site = known_site(room.root)
        releases = [release_draft(manuscript, site, room.clock().date()) for manuscript in read.manuscripts]
    except UnreadableError as error:
        return Outcome(import_page(room, str(error)))
    if not releases:
        return Outcome(import_page(room, " ".join(read.failed) or "Der er ingen pressemeddelelse i filen."))
    drafts = _with_own_addresses([release.draft for release in releases])
    shown = [_shown(release, draft, site) for release, draft in zip(releases, drafts, strict=True)]
    values = {
        "name": name or "den indsatte tekst",
        "waiting": waiting.add(drafts),
        "releases": shown,
        "remarks": [*read.remarks, *read.skipped, *read.failed],
    }
    return Outcome(room.page("fundet.html", values))


def _with_own_addresses(drafts: Sequence[Draft]) -> list[Draft]:
    claimed: set[str] = set()
    return [with_own_address(draft, claimed) for draft in drafts]


def _shown(release: ReleaseDraft, draft: Draft, site: KnownSite) -> ReadRelease:
    return ReadRelease(
        draft.title,
        draft.path,
        site.taken_by(draft.path),
        _lit(release),
        tuple(_found_values(release)),
        draft.unfinished,
        draft.remarks,
        tuple(map(str, release.losses)),
        draft.marks,
        len(draft.files) - 1,
    )


def _values(release: ReleaseDraft) -> Iterator[tuple[str, str, tuple[Segment, ...], Confidence]]:
    """Label, text, segments and confidence of each value, in the order of a file."""
    extraction = release.extraction
    single: tuple[tuple[str, Extracted | None], ...] = (
        ("Overskrift", extraction.title),
        ("Underrubrik", extraction.deck),
        ("Kreditering", extraction.credit),
        ("Fotokreditering", extraction.photo_credit),
    )
    yield from ((label, value.text, value.segments, value.confidence) for label, value in single if value)
    if extraction.date:
        yield "Dato", extraction.date.day.isoformat(), (extraction.date.segment,), extraction.date.confidence
    for member in extraction.members:
        yield "Medlem", member.slug, (member.segment,), member.confidence
    for speaker in extraction.speakers:
        for label, part in (("Taler", speaker.name), ("Titel", speaker.title), ("Organisation", speaker.organisation)):
            if part:
                yield label, part.text, part.segments, part.confidence
    for quote in extraction.quotes:
        sure = max(quote.confidence, quote.words.confidence, key=list(Confidence).index)
        said_by = f" – {' og '.join(quote.speakers)}" if quote.speakers else " – uden taler"
        yield "Citat", f"»{quote.words.text}«{said_by}", quote.words.segments, sure
    for contact in extraction.contacts:
        about = ", ".join(filter(None, (contact.name, contact.title, contact.email, contact.phone)))
        yield "Kontakt", about, (contact.segment,), contact.confidence


def _found_values(release: ReleaseDraft) -> Iterator[FoundValue]:
    if release.embargo:
        sure = Confidence.DOUBTFUL if release.embargo.doubts else Confidence.CERTAIN
        value = release.embargo.value or "; ".join(release.embargo.doubts)
        yield FoundValue("Embargo", value, *_WORDS[sure])
    for label, text, _, confidence in _values(release):
        yield FoundValue(label, text, *_WORDS[confidence])


def _lit(release: ReleaseDraft) -> tuple[LitText, ...]:
    """The text of a release with each value marked; where values overlap, the less sure one is seen."""
    text = release.manuscript.text
    order = list(Confidence)
    looks: list[tuple[int, str] | None] = [None] * len(text)
    for label, _, segments, confidence in _values(release):
        rank = order.index(confidence)
        for start, end in segments:
            for at in range(start, min(end, len(text))):
                old_look = looks[at]
                if old_look is None or rank >= old_look[0]:
                    looks[at] = (rank, label)
    written: list[LitText] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and looks[end] == looks[at]:
            end += 1
        look, words = looks[at], text[at:end]
        if look is None:
            written.append(LitText(words))
        else:
            sure, word = _WORDS[order[look[0]]]
            written.append(LitText(words, sure or "sikker", f"{look[1]}: {word}"))
        at = end
    return tuple(written)


def save_drafts(room: Room, form: FormData, waiting: Waiting) -> Outcome:
    """Write the drafts that were shown. Raises `DeskError`."""
    drafts = waiting.take(form.texts.get("venter", ""))
    if drafts is None:
        raise DeskError("Det indlæste er ikke gemt og venter ikke længere. Læs filen ind igen.")
    chosen = [draft for number, draft in enumerate(drafts) if len(drafts) == 1 or f"med.{number}" in form.texts]
    site = known_site(room.root)
    files: dict[str, bytes | None] = {}
    for draft in chosen:
        if taken := site.taken_by(draft.path):
            raise DeskError(f"»{taken}« har den samme adresse i forvejen og er ikke ændret. Intet er gemt.")
        files |= draft.files
    if not chosen:
        raise DeskError("Sæt kryds ved det, der skal gemmes. Læs filen ind igen.")
    what = f"Læste »{chosen[0].title}« ind" if len(chosen) == 1 else f"Læste {len(chosen)} kladder ind"
    written = room.write(what, files)
    if len(chosen) > 1:
        return Outcome(see(""), written)
    return Outcome(see(EDIT, fil=chosen[0].path, sket="indlaest"), written)
