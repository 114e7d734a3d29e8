"""Pictures on pages: where each rendition lives, and where in a body each picture stands.

Browsers choose by format and width, so all that is known here is given to them: sources, sizes, width and height.
The HTML of a picture on a page is the macro `image` of `templates/macros.html`; feeds get a plain `img`.
"""

from collections.abc import Iterable, Iterator
from html import escape, unescape

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.markdown.picture_credits import split_caption, with_label
from hjemsite.danish import typography
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.images.image_set import ImageSet
from hjemsite.images.renditions import TYPES, ProcessedImage, Rendition, rendition_url
from hjemsite.model import FocalPoint, Html, Passage, Picture, PictureOrigin
from hjemsite.model.origins import PICTURE_ORIGINS, picture_origin
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.body_html import for_narrow_windows
from hjemsite.pages.components import BodyPicture, BodyView, PictureView, SourceView
from hjemsite.urls import Url

WIDEST, LOGO, CARD, POSTER = 1600, 480, 480, 720
"""The widest rendition of a page, of a logo, of a picture in a list and of a film's still, in pixels."""

_IMAGES = lazy_pattern(r"<p>((?:<img [^<>]*>(?:\s|<br>)*+)++)</p>|<img [^<>]*>")
_TAG = lazy_pattern(r"<img [^<>]*>")
_ATTRIBUTE = lazy_pattern(r'([a-z]+)="([^"]*)"')


def picture_view(picture: Picture, images: ImageSet, addresses: Addresses, widest: int) -> PictureView | None:
    """A picture in its widths up to `widest`; None for one that was refused."""
    processed = images.processed.get(picture.url)
    if processed is None:
        return None
    return _view(_described(picture), processed, addresses, widest)


def poster_view(picture: Picture, images: ImageSet, addresses: Addresses) -> PictureView | None:
    """A film's still, as one light file: a player cannot choose among several, and loads it at once."""
    view, processed = picture_view(picture, images, addresses, POSTER), images.processed.get(picture.url)
    renditions = processed.renditions if processed else ()
    fitting = [rendition for rendition in renditions if rendition.kind == "webp" and rendition.width <= POSTER]
    if view is None or processed is None or not fitting:
        return view
    light = max(fitting, key=lambda rendition: rendition.width)
    url = addresses.href(rendition_url(picture.url, processed.name, light))
    return replace(view, url=url, width=light.width, height=light.height)


_UPRIGHT = 2
"""How far down an upright picture a crop lies, in tenths of what it leaves out: most show somebody, head above."""


def focus_of(focus: FocalPoint | None, rendition: Rendition) -> str:
    """The classes of `site.css` that say which part of a picture a crop shows, in tenths; empty for the usual one.

    >>> focus_of(FocalPoint(30, 100), Rendition("avif", 480, 320, b"", 0))
    'x3 y10'
    """
    if focus is not None:
        return f"x{round(focus.x / 10)} y{round(focus.y / 10)}"
    return f"y{_UPRIGHT}" if rendition.height > rendition.width else ""


def _view(picture: Picture, processed: ProcessedImage, addresses: Addresses, widest: int) -> PictureView:
    largest = processed.widest(widest)
    return PictureView(
        url=addresses.href(rendition_url(picture.url, processed.name, processed.fallback)),
        width=largest.width,
        height=largest.height,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        licence=picture.licence,
        origin=picture_origin(picture.origin),
        focus=focus_of(picture.focus, largest),
        sources=tuple(_sources(picture.url, processed, addresses, widest)),
        placeholder_colour=processed.placeholder_colour,
    )


def _sources(url: Url, processed: ProcessedImage, addresses: Addresses, widest: int) -> Iterable[SourceView]:
    for kind in ("avif", "webp"):
        fitting = [
            rendition for rendition in processed.renditions if rendition.kind == kind and rendition.width <= widest
        ]
        srcset = ", ".join(
            f"{addresses.href(rendition_url(url, processed.name, rendition))} {rendition.width}w"
            for rendition in fitting
        )
        yield SourceView(TYPES[kind], srcset)


