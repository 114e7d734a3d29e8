"""The format and size of a file, shown in the link to it: »PDF, 1,2 MB«."""

from posixpath import splitext

from hjemsite.filetypes import MEDIA_TYPES, SOUND
from hjemsite.model import Attachment, Recording


def file_detail(file: Attachment) -> str:
    """Format and size.

    >>> file_detail(Attachment("/nyheder/hus/plan.pdf", "Plan", 1_234_567))
    'PDF, 1,2 MB'
    >>> file_detail(Attachment("/nyheder/hus/plan.pdf", "Plan", 2_345))
    'PDF, 2 kB'
    """
    ending = splitext(file.url)[1].removeprefix(".").upper()
    megabytes = f"{file.size / 1e6:.1f}".replace(".", ",")
    return f"{ending}, {megabytes} MB" if file.size >= 100_000 else f"{ending}, {max(1, round(file.size / 1000))} kB"


def recording_type(one: Recording) -> str:
    """The media type of a recording's file: `audio/mpeg`."""
    return MEDIA_TYPES[splitext(one.file.url)[1].lower()]


def is_sound(one: Recording) -> bool:
    """Whether a recording has sound only."""
    return splitext(one.file.url)[1].lower() in SOUND
