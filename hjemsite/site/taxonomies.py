"""The edition seen from every side: by member, person, topic and year.

Made in one pass over the articles, newest first, so every list below is newest first too. It names articles by their
addresses and quotes by their places, and holds none of their words: those are looked up where they are shown.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NewType, TypeAlias, TypeVar

from msgspec import Struct

from hjemsite import danish
from hjemsite.model import Article, Day, Person, Speaker
from hjemsite.site.gate import Edition
from hjemsite.urls import Slug, Url, slug

QuoteUrl = NewType("QuoteUrl", str)
"""Where a quote stands: the address of its article, `#`, and its anchor there."""


A = TypeVar("A")
"""What an article is told by."""

P = TypeVar("P")
"""What the place of a quote is told by."""

B = TypeVar("B")
Q = TypeVar("Q")


class SizeClaim(Struct, frozen=True):
    """What an article says of the alliance's size."""

    date: Day
    count: int
    article: Url


class ProfileBy(Struct, Generic[A, P], frozen=True):
    """A person: from a file, from what articles say, or both. `latest` is how the newest article presents them."""

    slug: Slug
    url: Url
    name: str
    sort_as: str
    file: Person | None
    latest: Speaker | None
    said: tuple[P, ...]
    articles: tuple[A, ...]


class TopicBy(Struct, Generic[A], frozen=True):
    title: str
    url: Url
    articles: tuple[A, ...]


class IndexBy(Struct, Generic[A, P], frozen=True):
    """Everything is in Danish alphabetical order, or newest first.

    `articles`: address → the file that an editor would mend. `fresh` are news to news services. `moved`: old address →
    where the article lives now. `with_files` are articles with files of their own beside those attached to them.
    """

    articles: Mapping[Url, str]
    fresh: tuple[Url, ...]
    moved: Mapping[Url, Url]
    with_files: frozenset[Url]
    claims: tuple[SizeClaim, ...]
    said: tuple[P, ...]
    profiles: Mapping[Slug, ProfileBy[A, P]]
    topics: Mapping[Slug, TopicBy[A]]
    years: Mapping[int, tuple[A, ...]]
    news_of_member: Mapping[Slug, tuple[A, ...]]
    quotes_of_member: Mapping[Slug, tuple[P, ...]]
    people_of_member: Mapping[Slug, tuple[Slug, ...]]


Profile: TypeAlias = ProfileBy[Url, QuoteUrl]
Topic: TypeAlias = TopicBy[Url]
Index: TypeAlias = IndexBy[Url, QuoteUrl]
"""With articles by their addresses, and quotes by their places."""


NOWHERE = Index({}, (), {}, frozenset(), (), (), {}, {}, {}, {}, {}, {})
"""An edition seen from no side at all."""


def translated(
    index: IndexBy[A, P], articles: Callable[[A], B], places: Callable[[P], Q], said: Iterable[Q]
) -> IndexBy[B, Q]:
    """The same index with articles and places told by something else; `said` are all places."""

    def profile(one: ProfileBy[A, P]) -> ProfileBy[B, Q]:
        own, news = tuple(map(places, one.said)), tuple(map(articles, one.articles))
        return ProfileBy(one.slug, one.url, one.name, one.sort_as, one.file, one.latest, own, news)

    return IndexBy(
        index.articles,
        index.fresh,
        index.moved,
        index.with_files,
        index.claims,
        tuple(said),
        {name: profile(one) for name, one in index.profiles.items()},
        {name: TopicBy(one.title, one.url, tuple(map(articles, one.articles))) for name, one in index.topics.items()},
        {year: tuple(map(articles, found)) for year, found in index.years.items()},
        {name: tuple(map(articles, found)) for name, found in index.news_of_member.items()},
        {name: tuple(map(places, found)) for name, found in index.quotes_of_member.items()},
        index.people_of_member,
    )


def article_of(place: QuoteUrl) -> Url:
    """The article that a quote stands in."""
    return Url(place.partition("#")[0])