def body_view(body: str, images: ImageSet, addresses: Addresses, eager: bool) -> BodyView:
    """A body, cut at its pictures; with `eager`, the first picture is loaded at once. An empty body has no pieces."""
    pieces: list[Html | BodyPicture] = []
    for piece in _pieces(addresses.without_hidden(body), images):
        if isinstance(piece, str):
            pieces.append(addresses.html(for_narrow_windows(piece)))
            continue
        picture = _view(piece.picture(), piece.processed, addresses, WIDEST)
        pieces.append(BodyPicture(picture, piece.stands_alone, eager))
        eager = False
    return tuple(pieces)


def for_feed(body: str, images: ImageSet) -> str:
    """A body whose pictures are what every feed reader can show."""
    return "".join(piece if isinstance(piece, str) else _feed_picture(piece) for piece in _pieces(body, images))


def figure_for_feed(picture: Picture, images: ImageSet) -> str:
    """The picture above a text, as every feed reader can show it; empty for one that was refused."""
    processed = images.processed.get(picture.url)
    if processed is None:
        return ""
    shown = _described(picture)
    alt, caption, credit, licence = map(escape, (shown.alt, shown.caption, shown.credit, shown.licence))
    return _feed_picture(_InBody(picture.url, alt, caption, credit, processed, True, licence, shown.origin or ""))


def _described(picture: Picture) -> Picture:
    """A picture with its texts as readers see them."""
    return replace(picture, caption=typography.text(picture.caption), credit=with_label(picture.credit))


def _feed_picture(picture: "_InBody") -> str:
    rendition = picture.processed.fallback
    url = rendition_url(picture.url, picture.processed.name, rendition)
    image = f'<img src="{url}" alt="{picture.alt}" width="{rendition.width}" height="{rendition.height}">'
    if not picture.stands_alone:
        return f"{image} <small>{picture.credit}</small>" if picture.credit else image
    texts = (picture.caption, picture.credit, picture.licence, picture_origin(picture.origin))
    below = " ".join(f"<span>{words}</span>" for words in texts if words)
    return f'<figure class="picture">{image}{f"<figcaption>{below}</figcaption>" if below else ""}</figure>'


class _InBody(Struct, frozen=True):
    """A picture in a body. Its texts are HTML, as the body has them; `picture` has them as they are."""

    url: Url
    alt: str
    caption: str
    credit: str
    processed: ProcessedImage
    stands_alone: bool
    licence: str = ""
    origin: str = ""

    def picture(self) -> Picture:
        alt, credit, caption, licence = map(unescape, (self.alt, self.credit, self.caption, self.licence))
        return Picture(self.url, alt, credit, caption, licence, origin=_origin(self.origin))


def _pieces(body: str, images: ImageSet) -> Iterator[str | _InBody]:
    """A body, cut at its pictures. One that was refused stays as it is.

    Pictures with nothing beside them in their paragraph stand alone, without the paragraph.
    """
    end = 0
    for match in _IMAGES.finditer(body) if "<img " in body else ():
        if end < match.start():
            yield body[end : match.start()]
        end = match.end()
        for number, element in enumerate(_TAG.findall(match[0])):
            if number:
                yield "\n"
            yield _in_body(element, images, stands_alone=match[1] is not None)
    if end < len(body):
        yield body[end:]


def _in_body(element: str, images: ImageSet, stands_alone: bool) -> str | _InBody:
    attributes = dict(_ATTRIBUTE.findall(element))
    url = Url(attributes["src"])
    processed = images.processed.get(url)
    if processed is None:
        return element
    caption, credit = split_caption(attributes.get("title", ""))
    more = attributes.get("licence", ""), attributes.get("origin", "")
    return _InBody(url, attributes["alt"], caption, credit, processed, stands_alone, *more)


def _origin(text: str) -> PictureOrigin | None:
    return next((origin for origin in PICTURE_ORIGINS if origin == text), None)


def shown_in(passages: Iterable[Passage]) -> Iterator[Picture]:
    """The pictures of a body, with what the editor wrote of them."""
    for passage in passages:
        for element in _TAG.findall(passage.html) if "<img " in passage.html else ():
            attributes = dict(_ATTRIBUTE.findall(element))
            caption, credit = split_caption(unescape(attributes.get("title", "")))
            url, alt, licence = Url(attributes["src"]), attributes["alt"], attributes.get("licence", "")
            origin = _origin(attributes.get("origin", ""))
            yield Picture(url, unescape(alt), credit, caption, unescape(licence), origin=origin)
