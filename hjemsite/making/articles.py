"""The pages of the articles themselves."""

from collections.abc import Iterator
from posixpath import splitext

from hjemsite import danish
from hjemsite.making import structured
from hjemsite.making.desk import NEWS, Desk, contact_card, day, is_dense, partial_day, summary
from hjemsite.making.downloads import download_links, download_pages
from hjemsite.making.gate import changed, published
from hjemsite.making.page import Later, Page
from hjemsite.making.passages import passages
from hjemsite.making.pieces import AttachmentView, CorrectionView, Link
from hjemsite.making.scope import Scopes
from hjemsite.making.views import ArticleView
from hjemsite.model import Article, Attachment
from hjemsite.urls import Url


def article_pages(desk: Desk, scopes: Scopes) -> Iterator[Page]:
    """One page for each article, with its neighbours in time, and its files to take away."""
    articles = desk.edition.articles
    for number, article in enumerate(articles):
        newer = articles[number - 1] if number else None
        older = articles[number + 1] if number + 1 < len(articles) else None
        scope = scopes.of((article,), (newer, older))
        beside = (newer.url if newer else None, older.url if older else None)
        yield Page(article.url, "article.html", Later(article_view, scope, (article,), beside), article.source)
        yield from download_pages(scope, article)


def article_view(desk: Desk, article: Article, newer: Url | None, older: Url | None) -> ArticleView:
    card = desk.cards[article.url]
    members = [desk.edition.members[name] for name in article.members]
    frame = desk.frame(
        card.title,
        article.url,
        summary(article),
        path=(("Nyheder", NEWS),),
        feeds=tuple((f"Nyheder om {member.name}", Url(f"{member.url}feed.xml")) for member in members),
        properties=_properties(article),
        things=(structured.news_article(desk.edition, desk.addresses, article, card, desk.sayings),),
        article=True,
    )
    return ArticleView(
        frame=frame,
        title=card.title,
        dense=is_dense(card.title),
        date=card.date,
        updated=day(article.updated) if article.updated else None,
        draft=desk.edition.waiting.get(article.url, ""),
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


def _size(desk: Desk, article: Article) -> str:
    if article.alliance_size is None:
        return ""
    settings = desk.edition.settings
    return f"{settings.alliance} tæller {danish.number(article.alliance_size)} {settings.members_called}"


def _downloads(desk: Desk, article: Article) -> tuple[AttachmentView, ...]:
    """What a journalist can take home: the words in other forms, and what the editor attached."""
    forms = (AttachmentView(link.title, link.url, "") for link in download_links(desk, article))
    return (*forms, *(_attachment(desk, one) for one in article.attachments))


def _properties(article: Article) -> Iterator[tuple[str, str]]:
    """What Open Graph (ogp.me) tells of an article."""
    yield "article:published_time", published(article).isoformat()
    if changed(article) > published(article):
        yield "article:modified_time", changed(article).isoformat()
    for topic in article.topics[:1]:
        yield "article:section", topic
    yield from (("article:tag", topic) for topic in article.topics)


def _attachment(desk: Desk, attachment: Attachment) -> AttachmentView:
    ending = splitext(attachment.url)[1].removeprefix(".").upper()
    size = attachment.size / 1e6
    detail = (
        f"{ending}, {size:.1f} MB".replace(".", ",") if size >= 0.1 else f"{ending}, {max(1, round(size * 1000))} kB"
    )
    return AttachmentView(attachment.title, desk.addresses.href(attachment.url), detail)


def _link(desk: Desk, url: Url | None) -> Link | None:
    return Link(desk.cards[url].title, desk.addresses.href(url)) if url else None
