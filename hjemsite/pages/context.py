"""The desk at which views are written: small pieces that every kind of page is put together from.

A desk knows the edition, its index and the addresses, and nothing changes on it.
Cards and quotations are written once, for they are shown on many pages, and not before somebody wants them.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.lazy_dict import LazyDict
from hjemsite.images import social_card
from hjemsite.images.image_set import ImageSet
from hjemsite.images.renditions import TYPES, share_url
from hjemsite.limits import EXCERPT_CHARACTERS
from hjemsite.model import Article, Body, Contact, Day, Member, Picture, Quote, Speaker
from hjemsite.pages.assets import PRELOADED
from hjemsite.pages.base_url import Addresses, data_block
from hjemsite.pages.card_text import site_card
from hjemsite.pages.components import (
    BodyView,
    Card,
    CardView,
    ContactCard,
    Frame,
    Link,
    MemberCard,
    PersonCard,
    PictureView,
    QuoteView,
    SpeakerView,
    When,
)
from hjemsite.pages.content_security_policy import PAGE
from hjemsite.pages.json_ld import Thing, breadcrumbs
from hjemsite.pages.responsive_images import LOGO, WIDEST, body_view, picture_view
from hjemsite.site.gate import Edition
from hjemsite.site.taxonomies import Index, Profile, QuoteUrl, article_of
from hjemsite.urls import Slug, Url, slug

NEWS, MEMBERS, PEOPLE, QUOTES, TOPICS, PRESS, ACCESSIBILITY, SEARCH, PAGEFIND = (
    Url(f"/{name}/")
    for name in ("nyheder", "medlemmer", "personer", "citater", "emner", "presse", "was", "soeg", "pagefind")
)

_PIECES = 12_000
"""How many cards and how many quotations are held, each about a kilobyte."""
_LONG_WORD = 18


class PageContext(Struct, frozen=True):
    """`assets`: name of a file in `templates/assets` → its address. `bodies`: key → text of an article.

    `articles` by their addresses may be more than are at hand; they are looked up one by one.
    """

    edition: Edition
    index: Index
    addresses: Addresses
    images: ImageSet
    assets: Mapping[str, Url]
    bodies: Callable[[bytes], Body]
    articles: Mapping[Url, Article]
    cards: Mapping[Url, Card]
    quotes: Mapping[QuoteUrl, QuoteView]
    """Every quotation by its place."""

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

        `rules` is what the page may do in a reader's browser, as `making.policy` has it; `card` is an article's own.
        `properties` are further ones of Open Graph, `things` what the page is about, in schema.org's words.
        """
        settings, href = self.edition.settings, self.addresses.href
        way = (("Forside", Url("/")), *path) if url != "/" else ()
        site_feed = (settings.title, Url("/feed.xml"))
        trail = (breadcrumbs(self.addresses, (*way, (title, url))),) if way and not hidden else ()
        return Frame(
            title=title,
            site=settings.title,
            description=description or settings.description,
            canonical=self.addresses.full(url),
            home=href("/"),
            policy=rules,
            fonts=tuple(href(self.assets[name]) for name in PRELOADED if name in self.assets),
            stylesheet=href(self.assets["site.css"]),
            script=href(self.assets["site.js"]),
            icon=href(self.assets["icon.svg"]),
            menu=tuple(Link(name, href(to), current=to == url) for name, to in self._menu()),
            search=Link("Søg", href(SEARCH), current=url == SEARCH),
            path=tuple(Link(name, href(to)) for name, to in way),
            feeds=tuple(Link(name, href(to)) for name, to in (site_feed, *feeds)),
            sections=tuple(Link(name, href(to), current=to == url) for name, to in self._sections()),
            alliance=settings.alliance,
            about=self.addresses.html(settings.about),
            press=contact_card(settings.press),
            card=card if article else self.card_view(site_card(settings)),
            kind="article" if article else "website",
            hidden=hidden,
            properties=tuple(properties),
            structured=data_block((*things, *trail)),
        )

    def card_view(self, card: social_card.SocialCard | None) -> CardView | None:
        """A drawn card; None where there is none."""
        if card is None or not self.edition.settings.social_cards:
            return None
        alt = ". ".join(filter(None, (card.title, card.date, card.site)))
        return CardView(self.addresses.full(card.url), TYPES["png"], social_card.WIDTH, social_card.HEIGHT, alt)

    def shared_picture_view(self, picture: Picture) -> CardView | None:
        """A picture as social networks show it; None for one that is too small."""
        processed = self.images.processed[picture.url]
        if (share := processed.share) is None:
            return None
        url = self.addresses.full(share_url(picture.url, processed.name))
        return CardView(url, TYPES[share.kind], share.width, share.height, picture.alt)

    def _menu(self) -> Iterable[tuple[str, str]]:
        settings = self.edition.settings
        if settings.menu:
            return [(item.title, item.url) for item in settings.menu]
        pages = sorted((one for one in self.edition.pages if one.menu is not None), key=lambda one: (one.menu, one.url))
        fixed = [("Nyheder", NEWS), (settings.members_called.capitalize(), MEMBERS), ("Citater", QUOTES)]
        return [*fixed, *((page.title, page.url) for page in pages)]

    def _sections(self) -> Iterable[tuple[str, Url]]:
        settings = self.edition.settings
        yield from (("Nyheder", NEWS), (settings.members_called.capitalize(), MEMBERS), ("Personer", PEOPLE))
        yield from (("Citater", QUOTES), ("Emner", TOPICS), ("For pressen", PRESS))
        if settings.accessibility:
            yield "Tilgængelighed", ACCESSIBILITY

    def member_link(self, name: Slug | None) -> Link | None:
        """A link to a member's page; None when there is no such member."""
        member = self.edition.members.get(name) if name else None
        return Link(member.name, self.addresses.href(member.url)) if member else None

    def speaker(self, speaker: Speaker) -> SpeakerView:
        member = self.member_link(speaker.member)
        organisation = Link(speaker.organisation, member.url if member else "") if speaker.organisation else None
        return SpeakerView(
            speaker.name, self.addresses.href(f"/personer/{speaker.person}/"), speaker.title, organisation
        )

    def quote(self, place: QuoteUrl) -> Quote:
        anchor = place.rpartition("#")[2]
        return next(one for one in self.articles[article_of(place)].quotes if one.anchor == anchor)

    def quote_view(self, place: QuoteUrl) -> QuoteView:
        card, quote = self.cards[article_of(place)], self.quote(place)
        speaker = self.speaker(quote.speaker)
        return QuoteView(quote.text, self.addresses.href(place), speaker, card.title, card.url, card.date)

    def member_card(self, member: Member) -> MemberCard:
        news = len(self.index.news_of_member.get(member.slug, ()))
        return MemberCard(
            name=member.name,
            url=self.addresses.href(member.url),
            logo=self.logo(member.logo),
            monogram=monogram(member.name),
            since=since(member),
            news=danish.plural(news, "nyhed", "nyheder") if news else "",
        )

    def person_card(self, profile: Profile) -> PersonCard:
        quotes = danish.plural(len(profile.said), "citat", "citater") if profile.said else ""
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
        found = (self.index.topics[slug(topic)] for topic in topics)
        return tuple(dict.fromkeys(Link(topic.title, self.addresses.href(topic.url)) for topic in found))

    def card(self, article: Article) -> Card:
        return Card(
            title=article.title,
            url=self.addresses.href(article.url),
            date=day(article.date),
            summary=summary(article),
            members=tuple(link for name in article.members if (link := self.member_link(name))),
            topics=self.topic_links(article.topics),
            draft=article.url in self.edition.unpublished,
        )


