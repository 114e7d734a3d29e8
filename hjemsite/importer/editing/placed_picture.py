"""A picture put into an article: its file beside the text, and the words for it in the fields or in the body."""

from collections.abc import Collection, Mapping
from posixpath import splitext

from msgspec import Struct

from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.markdown.picture_credits import with_label
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import Source, text_of
from hjemsite.filetypes import PICTURES, content_trouble, name_trouble
from hjemsite.importer.draft.moved_file import into_bundle
from hjemsite.importer.editing.field_edits import CannotEditError, edited, fields_in
from hjemsite.limits import BUNDLE_FILE_BYTES
from hjemsite.urls import slug


class NewPicture(Struct, frozen=True):
    """A picture as an editor sends it: the file's name on their machine, its bytes, and its texts for readers."""

    name: str
    data: bytes
    alt: str
    credit: str
    caption: str
    is_on_top: bool


class PlacedPicture(Struct, frozen=True):
    """`files`: path → bytes of each file that changes, None for one that goes. `path` is that of the text now."""

    path: str
    files: Mapping[str, bytes | None]


def placed_picture(inputs: Inputs, source: Source, kind: type[Fields], picture: NewPicture) -> PlacedPicture:
    """The files of an article with a picture more. Raises `CannotEditError`."""
    files: dict[str, bytes | None] = {}
    if not source.path.endswith("/index.md"):
        move = into_bundle(inputs, source.path)
        files = {path: _in_line_ends(inputs.source(path).data, text) for path, text in move.texts.items()}
        source = Source(move.new, files.pop(move.old, None) or source.data)
        files[move.old] = None
    folder = source.path.removesuffix("index.md")
    name = _file_name(picture, {path.removeprefix(folder) for path in inputs.paths if path.startswith(folder)})
    files[folder + name] = picture.data
    files[source.path] = _with_words(source, kind, picture, name)
    return PlacedPicture(source.path, files)


def _in_line_ends(data: bytes, text: str) -> bytes:
    """A text in the line ends that `data` has."""
    return text.replace("\n", "\r\n" if b"\r\n" in data else "\n").encode()


def _file_name(picture: NewPicture, taken: Collection[str]) -> str:
    """A name that every system takes, and that no file of the folder has. Raises `CannotEditError`."""
    stem, ending = splitext(picture.name)
    ending = ending.lower()
    trouble = name_trouble(picture.name, PICTURES) or content_trouble(picture.name, ending, picture.data)
    if trouble:
        raise CannotEditError(f"{trouble[0]}. {trouble[1]}.")
    if len(picture.data) > BUNDLE_FILE_BYTES:
        raise CannotEditError(f"Billedet fylder mere end {BUNDLE_FILE_BYTES.millions} MB. Gør det mindre.")
    first = slug(stem) or "billede"
    names = (f"{first}{f'-{number}' if number > 1 else ''}{ending}" for number in range(1, 1_000))
    return next(name for name in names if name not in taken)


def _with_words(source: Source, kind: type[Fields], picture: NewPicture, name: str) -> bytes:
    if not picture.is_on_top:
        body = split.split(text_of(source).value, source.path).value.body.strip("\n")
        title = f"{picture.caption.rstrip('.')}. " if picture.caption else ""
        title += with_label(picture.credit)
        words = f'![{_plain(picture.alt)}]({name} "{title.replace(chr(34), "”")}")'
        return edited(source, kind, {}, f"{body}\n\n{words}" if body else words)
    tree = fields_in(source)
    if tree is not None and "image" in tree.entries:
        raise CannotEditError("Der er allerede et billede øverst. Vælg »Sidst i teksten«, eller ret feltet Billede.")
    fields = {"file": name, "alt": picture.alt, "credit": picture.credit, "caption": picture.caption}
    return edited(source, kind, {"image": {key: text for key, text in fields.items() if text}})


def _plain(text: str) -> str:
    """A text as it can stand between square brackets in Markdown."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
