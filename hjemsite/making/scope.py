"""A desk for few articles: it knows what their pages show, and nothing else of the site.

What is made at it can depend on nothing beyond it, so it need not be made again while its grounds stay the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

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
        self._member_state = cache(lambda name: digest(packed(self._members[name])))
        self._picture_state = cache(lambda url: digest(packed(desk.album.pictures[url])))
        self._articles_known: dict[Url, bytes] = {}
        self._shared = {
            "indstillingerne": digest(packed(edition.settings)),
            "menuen": digest(packed(self._menu)),
            "sidens adresse": digest(desk.addresses.base),
            "stilark, scripts og skrifter": digest(packed(desk.assets)),
        }

    def whole(self) -> Mapping[str, bytes]:
        """The grounds of the whole desk, apart from the texts of members and people."""
        edition = self._desk.edition
        people = {name: replace(one, body=Html(""), files=()) for name, one in edition.people.items()}
        pictures = sorted(self._desk.album.pictures.items(), key=lambda one: one[0])
        return self._shared | {
            "nyhederne": digest(packed((edition.articles, sorted(edition.waiting.items())))),
            "medlemmerne": digest(packed(self._members)),
            "personerne": digest(packed(people)),
            "billederne": digest(packed(pictures)),
        }

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
            grounds=self._shared
            | {
                "kladder og kommende nyheder": digest(packed((sorted(hidden), sorted(waiting.items())))),
                **{f"nyheden {one.url} ved siden af": digest(packed(cards[one.url])) for one in beside if one},
                **{f"medlemmet {name}": self._member_state(name) for name in members},
                **{name: state for one in articles for name, state in self._grounds(one)},
            },
        )

    def _pictures(self, article: Article) -> Iterator[tuple[Url, Developed]]:
        pictures = self._desk.album.pictures
        return ((url, pictures[url]) for url in article.files if url in pictures)

    def _grounds(self, article: Article) -> Iterator[tuple[str, bytes]]:
        """An article is on several desks; what stands for it is worked out once."""
        state = self._articles_known.get(article.url)
        if state is None:
            sayings = [self._desk.sayings[f"{article.url}#{quote.anchor}"] for quote in article.quotes]
            state = digest(packed((article, self._desk.cards[article.url], sayings)))
            self._articles_known[article.url] = state
        yield f"nyheden {article.url}", state
        yield from ((f"billedet {url}", self._picture_state(url)) for url, _ in self._pictures(article))


def _members(article: Article) -> Iterable[Slug]:
    yield from article.members
    yield from (speaker.member for speaker in article.speakers if speaker.member is not None)


def _topics(articles: Iterable[Article]) -> Iterable[Slug]:
    return dict.fromkeys(slug(topic) for one in articles for topic in one.topics)
