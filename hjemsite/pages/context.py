"""The context that a view is made from, and the components that every kind of page is put together from.

A page's context holds what the page declared that it shows. So a page cannot depend on anything that its `Shows`
forgets, and need not be rendered again while none of that has changed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from posixpath import basename

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.images import social_card
from hjemsite.images.image_set import ImageSet
from hjemsite.images.renditions import TYPES, share_url
from hjemsite.model import (
    Article,
    Body,
    Brief,
    Contact,
    Day,
    Event,
    Listed,
    Member,
    Passage,
    Person,
    Picture,
    PlainPage,
    Speaker,
)
from hjemsite.pages.base_url import Addresses, data_block
from hjemsite.pages.card_text import site_card
from hjemsite.pages.components import (
    BodyView,
    Card,
    CardView,
    ContactCard,
    FeedLink,
    Frame,
    Link,
    MemberCard,
    Notice,
    PersonCard,
    PictureView,
    QuoteView,
    SpeakerView,
    When,
)
from hjemsite.pages.content_security_policy import PAGE, allowing, privacy_words
from hjemsite.pages.data_rows import DataRows, no_rows
from hjemsite.pages.extra_values import extra_values
from hjemsite.pages.feed_components import FeedEntry
from hjemsite.pages.houses import house
from hjemsite.pages.json_ld import Thing, breadcrumbs
from hjemsite.pages.masthead import masthead
from hjemsite.pages.menu import menu, sections
from hjemsite.pages.page import Shows
from hjemsite.pages.responsive_images import CARD, LOGO, WIDEST, body_view, picture_view
from hjemsite.site.body_pictures import with_descriptions
from hjemsite.site.gate import Edition
from hjemsite.site.taxonomies import Profile, QuoteUrl, Taxonomies
from hjemsite.urls import (
    FEED,
    FOLLOW,
    HOME,
    PRIVACY,
    SEARCH,
    Slug,
    Url,
    person_url,
    slug,
)

_FEEDS = {
    "feed.xml": "application/atom+xml",
    "rss.xml": "application/rss+xml",
    "feed.json": "application/feed+json",
    "feeds.opml": "text/x-opml",
}
"""Name of a feed's file → its media type."""

_LONG_WORD = 18


