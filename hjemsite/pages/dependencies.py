"""The scope of a page: a desk for few articles, which knows what their pages show, and nothing else of the site.

What is made at it can depend on nothing beyond it, so it need not be made again while its grounds stay the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import encode
from hjemsite.cache.lazy_dict import LazyDict
from hjemsite.images.image_set import ImageSet
from hjemsite.model import Article, Html
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.context import PageContext, summary
from hjemsite.site.gate import published
from hjemsite.site.taxonomies import NOWHERE, QuoteUrl, Topic, article_of, quote_urls
from hjemsite.urls import Slug, Url, slug


class Wanted(Struct, frozen=True):
    """What a page shows.

    `texts` are articles shown whole, `named` those of which it shows a headline and the like, with the quotes at
    `said`. Of members and pictures it shows these, beside those of its `texts`. `own` is HTML that only it shows.
    """

    texts: tuple[Url, ...] = ()
    named: tuple[Url, ...] = ()
    said: tuple[QuoteUrl, ...] = ()
    members: tuple[Slug, ...] = ()
    pictures: tuple[Url, ...] = ()
    own: Html = Html("")  # a string


class Scope(Struct, frozen=True):
    """`grounds` tells what is known in it: in Danish → what stands for its state. `desk` is where pages are written.

    Both are worked out when they are wanted, for a large site has many scopes, and few of its pages are made anew.
    """

    wanted: Wanted
    grounds: Callable[[], Mapping[str, bytes]]
    desk: Callable[[], PageContext]


class Scopes:
    """All scopes of a desk that knows everything.

    `mentions`: address of an article → what stands for all that other pages can say of it. Some may be known before.
    """

    def __init__(self, desk: PageContext, known: Mapping[Url, bytes] = MappingProxyType({})) -> None:
        edition = desk.edition
        self.mentions = LazyDict(self._mentioned)
        self.mentions.update(known)
        self._desk = desk
        self.index = desk.index
        # Other pages show the name and the address of a member and of a page in the menu, not their texts.
        self._members = {name: replace(one, body=Html(""), text="", files=()) for name, one in edition.members.items()}
        in_menu = (one for one in edition.pages if one.menu is not None)
        self._menu = tuple(replace(one, body=Html(""), text="", files=()) for one in in_menu)
        self._member_state = cache(lambda name: digest(encode(self._members[name])))
        self._picture_state = cache(lambda url: digest(encode(desk.images.processed[url])))
        # The pages and files of an article are made one right after the other.
        self._small_desk = lru_cache(maxsize=4)(self._set_up)
        self._shared = {
            "indstillingerne": digest(encode(edition.settings)),
            "menuen": digest(encode(self._menu)),
            "sidens adresse": digest(desk.addresses.base),
            "stilark, scripts og skrifter": digest(encode(desk.assets)),
        }

    def whole(self) -> Scope:
        """All that there is, apart from the texts of articles, members and people."""
        wanted = Wanted(named=tuple(self._desk.index.articles))
        return Scope(wanted, partial(self._all_grounds, wanted.named), lambda: self._desk)

    def quotes(self) -> Scope:
        """All quotes, and when they were said."""
        return Scope(Wanted(said=self._desk.index.said), self._all_quotes, lambda: self._desk)

    def of(self, wanted: Wanted) -> Scope:
        """For pages that show what is `wanted`."""
        return Scope(wanted, partial(self._grounds, wanted), partial(self._small_desk, wanted))

    def _all_grounds(self, articles: Iterable[Url]) -> Mapping[str, bytes]:
        edition = self._desk.edition
        people = {name: replace(one, body=Html(""), files=()) for name, one in edition.people.items()}
        pictures = sorted(self._desk.images.processed.items(), key=lambda one: one[0])
        return self._shared | {
            "nyhederne": digest(encode(sorted(edition.unpublished.items())), *map(self.mentions.__getitem__, articles)),
            "medlemmerne": digest(encode(self._members)),
            "personerne": digest(encode(people)),
            "billederne": digest(encode(pictures)),
        }

    def _all_quotes(self) -> Mapping[str, bytes]:
        articles = (self._desk.articles[url] for url in self._desk.index.articles)
        told = [(one.url, published(one), one.quotes) for one in articles if one.quotes]
        return self._shared | {"citaterne": digest(encode(told))}

    def _grounds(self, wanted: Wanted) -> Mapping[str, bytes]:
        articles = [self._desk.articles[url] for url in wanted.texts]
        grounds = dict(self._shared)
        if self._desk.edition.hidden or self._desk.edition.unpublished:
            unseen = sorted(self._hidden(wanted, articles)), sorted(self._waiting(wanted).items())
            grounds["kladder og kommende nyheder"] = digest(encode(unseen))
        grounds.update((f"omtalen af nyheden {url}", self.mentions[url]) for url in wanted.named)
        grounds.update((f"medlemmet {name}", self._member_state(name)) for name in self._named(wanted, articles))
        for one in articles:
            grounds[f"nyheden {one.url}"] = digest(encode(one), self.mentions[one.url])
        grounds.update((f"billedet {url}", self._picture_state(url)) for url in self._pictures(wanted, articles))
        return grounds

    def _set_up(self, wanted: Wanted) -> PageContext:
        desk, edition = self._desk, self._desk.edition
        articles = tuple(desk.articles[url] for url in wanted.texts)
        hidden = self._hidden(wanted, articles)
        topics = (desk.index.topics[name] for one in articles for name in map(slug, one.topics))
        own = (place for one in articles for place in quote_urls(one))
        return PageContext(
            edition=replace(
                edition,
                articles=articles,
                recent=(),
                members={name: self._members[name] for name in self._named(wanted, articles)},
                people={},
                pages=self._menu,
                files={},
                unpublished=self._waiting(wanted),
                hidden=hidden,
            ),
            index=replace(NOWHERE, topics={slug(one.title): Topic(one.title, one.url, ()) for one in topics}),
            addresses=Addresses(desk.addresses.base, hidden),
            images=ImageSet({url: desk.images.processed[url] for url in self._pictures(wanted, articles)}, {}, {}),
            assets=desk.assets,
            bodies=desk.bodies,
            articles={one.url: one for one in articles},
            cards={url: desk.cards[url] for url in (*wanted.texts, *wanted.named)},
            quotes={place: desk.quotes[place] for place in (*own, *wanted.said)},
        )

    def _named(self, wanted: Wanted, articles: Iterable[Article]) -> Iterator[Slug]:
        """The members whom a page names beside those on cards."""
        names = (name for one in articles for name in _members_of(one))
        return (name for name in dict.fromkeys((*names, *wanted.members)) if name in self._members)

    def _hidden(self, wanted: Wanted, articles: Iterable[Article]) -> frozenset[Url]:
        """The articles that must not show, of those that a page would link to."""
        hidden = self._desk.edition.hidden
        if not hidden:
            return hidden
        links = (url for one in articles for url in one.links if url in hidden)
        shown_html = (self._desk.edition.settings.about, wanted.own)
        return frozenset((*links, *(url for url in hidden if any(url in html for html in shown_html))))

    def _waiting(self, wanted: Wanted) -> Mapping[Url, str]:
        waiting = self._desk.edition.unpublished
        return {url: waiting[url] for url in (*wanted.texts, *wanted.named) if url in waiting} if waiting else {}

    def _pictures(self, wanted: Wanted, articles: Iterable[Article]) -> list[Url]:
        pictures = self._desk.images.processed
        urls = (*(url for one in articles for url in one.files), *wanted.pictures)
        return [url for url in urls if url in pictures]

    def _mentioned(self, url: Url) -> bytes:
        """Stands for what other pages can say of an article: the pieces made of it, whose words they share."""
        article = self._desk.articles[url]
        # Most edits change a text and nothing that stands elsewhere.
        brief = replace(article, body=b"", opening="", summary=summary(article), links=())
        members = (self._member_state(name) for name in _members_of(article) if name in self._members)
        topics = (self._desk.index.topics[name].title for name in map(slug, article.topics))
        return digest(encode(brief), *members, *topics)


def _members_of(article: Article) -> tuple[Slug, ...]:
    """The members whom an article is about, or for whom somebody speaks in it."""
    return (*article.members, *(one.member for one in article.speakers if one.member is not None))


def articles_of(places: Iterable[QuoteUrl]) -> tuple[Url, ...]:
    """The articles that the quotes at `places` stand in, each once."""
    return tuple(dict.fromkeys(map(article_of, places)))
