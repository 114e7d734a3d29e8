"""Pictures on pages: where each rendition lives, and how a body shows its own.

Browsers choose by format and width, so all that is known here is given to them: sources, sizes, width and height.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from hjemsite.content.markdown.picture_credits import split_caption, with_label
from hjemsite.danish import typography
from hjemsite.images.image_set import ImageSet
from hjemsite.images.renditions import TYPES, ProcessedImage, rendition_url
from hjemsite.model import Passage, Picture
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.components import PictureView, SourceView
from hjemsite.urls import Url

WIDEST, LOGO = 1600, 480
"""The widest rendition that a page offers, and that of a logo, in pixels."""

_COLUMN = "(min-width: 43rem) 39rem, (min-resolution: 2.5dppx) 55vw, 92vw"
"""How wide a body's pictures are: as wide as its column, as the style sheet sets it.

On the finest screens a picture is asked for as if it were narrower: nobody sees the difference, and it is half as many
bytes on a phone.
"""

_IMAGE = re.compile(r"<p>((?:<img [^<>]*>(?:\s|<br>)*+)++)</p>|<img [^<>]*>")
_ONE = re.compile(r"<img [^<>]*>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def picture_view(picture: Picture, album: ImageSet, addresses: Addresses, widest: int) -> PictureView | None:
    """A picture in its widths up to `widest`; None for one that was refused."""
    developed = album.processed.get(picture.url)
    if developed is None:
        return None
    largest = developed.widest(widest)
    return PictureView(
        url=addresses.href(rendition_url(picture.url, developed.name, developed.fallback)),
        width=largest.width,
        height=largest.height,
        alt=picture.alt,
        caption=typography.text(picture.caption),
        credit=with_label(picture.credit),
        licence=picture.licence,
        sources=tuple(_sources(picture.url, developed, addresses, widest)),
        tone=developed.tone,
    )


def _sources(url: Url, developed: ProcessedImage, addresses: Addresses, widest: int) -> Iterable[SourceView]:
    for kind in ("avif", "webp"):
        fitting = [one for one in developed.renditions if one.kind == kind and one.width <= widest]
        srcset = ", ".join(f"{addresses.href(rendition_url(url, developed.name, one))} {one.width}w" for one in fitting)
        yield SourceView(TYPES[kind], srcset)


def with_pictures(body: str, album: ImageSet, addresses: Addresses, eager: bool) -> str:
    """A body whose pictures are shown in all their renditions; with `eager`, the first is loaded at once."""

    def shown(url: Url, alt: str, developed: ProcessedImage) -> str:
        nonlocal eager
        now, eager = eager, False
        return _picture(url, alt, developed, addresses, now)

    return _with(body, album, shown)


def for_feed(body: str, album: ImageSet) -> str:
    """A body whose pictures are what every feed reader can show."""

    def shown(url: Url, alt: str, developed: ProcessedImage) -> str:
        one = developed.fallback
        address = rendition_url(url, developed.name, one)
        return f'<img src="{address}" alt="{alt}" width="{one.width}" height="{one.height}">'

    return _with(body, album, shown)


def _with(body: str, album: ImageSet, shown: Callable[[Url, str, ProcessedImage], str]) -> str:
    """A body with its pictures as `shown` makes them, each with its caption and credit.

    Pictures with nothing beside them in their paragraph become figures.
    """

    def one(element: str, alone: bool) -> str:
        given = dict(_ATTRIBUTE.findall(element))
        developed = album.processed.get(Url(given["src"]))
        if developed is None:
            return element
        picture = shown(Url(given["src"]), given["alt"], developed)
        caption, credit = split_caption(given.get("title", ""))
        if not alone:
            # Within a sentence or a cell there is room for no more than who made it.
            return f"{picture} <small>{credit}</small>" if credit else picture
        below = " ".join(f"<span>{said}</span>" for said in (caption, credit) if said)
        return f'<figure class="picture">{picture}{f"<figcaption>{below}</figcaption>" if below else ""}</figure>'

    def replaced(found: re.Match[str]) -> str:
        if found[1]:
            return "\n".join(one(element, alone=True) for element in _ONE.findall(found[1]))
        return one(found[0], alone=False)

    return _IMAGE.sub(replaced, body) if "<img " in body else body


def _picture(url: Url, alt: str, developed: ProcessedImage, addresses: Addresses, eager: bool) -> str:
    """What the macro `image` makes of a view. `alt` is escaped already, and `src` is yet to pass `Addresses.html`."""
    offered = _sources(url, developed, addresses, WIDEST)
    sources = "".join(f'<source type="{one.type}" srcset="{one.srcset}" sizes="{_COLUMN}">' for one in offered)
    size = f'width="{developed.widest(WIDEST).width}" height="{developed.widest(WIDEST).height}"'
    load = 'fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    image = f'<img src="{rendition_url(url, developed.name, developed.fallback)}" alt="{alt}" {size} {load}>'
    tone = f'<svg class="tone" aria-hidden="true"><rect width="100%" height="100%" fill="{developed.tone}"/></svg>'
    return f'<span class="plate">{tone if developed.tone else ""}<picture>{sources}{image}</picture></span>'


def shown_in(passages: Iterable[Passage]) -> Iterator[Picture]:
    """The pictures of a body, with what the editor wrote of them."""
    for passage in passages:
        for element in _ONE.findall(passage.html) if "<img " in passage.html else ():
            given = dict(_ATTRIBUTE.findall(element))
            caption, credit = split_caption(unescape(given.get("title", "")))
            yield Picture(Url(given["src"]), unescape(given["alt"]), credit, caption)
