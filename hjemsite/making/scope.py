"""The scope of a page: a desk for few articles, which knows what their pages show, and nothing else of the site.

What is made at it can depend on nothing beyond it, so it need not be made again while its grounds stay the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.contents import digest
from hjemsite.making.addresses import Addresses
from hjemsite.making.desk import Desk
from hjemsite.making.index import NOWHERE, Topic
from hjemsite.memo import packed
from hjemsite.model import Article, Html
from hjemsite.pictures.album import Album
from hjemsite.pictures.renditions import Developed
from hjemsite.urls import Slug, Url, slug


class Scope(Struct, frozen=True):
    """`grounds` tells what is known in it: in Danish → what stands for its state. `desk` is where pages are written.

    Both are worked out when they are wanted, for a large site has many scopes, and few of its pages are made anew.
    """

    grounds: Callable[[], Mapping[str, bytes]]
    desk: Callable[[], Desk]


class Scopes:
    """All scopes of a desk that knows everything."""

    def __init__(self, desk: Desk) -> None:
        edition = desk.edition
        self._desk = desk
        self._articles = {one.url: one for one in edition.articles}
        # Other pages show the name and the address of a member and of a page in the menu, not their texts.
        self._members = {name: replace(one, body=Html(""), text="", files=()) for name, one in edition.members.items()}
        in_menu = (one for one in edition.pages if one.menu is not None)
        self._menu = tuple(replace(one, body=Html(""), text="", files=()) for one in in_menu)
        self._about = frozenset(url for url in edition.hidden if url in edition.settings.about)
        self._member_state = cache(lambda name: digest(packed(self._members[name])))
        self._picture_state = cache(lambda url: digest(packed(desk.album.pictures[url])))
        self._card_state = cache(lambda url: digest(packed(desk.cards[url])))
        self._article_state = cache(self._state_of)
        # The pages and files of an article are made one right after the other.
        self._small_desk = lru_cache(maxsize=4)(self._set_up)
        self._shared = {
            "indstillingerne": digest(packed(edition.settings)),
            "menuen": digest(packed(self._menu)),
            "sidens adresse": digest(desk.addresses.base),
            "stilark, scripts og skrifter": digest(packed(desk.assets)),
        }

    def whole(self) -> Scope:
        """All that there is, apart from the texts of members and people."""
        edition = self._desk.edition
        people = {name: replace(one, body=Html(""), files=()) for name, one in edition.people.items()}
        pictures = sorted(self._desk.album.pictures.items(), key=lambda one: one[0])
        grounds = self._shared | {
            "nyhederne": digest(packed((edition.articles, sorted(edition.waiting.items())))),
            "medlemmerne": digest(packed(self._members)),
            "personerne": digest(packed(people)),
            "billederne": digest(packed(pictures)),
        }
        return Scope(lambda: grounds, lambda: self._desk)

    def of(self, articles: Sequence[Article], beside: Iterable[Article | None] = ()) -> Scope:
        """For pages that show `articles` and name those `beside` them."""
        near = tuple(one.url for one in beside if one is not None)
        urls = tuple(one.url for one in articles)
        return Scope(partial(self._grounds, urls, near), partial(self._small_desk, urls, near))

    def _grounds(self, urls: tuple[Url, ...], near: tuple[Url, ...]) -> Mapping[str, bytes]:
        articles = [self._articles[url] for url in urls]
        grounds = dict(self._shared)
        if self._desk.edition.hidden or self._desk.edition.waiting:
            unseen = sorted(self._hidden(articles)), sorted(self._waiting((*urls, *near)).items())
            grounds["kladder og kommende nyheder"] = digest(packed(unseen))
        grounds.update((f"nyheden {url} ved siden af", self._card_state(url)) for url in near)
        for one in articles:
            grounds.update((f"medlemmet {name}", self._member_state(name)) for name in self._named(one))
            grounds[f"nyheden {one.url}"] = self._article_state(one.url)
            grounds.update((f"billedet {url}", self._picture_state(url)) for url, _ in self._pictures(one))
        return grounds

    def _set_up(self, urls: tuple[Url, ...], near: tuple[Url, ...]) -> Desk:
        desk, edition = self._desk, self._desk.edition
        articles = tuple(self._articles[url] for url in urls)
        members = {name: self._members[name] for one in articles for name in self._named(one)}
        hidden = self._hidden(articles)
        topics = (desk.index.topics[name] for one in articles for name in map(slug, one.topics))
        places = [f"{one.url}#{quote.anchor}" for one in articles for quote in one.quotes]
        return Desk(
            edition=replace(
                edition,
                articles=articles,
                fresh=(),
                members=members,
                people={},
                pages=self._menu,
                files={},
                waiting=self._waiting((*urls, *near)),
                hidden=hidden,
            ),
            index=replace(NOWHERE, topics={slug(one.title): Topic(one.title, one.url, ()) for one in topics}),
            addresses=Addresses(desk.addresses.base, hidden),
            album=Album(dict(found for one in articles for found in self._pictures(one)), {}, {}),
            assets=desk.assets,
            bodies=desk.bodies,
            cards={url: desk.cards[url] for url in (*urls, *near)},
            sayings={place: desk.sayings[place] for place in places},
        )

    def _named(self, article: Article) -> Iterator[Slug]:
        """The members whom an article is about, or for whom somebody speaks in it."""
        names = (*article.members, *(one.member for one in article.speakers if one.member is not None))
        return (name for name in dict.fromkeys(names) if name in self._members)

    def _hidden(self, articles: Iterable[Article]) -> frozenset[Url]:
        hidden = self._desk.edition.hidden
        return self._about.union(url for one in articles for url in one.links if url in hidden)

    def _waiting(self, urls: Iterable[Url]) -> Mapping[Url, str]:
        waiting = self._desk.edition.waiting
        return {url: waiting[url] for url in urls if url in waiting} if waiting else {}

    def _pictures(self, article: Article) -> Iterator[tuple[Url, Developed]]:
        pictures = self._desk.album.pictures
        return ((url, pictures[url]) for url in article.files if url in pictures)

    def _state_of(self, url: Url) -> bytes:
        """Stands for what an article and the pieces made of it say."""
        article, sayings = self._articles[url], self._desk.sayings
        return digest(
            packed((article, self._desk.cards[url], [sayings[f"{url}#{one.anchor}"] for one in article.quotes]))
        )
