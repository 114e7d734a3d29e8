"""The taxonomies of an edition: its articles by member, person, topic and year.

Made in one pass over the articles, newest first, so every list below is newest first too. It names articles by their
addresses and quotes by their places, and holds none of their words: those are looked up where they are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NewType

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.model import Day, Listed, Person, Speaker
from hjemsite.site.gate import Edition
from hjemsite.urls import Slug, Url, person_url, slug, topic_url

QuoteUrl = NewType("QuoteUrl", str)
"""Where a quote stands: the address of its article, `#`, and its anchor there."""


class SizeClaim(Struct, frozen=True):
    """What an article says of the alliance's size."""

    date: Day
    count: int
    article: Url


class Profile(Struct, frozen=True):
    """A person: from a file, from what articles say, or both. `latest` is how the newest article presents them.

    `quote_count` is the number of their `quotes`, for a page that shows the person and none of what they said. One is
    `deindexed` who is known from articles alone that search engines shall not show.
    """

    slug: Slug
    url: Url
    name: str
    sort_as: str
    file: Person | None
    latest: Speaker | None
    quote_count: int
    deindexed: bool = False
    quotes: tuple[QuoteUrl, ...] = ()
    articles: tuple[Url, ...] = ()

    @property
    def presented(self) -> "Profile":
        """The person without what they said and where."""
        return replace(self, quotes=(), articles=())


class Topic(Struct, frozen=True):
    """A topic under the first of its spellings, and the articles about it, newest first."""

    title: str
    url: Url
    articles: tuple[Url, ...]


class Taxonomies(Struct, frozen=True):
    """Everything is in Danish alphabetical order, or newest first.

    `articles`: address → the file that an editor would mend. `recent` are news to news services. `moved`: old address →
    where the article lives now.
    """

    articles: Mapping[Url, str]
    recent: tuple[Url, ...]
    moved: Mapping[Url, Url]
    claims: tuple[SizeClaim, ...]
    quotes: tuple[QuoteUrl, ...]
    profiles: Mapping[Slug, Profile]
    topics: Mapping[Slug, Topic]
    years: Mapping[int, tuple[Url, ...]]
    news_of_member: Mapping[Slug, tuple[Url, ...]]
    quotes_of_member: Mapping[Slug, tuple[QuoteUrl, ...]]
    people_of_member: Mapping[Slug, tuple[Slug, ...]]


def article_of(url: QuoteUrl) -> Url:
    """The article that a quote stands in."""
    return Url(url.partition("#")[0])


def articles_of(quotes: Iterable[QuoteUrl]) -> tuple[Url, ...]:
    """The articles that `quotes` stand in, each once."""
    return tuple(dict.fromkeys(map(article_of, quotes)))


def quote_urls(article: Listed) -> Iterator[QuoteUrl]:
    """The addresses of the quotes of one article."""
    return (QuoteUrl(f"{article.url}#{quote.anchor}") for quote in article.quoted)


def taxonomies(edition: Edition, topics: Mapping[Slug, Topic]) -> Taxonomies:
    """The edition by member, person, topic and year; `topics` are its own."""
    quotes: list[QuoteUrl] = []
    years: dict[int, list[Url]] = defaultdict(list)
    by_member: dict[Slug, list[Url]] = defaultdict(list)
    member_quotes: dict[Slug, list[QuoteUrl]] = defaultdict(list)
    member_people: dict[Slug, dict[Slug, None]] = defaultdict(dict)
    for article in edition.articles:
        years[article.date.year].append(article.url)
        for member in article.members:
            by_member[member].append(article.url)
        for speaker in () if article.deindexed else article.speakers:
            if speaker.member is not None:
                member_people[speaker.member][speaker.person] = None
        for url, quote in () if article.deindexed else zip(quote_urls(article), article.quoted, strict=True):
            speaker = article.speakers[quote.speaker]
            quotes.append(url)
            if speaker.member is not None:
                member_quotes[speaker.member].append(url)
    profiles = _profiles(edition, _Heard.in_edition(edition))
    return Taxonomies(
        articles={article.url: article.source for article in edition.articles},
        recent=tuple(article.url for article in edition.recent),
        moved={old: article.url for article in (*edition.articles, *edition.withdrawn) for old in article.redirects},
        claims=tuple(_claims(edition)),
        quotes=tuple(quotes),
        profiles=profiles,
        topics=topics,
        years={year: tuple(urls) for year, urls in years.items()},
        news_of_member={name: tuple(urls) for name, urls in by_member.items()},
        quotes_of_member={name: tuple(urls) for name, urls in member_quotes.items()},
        people_of_member={
            name: tuple(person for person in profiles if person in people) for name, people in member_people.items()
        },
    )


