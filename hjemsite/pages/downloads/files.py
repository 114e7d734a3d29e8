"""The files of an article that journalists, newsrooms and programs take away: text, Word, IPTC ninjs, Markdown."""

from collections.abc import Iterator

from hjemsite.model import Article, Picture, Settings
from hjemsite.model.article_files import downloads
from hjemsite.pages.components import Link
from hjemsite.pages.context import PageContext
from hjemsite.pages.downloads.blocks import Block
from hjemsite.pages.downloads.docx_writer import WordPicture, WordView
from hjemsite.pages.downloads.release import release
from hjemsite.pages.machine.ninjs import ninjs
from hjemsite.pages.page import Page, Shows, page
from hjemsite.site.gate import changed
from hjemsite.urls import Url


def download_pages(settings: Settings, article: Url, source: str) -> Iterator[Page]:
    """The files of an article, in the forms that the settings ask for."""
    forms, places, shows = settings.downloads, downloads(article), Shows(articles=(article,))
    if "tekst" in forms:
        yield page(places.text, "release.txt", text_view, article, shows=shows, source=source)
    if "word" in forms:
        yield page(places.word, "release.docx", word_view, article, shows=shows, source=source)
    if "ninjs" in forms:
        yield page(places.ninjs, "json", ninjs_view, article, shows=shows, source=source)
    if "markdown" in forms:
        yield page(places.markdown, "release.md", text_view, article, shows=shows, source=source)


def download_links(context: PageContext, article: Article) -> tuple[Link, ...]:
    """The files of an article that its page offers."""
    places, forms = downloads(article.url), context.edition.settings.downloads
    titled = {
        "word": ("Word", places.word),
        "tekst": ("Ren tekst", places.text),
        "ninjs": ("Data til nyhedssystemer (ninjs)", places.ninjs),
    }
    return tuple(Link(title, context.addresses.href(url)) for form, (title, url) in titled.items() if form in forms)


def markdown_twin(context: PageContext, article: Article) -> str:
    """Where programs that read for somebody find the article; empty where there is no such file."""
    is_there = "markdown" in context.edition.settings.downloads
    return context.addresses.href(downloads(article.url).markdown) if is_there else ""


def text_view(context: PageContext, url: Url) -> tuple[Block, ...]:
    return release(context, context.articles[url])


def ninjs_view(context: PageContext, url: Url) -> dict[str, object]:
    return ninjs(context, context.articles[url])


def word_view(context: PageContext, url: Url) -> WordView:
    article = context.articles[url]
    return WordView(
        title=context.cards[url].title,
        creator=context.edition.settings.alliance,
        created=article.date.isoformat(),
        modified=changed(article).isoformat(),
        blocks=release(context, article),
        picture=_word_picture(context, article.image) if article.image else None,
    )


def _word_picture(context: PageContext, picture: Picture) -> WordPicture | None:
    """The article's own picture in a file that is small enough for a document; None for one that was refused."""
    processed, view = context.images.processed.get(picture.url), context.picture(picture)
    if processed is None or view is None:
        return None
    rendition = processed.document or processed.fallback
    lines = tuple(filter(None, (view.caption, view.credit, view.licence, view.origin)))
    return WordPicture(
        context.images.contents[rendition.digest], rendition.kind, rendition.width, rendition.height, picture.alt, lines
    )
