"""The files of an article that journalists and newsrooms take away: plain text, Word, and IPTC ninjs."""

from collections.abc import Iterator

from hjemsite.model import Article, Settings
from hjemsite.pages.components import Link
from hjemsite.pages.context import PageContext
from hjemsite.pages.dependencies import Scope
from hjemsite.pages.downloads.blocks import Block
from hjemsite.pages.downloads.docx_writer import WordView
from hjemsite.pages.downloads.release import release
from hjemsite.pages.machine.ninjs import ninjs
from hjemsite.pages.page import Later, Page
from hjemsite.site.gate import changed
from hjemsite.urls import Url, downloads


def download_pages(settings: Settings, scope: Scope, article: Url, source: str) -> Iterator[Page]:
    """The files of an article, in the forms that the settings ask for."""
    forms, places = settings.downloads, downloads(article)
    if "tekst" in forms:
        yield Page(places.text, "release.txt", Later(_text, scope, (article,)), source)
    if "word" in forms:
        yield Page(places.word, "release.docx", Later(_word, scope, (article,)), source)
    if "ninjs" in forms:
        yield Page(places.ninjs, "json", Later(_ninjs, scope, (article,)), source)


def download_links(desk: PageContext, article: Article) -> tuple[Link, ...]:
    """The files of an article that its page offers."""
    places, forms = downloads(article.url), desk.edition.settings.downloads
    found = {
        "word": ("Word", places.word),
        "tekst": ("Ren tekst", places.text),
        "ninjs": ("Data til nyhedssystemer (ninjs)", places.ninjs),
    }
    return tuple(Link(title, desk.addresses.href(url)) for form, (title, url) in found.items() if form in forms)


def _text(desk: PageContext, url: Url) -> tuple[Block, ...]:
    return release(desk, desk.articles[url])


def _ninjs(desk: PageContext, url: Url) -> dict[str, object]:
    return ninjs(desk, desk.articles[url])


def _word(desk: PageContext, url: Url) -> WordView:
    article = desk.articles[url]
    return WordView(
        title=desk.cards[url].title,
        creator=desk.edition.settings.alliance,
        created=article.date.isoformat(),
        modified=changed(article).isoformat(),
        blocks=release(desk, article),
    )
