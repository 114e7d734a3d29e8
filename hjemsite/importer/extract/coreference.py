"""Who is who: every mention of a person, brought together, so that »han« and »direktøren« can be understood."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from hjemsite.importer.extract.given_names import Gender, gender, is_given
from hjemsite.importer.extract.jobs import Job
from hjemsite.importer.extract.lexicon import PRONOUNS
from hjemsite.importer.extract.mentions import Form, Mention
from hjemsite.importer.extract.person_names import without_genitive
from hjemsite.importer.extract.result import Segment

_LIKE = 0.8
_REACH = 100
"""How many mentions back somebody is remembered; more would only cost time."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in the text. `posts` are theirs as told, in order, each with how directly it was told."""

    number: int
    names: list[tuple[str, Segment]]
    gender: Gender
    posts: list[tuple[int, int, Job]] = field(default_factory=list)
    """Rank (0 is most direct), place, post."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.names[0][0].casefold().split())


class People:
    """The people of a text. `see` is told of every mention in the order of the text; `resolve` asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.people: list[Person] = []
        self._by_name: dict[str, Person] = {}
        self._places: list[int] = []
        self._seen: list[Person] = []

    def name(self, segment: Segment) -> str:
        return " ".join(self.text[segment.start : segment.end].split())

    def add(self, mention: Mention, rank: int) -> Person:
        """The person a mention names, new or known; their post is noted."""
        name = self.name(mention.name)
        person = self._by_name.get(name.casefold()) or self._alike(name) or self._new(name, mention.name)
        self._by_name[name.casefold()] = person
        if all(name != known for known, _ in person.names):
            person.names.append((name, mention.name))
        if mention.post:
            person.posts.append(
                (rank + 10 * (mention.post.former or mention.post.beside), mention.name.start, mention.post)
            )
        return person

    def _new(self, name: str, segment: Segment) -> Person:
        person = Person(len(self.people), [(name, segment)], gender(name.split()[0]))
        self.people.append(person)
        return person

    def _alike(self, name: str) -> Person | None:
        """Somebody known whose name is the same but for a genitive, a middle name or a letter."""
        plain = without_genitive(name).casefold()
        if plain in self._by_name:
            return self._by_name[plain]
        words = name.casefold().split()
        for person in self.people[-_REACH:]:
            known = person.words
            if len(known) < 2 or known[0][0] != words[0][0]:
                continue
            if known[0] != words[0]:
                if known[1:] == tuple(words[1:]) and _similar(known[0], words[0]):
                    return person
                continue
            if known[-1] in (words[-1], without_genitive(words[-1])) or _similar(known[-1], words[-1]):
                return person
        return None

    def resolve_mention(self, person: Person, place: int) -> None:
        """Note that a person was spoken of at a place, or spoke."""
        at = bisect_right(self._places, place)
        self._places.insert(at, place)
        self._seen.insert(at, person)

    def before(self, place: int) -> Iterable[Person]:
        """Everybody spoken of before a place, the last one first."""
        last = bisect_right(self._places, place) - 1
        return (self._seen[at] for at in range(last, max(last - _REACH, -1), -1))

    def pair(self, place: int) -> tuple[Person, ...]:
        """The last two spoken of before a place, in the order of the text."""
        return tuple(dict.fromkeys(self.before(place)))[1::-1]

    def resolve(self, mention: Mention, place: int) -> Person | None:
        """Whom a mention at a place means."""
        if mention.form is Form.NAME:
            return self.add(mention, 0)
        word = self.name(mention.name)
        if mention.form is Form.PRONOUN:
            return self._by_gender(PRONOUNS[word.casefold()], place)
        if mention.form is Form.FIRST:
            return self._by_part(word, place) or self._new_by_first_name(mention)
        return self._by_title(mention, place) if mention.form is Form.TITLE else self.add(mention, 0)

    def _by_gender(self, wanted: str, place: int) -> Person | None:
        for person in self.before(place):
            if person.gender == wanted:
                return person
            if not person.gender:
                person.gender = "m" if wanted == "m" else "f"
                return person
        return None

    def _by_part(self, word: str, place: int) -> Person | None:
        wanted = {word.casefold(), without_genitive(word).casefold()}
        for person in (*self.before(place), *self.people[:_REACH]):
            if wanted & set(person.words):
                return person
        return None

    def _new_by_first_name(self, mention: Mention) -> Person | None:
        """Somebody who is only ever called by a given name."""
        return self.add(mention, 0) if is_given(self.name(mention.name)) else None

    def _by_title(self, mention: Mention, place: int) -> Person | None:
        heads = title_heads(self.name(mention.name))
        organisation = mention.post.organisation
        fits = [one for one in (*self.before(place), *self.people[:_REACH]) if self._has_title(one, heads)]
        if organisation:
            wanted = self.name(organisation).casefold()
            of_it = [one for one in fits if any(self._is_at(post, wanted) for _, _, post in one.posts)]
            return of_it[0] if of_it else fits[0] if fits else None
        return fits[0] if fits else None

    def _is_at(self, post: Job, organisation: str) -> bool:
        if not post.organisation:
            return False
        name = self.name(post.organisation).casefold()
        return organisation in name or name in organisation

    def _has_title(self, person: Person, heads: frozenset[str]) -> bool:
        for _, _, post in person.posts:
            for segment in post.title:
                for word in re.findall(r"\w[\w-]*", self.text[segment.start : segment.end].casefold()):
                    if any(word.endswith(head) or (len(word) > 4 and head.endswith(word)) for head in heads):
                        return True
        return False


def title_heads(words: str) -> frozenset[str]:
    """What »direktøren« or »administrerende direktør« may be called elsewhere.

    >>> sorted(title_heads("AHL-formanden"))
    ['formand', 'formande', 'formanden']
    """
    word = re.split(r"\s+(?:i|for|af|ved|på|hos)\s", words.casefold())[0].split()[-1].rsplit("-", 1)[-1]
    heads = {word}
    if word.endswith(("en", "et")) and len(word) > 5:
        heads |= {word[:-1], word[:-2]}
    elif word.endswith("n") and len(word) > 5:
        heads.add(word[:-1])
    return frozenset(heads)


def _similar(one: str, two: str) -> bool:
    return len(one) > 4 and len(two) > 4 and SequenceMatcher(None, one, two).ratio() >= _LIKE


def best_post(posts: Sequence[tuple[int, int, Job]]) -> Job:
    """The post that tells most of what was told most directly: title and organisation may stand at two mentions."""
    ordered = sorted(posts, key=lambda told: (told[0], told[1]))
    titled = next((post for _, _, post in ordered if post.title), None)
    if titled is None:
        return next((post for _, _, post in ordered if post.organisation), Job())
    if titled.organisation:
        return titled
    placed = next((post.organisation for _, _, post in ordered if post.organisation and not post.beside), None)
    return titled._replace(organisation=placed)
