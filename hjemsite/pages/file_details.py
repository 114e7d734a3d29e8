"""The link to a file that readers can save, with its format and size: »PDF, 1,2 MB«."""

from posixpath import splitext

from hjemsite.filetypes import MEDIA_TYPES, PICTURES, SOUND
from hjemsite.model import Attachment, Recording
from hjemsite.pages.components import AttachmentView


def attachment_view(file: Attachment, href: str) -> AttachmentView:
    """The link `href` to an attachment. What browsers show themselves opens in them; the rest is saved."""
    return AttachmentView(file.title, href, file_detail(file), is_saved=not file.url.endswith((".pdf", *PICTURES)))


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


def media_type_of(file: Attachment) -> str:
    """The media type of an attachment: `application/pdf`."""
    return MEDIA_TYPES[splitext(file.url)[1].lower()]


def recording_type(recording: Recording) -> str:
    """The media type of a recording's file: `audio/mpeg`."""
    return media_type_of(recording.file)


def is_sound(recording: Recording) -> bool:
    """Whether a recording has sound only."""
    return splitext(recording.file.url)[1].lower() in SOUND
