"""The pages of the articles themselves."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from msgspec.structs import replace

from hjemsite.model import Article, Correction, Picture
from hjemsite.pages import json_ld
from hjemsite.pages.article_body import passages
from hjemsite.pages.card_text import article_card, shared_picture
from hjemsite.pages.components import (
    AttachmentView,
    Card,
    CardView,
    ContactCard,
    CorrectionView,
    Frame,
    Link,
    PassageView,
)
from hjemsite.pages.content_security_policy import PAGE, PLAYING
from hjemsite.pages.context import PageContext, contact_card, day, is_dense, partial_day
from hjemsite.pages.downloads.files import download_links, download_pages, markdown_twin
from hjemsite.pages.downloads.kit_pages import press_kit_links, press_kit_pages
from hjemsite.pages.downloads.release import text_origin
from hjemsite.pages.extra_values import extra_values
from hjemsite.pages.file_details import attachment_view
from hjemsite.pages.history import history_pages, history_url
from hjemsite.pages.layout import Layout, own_pages
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.press_pictures import press_picture_pages, press_pictures_link
from hjemsite.pages.recording_views import recording_views
from hjemsite.pages.related import related
from hjemsite.pages.responsive_images import shown_in
from hjemsite.pages.views import ArticleView
from hjemsite.site.gate import changed, published
from hjemsite.site.taxonomies import quote_urls
from hjemsite.urls import NEWS, Url, ascii_address, feed_urls


def article_pages(layout: Layout) -> Iterator[Page]:
    """One page for each article, with its neighbours in time, and its files to take away."""
    newest_first = layout.edition.articles
    urls, alike = [article.url for article in newest_first], related(newest_first)
    for newer, article, older in zip((None, *urls), newest_first, (*urls[1:], None), strict=False):
        url, source = article.url, article.source
        shows = Shows(articles=(url,), briefs=(*filter(None, (newer, older)), *alike[url]))
        own = own_pages(layout.quote_pages, tuple(quote_urls(article)))
        old = url in layout.histories.editions
        yield page(url, "article.html", article_view, newer is not None, own, old, shows=shows, source=source)
        yield from history_pages(layout, article)
        yield from download_pages(layout.edition.settings, url, source)
        yield from press_picture_pages(layout, article)
        yield from press_kit_pages(layout.edition.settings, article)


def article_view(
    context: PageContext, has_newer: bool, quote_pages: Sequence[str] = (), has_history: bool = False
) -> ArticleView:
    """The article that the page shows; below it are the newer one, where there is one, the older, and related ones.

    `quote_pages` are the own pages of its quotes, where they have such. An article that `has_history` leads to it.
    """
    (url,) = context.shows.articles
    briefs = iter(context.shows.briefs)
    newer, older, alike = next(briefs) if has_newer else None, next(briefs, None), tuple(briefs)
    article, card = context.articles[url], context.cards[url]
    frame = _frame(context, article, card)
    contacts = tuple(map(contact_card, article.contacts)) or tuple(filter(None, (frame.press,)))
    body, files = passages(context, article, quote_pages), _files(context, article)
    pictures = press_pictures_link(context, article)
    return ArticleView(
        frame=frame,
        title=card.title,
        dense=is_dense(card.title),
        date=card.date,
        updated=day(article.updated) if article.updated else None,
        update=_update(article),
        updates=correction_views(article.updates) if len(article.updates) > 1 else (),
        draft=context.edition.unpublished.get(article.url, ""),
        summary=article.summary,
        image=context.picture(article.image),
        members=card.members,
        topics=card.topics,
        body=body,
        speakers=tuple(context.speaker(speaker) for speaker in article.speakers),
        # A release that ends with its own credit line says it once.
        credit="" if article.credit_in_text else article.credit,
        origin=text_origin(article),
        alliance_size=_size(context, article),
        corrections=correction_views(article.corrections),
        jumps=tuple(_jumps(contacts, pictures, files, body)),
        pictures=pictures,
        downloads=files,
        contacts=contacts,
        citation=f"{frame.alliance} ({card.date.text}): “{card.title}”. {context.addresses.full(url)}",
        markdown=markdown_twin(context, article),
        original=article.original,
        recordings=tuple(recording_views(context, article)),
        history=context.addresses.href(history_url(url)) if has_history else "",
        shares=tuple(_shares(frame.canonical, card.title)),
        related=tuple(context.cards[url] for url in alike),
        newer=_link(context, newer),
        older=_link(context, older),
        extra=extra_values(article.extra, "article", context.edition.settings.extra_fields),
    )


def _frame(context: PageContext, article: Article, card: Card) -> Frame:
    """The frame of the article's page; `card` is the article in a list."""
    share = share_card(context, article)
    members = [context.edition.members[name] for name in article.members]
    frame = context.page_frame(
        card.title,
        article.url,
        article.excerpt,
        path=(("Nyheder", NEWS),),
        feeds=tuple((f"Nyheder om {member.name}", feed_urls(member.url).atom) for member in members),
        properties=_properties(article),
        things=(json_ld.news_article(context.edition, context.addresses, article, card, share),),
        article=True,
        rules=PLAYING if article.recordings else PAGE,
        hidden=article.deindexed is not None,
        card=share,
    )
    return replace(frame, original=ascii_address(article.original))


