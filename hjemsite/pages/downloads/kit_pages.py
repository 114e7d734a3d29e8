"""Press kits: for each article with pictures or recordings one file to take away, and its digest.

An article without any has no kit, for its files are small and few: it would say the same twice and take a third
more room on the disk.
"""

from collections.abc import Iterator
from posixpath import splitext

from hjemsite import danish
from hjemsite.filetypes import FILM, PICTURES, RECORDINGS, SOUND
from hjemsite.model import Article, Listed, Settings
from hjemsite.model.article_files import downloads
from hjemsite.pages.components import AttachmentView
from hjemsite.pages.context import PageContext
from hjemsite.pages.page import Page, Shows, page


def has_press_kit(settings: Settings, article: Listed) -> bool:
    """Whether the settings ask for kits and the article shows pictures or recordings."""
    shown = any(splitext(url)[1] in (*PICTURES, *RECORDINGS) for url in article.press_files)
    return shown and "pressepakke" in settings.downloads


def press_kit_pages(settings: Settings, article: Listed) -> Iterator[Page]:
    """The kit of an article, and its digest."""
    if has_press_kit(settings, article):
        # Loaded for the first article that has a kit.
        from hjemsite.pages.downloads.press_kit import press_kit_view

        places, shows = downloads(article.url), Shows(articles=(article.url,))
        yield page(places.kit, "press_kit", press_kit_view, article.url, shows=shows, source=article.source)
        yield page(
            places.kit_digest, "press_kit.sha256", press_kit_view, article.url, shows=shows, source=article.source
        )


def press_kit_links(context: PageContext, article: Article) -> tuple[AttachmentView, ...]:
    """The ways to the two files, the kit first; nothing where they are not there."""
    if not has_press_kit(context.edition.settings, article):
        return ()
    places, href = downloads(article.url), context.addresses.href
    endings = {splitext(url)[1] for url in article.press_files}
    holds = [word for word, kinds in (("billeder", PICTURES), ("lyd", SOUND), ("film", FILM)) if endings & kinds.keys()]
    detail = f"ZIP med {danish.list_of(('tekst', *holds, 'citater', 'kontakt'))}"
    return (
        AttachmentView("Pressepakke", href(places.kit), detail, is_saved=True),
        AttachmentView("Kontrolsum til pressepakken", href(places.kit_digest), "SHA-256"),
    )
