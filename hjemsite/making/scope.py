"""A desk for few articles: it knows what their pages show, and nothing else of the site.

What is made at it can depend on nothing beyond it, so it need not be made again while its digest stays the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hjemsite.contents import digest
from hjemsite.making.addresses import Addresses
from hjemsite.making.desk import Desk
from hjemsite.making.index import NOWHERE, Topic
from hjemsite.memo import packed
from hjemsite.model import Article, Html
from hjemsite.pictures.album import Album
from hjemsite.pictures.renditions import Developed
from hjemsite.urls import Slug, Url, slug


class Scopes:
    """Small desks, cut out of the whole one."""

    def __init__(self, desk: Desk) -> None:
        edition = desk.edition
        self._desk = desk
        # Other pages show the name and the address of a member and of a page in the menu, not their texts.
        self._members = {name: replace(one, body=Html(""), text="", files=()) for name, one in edition.members.items()}
        in_menu = (one for one in edition.pages if one.menu is not None)
        self._menu = tuple(replace(one, body=Html(""), text="", files=()) for one in in_menu)
        self._about = frozenset(url for url in edition.hidden if url in edition.settings.about)
        self._digests: dict[Url, bytes] = {}
        self._shared = packed((edition.settings, self._menu, desk.addresses.base, desk.assets))

    def whole(self) -> bytes:
        """Stands for all that the whole desk knows, apart from the texts of members and people."""
        edition = self._desk.edition
        people = {name: replace(one, body=Html(""), files=()) for name, one in edition.people.items()}
        pictures = sorted(self._desk.album.pictures.items(), key=lambda one: one[0])
        return digest(
            self._shared, packed((edition.articles, self._members, people, pictures, sorted(edition.waiting.items())))
        )

    def of(self, articles: Sequence[Article], beside: Iterable[Article | None] = ()) -> Desk:
        """A desk for pages that show `articles` and name those `beside` them."""
        desk, edition = self._desk, self._desk.edition
        names = dict.fromkeys(name for one in articles for name in _members(one))
        members = {name: self._members[name] for name in names if name in self._members}
        urls = dict.fromkeys(one.url for one in (*articles, *beside) if one is not None)
        hidden = self._about.union(url for one in articles for url in one.links if url in edition.hidden)
        waiting = {url: edition.waiting[url] for url in urls if url in edition.waiting} if edition.waiting else {}
        known = (desk.index.topics[name] for name in _topics(articles))
        topics = {slug(topic.title): Topic(topic.title, topic.url, ()) for topic in known}
        cards = {url: desk.cards[url] for url in urls}
        named = [cards[one.url] for one in beside if one is not None]
        places = [f"{one.url}#{quote.anchor}" for one in articles for quote in one.quotes]
        sayings = {place: desk.sayings[place] for place in places}
        return Desk(
            edition=replace(
                edition,
                articles=tuple(articles),
                fresh=(),
                members=members,
                people={},
                pages=self._menu,
                files={},
                waiting=waiting,
                hidden=hidden,
            ),
            index=replace(NOWHERE, topics=topics),
            addresses=Addresses(desk.addresses.base, hidden),
            album=Album({url: one for article in articles for url, one in self._pictures(article)}, {}, {}),
            assets=desk.assets,
            bodies=desk.bodies,
            cards=cards,
            sayings=sayings,
            digest=digest(
                self._shared, packed((named, sorted(hidden), sorted(waiting.items()))), *map(self._digest, articles)
            ),
        )

    def _pictures(self, article: Article) -> Iterator[tuple[Url, Developed]]:
        pictures = self._desk.album.pictures
        return ((url, pictures[url]) for url in article.files if url in pictures)

    def _digest(self, article: Article) -> bytes:
        """Stands for all that is known of an article. It is on several desks, and worked out once."""
        if article.url not in self._digests:
            members = [self._members[name] for name in _members(article) if name in self._members]
            places = [f"{article.url}#{quote.anchor}" for quote in article.quotes]
            sayings = [self._desk.sayings[place] for place in places]
            pictures = list(self._pictures(article))
            parts = (article, members, self._desk.cards[article.url], sayings, pictures)
            self._digests[article.url] = digest(packed(parts))
        return self._digests[article.url]


def _members(article: Article) -> Iterable[Slug]:
    yield from article.members
    yield from (speaker.member for speaker in article.speakers if speaker.member is not None)


def _topics(articles: Iterable[Article]) -> Iterable[Slug]:
    return dict.fromkeys(slug(topic) for one in articles for topic in one.topics)