def correction_views(corrections: Iterable[Correction]) -> tuple[CorrectionView, ...]:
    """Corrections, or updates, as pages show them."""
    return tuple(CorrectionView(partial_day(correction.date), correction.text) for correction in corrections)


def _update(article: Article) -> str:
    """What the update of the newest day brought."""
    newest = article.updated.date().isoformat() if article.updated else ""
    return next((update.text for update in article.updates if str(update.date) == newest), "")


def share_card(context: PageContext, article: Article) -> CardView | None:
    """What social networks show of the article: a picture of it, or else a card with its headline."""
    url = shared_picture(article, context.images)
    if url is None:
        return context.card_view(article_card(article, context.edition))
    in_text = {quote.url: quote for quote in shown_in(context.passages(article))}
    own = article.image if article.image and article.image.url == url else None
    return context.shared_picture_view(own or in_text.get(url) or Picture(url, article.title))


def _size(context: PageContext, article: Article) -> str:
    if article.alliance_size is None:
        return ""
    settings = context.edition.settings
    return f"{settings.alliance} tæller {settings.members_called.counted(article.alliance_size)}"


def _jumps(
    contacts: Iterable[ContactCard],
    pictures: AttachmentView | None,
    files: Iterable[AttachmentView],
    body: Iterable[PassageView],
) -> Iterator[Link]:
    """Links at the top of the page to what journalists look for first; the pictures have a page of their own."""
    if contacts:
        yield Link("Kontakt", "#kontakt")
    if pictures:
        yield Link("Billeder", pictures.url)
    if files:
        yield Link("Hent", "#hent")
    if first := next((passage.anchor for passage in body if passage.anchor), ""):
        yield Link("Citater", f"#{first}")


def _files(context: PageContext, article: Article) -> tuple[AttachmentView, ...]:
    """The downloads of an article: its text in other formats, and its attachments."""
    forms = (AttachmentView(link.title, link.url, "") for link in download_links(context, article))
    kit = press_kit_links(context, article)
    attached = (
        attachment_view(attachment, context.addresses.href(attachment.url)) for attachment in article.attachments
    )
    return (*kit[:1], *forms, *kit[1:], *attached)


def _properties(article: Article) -> Iterator[tuple[str, str]]:
    """The properties of an article in Open Graph (ogp.me)."""
    yield "article:published_time", published(article).isoformat()
    if changed(article) > published(article):
        yield "article:modified_time", changed(article).isoformat()
    for topic in article.topics[:1]:
        yield "article:section", topic
    yield from (("article:tag", topic) for topic in article.topics)


_SAFE = ":/"
"""Signs that may stand as they are in the query of an address (RFC 3986, 3.4), as in every address that is shared."""


def _shares(url: str, title: str) -> Iterator[Link]:
    """Plain addresses at which the article at `url` can be passed on; nothing is fetched from there by the page."""
    if url:
        subject, address = quote(title, safe=_SAFE), quote(url, safe=_SAFE)
        text = f"{subject}%0A%0A{address}"
        yield Link("Mail", f"mailto:?subject={subject}&body={text}")
        yield Link("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}")
        yield Link("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={address}")
        yield Link("Bluesky", f"https://bsky.app/intent/compose?text={text}")


def _link(context: PageContext, url: Url | None) -> Link | None:
    return Link(context.cards[url].title, context.addresses.href(url)) if url else None