class PageContext(Struct, frozen=True):
    """The data from which views are made. A page's own context holds what the page `shows`; asking for more is a
    `KeyError`.

    `bodies`: key → text of an article. `cards` and `feed_entries` are made of an article once, for they are shown on
    many pages.
    """

    edition: Edition
    taxonomies: Taxonomies
    addresses: Addresses
    images: ImageSet
    bodies: Callable[[bytes], Body]
    articles: Mapping[Url, Article]
    briefs: Mapping[Url, Brief]
    cards: Mapping[Url, Card]
    quotes: Mapping[QuoteUrl, QuoteView]
    feed_entries: Mapping[Url, FeedEntry]
    shows: Shows
    document: Event | Member | Person | PlainPage | None
    """The member, person, event or page whose source is `shows.document`."""
    rows: DataRows = no_rows
    """Makes what a file says of each article, where `shows` has all articles or all quotes."""

    def page_frame(
        self,
        title: str,
        url: Url,
        description: str = "",
        *,
        path: Iterable[tuple[str, Url]] = (),
        feeds: Iterable[tuple[str, Url]] = (),
        properties: Iterable[tuple[str, str]] = (),
        things: Iterable[Thing] = (),
        article: bool = False,
        hidden: bool = False,
        rules: str = PAGE,
        card: CardView | None = None,
    ) -> Frame:
        """What surrounds the page `title` at `url`; `path` are the pages between it and the front page.

        `rules` is what the page may do in a reader's browser (`content_security_policy`); `card` is the page's own;
        an `article` without one has none.
        `properties` are further ones of Open Graph, `things` what the page is about, in schema.org's words.
        """
        settings, href = self.edition.settings, self.addresses.href
        way = (("Forside", HOME), *path) if url != HOME else ()
        site_feed = (settings.title, FEED)
        trail = (breadcrumbs(self.addresses, (*way, (title, url))),) if way and not hidden else ()
        return Frame(
            title=title,
            site=settings.title,
            description=description or settings.description,
            # A site that was built with drafts may end on a public server; search engines must not index it there.
            canonical="" if self.edition.shows_drafts else self.addresses.full(url),
            home=href(HOME),
            policy=allowing(rules, settings.allow),
            privacy=Notice(privacy_words(settings.allow), Link("Privatliv", href(PRIVACY), current=url == PRIVACY)),
            menu=tuple(Link(name, href(to), current=to == url) for name, to in menu(self.edition)),
            search=Link("Søg", href(SEARCH), current=url == SEARCH),
            path=tuple(Link(name, href(to)) for name, to in way),
            feeds=tuple(FeedLink(name, href(to), _FEEDS[basename(to)]) for name, to in (site_feed, *feeds)),
            follow=Link("Få besked om nyheder", href(FOLLOW), current=url == FOLLOW),
            sections=tuple(Link(name, href(to), current=to == url) for name, to in sections(self.edition)),
            alliance=settings.alliance,
            about=self.addresses.html(settings.about),
            press=contact_card(settings.press) if settings.press else None,
            card=card if card or article else self.card_view(site_card(settings)),
            kind="article" if article else "website",
            hidden=hidden or self.edition.shows_drafts,
            properties=tuple(properties),
            structured=data_block((*things, *trail)),
            masthead=masthead(settings.brand, self.addresses),
        )

    def card_view(self, card: social_card.SocialCard | None) -> CardView | None:
        """A drawn card; None where there is none."""
        if card is None or not self.edition.settings.social_cards:
            return None
        alt = ". ".join(filter(None, (card.title, card.speaker, card.date, card.site)))
        return CardView(self.addresses.full(card.url), TYPES["png"], social_card.WIDTH, social_card.HEIGHT, alt)

    def shared_picture_view(self, picture: Picture) -> CardView | None:
        """A picture as social networks show it; None for one that is too small."""
        processed = self.images.processed[picture.url]
        if (share := processed.share) is None:
            return None
        url = self.addresses.full(share_url(picture.url, processed.name))
        return CardView(url, TYPES[share.kind], share.width, share.height, picture.alt)

    def passages(self, article: Article) -> tuple[Passage, ...]:
        """The body of an article, with what is said of its pictures."""
        passages, pictures = self.bodies(article.body).passages, article.library_pictures
        if not pictures:
            return passages
        return tuple(replace(passage, html=with_descriptions(passage.html, pictures)) for passage in passages)

    def member_link(self, name: Slug | None) -> Link | None:
        """A link to a member's page; None when there is no such member."""
        member = self.edition.members.get(name) if name else None
        return Link(member.name, self.addresses.href(member.url)) if member else None

    def speaker(self, speaker: Speaker) -> SpeakerView:
        member = self.member_link(speaker.member)
        organisation = Link(speaker.organisation, member.url if member else "") if speaker.organisation else None
        return SpeakerView(speaker.name, self.addresses.href(person_url(speaker.person)), speaker.title, organisation)

    def quote_view(self, url: QuoteUrl) -> QuoteView:
        """The quote at `url`, as lists of quotes show it."""
        article, _, anchor = url.partition("#")
        brief, card = self.briefs[Url(article)], self.cards[Url(article)]
        quote = next(quote for quote in brief.quotes if quote.anchor == anchor)
        return QuoteView(quote.text, self.addresses.href(url), self.speaker(quote.speaker), card.title, card.date)

    def member_card(self, name: Slug, news: int, lit: bool) -> MemberCard:
        """The member in a list, with the number of news about it; `lit` as `house` has it."""
        member = self.edition.members[name]
        return MemberCard(
            name=member.name,
            url=self.addresses.href(member.url),
            logo=self.logo(member.logo),
            house=house(member.kind, name, lit),
            since=since(member, self.edition.settings.members_called),
            news=danish.plural(news, "nyhed", "nyheder") if news else "",
        )

    def person_card(self, profile: Profile) -> PersonCard:
        quotes = danish.plural(profile.quote_count, "citat", "citater") if profile.quote_count else ""
        return PersonCard(profile.name, self.addresses.href(profile.url), self.presentation(profile), quotes)

    def presentation(self, profile: Profile) -> str:
        """How a person is presented now: by the newest role in their file that has not ended, or the newest article."""
        if profile.file and (roles := [role for role in profile.file.roles if role.end is None]):
            member = self.member_link(roles[-1].member)
            return ", ".join(
                filter(None, (roles[-1].title, roles[-1].organisation or (member.title if member else "")))
            )
        return self.speaker(profile.latest).presentation if profile.latest else ""

    def picture(self, picture: Picture | None, widest: int = WIDEST) -> PictureView | None:
        """A picture as a page shows it, at most `widest` pixels wide."""
        return picture_view(picture, self.images, self.addresses, widest) if picture else None

    def body(self, html: str, eager: bool = False) -> BodyView:
        """A body for a page; with `eager` its first picture is loaded at once."""
        return body_view(html, self.images, self.addresses, eager)

    def logo(self, picture: Picture | None) -> PictureView | None:
        return self.picture(picture, LOGO)

    def topic_links(self, topics: Iterable[str]) -> tuple[Link, ...]:
        chosen = (self.taxonomies.topics[slug(topic)] for topic in topics)
        return tuple(dict.fromkeys(Link(topic.title, self.addresses.href(topic.url)) for topic in chosen))

    def card(self, article: Brief) -> Card:
        """The article in a list."""
        return Card(
            title=article.title,
            url=self.addresses.href(article.url),
            date=day(article.date),
            # A list may be found by the words of the text; those of the headline say where the article is.
            summary="" if article.deindexed else article.excerpt,
            members=tuple(link for name in article.members if (link := self.member_link(name))),
            topics=self.topic_links(article.topics),
            draft=article.url in self.edition.unpublished,
            changed=change_of(article),
            image=self.picture(article.image, CARD),
            extra=extra_values(article.extra, "article", self.edition.settings.extra_fields),
        )


