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
    for one in article.recordings:
        yield RecordingView(
            title=one.file.title,
            url=href(one.file.url),
            type=recording_type(one),
            is_sound=is_sound(one),
            captions=href(one.captions) if one.captions else "",
            poster=poster_view(one.poster, context.images, context.addresses) if one.poster else None,
            credit=one.credit,
            said=one.transcript,
            file=AttachmentView(one.file.title, href(one.file.url), file_detail(one.file), is_saved=True),
        )
