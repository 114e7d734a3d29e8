"""Press pictures: a page beside each article that has pictures, with all of them large, and their originals."""

from collections.abc import Iterator
from posixpath import splitext

from hjemsite import danish
from hjemsite.images.renditions import Rendition
from hjemsite.model import Article, Picture
from hjemsite.pages.components import AttachmentView, Link, PressPicture
from hjemsite.pages.context import NEWS, PageContext
from hjemsite.pages.dependencies import Scope
from hjemsite.pages.page import Later, Page
from hjemsite.pages.responsive_images import shown_in
from hjemsite.pages.views import PressPicturesView
from hjemsite.urls import Url


def press_picture_pages(desk: PageContext, scope: Scope, article: Url, source: str) -> Iterator[Page]:
    """The page, where the article has pictures."""
    if article in desk.index.with_files and _addresses(desk, desk.articles[article]):
        yield Page(_url(article), "press_pictures.html", Later(press_pictures_view, scope, (article,)), source)


def press_picture_links(desk: PageContext, article: Article) -> Iterator[AttachmentView]:
    """The way to the page, where there is one."""
    if found := _addresses(desk, article):
        detail = danish.plural(len(found), "billede", "billeder")
        yield AttachmentView("Pressebilleder", desk.addresses.href(_url(article.url)), detail)


def press_pictures_view(desk: PageContext, url: Url) -> PressPicturesView:
    article, card = desk.articles[url], desk.cards[url]
    way = (("Nyheder", NEWS), (card.title, url))
    frame = desk.page_frame(f"Pressebilleder: {card.title}", _url(url), f"Billeder til “{card.title}”.", path=way)
    pictures = (_press_picture(desk, one) for one in _pictures(desk, article))
    return PressPicturesView(frame, "Pressebilleder", Link(card.title, card.url), tuple(filter(None, pictures)))


def _url(article: Url) -> Url:
    return Url(f"{article}pressebilleder/")


def _addresses(desk: PageContext, article: Article) -> tuple[Url, ...]:
    """Where the originals live of the pictures that the article shows; those it only attaches are files."""
    attached = {one.url for one in article.attachments}
    return tuple(url for url in article.files if url in desk.images.processed and url not in attached)


def _pictures(desk: PageContext, article: Article) -> Iterator[Picture]:
    """Each picture with what is said of it, that of the article itself first."""
    shown = {one.url: one for one in shown_in(desk.bodies(article.body).passages)}
    if article.image is not None:
        yield article.image
    for url in _addresses(desk, article):
        if article.image is None or url != article.image.url:
            # One that the text only links to has no other description than the headline.
            yield shown.get(url, Picture(url, article.title))


def _press_picture(desk: PageContext, picture: Picture) -> PressPicture | None:
    view = desk.picture(picture)
    if view is None:
        return None
    original = desk.images.processed[picture.url].original
    return PressPicture(view, desk.addresses.href(picture.url), _detail(picture.url, original))


def _detail(url: Url, original: Rendition) -> str:
    ending = splitext(url)[1].removeprefix(".").upper()
    size = f"{original.length / 1e6:.1f} MB" if original.length >= 100_000 else f"{original.length // 1000 + 1} kB"
    return f"{ending}, {original.width} × {original.height} pixel, {size}".replace(".", ",")
