"""Press pictures: a page beside each article that has pictures, with all of them large, and their originals.

One more has those of the library that are for the press, whatever shows them.
"""

from collections.abc import Iterator, Sequence
from posixpath import basename, splitext

from msgspec import convert, to_builtins
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.images.renditions import Rendition, rendition_url
from hjemsite.model import Article, Listed, Picture
from hjemsite.pages.components import AttachmentView, Link
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.press_views import PressPicture, PressPicturesView
from hjemsite.pages.responsive_images import shown_in
from hjemsite.urls import NEWS, PRESS, PRESS_LIBRARY, Url

PRESS_PICTURES = "pressebilleder/"
"""Where the page lies below that of its article."""


def press_picture_pages(layout: Layout, article: Listed) -> Iterator[Page]:
    """The page, where the article has pictures."""
    if any(url in layout.pictures for url in article.press_files):
        shows = Shows(articles=(article.url,))
        yield page(
            press_pictures_url(article.url),
            "press_pictures.html",
            press_pictures_view,
            article.url,
            shows=shows,
            source=article.source,
        )


def press_library_page(layout: Layout) -> Iterator[Page]:
    """The page of the pictures for the press, where there are any."""
    pictures = tuple(picture for picture in layout.edition.press_pictures if picture.url in layout.pictures)
    if pictures:
        shows = Shows(images=tuple(picture.url for picture in pictures))
        yield page(PRESS_LIBRARY, "press_pictures.html", press_library_view, *map(to_builtins, pictures), shows=shows)


def press_library_view(context: PageContext, *rows: Sequence[object]) -> PressPicturesView:
    """The page of the pictures for the press; each row is a `Picture`."""
    title, alliance = "Pressebilleder", context.edition.settings.alliance
    way = (("For pressen", PRESS),)
    frame = context.page_frame(title, PRESS_LIBRARY, f"Billeder fra {alliance} til pressen.", path=way)
    pictures = (_press_picture(context, convert(row, Picture)) for row in rows)
    listed = (replace(picture, anchor=_anchor(picture.original)) for picture in pictures if picture)
    return PressPicturesView(frame, title, None, tuple(listed))


def _anchor(original: str) -> str:
    """The id of a picture's place."""
    return f"billede-{splitext(basename(original))[0]}"


def press_pictures_link(context: PageContext, article: Article) -> AttachmentView | None:
    """The way to the page; None where there is none."""
    addresses = _addresses(context, article)
    detail = danish.plural(len(addresses), "billede", "billeder")
    return (
        AttachmentView("Pressebilleder", context.addresses.href(press_pictures_url(article.url)), detail)
        if addresses
        else None
    )


def press_pictures_view(context: PageContext, url: Url) -> PressPicturesView:
    article, card = context.articles[url], context.cards[url]
    way = (("Nyheder", NEWS), (card.title, url))
    title, hidden = f"Pressebilleder: {card.title}", article.deindexed is not None
    frame = context.page_frame(title, press_pictures_url(url), f"Billeder til “{card.title}”.", path=way, hidden=hidden)
    pictures = (_press_picture(context, picture) for picture in pictures_of(context, article))
    return PressPicturesView(frame, "Pressebilleder", Link(card.title, card.url), tuple(filter(None, pictures)))


def press_pictures_url(article: Url) -> Url:
    """The page with the pictures of `article` for the press."""
    return Url(article + PRESS_PICTURES)


def _addresses(context: PageContext, article: Article) -> tuple[Url, ...]:
    """Where the originals live of the pictures that the article shows; those it only attaches are files."""
    return tuple(url for url in article.press_files if url in context.images.processed)


def pictures_of(context: PageContext, article: Article) -> Iterator[Picture]:
    """Each picture with what is said of it, that of the article itself first."""
    shown = {picture.url: picture for picture in shown_in(context.passages(article))}
    if article.image is not None:
        yield article.image
    for url in _addresses(context, article):
        if article.image is None or url != article.image.url:
            # One that the text only links to has no other description than the headline.
            yield shown.get(url, Picture(url, article.title))


def _press_picture(context: PageContext, picture: Picture) -> PressPicture | None:
    view = context.picture(picture)
    if view is None:
        return None
    processed, href = context.images.processed[picture.url], context.addresses.href
    original, screen = processed.original, processed.fallback
    has_screen = screen.width < original.width
    return PressPicture(
        picture=view,
        original=href(picture.url),
        detail=_detail(picture.url, original),
        screen=href(rendition_url(picture.url, processed.name, screen)) if has_screen else "",
        screen_detail=_detail(f"x.{screen.kind}", screen) if has_screen else "",
        print_size=_print_size(original),
    )


def _detail(file: str, rendition: Rendition) -> str:
    ending = splitext(file)[1].removeprefix(".").upper()
    size = f"{rendition.length / 1e6:.1f} MB" if rendition.length >= 100_000 else f"{rendition.length // 1000 + 1} kB"
    return f"{ending}, {rendition.width} × {rendition.height} pixel, {size}".replace(".", ",")


_PRINTED = 300 / 2.54
"""Pixels in a centimetre, as newspapers and magazines ask for."""
_LEAST_PRINTED = 5
"""In centimetres on the long side; what is smaller is for screens."""


def _print_size(original: Rendition) -> str:
    width, height = (int(side / _PRINTED) for side in (original.width, original.height))
    return f"{width} × {height} cm" if max(width, height) >= _LEAST_PRINTED else ""
