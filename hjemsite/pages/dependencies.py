"""What pages depend on: the state of everything that a page can show, and the context of each page.

A page is rendered with a context that holds what it shows, so it can depend on nothing else. It need not be rendered
again while the digests of what it shows are the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, lru_cache, partial

from msgspec.structs import replace

from hjemsite.cache.blob import digest, digest_of
from hjemsite.cache.encoding import encode
from hjemsite.cache.lazy_dict import LazyDict, Subset
from hjemsite.images.image_set import ImageSet
from hjemsite.model import Body, Event, Html, Listed, Member, Person, PlainPage
from hjemsite.pages.base_url import Addresses
from hjemsite.pages.components import Card, QuoteView
from hjemsite.pages.context import PageContext
from hjemsite.pages.data_rows import MakeRow, data_rows
from hjemsite.pages.digests import Digests, members_of, topics_of
from hjemsite.pages.feed_components import FeedEntry
from hjemsite.pages.layout import Layout
from hjemsite.pages.machine.feed_entries import feed_entry
from hjemsite.pages.page import Shows
from hjemsite.site.article_records import Articles, Records
from hjemsite.site.taxonomies import EMPTY, Profile, QuoteUrl, Taxonomies, Topic, articles_of, quote_urls
from hjemsite.urls import Slug, Url, topic_url

_CARDS_HELD = 12_000
"""Cards, and quotes, that are held in memory; each takes about a kilobyte."""

_FEED_ENTRIES_HELD = 1_000
"""Each is as long as its article."""


class Dependencies:
    """The digests of a laid-out edition, and the contexts of its pages.

    `articles` are looked up one by one; of `records` those of the edition are needed. `templates`: what stands for
    each. `base` is the site's own address, `bodies` finds the text of an article by its key.
    `layout_digest` stands for the layout. `before` are the digests of the last build.
    """

    def __init__(
        self,
        layout: Layout,
        records: Records,
        articles: Articles,
        images: ImageSet,
        base: str,
        bodies: Callable[[bytes], Body],
        templates: Mapping[str, bytes],
        layout_digest: bytes = b"",
        before: Digests = Digests(),  # noqa: B008 - frozen
    ) -> None:
        edition = layout.edition
        self.layout, self.articles, self._images, self._templates = layout, articles, images, templates
        self._layout_digest, self._before = layout_digest, before
        self._is_same_layout = bool(layout_digest) and layout_digest == before.listing
        self._records = {article.url: records[article.source] for article in layout.listed.values()}
        self._listed = layout.listed
        # Other pages show the name and the address of a member and of a page in the menu, not their texts.
        members = {name: replace(member, body=Html(""), text="", files=()) for name, member in edition.members.items()}
        menu = tuple(replace(page, body=Html(""), text="", files=()) for page in edition.pages if page.menu is not None)
        self._documents = {entry.source: entry for entry in edition.entries()}
        self._edition = replace(
            edition, articles=(), recent=(), withdrawn=(), members=members, people={}, pages=menu, files={},
            press_pictures=(),
        )  # fmt: skip
        # To sort ten thousand articles by topic takes long, and mostly the titles are as before.
        titles = before.topics if self._is_same_layout else {name: topic.title for name, topic in layout.topics.items()}
        self._topics = {name: Topic(title, topic_url(name), ()) for name, title in titles.items()}
        cards: LazyDict[Url, Card] = LazyDict(lambda url: self.whole.card(articles[url]), _CARDS_HELD)
        quotes: LazyDict[QuoteUrl, QuoteView] = LazyDict(lambda url: self.whole.quote_view(url), _CARDS_HELD)
        entries: LazyDict[Url, FeedEntry] = LazyDict(
            lambda url: feed_entry(self.context(Shows(articles=(url,))), url), _FEED_ENTRIES_HELD
        )
        self._people: LazyDict[Slug, Profile] = LazyDict(lambda name: layout.presented(frozenset({name}))[name])
        addresses = Addresses(base, frozenset(edition.hidden))
        self.whole = PageContext(
            self._edition, replace(EMPTY, topics=self._topics), addresses, images,
            # The page and the files of an article are made one right after the other.
            lru_cache(maxsize=8)(bodies), articles, articles, cards, quotes, entries, Shows(), None,
        )  # fmt: skip
        """A context that holds the whole edition, for cards and feed entries, which are made once and shown on many
        pages."""

    @cached_property
    def digests(self) -> Digests:
        """The state of everything that a page of the edition can show."""
        edition = self._edition
        return Digests(
            shared={
                "indstillingerne": digest(encode(edition.settings), *self._hidden_in(edition.settings.about)),
                "menuen": digest(encode((edition.pages, edition.has_events))),
                "kladderne": digest(str(edition.shows_drafts)),
                "sidens adresse": digest(self.whole.addresses.base),
            },
            articles=self._articles_digests(),
            briefs=self._briefs_digests(),
            members={name: digest(encode(member)) for name, member in edition.members.items()},
            topics={name: topic.title for name, topic in self._topics.items()},
            people=self._before.people if self._is_same_layout else self._people_digests(),
            images={url: digest(encode(image)) for url, image in self._images.processed.items()}
            | {url: digest_of(recording) for url, recording in self._images.recordings.items()},
            documents={
                path: digest(encode(document), *self._hidden_in(document.body))
                for path, document in self._documents.items()
            },
            events=self._events_digests(),
            all_quotes=self._quotes_digest(),
            listing=self._layout_digest,
            templates=self._templates,
        )

    def _articles_digests(self) -> dict[Url, bytes]:
        """Each article with the links in it that must not show, and with what a preview says of it."""
        hidden, digests = self._edition.hidden, {url: record.article_digest for url, record in self._records.items()}
        # Of most articles the digest is that of the record.
        for url, article in self._listed.items() if hidden else ():
            if links := [link for link in article.links if link in hidden]:
                digests[url] = digest(digests[url], *links)
        digests |= self._without_pictures(digests)
        return digests | {url: digest(digests[url], mark) for url, mark in self._marked(digests)}

    def _briefs_digests(self) -> dict[Url, bytes]:
        """Each article as other pages show it, with what a preview says of one that is not published."""
        digests = {url: record.brief_digest for url, record in self._records.items()}
        digests |= self._without_pictures(digests)
        return digests | {url: digest(digests[url], mark) for url, mark in self._marked(digests)}

    def _without_pictures(self, digests: Mapping[Url, bytes]) -> dict[Url, bytes]:
        """The digests of articles that have pictures which are left out."""
        left_out = self._edition.left_out
        changed: dict[Url, bytes] = {}
        for record in self._records.values() if left_out else ():
            if record.listed and (pictures := [url for url in record.listed.files if url in left_out]):
                changed[record.listed.url] = digest(digests[record.listed.url], *pictures)
        return changed

    def _marked(self, articles: Collection[Url]) -> list[tuple[Url, str]]:
        """Those of `articles` that are not published, with what a preview says of them."""
        return [(url, mark) for url, mark in self._edition.unpublished.items() if url in articles]

    def _events_digests(self) -> dict[Slug, bytes]:
        """Each event with whether it is over, with the links in it that must not show, and with what a preview says."""
        edition = self._edition
        return {
            name: digest(
                encode((event, name in edition.coming, edition.unpublished.get(event.url, ""))),
                *self._hidden_in(event.body),
            )
            for name, event in edition.events.items()
        }

    def _people_digests(self) -> dict[Slug, bytes]:
        return {name: digest(encode(profile.presented)) for name, profile in self.layout.taxonomies.profiles.items()}

    def _quotes_digest(self) -> bytes:
        return digest(b"".join(record.quotes_digest for record in self._records.values()))

    def _hidden_in(self, html: str) -> list[Url]:
        """The hidden addresses that the links in `html` lead to."""
        return sorted(self.whole.addresses.hidden_in(html))

    def context(self, shows: Shows) -> PageContext:
        """What a page that `shows` this is made from."""
        if shows.all_briefs or shows.all_quotes:
            return replace(self.whole, shows=shows, rows=partial(self._rows, shows))
        articles = [self._listed[url] for url in shows.articles]
        whole, edition = self.whole, self._edition
        document = self._documents[shows.document] if shows.document else None
        events = {name: edition.events[name] for name in shows.events}
        hidden = self._hidden(articles, document, events)
        members = {*shows.members, *(name for article in articles for name in members_of(article))}
        briefs = frozenset((*shows.articles, *shows.briefs, *articles_of(shows.quotes)))
        shown = (*briefs, *(event.url for event in events.values()))
        quotes = frozenset((*shows.quotes, *(url for article in articles for url in quote_urls(article))))
        images = {*shows.images, *(url for article in articles for url in article.files)}
        processed = {url: self._images.processed[url] for url in images if url in self._images.processed}
        recordings = {url: self._images.recordings[url] for url in images if url in self._images.recordings}
        return PageContext(
            edition=replace(
                edition,
                members={name: edition.members[name] for name in members if name in edition.members},
                unpublished={url: edition.unpublished[url] for url in shown if url in edition.unpublished},
                hidden=hidden,
                events=events,
                coming=tuple(name for name in edition.coming if name in events),
            ),
            taxonomies=self._taxonomies(shows, articles),
            addresses=Addresses(whole.addresses.base, frozenset(hidden)),
            # A body is looked up by its digest, so it never changes.
            images=ImageSet(processed, {}, self._images.contents, recordings),
            bodies=whole.bodies,
            articles=Subset(self.articles, frozenset(shows.articles)),
            briefs=Subset(self.articles, briefs),
            cards=Subset(whole.cards, briefs),
            quotes=Subset(whole.quotes, quotes),
            feed_entries=Subset(whole.feed_entries, frozenset(shows.articles)),
            shows=shows,
            document=document,
        )

    def _rows(self, shows: Shows, make: MakeRow) -> list[bytes]:
        """What a file says of each article, or of each that has quotes, as `make` has it."""
        name, states, shared = "articles", self.digests.briefs, [*self.digests.shared.values()]
        if shows.all_briefs:
            shared += self.digests.members.values()
        else:
            name = "quotes"
            states = {url: record.quotes_digest for url, record in self._records.items() if record.quotes_digest}
        return data_rows(make, states, self.articles.cache.key("data rows", name, *shared), self.articles)

    def _taxonomies(self, shows: Shows, articles: Iterable[Listed]) -> Taxonomies:
        if shows.listing:
            return self.layout.taxonomies
        topics = {name: self._topics[name] for article in articles for name in topics_of(article)}
        return replace(EMPTY, topics=topics, profiles={name: self._people[name] for name in shows.people})

    def fetch(self, shown: Iterable[Shows]) -> None:
        """Get the articles and people that pages are about to show, all at once."""
        urls: dict[Url, None] = {}
        people: set[Slug] = set()
        for shows in shown:
            urls.update(dict.fromkeys((*shows.articles, *shows.briefs, *articles_of(shows.quotes))))
            people.update(shows.people)
        self.articles.fetch(urls)
        self._people.update(self.layout.presented(frozenset(people)) if people else {})

    def _hidden(
        self,
        articles: Iterable[Listed],
        document: Event | Member | Person | PlainPage | None,
        events: Mapping[Slug, Event],
    ) -> dict[Url, str]:
        hidden = self._edition.hidden
        if not hidden:
            return {}
        links = (url for article in articles for url in article.links if url in hidden)
        bodies = (event.body for event in events.values())
        html = (self._edition.settings.about, document.body if document else "", *bodies)
        # A text may link to a picture beside it, which is among the files and not the links.
        pictures = self._edition.left_out
        return {
            url: hidden[url] for url in (*links, *pictures, *(url for part in html for url in self._hidden_in(part)))
        }
