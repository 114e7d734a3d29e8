"""The pages of the editors' own, with what they ask to show: news, quotes, events."""

from collections.abc import Iterator, Sequence
from itertools import islice

from hjemsite.content.excerpt import excerpt
from hjemsite.model import Piece, PlainPage
from hjemsite.pages.context import PageContext
from hjemsite.pages.coverage import coverage_items
from hjemsite.pages.event_pages import event_card, members_of_events
from hjemsite.pages.extra_values import extra_values
from hjemsite.pages.layout import Layout, own_pages
from hjemsite.pages.membership_chart import SizeClaimRow, size_points
from hjemsite.pages.page import Page, Shows, page
from hjemsite.pages.quote_lists import shown_quotes
from hjemsite.pages.views import PlainView
from hjemsite.site.taxonomies import QuoteUrl, Taxonomies
from hjemsite.urls import Slug, Url


def plain_pages(layout: Layout) -> Iterator[Page]:
    """One page for each text in `content/sider`, with a template of the site's own where it chooses one."""
    for text in layout.edition.pages:
        all_claims = layout.taxonomies.claims if text.slug == "om" else ()
        claims = (
            tuple((str(claim.date), claim.count, claim.article) for claim in all_claims) if text.slug == "om" else None
        )
        pieces = text.pieces
        news = _news(layout.taxonomies, pieces.news) if pieces.news else ()
        quotes = _quotes(layout.taxonomies, pieces.quotes) if pieces.quotes else ()
        events = _events(layout, pieces.events) if pieces.events else ()
        hosts = members_of_events(layout.edition.events[name] for name in events)
        briefs = tuple(dict.fromkeys((*(claim.article for claim in all_claims), *news)))
        images = (*text.files, *layout.images_of(news))
        shows = Shows(briefs=briefs, quotes=quotes, members=hosts, images=images, document=text.source, events=events)
        template = f"{text.template or 'plain'}.html"
        own = own_pages(layout.quote_pages, quotes)
        yield page(text.url, template, plain_view, claims, news, own, shows=shows, source=text.source)


def plain_view(
    context: PageContext, claims: Sequence[SizeClaimRow] | None, news: Sequence[Url], own: Sequence[str] = ()
) -> PlainView:
    """A page of the editors' own; with `claims` also the chart of members. `own` are the own pages of its quotes."""
    document = context.document
    assert isinstance(document, PlainPage), "a plain page shows its document"
    description = excerpt(document.body, document.title)
    return PlainView(
        context.page_frame(document.title, document.url, description, hidden=document.deindexed is not None),
        document.title,
        context.body(document.body, eager=True),
        () if claims is None else size_points(context, claims),
        tuple(context.cards[url] for url in news),
        shown_quotes(context, own),
        tuple(event_card(context, context.edition.events[name]) for name in context.shows.events),
        coverage_items(document.coverage),
        extra_values(document.extra, "page", context.edition.settings.extra_fields),
    )


def _news(taxonomies: Taxonomies, piece: Piece) -> tuple[Url, ...]:
    """The newest articles that the piece asks for."""
    topic = taxonomies.topics.get(piece.topic) if piece.topic else None
    about = frozenset(topic.articles if topic else ()) if piece.topic else None
    urls = taxonomies.news_of_member.get(piece.member, ()) if piece.member else taxonomies.articles
    return tuple(islice((url for url in urls if about is None or url in about), piece.most))


def _quotes(taxonomies: Taxonomies, piece: Piece) -> tuple[QuoteUrl, ...]:
    """The newest quotes that the piece asks for."""
    urls = taxonomies.quotes_of_member.get(piece.member, ()) if piece.member else taxonomies.quotes
    if piece.person:
        profile = taxonomies.profiles.get(piece.person)
        quotes = frozenset(profile.quotes if profile else ())
        urls = tuple(url for url in urls if url in quotes)
    return urls[: piece.most]


def _events(layout: Layout, piece: Piece) -> tuple[Slug, ...]:
    """The next events that the piece asks for."""
    events = layout.edition.events
    chosen = (event for event in layout.edition.coming if not piece.member or piece.member in events[event].members)
    return tuple(islice(chosen, piece.most))
