"""A desk for few articles: it knows what their pages show, and nothing else of the site.

What is made at it can depend on nothing beyond it, so it need not be made again while its digest stays the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hjemsite.contents import digest
from hjemsite.making.addresses import Addresses
from hjemsite.making.desk import Desk
from hjemsite.making.index import Index, Topic
from hjemsite.memo import packed
from hjemsite.model import Article, Html
from hjemsite.urls import Slug, slug

_NOWHERE = Index((), {}, {}, {}, {}, {}, {})


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
        self._shared = packed((edition.settings, self._menu, desk.addresses.base, desk.assets))

    def whole(self) -> bytes:
        """Stands for all that the whole desk knows, apart from the texts of members and people."""
        edition = self._desk.edition
        people = {name: replace(one, body=Html(""), files=()) for name, one in edition.people.items()}
        return digest(self._shared, packed((edition.articles, self._members, people, sorted(edition.waiting.items()))))

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
        places = [f"{one.url}#{quote.anchor}" for one in articles for quote in one.quotes]
        sayings = {place: desk.sayings[place] for place in places}
        parts = (articles, members, sorted(hidden), sorted(waiting.items()), topics, cards, sayings)
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
            index=replace(_NOWHERE, topics=topics),
            addresses=Addresses(desk.addresses.base, hidden),
            assets=desk.assets,
            bodies=desk.bodies,
            cards=cards,
            sayings=sayings,
            digest=digest(self._shared, packed(parts)),
        )


def _members(article: Article) -> Iterable[Slug]:
    yield from article.members
    yield from (speaker.member for speaker in article.speakers if speaker.member is not None)


def _topics(articles: Iterable[Article]) -> Iterable[Slug]:
    return dict.fromkeys(slug(topic) for one in articles for topic in one.topics)
