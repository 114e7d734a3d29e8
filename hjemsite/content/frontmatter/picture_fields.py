"""The fields of pictures: of one that a text shows, and of the file that describes a picture of the library."""

from typing import Annotated

from hjemsite.content.frontmatter.field_types import Fields, UnlessInLibrary
from hjemsite.content.frontmatter.picture_values import FocalPoint, PictureName, PictureOrigin
from hjemsite.content.frontmatter.values import FileName, Flag, Line, When


class ConsentFields(Fields, frozen=True):
    """The consent, until an instant, of those whom a picture shows. `kind` is for the editors alone."""

    kind: Line
    until: When


class PictureFields(Fields, frozen=True):
    """A picture beside the text, or one of the library, of which something else is said here."""

    file: PictureName
    alt: Annotated[Line, UnlessInLibrary()] = ""
    credit: Annotated[Line, UnlessInLibrary()] = ""
    caption: Line = ""
    licence: Line = ""
    origin: PictureOrigin | None = None
    focus: FocalPoint | None = None
    consent: ConsentFields | None = None


class LogoFields(Fields, frozen=True):
    file: PictureName
    alt: Annotated[Line, UnlessInLibrary()] = ""


class LibraryPictureFields(Fields, frozen=True):
    """The description of a picture of the library, written once for all texts. It has the name of its file, or names it
    as `file`."""

    alt: Line
    credit: Line
    caption: Line = ""
    licence: Line = ""
    origin: PictureOrigin | None = None
    focus: FocalPoint | None = None
    consent: ConsentFields | None = None
    press: Flag = False
    file: FileName = ""
