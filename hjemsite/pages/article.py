"""The pages of the articles themselves."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from posixpath import splitext

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.images.image_set import ImageSet
from hjemsite.model import Article, Attachment, Body, Picture
from hjemsite.pages import json_ld
from hjemsite.pages.article_body import passages
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.card_text import article_card, shared_picture
from hjemsite.pages.components import AttachmentView, CardView, CorrectionView, Link
from hjemsite.pages.context import NEWS, PageContext, contact_card, day, desk_for, is_dense, partial_day, summary
from hjemsite.pages.dependencies import Scope, Scopes, Wanted
from hjemsite.pages.downloads.files import download_links, download_pages
from hjemsite.pages.page import Later, Page
from hjemsite.pages.press_pictures import press_picture_links, press_picture_pages
from hjemsite.pages.responsive_images import shown_in
from hjemsite.pages.views import ArticleView
from hjemsite.site.gate import Edition, changed, published
from hjemsite.site.taxonomies import NOWHERE, topics
from hjemsite.urls import Url


def article_pages(desk: PageContext, scopes: Scopes, about: AbstractSet[Url] | None = None) -> Iterator[Page]:
    """One page for each article, with its neighbours in time, and its files to take away.

    With `about`, only those that show one of these articles.
    """
    newest_first = tuple(desk.index.articles)
    for newer, url, older in zip((None, *newest_first), newest_first, (*newest_first[1:], None), strict=False):
        if about is None or not about.isdisjoint((newer, url, older)):
            source = desk.index.articles[url]
            scope, page = _article_page(scopes, url, source, newer, older)
            yield page
            yield from download_pages(desk.edition.settings, scope, url, source)
            yield from press_picture_pages(desk, scope, url, source)


def article_page(
    edition: Edition,
    album: ImageSet,
    assets: Mapping[str, Url],
    base: str,
    bodies: Callable[[bytes], Body],
    url: Url,
) -> Page:
    """The page of the article at `url` and no other; the same as among all pages."""
    articles = {one.url: one for one in edition.articles}
    # An article's page needs to know its neighbours and how its topics are spelt.
    seen = replace(NOWHERE, articles={one.url: one.source for one in edition.articles}, topics=topics(edition))
    desk = desk_for(edition, seen, Addresses(base, edition.hidden), album, assets, bodies, articles)
    newest_first = tuple(articles)
    number = newest_first.index(url)
    newer = newest_first[number - 1] if number else None
    older = newest_first[number + 1] if number + 1 < len(newest_first) else None
    return _article_page(Scopes(desk), url, articles[url].source, newer, older)[1]


def _article_page(scopes: Scopes, url: Url, source: str, newer: Url | None, older: Url | None) -> tuple[Scope, Page]:
    scope = scopes.of(Wanted(texts=(url,), named=tuple(filter(None, (newer, older)))))
    return scope, Page(url, "article.html", Later(article_view, scope, (url, newer, older)), source)


def article_view(desk: PageContext, url: Url, newer: Url | None, older: Url | None) -> ArticleView:
    article, card = desk.articles[url], desk.cards[url]
    members = [desk.edition.members[name] for name in article.members]
    frame = desk.page_frame(
        card.title,
        article.url,
        summary(article),
        path=(("Nyheder", NEWS),),
        feeds=tuple((f"Nyheder om {member.name}", Url(f"{member.url}feed.xml")) for member in members),
        properties=_properties(article),
        things=(json_ld.news_article(desk.edition, desk.addresses, article, card),),
        article=True,
        card=_card(desk, article),
    )
    return ArticleView(
        frame=frame,
        title=card.title,
        dense=is_dense(card.title),
        date=card.date,
        updated=day(article.updated) if article.updated else None,
        draft=desk.edition.unpublished.get(article.url, ""),
        summary=article.summary,
        image=desk.picture(article.image),
        members=card.members,
        topics=card.topics,
        body=passages(desk, article),
        speakers=tuple(desk.speaker(speaker) for speaker in article.speakers),
        # A release that ends with its own credit line says it once.
        credit="" if article.credit_in_text else article.credit,
        alliance_size=_size(desk, article),
        corrections=tuple(CorrectionView(partial_day(one.date), one.text) for one in article.corrections),
        downloads=_downloads(desk, article),
        contact=contact_card(article.contact) or frame.press,
        citation=f"{desk.edition.settings.alliance} ({card.date.text}): “{card.title}”. {frame.canonical}",
        original=article.original,
        newer=_link(desk, newer),
        older=_link(desk, older),
    )


def _card(desk: PageContext, article: Article) -> CardView | None:
    """What social networks show of the article: a picture of it, or else a card with its headline."""
    url = shared_picture(article, desk.images)
    if url is None:
        return desk.card_view(article_card(article, desk.edition.settings))
    in_text = {one.url: one for one in shown_in(desk.bodies(article.body).passages)}
    own = article.image if article.image and article.image.url == url else None
    return desk.shared_picture_view(own or in_text.get(url) or Picture(url, article.title))


def _size(desk: PageContext, article: Article) -> str:
    if article.alliance_size is None:
        return ""
    settings = desk.edition.settings
    return f"{settings.alliance} tæller {danish.number(article.alliance_size)} {settings.members_called}"


def _downloads(desk: PageContext, article: Article) -> tuple[AttachmentView, ...]:
    """What a journalist can take home: the words in other forms, and what the editor attached."""
    forms = (AttachmentView(link.title, link.url, "") for link in download_links(desk, article))
    return (*press_picture_links(desk, article), *forms, *(_attachment(desk, one) for one in article.attachments))


def _properties(article: Article) -> Iterator[tuple[str, str]]:
    """What Open Graph (ogp.me) tells of an article."""
    yield "article:published_time", published(article).isoformat()
    if changed(article) > published(article):
        yield "article:modified_time", changed(article).isoformat()
    for topic in article.topics[:1]:
        yield "article:section", topic
    yield from (("article:tag", topic) for topic in article.topics)


def _attachment(desk: PageContext, attachment: Attachment) -> AttachmentView:
    ending = splitext(attachment.url)[1].removeprefix(".").upper()
    size = attachment.size / 1e6
    detail = (
        f"{ending}, {size:.1f} MB".replace(".", ",") if size >= 0.1 else f"{ending}, {max(1, round(size * 1000))} kB"
    )
    return AttachmentView(attachment.title, desk.addresses.href(attachment.url), detail)


def _link(desk: PageContext, url: Url | None) -> Link | None:
    return Link(desk.cards[url].title, desk.addresses.href(url)) if url else None
