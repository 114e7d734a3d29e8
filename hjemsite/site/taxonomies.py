"""The edition seen from every side: by member, person, topic and year.

Made in one pass over the articles, newest first, so every list below is newest first too. It names articles by their
addresses and quotes by their places, and holds none of their words: those are looked up where they are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    `quote_count` is the number of their `quotes`, for a page that shows the person and none of what they said.
    """

    slug: Slug
    url: Url
    name: str
    sort_as: str
    file: Person | None
    latest: Speaker | None
    quote_count: int
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
    where the article lives now. `with_files` are articles with files of their own beside those attached to them.
    """

    articles: Mapping[Url, str]
    recent: tuple[Url, ...]
    moved: Mapping[Url, Url]
    with_files: frozenset[Url]
    claims: tuple[SizeClaim, ...]
    quotes: tuple[QuoteUrl, ...]
    profiles: Mapping[Slug, Profile]
    topics: Mapping[Slug, Topic]
    years: Mapping[int, tuple[Url, ...]]
    news_of_member: Mapping[Slug, tuple[Url, ...]]
    quotes_of_member: Mapping[Slug, tuple[QuoteUrl, ...]]
    people_of_member: Mapping[Slug, tuple[Slug, ...]]


def article_of(place: QuoteUrl) -> Url:
    """The article that a quote stands in."""
    return Url(place.partition("#")[0])


def articles_of(quotes: Iterable[QuoteUrl]) -> tuple[Url, ...]:
    """The articles that `quotes` stand in, each once."""
    return tuple(dict.fromkeys(map(article_of, quotes)))


def quote_urls(article: Listed) -> Iterator[QuoteUrl]:
    """The addresses of the quotes of one article."""
    return (QuoteUrl(f"{article.url}#{quote.anchor}") for quote in article.quoted)


def taxonomies(edition: Edition, topics: Mapping[Slug, Topic]) -> Taxonomies:
    """The edition by member, person, topic and year; `topics` are its own."""
    quotes: list[QuoteUrl] = []
    by_person: dict[Slug, list[QuoteUrl]] = defaultdict(list)
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
        for url, quote in zip(quote_urls(article), article.quoted, strict=True):
            speaker = article.speakers[quote.speaker]
            quotes.append(url)
            by_person[speaker.person].append(url)
            if speaker.member is not None:
                member_quotes[speaker.member].append(url)
    profiles = _profiles(edition, by_person)
    return Taxonomies(
        articles={one.url: one.source for one in edition.articles},
        recent=tuple(one.url for one in edition.recent),
        moved={old: one.url for one in (*edition.articles, *edition.withdrawn) for old in one.redirects},
        with_files=frozenset(one.url for one in edition.articles if one.press_files),
        claims=tuple(_claims(edition)),
        quotes=tuple(quotes),
        profiles=profiles,
        topics=topics,
        years={year: tuple(found) for year, found in years.items()},
        news_of_member={name: tuple(found) for name, found in by_member.items()},
        quotes_of_member={name: tuple(found) for name, found in member_quotes.items()},
        people_of_member={
            name: tuple(one for one in profiles if one in people) for name, people in member_people.items()
        },
    )


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
    found = (Topic(min(spellings[name]), topic_url(name), tuple(about)) for name, about in articles.items())
    return {slug(one.title): one for one in sorted(found, key=lambda one: (danish.sort_key(one.title), one.url))}


def _profiles(edition: Edition, by_person: Mapping[Slug, Sequence[QuoteUrl]]) -> dict[Slug, Profile]:
    latest: dict[Slug, Speaker] = {}
    articles: dict[Slug, list[Url]] = defaultdict(list)
    for article in edition.articles:
        for speaker in article.speakers:
            latest.setdefault(speaker.person, speaker)
            articles[speaker.person].append(article.url)
    found = [
        _profile(edition, name, latest.get(name), tuple(by_person.get(name, ())), tuple(articles[name]))
        for name in {*latest, *edition.people}
    ]
    found.sort(key=lambda one: (danish.sort_key(one.sort_as), one.slug))
    return {one.slug: one for one in found}


def _profile(
    edition: Edition, name: Slug, latest: Speaker | None, quotes: tuple[QuoteUrl, ...], articles: tuple[Url, ...]
) -> Profile:
    file = edition.people.get(name)
    if file is None and latest is None:
        raise KeyError(name)
    called, sort_as = (file.name, file.sort_as) if file else (latest.name if latest else "", "")
    sort_as = sort_as or danish.surname_first(called)
    return Profile(name, person_url(name), called, sort_as, file, latest, len(quotes), quotes, articles)


def presented(edition: Edition, names: frozenset[Slug]) -> dict[Slug, Profile]:
    """The people called `names`, without what they said and where, as `taxonomies` has them but quicker for few."""
    latest: dict[Slug, Speaker] = {}
    quotes: dict[Slug, list[QuoteUrl]] = defaultdict(list)
    for article in edition.articles:
        speakers = {number: one for number, one in enumerate(article.speakers) if one.person in names}
        for speaker in speakers.values():
            latest.setdefault(speaker.person, speaker)
        for url, quote in zip(quote_urls(article), article.quoted, strict=True) if speakers else ():
            if quote.speaker in speakers:
                quotes[speakers[quote.speaker].person].append(url)
    return {name: _profile(edition, name, latest.get(name), tuple(quotes[name]), ()).presented for name in names}


EMPTY = Taxonomies({}, (), {}, frozenset(), (), (), {}, {}, {}, {}, {}, {})