def change_of(article: Listed) -> str:
    """»Rettet« or »Opdateret«; empty for an article that is as it was published."""
    return "Rettet" if article.corrections else "Opdateret" if article.updated else ""


def day(instant: datetime) -> When:
    return When(danish.long_date(instant.date()), instant.date().isoformat())


def partial_day(date: Day) -> When:
    return When(danish.partial_date(date.year, date.month, date.day), str(date))


def since(member: Member, called: danish.NounForms) -> str:
    """»medlem fra 2016«, »partner 2016-2021«, or nothing when no date is known.

    The start of a membership does not tell that it goes on: a register need not be complete.
    """
    start = danish.partial_date(*_parts(member.joined)) if member.joined else ""
    end = danish.partial_date(*_parts(member.left)) if member.left else ""
    if start and end:
        return f"{called.one} {start}-{end}" if (start + end).isdigit() else f"{called.one} fra {start} til {end}"
    return f"{called.one} fra {start}" if start else f"{called.one} indtil {end}" if end else ""


def _parts(date: Day) -> tuple[int, int, int]:
    return date.year, date.month, date.day


def is_dense(headline: str) -> bool:
    """Whether a word of a headline is too long for a narrow window at the usual size.

    >>> is_dense("Hjem til Alle alliancen"), is_dense("Speciallægepraksisplanlægning")
    (False, True)
    """
    return max(map(len, headline.split()), default=0) > _LONG_WORD


def contact_card(contact: Contact) -> ContactCard:
    phone_url = f"tel:{danish.phone_link(contact.phone)}" if contact.phone else ""
    return ContactCard(contact.name, contact.title, contact.email, contact.phone, phone_url, contact.about)
