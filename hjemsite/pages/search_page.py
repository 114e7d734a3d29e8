"""The page at which readers search, and what they can find: the text of an edition, page by page.

Only what passed the publication gate is here. Lists are left out, for they hold nothing of their own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from msgspec import Struct

from hjemsite import danish
from hjemsite.model import Article, Member, Speaker
from hjemsite.pages.content_security_policy import SEARCH as RULES
from hjemsite.pages.context import PageContext, since
from hjemsite.pages.layout import Layout
from hjemsite.pages.members_people_quotes import KINDS
from hjemsite.pages.news_lists import TopicCounts, topic_counts, topic_links, year_links
from hjemsite.pages.page import Page, page
from hjemsite.pages.views import SearchView
from hjemsite.site.taxonomies import Profile, QuoteUrl
from hjemsite.urls import PAGEFIND, SEARCH, Url

_TAG = re.compile(r"<[^>]*>")


class SearchDocument(Struct, frozen=True):
    """What can be found at `url`: a title, below it when and who, and a text to search in and quote from.

    The long text of an article is named by its key; it stands between `lead` and `text`.
    """

    url: Url
    title: str
    detail: str
    text: str
    lead: str = ""
    body: bytes = b""


def search_page(layout: Layout) -> Iterator[Page]:
    """The page itself. Its years and topics are there for everybody, and all there is without JavaScript."""
    yield page(SEARCH, "search.html", search_view, tuple(layout.taxonomies.years), topic_counts(layout))


def search_view(context: PageContext, years: Iterable[int], topics: TopicCounts) -> SearchView:
    href = context.addresses.href
    return SearchView(
        frame=context.page_frame("Søg", SEARCH, rules=RULES),
        title="Søg",
        action=href(SEARCH),
        index=href(f"{PAGEFIND}pagefind.js"),
        years=year_links(context, years),
        topics=topic_links(context, topics),
    )


def search_documents(context: PageContext, layout: Layout) -> tuple[SearchDocument, ...]:
    """Everything that can be found in an edition; `context` is that of the whole site."""
    members, found = layout.edition.members, layout.taxonomies
    return (
        *(_article(context, context.articles[url]) for url in found.articles),
        *(_member(member, layout.edition.settings.members_called) for member in members.values()),
        *(_person(context, profile) for profile in found.profiles.values()),
        *(SearchDocument(page.url, page.title, "", page.text) for page in layout.edition.pages),
    )


def _article(context: PageContext, article: Article) -> SearchDocument:
    members = [context.edition.members[name].name for name in article.members]
    detail = _row(danish.long_date(article.date.date()), danish.list_of(members))
    speakers = (", ".join(filter(None, (one.name, one.title, one.organisation))) for one in article.speakers)
    image = (article.image.caption, article.image.credit) if article.image else ()
    parts = (
        *speakers,
        *article.topics,
        *image,
        *(one.title for one in article.attachments),
        *(one.text for one in article.corrections),
    )
    return SearchDocument(
        article.url, article.title, detail, "\n\n".join(filter(None, parts)), article.summary, article.body
    )


def _member(member: Member, called: danish.NounForms) -> SearchDocument:
    text = "\n\n".join((member.text, *_former(member.former_names)))
    return SearchDocument(member.url, member.name, _row(KINDS[member.kind][0], since(member, called)), text)


def _person(context: PageContext, profile: Profile) -> SearchDocument:
    """What a person said is found in the articles; here they are found by name and by every title they had."""
    roles = profile.file.roles if profile.file else ()
    speakers = (_speaker(context, url) for url in profile.quotes)
    titles = {f"{role.title}, {role.organisation}" for role in roles}
    titles |= {f"{one.title}, {one.organisation}" for one in speakers}
    body = unescape(_TAG.sub(" ", profile.file.body)) if profile.file else ""
    former = _former(profile.file.former_names) if profile.file else ()
    return SearchDocument(
        profile.url, profile.name, context.presentation(profile), "\n\n".join((body, *former, *sorted(titles)))
    )


def _former(names: Sequence[str]) -> tuple[str, ...]:
    """What a page says of former names; nothing where there are none."""
    return (f"Hed tidligere {danish.list_of(names)}",) if names else ()


def _row(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _speaker(context: PageContext, quote: QuoteUrl) -> Speaker:
    article, _, anchor = quote.partition("#")
    return next(one.speaker for one in context.briefs[Url(article)].quotes if one.anchor == anchor)
