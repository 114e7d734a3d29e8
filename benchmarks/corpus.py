"""A corpus of Danish press releases from organisations that do not exist.

Article number i says the same whatever the size of the corpus and whoever builds it: it has a random generator of its
own. No text holds `: `, ` #` or what else YAML would read as more than text, so it can stand unquoted in front matter.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from benchmarks import wording

SEED = 41
BEGINNING = datetime(2016, 11, 1, 8)  # noqa: DTZ001 - as an editor writes it, by the clock of Copenhagen
DAYS, MINUTES = 10 * 365 - 30, 10 * 60
"""The articles are spread over ten years, in the hours of work, when no clock is moved."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def slug(text: str) -> str:
    """As hjemsite spells addresses.

    >>> slug("Åse Kjær, Ærø")
    'aase-kjaer-aeroe'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    slug: str
    joined: str

    @property
    def website(self) -> str:
        return f"https://www.example.dk/{self.slug}/"

    @property
    def about(self) -> str:
        return f"{self.name} samler sine medlemmer om fælles opgaver."


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    title: str
    member: Member


@dataclass(frozen=True, slots=True)
class Quote:
    speaker: Speaker
    text: str

    @property
    def anchor(self) -> str:
        return "citat-" + "-".join(slug(self.text).split("-")[:8])


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    slug: str
    date: datetime
    members: tuple[Member, ...]
    speakers: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]
    topics: tuple[str, ...]
    credit: str
    body: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """`size` articles, and what has been edited in them since; empty means that nothing has."""

    size: int
    sentence: str = ""
    """Closes the body of the article in the middle."""
    headline: str = ""
    """Of the article in the middle."""
    renamed: str = ""
    """What the first member of that article is called now."""
    topic: str = ""
    """What the first topic of that article is called now."""
    added: int = 0
    """So many articles have come since, each newer than all others."""
    deleted: int = 0
    """So many articles are gone, one after the other from the one at a quarter of the way."""

    def members(self) -> tuple[Member, ...]:
        if not self.renamed:
            return MEMBERS
        old = _written(self.size // 2).members[0]
        return tuple(replace(member, name=self.renamed) if member == old else member for member in MEMBERS)

    def articles(self) -> Iterator[Article]:
        first = self.size // 4
        numbers = (*range(first), *range(first + self.deleted, self.size + self.added))
        return map(self.article, numbers)

    def article(self, number: int) -> Article:
        article = _written(number)
        if number >= self.size:
            article = replace(article, date=BEGINNING + timedelta(days=DAYS, hours=number - self.size))
        if self.topic:
            old = _written(self.size // 2).topics[0]
            article = replace(article, topics=tuple(self.topic if topic == old else topic for topic in article.topics))
        if number == self.size // 2:
            body = f"{article.body}\n\n{self.sentence}" if self.sentence else article.body
            article = replace(article, title=self.headline or article.title, body=body)
        return self._with_new_name(article) if self.renamed else article

    def _with_new_name(self, article: Article) -> Article:
        now = {member.slug: member for member in self.members()}
        speakers = {speaker: replace(speaker, member=now[speaker.member.slug]) for speaker in article.speakers}
        return replace(
            article,
            members=tuple(now[member.slug] for member in article.members),
            speakers=tuple(speakers.values()),
            quotes=tuple(replace(quote, speaker=speakers[quote.speaker]) for quote in article.quotes),
        )


MEMBERS = tuple(
    Member(name, slug(name), f"{2012 + number % 5}-0{1 + number % 9}-01")
    for number, name in enumerate(wording.ORGANISATIONS)
)


@lru_cache(maxsize=20_000)  # every builder gets the same articles, so they are written once
def _written(number: int) -> Article:
    random = Random(f"{SEED}-{number}")
    title = " ".join([*map(random.choice, wording.HEADLINE), "i", random.choice(wording.TOWNS)])
    members = tuple(random.sample(MEMBERS, random.choice((1, 1, 2, 2, 3))))
    speakers = tuple(_speaker(random, members, index) for index in range(random.choice((1, 2))))
    if speakers[0].name == speakers[-1].name:
        speakers = speakers[:1]
    texts = random.sample(wording.QUOTATIONS, 3)
    quotes = tuple(Quote(speakers[index], text) for index, text in zip((0, 0, -1), texts, strict=True))
    date = BEGINNING + timedelta(days=random.randrange(DAYS), minutes=random.randrange(MINUTES))
    return Article(
        title=title,
        slug=f"{slug(title)}-{number:06d}",
        date=date,
        members=members,
        speakers=speakers,
        quotes=quotes,
        topics=tuple(random.sample(wording.TOPICS, 2)),
        credit=f"Tekst af {_name(random)}",
        body=_body(random, number, members[0], quotes),
    )


def _name(random: Random) -> str:
    return f"{random.choice(wording.FIRST_NAMES)} {random.choice(wording.LAST_NAMES)}"


def _speaker(random: Random, members: tuple[Member, ...], index: int) -> Speaker:
    return Speaker(_name(random), random.choice(wording.TITLES), members[index % len(members)])


def _body(random: Random, number: int, member: Member, quotes: tuple[Quote, ...]) -> str:
    """About four hundred words: paragraphs, links, a heading, a list, two quotations in the text and one by itself."""
    first, second, last = quotes
    who = f"{first.speaker.name}, {first.speaker.title} i {first.speaker.member.name}"
    about = f'[foreningens side]({member.website}om?nr={number}&vis=1 "Om {member.name}")'
    parts = [
        f"{member.name} har i dag i **{random.choice(wording.TOWNS)}** fremlagt en plan. {_sentences(random, 3)}",
        f"{_sentences(random, 2)} Læs mere på {about} eller i [rapporten](https://www.example.dk/rapport-{number}.pdf).",
        f"”{first.text},” siger {who}, og tilføjer: ”{second.text}.”",
        f"## {random.choice(wording.HEADINGS)}",
        _sentences(random, 4),
        "Planen rummer blandt andet:",
        "\n".join(f"- {item}" for item in random.sample(wording.ITEMS, 4)),
        f'{_sentences(random, 3)} Det er *ikke* nok i sig selv -- men et skridt, og "tålmodighed" er et godt ord...',
        f"> {last.text}.\n>\n> — {last.speaker.name}, {last.speaker.title}",
        f"{_sentences(random, 3)} Billeder ligger på <https://www.example.dk/presse>.",
        _sentences(random, 2),
    ]
    return "\n\n".join(parts)


def _sentences(random: Random, count: int) -> str:
    return " ".join(_sentence(random) for _ in range(count))


def _sentence(random: Random) -> str:
    if random.random() < 0.2:
        return random.choice(wording.SHORT)
    return " ".join(map(random.choice, wording.LONG)) + "."
