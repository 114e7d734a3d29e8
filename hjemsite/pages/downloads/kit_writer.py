"""A press kit as a ZIP file: everything that a newsroom needs of an article, in one file; the same article gives the
same bytes.

Its pictures and recordings carry their credit inside, for a file that is passed on loses the page around it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import splitext

import jinja2
from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.images.embedded_credit import FileNotes, can_hold_notes, with_notes
from hjemsite.limits import PRESS_KIT_BYTES
from hjemsite.pages.downloads.blocks import Block
from hjemsite.pages.downloads.docx_writer import WordView, docx
from hjemsite.pages.downloads.text_writer import plain_text
from hjemsite.pages.downloads.zip_writer import Entry, entry, stored, zip_archive


class KitPicture(Struct, frozen=True):
    """A picture of the kit: the name and the kind of its file, its `content`, and where it lies on the site."""

    name: str
    kind: str
    content: Blob
    url: str
    notes: FileNotes
    origin: str = ""
    """The text for readers about how it was made: photographed, drawn, generated."""


class KitRecording(Struct, frozen=True):
    """A sound recording or a film of the kit, and the captions that lie beside it, where it has some."""

    name: str
    kind: str
    content: Blob
    url: str
    notes: FileNotes
    captions_name: str
    captions: Blob
    transcript: tuple[str, ...]
    """What is said in it, as paragraphs."""


class PressKitView(Struct, frozen=True):
    """What the kit of the article called `name` holds. `ninjs`, `quotes` and `contacts` are finished texts."""

    name: str
    word: WordView
    text: tuple[Block, ...]
    ninjs: str
    quotes: str
    contacts: str
    pictures: tuple[KitPicture, ...]
    recordings: tuple[KitRecording, ...]


# The kit and its digest are made one right after the other.
@lru_cache(maxsize=1)
def press_kit(view: PressKitView, environment: jinja2.Environment) -> bytes:
    """The ZIP file. Raises what the templates of the Word file raise."""
    return zip_archive(_entries(view, environment))


def press_kit_digest(view: PressKitView, environment: jinja2.Environment) -> bytes:
    """The kit's SHA-256, in the form that the program sha256sum reads."""
    return f"{hashlib.sha256(press_kit(view, environment)).hexdigest()}  {view.name}.zip\n".encode()


def _entries(view: PressKitView, environment: jinja2.Environment) -> Iterator[Entry]:
    texts = [
        stored(f"{view.name}.docx", docx(view.word, environment)),
        entry(f"{view.name}.txt", plain_text(view.text)),
        entry("ninjs.json", view.ninjs),
    ]
    texts += [
        entry(name, text) for name, text in (("citater.txt", view.quotes), ("kontakt.vcf", view.contacts)) if text
    ]
    yield from texts
    room = PRESS_KIT_BYTES - sum(len(part.data) for part in texts)
    for folder, files in (("billeder", view.pictures), ("optagelser", view.recordings)):
        lines = []
        for file in files:
            entries = [*_media(folder, file)]
            size = sum(len(part.data) for part in entries)
            fits = size <= room
            if fits:
                room -= size
                yield from entries
            # A film has no room beside large pictures, or in any kit: then the list leads to it.
            here = f"{folder}/{file.name}"
            away = f"{file.name} er for stor til pakken. Hent den her: {file.url}"
            lines.append("\n".join((here if fits else away, *_described(file))))
        if lines:
            yield entry(f"{folder}.txt", "\n\n".join(lines) + "\n")


def _media(folder: str, medium: KitPicture | KitRecording) -> Iterator[Entry]:
    """The files of a picture or a recording, with what is said of it written into them."""
    data = read(medium.content)
    with_facts = with_notes(data, medium.kind, medium.notes) if can_hold_notes(medium.kind) else data
    yield stored(f"{folder}/{medium.name}", with_facts)
    if isinstance(medium, KitRecording) and medium.captions_name:
        yield stored(f"{folder}/{medium.captions_name}", read(medium.captions))


def _described(medium: KitPicture | KitRecording) -> Iterator[str]:
    """What the list says of a picture or a recording, a line for each thing that is known."""
    notes = medium.notes
    facts = {"Viser": notes.description, "Billedtekst": notes.caption}
    if isinstance(medium, KitRecording):
        facts = {"Titel": notes.caption, "Undertekster": medium.captions_name}
    facts |= {"Krediter": notes.credit, "Licens": notes.licence}
    if isinstance(medium, KitPicture):
        facts["Oprindelse"] = medium.origin
    else:
        facts["Der bliver sagt"] = "\n".join(medium.transcript)
    yield from (f"{name}: {text}" for name, text in facts.items() if text)


def numbered_names(urls: Iterable[str]) -> Iterator[str]:
    """The names of the files at `urls`; of those that are called alike the later ones have a number.

    >>> [*numbered_names(("/a/hus.jpg", "/b/hus.jpg"))]
    ['hus.jpg', 'hus-2.jpg']
    """
    taken: dict[str, int] = {}
    for url in urls:
        name = url.rpartition("/")[2]
        taken[name] = taken.get(name, 0) + 1
        stem, ending = splitext(name)
        yield name if taken[name] == 1 else f"{stem}-{taken[name]}{ending}"