def quote_urls(article: Article) -> Iterator[QuoteUrl]:
    """The places of the quotes of one article."""
    return (QuoteUrl(f"{article.url}#{quote.anchor}") for quote in article.quotes)


def taxonomies(edition: Edition) -> Index:
    """Where everything in the edition is found."""
    said: list[QuoteUrl] = []
    said_by: dict[Slug, list[QuoteUrl]] = defaultdict(list)
    years: dict[int, list[Url]] = defaultdict(list)
    by_member: dict[Slug, list[Url]] = defaultdict(list)
    member_quotes: dict[Slug, list[QuoteUrl]] = defaultdict(list)
    member_people: dict[Slug, dict[Slug, None]] = defaultdict(dict)
    for article in edition.articles:
        years[article.date.year].append(article.url)
        for member in article.members:
            by_member[member].append(article.url)
        for speaker in article.speakers:
            if speaker.member is not None:
                member_people[speaker.member][speaker.person] = None
        for place, quote in zip(quote_urls(article), article.quotes, strict=True):
            said.append(place)
            said_by[quote.speaker.person].append(place)
            if quote.speaker.member is not None:
                member_quotes[quote.speaker.member].append(place)
    profiles = _profiles(edition, said_by)
    return Index(
        articles={one.url: one.source for one in edition.articles},
        fresh=tuple(one.url for one in edition.recent),
        moved={old: one.url for one in edition.articles for old in one.redirects},
        with_files=frozenset(one.url for one in edition.articles if _has_files(one)),
        claims=tuple(_claims(edition)),
        said=tuple(said),
        profiles=profiles,
        topics=topics(edition),
        years={year: tuple(found) for year, found in years.items()},
        news_of_member={name: tuple(found) for name, found in by_member.items()},
        quotes_of_member={name: tuple(found) for name, found in member_quotes.items()},
        people_of_member={
            name: tuple(one for one in profiles if one in people) for name, people in member_people.items()
        },
    )


def _has_files(article: Article) -> bool:
    return bool(article.files) and not {one.url for one in article.attachments}.issuperset(article.files)


def _claims(edition: Edition) -> Iterator[SizeClaim]:
    for one in edition.articles:
        if one.alliance_size is not None:
            yield SizeClaim(Day(one.date.year, one.date.month, one.date.day), one.alliance_size, one.url)


def topics(edition: Edition) -> dict[Slug, Topic]:
    """The topics of an edition, each under the first of its spellings."""
    spellings: dict[Slug, set[str]] = defaultdict(set)
    articles: dict[Slug, list[Url]] = defaultdict(list)
    for article in edition.articles:
        for name in dict.fromkeys(map(slug, article.topics)):
            articles[name].append(article.url)
        for topic in article.topics:
            spellings[slug(topic)].add(topic)
    found = (Topic(min(spellings[name]), Url(f"/emner/{name}/"), tuple(about)) for name, about in articles.items())
    return {slug(one.title): one for one in sorted(found, key=lambda one: (danish.sort_key(one.title), one.url))}


def _profiles(edition: Edition, said_by: Mapping[Slug, Sequence[QuoteUrl]]) -> dict[Slug, Profile]:
    latest: dict[Slug, Speaker] = {}
    articles: dict[Slug, list[Url]] = defaultdict(list)
    for article in edition.articles:
        for speaker in article.speakers:
            latest.setdefault(speaker.person, speaker)
            articles[speaker.person].append(article.url)
    found = []
    for name in {*latest, *edition.people}:
        file = edition.people.get(name)
        called, sort_as = (file.name, file.sort_as) if file else (latest[name].name, "")
        url, said, news = Url(f"/personer/{name}/"), tuple(said_by.get(name, ())), tuple(articles[name])
        found.append(Profile(name, url, called, sort_as, file, latest.get(name), said, news))
    found.sort(key=lambda one: (danish.sort_key(one.sort_as or one.name), one.slug))
    return {one.slug: one for one in found}
