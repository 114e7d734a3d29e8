"""Press pictures: a page beside each article that has pictures, with all of them large, and their originals."""

from collections.abc import Iterator
from posixpath import splitext

from hjemsite import danish
from hjemsite.images.renditions import Rendition
from hjemsite.model import Article, Listed, Picture
from hjemsite.pages.components import AttachmentView, Link, PressPicture
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.press_views import PressPicturesView
from hjemsite.pages.responsive_images import shown_in
from hjemsite.urls import NEWS, Url

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


def press_pictures_link(context: PageContext, article: Article) -> AttachmentView | None:
    """The way to the page; None where there is none."""
    found = _addresses(context, article)
    detail = danish.plural(len(found), "billede", "billeder")
    return (
        AttachmentView("Pressebilleder", context.addresses.href(press_pictures_url(article.url)), detail)
        if found
        else None
    )


def press_pictures_view(context: PageContext, url: Url) -> PressPicturesView:
    article, card = context.articles[url], context.cards[url]
    way = (("Nyheder", NEWS), (card.title, url))
    title, hidden = f"Pressebilleder: {card.title}", article.deindexed is not None
    frame = context.page_frame(title, press_pictures_url(url), f"Billeder til “{card.title}”.", path=way, hidden=hidden)
    pictures = (_press_picture(context, one) for one in pictures_of(context, article))
    return PressPicturesView(frame, "Pressebilleder", Link(card.title, card.url), tuple(filter(None, pictures)))


def press_pictures_url(article: Url) -> Url:
    """The page with the pictures of `article` for the press."""
    return Url(article + PRESS_PICTURES)


def _addresses(context: PageContext, article: Article) -> tuple[Url, ...]:
    """Where the originals live of the pictures that the article shows; those it only attaches are files."""
    return tuple(url for url in article.press_files if url in context.images.processed)


def pictures_of(context: PageContext, article: Article) -> Iterator[Picture]:
    """Each picture with what is said of it, that of the article itself first."""
    shown = {one.url: one for one in shown_in(context.bodies(article.body).passages)}
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
    original = context.images.processed[picture.url].original
    return PressPicture(view, context.addresses.href(picture.url), _detail(picture.url, original))


def _detail(url: Url, original: Rendition) -> str:
    ending = splitext(url)[1].removeprefix(".").upper()
    size = f"{original.length / 1e6:.1f} MB" if original.length >= 100_000 else f"{original.length // 1000 + 1} kB"
    return f"{ending}, {original.width} × {original.height} pixel, {size}".replace(".", ",")