def _claims(edition: Edition) -> Iterator[SizeClaim]:
    for article in edition.articles:
        if article.alliance_size is not None:
            yield SizeClaim(
                Day(article.date.year, article.date.month, article.date.day), article.alliance_size, article.url
            )


def topics(edition: Edition) -> dict[Slug, Topic]:
    """The topics of an edition, each under the first of its spellings."""
    spellings: dict[Slug, set[str]] = defaultdict(set)
    articles: dict[Slug, list[Url]] = defaultdict(list)
    for article in edition.articles:
        for name in dict.fromkeys(map(slug, article.topics)):
            articles[name].append(article.url)
        for topic in article.topics:
            spellings[slug(topic)].add(topic)
    all_topics = (Topic(min(spellings[name]), topic_url(name), tuple(about)) for name, about in articles.items())
    return {
        slug(topic.title): topic
        for topic in sorted(all_topics, key=lambda topic: (danish.sort_key(topic.title), topic.url))
    }


class _Heard:
    """Collects the quotes of one person, and the articles that they stand in. Articles that search engines shall not
    show count where there are no others."""

    def __init__(self) -> None:
        self.latest: Speaker | None = None
        self.deindexed = False
        self.quotes: list[QuoteUrl] = []
        self.articles: list[Url] = []

    @classmethod
    def in_edition(cls, edition: Edition, names: frozenset[Slug] | None = None) -> "dict[Slug, _Heard]":
        """All who speak in an edition, or those of `names`."""
        by_person: dict[Slug, _Heard] = {}
        shown = [article for article in edition.articles if not article.deindexed]
        others = (
            [article for article in edition.articles if article.deindexed] if len(shown) < len(edition.articles) else []
        )
        for article in (*shown, *others):
            for number, speaker in enumerate(article.speakers):
                if names is None or speaker.person in names:
                    heard = by_person.get(speaker.person) or by_person.setdefault(speaker.person, cls())
                    is_alone = speaker.person not in edition.people and not heard.articles
                    if article.deindexed is None or heard.deindexed or is_alone:
                        heard.add(article, number)
        return by_person

    def add(self, article: Listed, number: int) -> None:
        """The speaker with a `number` in an article."""
        self.latest = self.latest or article.speakers[number]
        self.deindexed = article.deindexed is not None
        self.articles.append(article.url)
        if article.quoted:
            pairs = zip(quote_urls(article), article.quoted, strict=True)
            self.quotes += [url for url, quote in pairs if quote.speaker == number]


def _profiles(edition: Edition, heard: Mapping[Slug, _Heard]) -> dict[Slug, Profile]:
    profiles = [_profile(edition, name, heard.get(name)) for name in {*heard, *edition.people}]
    profiles.sort(key=lambda profile: (danish.sort_key(profile.sort_as), profile.slug))
    return {profile.slug: profile for profile in profiles}


def _profile(edition: Edition, name: Slug, heard: _Heard | None) -> Profile:
    file = edition.people.get(name)
    heard = heard or _Heard()
    if file is None and heard.latest is None:
        raise KeyError(name)
    called, sort_as = (file.name, file.sort_as) if file else (heard.latest.name if heard.latest else "", "")
    sort_as = sort_as or danish.surname_first(called)
    quotes, articles = tuple(heard.quotes), tuple(heard.articles)
    url, is_hidden = person_url(name), heard.deindexed
    return Profile(name, url, called, sort_as, file, heard.latest, len(quotes), is_hidden, quotes, articles)


def presented(edition: Edition, names: frozenset[Slug]) -> dict[Slug, Profile]:
    """The people called `names`, without what they said and where, as `taxonomies` has them but quicker for few."""
    heard = _Heard.in_edition(edition, names)
    return {name: _profile(edition, name, heard.get(name)).presented for name in names}


EMPTY = Taxonomies({}, (), {}, (), (), {}, {}, {}, {}, {}, {})
