"""The page at which readers search. What they can find is in `search_documents`."""

from collections.abc import Iterable, Iterator

from hjemsite.pages.content_security_policy import SEARCH as RULES
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.news_lists import TopicCounts, topic_counts, topic_links, year_links
from hjemsite.pages.page import Page, page
from hjemsite.pages.views import SearchView
from hjemsite.urls import SEARCH, SEARCH_INDEX

_KINDS = (("nyhed", "Nyhed", "Nyheder"), ("citat", "Citat", "Citater"), ("person", "Person", "Personer"))


def search_page(layout: Layout) -> Iterator[Page]:
    """The page itself. Its years and topics are there for everybody, and all there is without JavaScript."""
    yield page(SEARCH, "search.html", search_view, tuple(layout.taxonomies.years), topic_counts(layout))


def search_view(context: PageContext, years: Iterable[int], topics: TopicCounts) -> SearchView:
    href, called = context.addresses.href, context.edition.settings.members_called
    member = called.one[:1].upper() + called.one[1:]
    return SearchView(
        frame=context.page_frame("Søg", SEARCH, rules=RULES),
        title="Søg",
        action=href(SEARCH),
        index=href(SEARCH_INDEX),
        kinds=(*_KINDS, ("organisation", member, called.heading), ("side", "Side", "Sider")),
        member=member,
        years=year_links(context, years),
        topics=topic_links(context, topics),
    )