def desk_for(
    edition: Edition,
    index: Index,
    addresses: Addresses,
    album: ImageSet,
    assets: Mapping[str, Url],
    bodies: Callable[[bytes], Body],
    articles: Mapping[Url, Article],
) -> PageContext:
    """A desk at which everything in `index` is known."""
    cards: LazyDict[Url, Card] = LazyDict(lambda url: desk.card(articles[url]), _PIECES)
    sayings: LazyDict[QuoteUrl, QuoteView] = LazyDict(lambda place: desk.quote_view(place), _PIECES)
    desk = PageContext(edition, index, addresses, album, assets, bodies, articles, cards, sayings)
    return desk


def day(instant: datetime) -> When:
    return When(danish.long_date(instant.date()), instant.date().isoformat())


def partial_day(date: Day) -> When:
    return When(danish.partial_date(date.year, date.month, date.day), str(date))


def summary(article: Article) -> str:
    """The editor's summary, or the beginning of the text, cut at a word; after a whole sentence nothing is missing."""
    if article.summary:
        return article.summary
    first = article.opening
    if len(first) <= EXCERPT_CHARACTERS:
        return first
    cut = first[:EXCERPT_CHARACTERS].rpartition(" ")[0].rstrip(",;:–- ")
    return cut if cut.endswith((".", "!", "?", "”")) else f"{cut}\xa0…"


def since(member: Member) -> str:
    """»medlem fra 2016«, »medlem 2016-2021«, or nothing when no date is known.

    The start of a membership does not tell that it goes on: a register need not be complete.
    """
    start = danish.partial_date(*_parts(member.joined)) if member.joined else ""
    end = danish.partial_date(*_parts(member.left)) if member.left else ""
    if start and end:
        return f"medlem {start}-{end}" if (start + end).isdigit() else f"medlem fra {start} til {end}"
    return f"medlem fra {start}" if start else f"medlem indtil {end}" if end else ""


def _parts(date: Day) -> tuple[int, int, int]:
    return date.year, date.month, date.day


def is_dense(headline: str) -> bool:
    """Whether a word of a headline is too long for a narrow window at the usual size.

    >>> is_dense("Hjem til Alle alliancen"), is_dense("Speciallægepraksisplanlægning")
    (False, True)
    """
    return max(map(len, headline.split()), default=0) > _LONG_WORD


def monogram(name: str) -> str:
    """One or two letters for a name: a short name in capitals keeps its first, others take the first of two words.

    >>> monogram("Københavns Kommune"), monogram("KAB"), monogram("Realdania")
    ('KK', 'K', 'R')
    """
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in words[:2]) or name[:1]


def contact_card(contact: Contact | None) -> ContactCard | None:
    if contact is None:
        return None
    phone_url = f"tel:{danish.phone_link(contact.phone)}" if contact.phone else ""
    return ContactCard(contact.name, contact.title, contact.email, contact.phone, phone_url)
