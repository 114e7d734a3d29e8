"""The edition seen from every side: by member, person, topic and year.

Made in one pass over the articles, newest first, so every list below is newest first too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hjemsite import danish
from hjemsite.making.gate import Edition
from hjemsite.model import Article, Person, Quote, Speaker
from hjemsite.urls import Slug, Url, slug


class Said(Struct, frozen=True):
    """A quote and the article it stands in. `url` is its place there."""

    url: str
    quote: Quote
    article: Article


class Profile(Struct, frozen=True):
    """A person: from a file, from what articles say, or both. `latest` is how the newest article presents them."""

    slug: Slug
    url: Url
    name: str
    sort_as: str
    file: Person | None
    latest: Speaker | None
    said: tuple[Said, ...]
    articles: tuple[Article, ...]


class Topic(Struct, frozen=True):
    title: str
    url: Url
    articles: tuple[Article, ...]


class Index(Struct, frozen=True):
    """Everything is in Danish alphabetical order, or newest first."""

    said: tuple[Said, ...]
    profiles: Mapping[Slug, Profile]
    topics: Mapping[Slug, Topic]
    years: Mapping[int, tuple[Article, ...]]
    news_of_member: Mapping[Slug, tuple[Article, ...]]
    quotes_of_member: Mapping[Slug, tuple[Said, ...]]
    people_of_member: Mapping[Slug, tuple[Slug, ...]]


NOWHERE = Index((), {}, {}, {}, {}, {}, {})
"""An edition seen from no side at all."""


def said_in(article: Article) -> Iterator[Said]:
    """The quotes of one article."""
    return (Said(f"{article.url}#{quote.anchor}", quote, article) for quote in article.quotes)


def index(edition: Edition) -> Index:
    """Where everything in the edition is found."""
    said: list[Said] = []
    years: dict[int, list[Article]] = defaultdict(list)
    by_member: dict[Slug, list[Article]] = defaultdict(list)
    member_quotes: dict[Slug, list[Said]] = defaultdict(list)
    member_people: dict[Slug, dict[Slug, None]] = defaultdict(dict)
    for article in edition.articles:
        years[article.date.year].append(article)
        for member in article.members:
            by_member[member].append(article)
        for speaker in article.speakers:
            if speaker.member is not None:
                member_people[speaker.member][speaker.person] = None
        for one in said_in(article):
            said.append(one)
            if one.quote.speaker.member is not None:
                member_quotes[one.quote.speaker.member].append(one)
    profiles = _profiles(edition, said)
    return Index(
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


def topics(edition: Edition) -> dict[Slug, Topic]:
    """The topics of an edition, each under the first of its spellings."""
    spellings: dict[Slug, set[str]] = defaultdict(set)
    articles: dict[Slug, list[Article]] = defaultdict(list)
    for article in edition.articles:
        for name in dict.fromkeys(map(slug, article.topics)):
            articles[name].append(article)
        for topic in article.topics:
            spellings[slug(topic)].add(topic)
    found = (Topic(min(spellings[name]), Url(f"/emner/{name}/"), tuple(about)) for name, about in articles.items())
    return {slug(one.title): one for one in sorted(found, key=lambda one: (danish.sort_key(one.title), one.url))}


def _profiles(edition: Edition, said: list[Said]) -> dict[Slug, Profile]:
    latest: dict[Slug, Speaker] = {}
    articles: dict[Slug, list[Article]] = defaultdict(list)
    quotes: dict[Slug, list[Said]] = defaultdict(list)
    for article in edition.articles:
        for speaker in article.speakers:
            latest.setdefault(speaker.person, speaker)
            articles[speaker.person].append(article)
    for one in said:
        quotes[one.quote.speaker.person].append(one)
    found = []
    for name in {*latest, *edition.people}:
        file = edition.people.get(name)
        called, sort_as = (file.name, file.sort_as) if file else (latest[name].name, "")
        url, said_by, news = Url(f"/personer/{name}/"), tuple(quotes[name]), tuple(articles[name])
        found.append(Profile(name, url, called, sort_as, file, latest.get(name), said_by, news))
    found.sort(key=lambda one: (danish.sort_key(one.sort_as or one.name), one.slug))
    return {one.slug: one for one in found}
