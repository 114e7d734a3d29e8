"""What stands at a path of the output folder."""

from enum import StrEnum


class Kind(StrEnum):
    """What stands at a path, in the words of a fault."""

    FILE = "Filen"
    FOLDER = "Mappen"
    LINK = "Genvejen"
    SPECIAL = "Specialfilen"
