"""What the structs of front matter are made of, and the marks in their types that tell how a value is read."""

from msgspec import Struct

from hjemsite.content.frontmatter.values import ScalarReader

IN_FILE = {"start": "from", "end": "to", "pseudonym": "as"}
"""Attribute of a struct → its name in a file, where the two differ: `from` and `as` are keywords of Python's."""


class OneOrMany(Struct, frozen=True):
    """Lets a list of one value or record be written without its list: `member: aalborg-kommune`.

    With `parts_at_commas`, a comma in that one value is a fault: the editor probably meant several.
    """

    parts_at_commas: bool = False


class Shorthand(Struct, frozen=True):
    """Lets a text stand for a whole record: `read` makes the record of it."""

    read: ScalarReader


class UnlessInLibrary(Struct, frozen=True):
    """Marks a field that a record with a `file` must have, unless that is a picture of the library, which has it."""


class Fields(Struct, frozen=True, tag=True):
    """The fields of one kind of source, or of a record inside them. Encoded, a value holds the name of its type."""
