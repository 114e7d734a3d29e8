"""Pages of withdrawn articles, at their old addresses: when and why the article was withdrawn."""

from collections.abc import Iterator

from hjemsite.model import Html
from hjemsite.pages.context import PageContext, day, partial_day
from hjemsite.pages.downloads.files import download_pages
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.views import WithdrawnView
from hjemsite.site.gate import published
from hjemsite.urls import NEWS


def withdrawn_pages(layout: Layout) -> Iterator[Page]:
    """One page for each withdrawn article. Its files to take away stay, too, and say the same."""
    for article in layout.edition.withdrawn:
        shows = Shows(articles=(article.url,))
        yield page(article.url, "withdrawn.html", withdrawn_view, shows=shows, source=article.source)
        yield from download_pages(layout.edition.settings, article.url, article.source)


def withdrawn_view(context: PageContext) -> WithdrawnView:
    """The notice of the article that the page shows. No search engine shall list it."""
    (url,) = context.shows.articles
    article = context.articles[url]
    assert article.withdrawn is not None, "the page of a withdrawn article"
    frame = context.page_frame(article.title, url, article.excerpt, path=(("Nyheder", NEWS),), hidden=True)
    return WithdrawnView(
        frame=frame,
        title=article.title,
        published=day(published(article)),
        withdrawn=partial_day(article.withdrawn),
        text=context.body(Html("".join(passage.html for passage in context.passages(article)))),
        news_url=context.addresses.href(NEWS),
    )
