"""A press kit as a ZIP file: everything that a newsroom needs of an article, in one file; the same article gives the
same bytes.

Its pictures carry their credit inside, for a file that is passed on loses the page around it.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from posixpath import splitext

import jinja2
from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.images.embedded_credit import PictureNotes, can_hold_notes, with_notes
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
    notes: PictureNotes
    origin: str = ""
    """The text for readers about how it was made: photographed, drawn, generated."""


class PressKitView(Struct, frozen=True):
    """What the kit of the article called `name` holds. `ninjs`, `quotes` and `contacts` are finished texts."""

    name: str
    word: WordView
    text: tuple[Block, ...]
    ninjs: str
    quotes: str
    contacts: str
    pictures: tuple[KitPicture, ...]


# The kit and its digest are made one right after the other.
@lru_cache(maxsize=1)
def press_kit(view: PressKitView, environment: jinja2.Environment) -> bytes:
    """The ZIP file. Raises what the templates of the Word file raise."""
    return zip_archive(_entries(view, environment))


def press_kit_digest(view: PressKitView, environment: jinja2.Environment) -> bytes:
    """The kit's SHA-256, in the form that the program sha256sum reads."""
    return f"{hashlib.sha256(press_kit(view, environment)).hexdigest()}  {view.name}.zip\n".encode()


def _entries(view: PressKitView, environment: jinja2.Environment) -> Iterator[Entry]:
    found = [
        stored(f"{view.name}.docx", docx(view.word, environment)),
        entry(f"{view.name}.txt", plain_text(view.text)),
        entry("ninjs.json", view.ninjs),
    ]
    found += [
        entry(name, text) for name, text in (("citater.txt", view.quotes), ("kontakt.vcf", view.contacts)) if text
    ]
    yield from found
    room, lines = PRESS_KIT_BYTES - sum(len(one.data) for one in found), []
    for picture in view.pictures:
        data = read(picture.content)
        if can_hold_notes(picture.kind):
            data = with_notes(data, picture.kind, picture.notes)
        fits = len(data) <= room
        if fits:
            room -= len(data)
            yield stored(f"billeder/{picture.name}", data)
        lines.append("\n".join(_described(picture, fits)))
    yield entry("billeder.txt", "\n\n".join(lines) + "\n")


def _described(picture: KitPicture, is_here: bool) -> Iterator[str]:
    """What the list of pictures says of one, a line for each thing that is known."""
    notes = picture.notes
    yield (
        f"billeder/{picture.name}"
        if is_here
        else f"{picture.name} er for stort til pakken. Hent det her: {picture.url}"
    )
    facts = {
        "Viser": notes.description,
        "Billedtekst": notes.caption,
        "Krediter": notes.credit,
        "Licens": notes.licence,
        "Oprindelse": picture.origin,
    }
    yield from (f"{name}: {text}" for name, text in facts.items() if text)


def numbered_names(urls: tuple[str, ...]) -> Iterator[str]:
    """The names of the pictures at `urls`; of those that are called alike the later ones have a number.

    >>> [*numbered_names(("/a/hus.jpg", "/b/hus.jpg"))]
    ['hus.jpg', 'hus-2.jpg']
    """
    taken: dict[str, int] = {}
    for url in urls:
        name = url.rpartition("/")[2]
        taken[name] = taken.get(name, 0) + 1
        stem, ending = splitext(name)
        yield name if taken[name] == 1 else f"{stem}-{taken[name]}{ending}"
