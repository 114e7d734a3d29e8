"""Recordings on the page of an article: the browser's own player, captions, what is said as text, and the file."""

from collections.abc import Iterator

from msgspec import Struct

from hjemsite.model import Article
from hjemsite.pages.components import AttachmentView, PictureView
from hjemsite.pages.context import PageContext
from hjemsite.pages.file_details import file_detail, is_sound, recording_type
from hjemsite.pages.responsive_images import poster_view


class RecordingView(Struct, frozen=True):
    """`type` is `audio/mpeg` or the like; `captions` is the address of a WebVTT file, or empty."""

    title: str
    url: str
    type: str
    is_sound: bool
    captions: str
    poster: PictureView | None
    credit: str
    said: tuple[str, ...]
    """What is said, as paragraphs."""
    file: AttachmentView


def recording_views(context: PageContext, article: Article) -> Iterator[RecordingView]:
    """The recordings of an article."""
    href = context.addresses.href
    for recording in article.recordings:
        yield RecordingView(
            title=recording.file.title,
            url=href(recording.file.url),
            type=recording_type(recording),
            is_sound=is_sound(recording),
            captions=href(recording.captions) if recording.captions else "",
            poster=poster_view(recording.poster, context.images, context.addresses) if recording.poster else None,
            credit=recording.credit,
            said=recording.transcript,
            file=AttachmentView(
                recording.file.title, href(recording.file.url), file_detail(recording.file), is_saved=True
            ),
        )
