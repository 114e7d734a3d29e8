"""What the list of pages is made from: which articles, members, people and topics there are, without their texts."""

from collections.abc import Iterable, Mapping, Set
from copy import copy
from functools import cached_property

from hjemsite.model import Listed
from hjemsite.site.editions import Histories
from hjemsite.site.gate import Edition
from hjemsite.site.site import newest_first
from hjemsite.site.taxonomies import Profile, QuoteUrl, Taxonomies, Topic, presented, taxonomies, topics
from hjemsite.urls import QUOTES, Slug, Url, is_reserved

NO_HISTORIES = Histories()


class Layout:
    """`pictures` are the addresses of all pictures that can be shown, `histories` the editions of articles.

    The taxonomies are worked out when they are asked for: a page whose words alone have changed needs few of them.
    """

    def __init__(self, edition: Edition, pictures: Set[Url], histories: Histories = NO_HISTORIES) -> None:
        self.edition, self.pictures, self.histories = edition, pictures, histories

    def hiding(self, edition: Edition) -> "Layout":
        """This layout for an `edition` that differs from its own only in what it hides and in its menu."""
        layout = copy(self)
        layout.edition = edition
        return layout

    def images_of(self, articles: Iterable[Url]) -> tuple[Url, ...]:
        """The pictures of articles, for a page that shows them in a list."""
        return tuple(url for article in articles for url in self.listed[article].press_files if url in self.pictures)

    @cached_property
    def deindexed(self) -> frozenset[Url]:
        """The pages that search engines shall not show: of articles, of people heard in no others, of events, and the
        editors' own."""
        edition = self.edition
        others = {event.url for event in edition.events.values() if event.deindexed}
        others |= {page.url for page in edition.pages if page.deindexed}
        if not any(article.deindexed for article in edition.articles):
            return frozenset(others)
        people = (profile.url for profile in self.taxonomies.profiles.values() if profile.deindexed)
        return frozenset((*(article.url for article in edition.articles if article.deindexed), *people, *others))

    @cached_property
    def taxonomies(self) -> Taxonomies:
        """The edition by member, person, topic and year."""
        return taxonomies(self.edition, self.topics)

    def presented(self, names: frozenset[Slug]) -> Mapping[Slug, Profile]:
        """The people called `names`, without what they said and where."""
        if "taxonomies" in self.__dict__:
            return {name: self.taxonomies.profiles[name].presented for name in names}
        return presented(self.edition, names)

    @cached_property
    def topics(self) -> Mapping[Slug, Topic]:
        """The topics of the edition."""
        return topics(self.edition)

    @cached_property
    def quote_pages(self) -> Mapping[QuoteUrl, Url]:
        """The quotes and the addresses of their own pages, oldest first; nothing where the settings ask for none.

        An address is the first words of the quote. Of quotes that begin alike the oldest has it, and those of others
        end with the name of their article.
        """
        addresses: dict[QuoteUrl, Url] = {}
        taken: set[Url] = set()
        for quote in reversed(self.taxonomies.quotes) if self.edition.settings.quote_pages else ():
            article, _, anchor = quote.partition("#")
            words = anchor.removeprefix("citat-")
            url = Url(f"{QUOTES}{words}/")
            if url in taken or is_reserved(url):
                url = Url(f"{QUOTES}{words}-{self.listed[Url(article)].slug}/")
            addresses[quote] = url
            taken.add(url)
        return addresses

    @cached_property
    def listed(self) -> Mapping[Url, Listed]:
        """The articles by their addresses, newest first; also those that are withdrawn."""
        edition = self.edition
        whole = newest_first((*edition.articles, *edition.withdrawn)) if edition.withdrawn else edition.articles
        return {article.url: article for article in whole}


def own_pages(addresses: Mapping[QuoteUrl, Url], quotes: Iterable[QuoteUrl]) -> tuple[str, ...]:
    """The own pages of `quotes`, in their order, empty for one that has none; nothing where no quote has any."""
    return tuple(addresses.get(quote, "") for quote in quotes) if addresses else ()
