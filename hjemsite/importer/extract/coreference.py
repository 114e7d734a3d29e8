"""The people of a text, and whom »han«, »direktøren« or a first name means at a place in it.

A person is one value for all ways to write the name. A `Person` never changes: what is learnt later makes a new value
under the same number, so others keep the number and look the person up when the text is read to its end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, NewType

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.importer.extract.given_names import Gender, gender, is_given
from hjemsite.importer.extract.jobs import Job
from hjemsite.importer.extract.lexicon import KIN, OBJECT_PRONOUNS, POSSESSIVES, PRONOUNS
from hjemsite.importer.extract.mentions import COUNTS, Form, Mention
from hjemsite.importer.extract.name_spelling import is_same_name
from hjemsite.importer.extract.noun_stems import stem_of
from hjemsite.importer.extract.person_names import MARKS, without_genitive
from hjemsite.importer.extract.result import Segment
from hjemsite.importer.extract.title_forms import is_head_of, is_relation, singulars, title_heads

_MAX_LOOKBACK = 100
"""How many mentions back a person is looked for. A higher number only costs time."""
_MAX_LOOKAHEAD = 500
"""How many characters behind »siger hun« her name may stand when nobody is named before."""
_GENDERS = PRONOUNS | POSSESSIVES | OBJECT_PRONOUNS | KIN
_BY_TITLE_RANK = 4
"""The rank of where somebody works who is called »Nøglens direktør« further down."""
_SECONDARY = 10
"""Added to the rank of a former or secondary job: any other job of the same person goes before it."""

_ALIAS = re.compile(
    r"(?:kalder sig|kaldes|kaldet|hedder) [“”»\"„](\w+)[“”«\"]|(?:præsenterede sig som|sagde, at hun hed) ([A-ZÆØÅ]\w+)"
)
"""An alias in marks: »en mand, der kalder sig ”Fætter”«."""
_LEARNT = ("uddannet ", "udlært ")
"""How a title begins that says what somebody has learnt."""

_OF_AGE = re.compile(r" på [0-9]{1,2}\b(?! ?(?:m|km|kr|procent|pct))")

PersonId = NewType("PersonId", int)
"""The number of a person in `People.persons`."""


class StatedJob(NamedTuple):
    """A job that the text gives a person.

    `rank` is how indirectly it does so: 0 beside the name in an attribution, higher in running text and captions.
    """

    rank: int
    position: int
    job: Job


class Person(Struct, frozen=True):
    """A person, with the names they are given, in the order of the text, and the jobs, in the order of reading."""

    names: tuple[tuple[str, Segment], ...]
    gender: Gender
    jobs: tuple[StatedJob, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the first name given, folded."""
        return tuple(self.names[0][0].casefold().split())


class People:
    """Collects the people of one text. `add` and `resolve` answer with numbers; `persons` has the values so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._aliases = frozenset(match[1] or match[2] for match in _ALIAS.finditer(text))
        self._persons: list[Person] = []
        self._by_name: dict[str, PersonId] = {}
        self._positions: list[int] = []
        self._mentioned: list[PersonId] = []

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody, in the order of their numbers."""
        return tuple(self._persons)

    def words_at(self, segment: Segment) -> str:
        """The words of the text at a segment, with single blanks."""
        return " ".join(self._text[segment.start : segment.end].split())

    def add(self, mention: Mention, rank: int) -> PersonId:
        """The person whom a mention names, new or met before. The job in the mention becomes theirs."""
        name = self.words_at(mention.name)
        person = self._with_name(name)
        if person is None:
            person = PersonId(len(self._persons))
            self._persons.append(Person((), gender(name.split()[0])))
        self._by_name[name.casefold()] = person
        self._add_name(person, name, mention.name)
        if mention.job:
            lowered = _SECONDARY * (mention.job.is_former or mention.job.is_secondary)
            self.add_job(person, StatedJob(rank + lowered, mention.name.start, mention.job))
        return person

    def add_job(self, person: PersonId, job: StatedJob) -> None:
        """Note a job that the text gives the person. What somebody has learnt, or is to others, goes behind it."""
        before = self._persons[person]
        title = self.words_at(job.job.title[0]).casefold() if job.job.title else ""
        if title.startswith(_LEARNT) or is_relation(title):
            job = job._replace(rank=job.rank + _SECONDARY)
        self._persons[person] = replace(before, jobs=(*before.jobs, job))

    def add_mention(self, person: PersonId, position: int) -> None:
        """Note that the person is mentioned, or speaks, at a position: a later »hun« may mean them."""
        at = bisect_right(self._positions, position)
        self._positions.insert(at, position)
        self._mentioned.insert(at, person)

    def last_ones_before(self, position: int, words: str) -> tuple[PersonId, ...]:
        """The last people mentioned before a position, in the order of the text: »de to«, »de tre borgmestre«."""
        _, count, *title = words.casefold().split()
        heads = singulars(title[0]) if title else frozenset()
        before = dict.fromkeys(self._before(position))
        fits = [person for person in before if not heads or self._has_title(self._persons[person], heads)]
        return tuple(fits[: COUNTS[count]])[::-1]

    def last_before(self, position: int) -> PersonId | None:
        """The person who is mentioned last before a position; None where nobody is."""
        return next(self._before(position), None)

    def first_before(self, position: int) -> PersonId | None:
        """The person who is mentioned first in the text, if that is before a position; else None."""
        return self._mentioned[0] if self._positions and self._positions[0] < position else None

    def resolve(self, mention: Mention, position: int) -> PersonId | None:
        """Whom a mention means at a position in the text; None where nobody fits."""
        word = self.words_at(mention.name)
        if mention.form is Form.PRONOUN:
            return self._by_gender(_GENDERS[word.casefold()], position)
        if mention.form is Form.FIRST:
            person = self._by_name_part(word, position)
            if person is not None and mention.job.title:
                self.add_job(person, StatedJob(0, position, mention.job))
            return self._new_by_first_name(mention) if person is None else person
        if mention.form is not Form.TITLE:
            return self.add(mention, 0)
        person = self._by_title(mention, position)
        if person is not None and mention.job.organisation and not mention.job.is_former:
            job = Job((), mention.job.organisation, is_combined=True)
            self.add_job(person, StatedJob(_BY_TITLE_RANK, position, job))
        return person

    def knows(self, mention: Mention) -> bool:
        """Whether somebody met before has the one word of a mention in the name."""
        return self._by_name_part(self.words_at(mention.name), mention.name.start) is not None

    def has_title(self, person: PersonId, mention: Mention) -> bool:
        """Whether the text gives the person the title that a mention by title has, alone or in a longer word."""
        return self._has_title(self._persons[person], title_heads(self.words_at(mention.name)))

    def _add_name(self, person: PersonId, name: str, segment: Segment) -> None:
        before = self._persons[person]
        if all(name != other for other, _ in before.names):
            self._persons[person] = replace(before, names=(*before.names, (name, segment)))

    def _before(self, position: int) -> Iterator[PersonId]:
        """Everybody mentioned before a position, the last one first."""
        last = bisect_right(self._positions, position) - 1
        return (self._mentioned[at] for at in range(last, max(last - _MAX_LOOKBACK, -1), -1))

    def _soon_after(self, position: int) -> Iterator[PersonId]:
        """Those mentioned not far behind a position, the first one first."""
        first = bisect_right(self._positions, position)
        last = bisect_right(self._positions, position + _MAX_LOOKAHEAD)
        return iter(self._mentioned[first:last])

    def _candidates(self, position: int) -> Iterable[PersonId]:
        """Those mentioned before a position, the last one first; then those met first in the text."""
        return (*self._before(position), *map(PersonId, range(min(len(self._persons), _MAX_LOOKBACK))))

    def _with_name(self, name: str) -> PersonId | None:
        """The person of that name, which may differ by a genitive, a middle name or a letter."""
        for form in (name.casefold(), without_genitive(name).casefold()):
            if form in self._by_name:
                return self._by_name[form]
        words = tuple(name.casefold().split())
        first = max(len(self._persons) - _MAX_LOOKBACK, 0)
        recent = map(PersonId, range(first, len(self._persons)))
        same = next((person for person in recent if is_same_name(self._persons[person].words, words)), None)
        return self._with_given_names(words) if same is None else same

    def _with_given_names(self, words: tuple[str, ...]) -> PersonId | None:
        """The last person whose name begins with all of these given names: »Ib Juul« for »Ib Juul Bo«."""
        if not all(is_given(word.capitalize()) for word in words):
            return None
        numbers = reversed(range(len(self._persons)))
        fits = (number for number in numbers if self._persons[number].words[: len(words)] == words)
        return next(map(PersonId, fits), None)

    def _by_gender(self, sought: str, position: int) -> PersonId | None:
        """The last person whom »han« (m) or »hun« (f) can mean. A name for both counts as that one from then on.

        A text may begin with somebody's words and »siger hun«, and name her in the next sentence.
        """
        for person in (*self._before(position), *self._soon_after(position)):
            value = self._persons[person]
            if value.gender == sought:
                return person
            if not value.gender:
                self._persons[person] = replace(value, gender="m" if sought == "m" else "f")
                return person
        return None

    def _by_name_part(self, word: str, position: int) -> PersonId | None:
        """The last person who has the word, or the word without its genitive, in the name."""
        forms = {word.casefold(), without_genitive(word).casefold()}
        fits = (person for person in self._candidates(position) if forms & set(self._persons[person].words))
        return next(fits, None)

    def _new_by_first_name(self, mention: Mention) -> PersonId | None:
        """Somebody who is only ever called by a given name, one in marks, or one with an age: »Aurelia på 20«."""
        is_marked = self._text[mention.name.start - 1 : mention.name.start] in MARKS
        is_marked |= self.words_at(mention.name) in self._aliases
        is_known = is_marked or _OF_AGE.match(self._text, mention.name.end) or is_given(self.words_at(mention.name))
        return self.add(mention, 0) if is_known else None

    def _by_title(self, mention: Mention, position: int) -> PersonId | None:
        """The last person with that title, at the organisation named with it if there is such a one."""
        heads = title_heads(self.words_at(mention.name))
        if mention.job.is_former:
            return self._predecessor(mention, heads, position)
        fits = [person for person in self._candidates(position) if self._has_title(self._persons[person], heads)]
        fits = [person for person in fits if not self._has_left(self._persons[person], heads)] or fits
        workplace = mention.job.organisation or mention.job.owner
        if workplace:
            organisation = self.words_at(workplace).casefold()
            stem = organisation if mention.job.organisation else stem_of(organisation)
            fits = [person for person in fits if self._works_at(self._persons[person], stem)] or fits
        exact = (person for person in fits if self._has_title(self._persons[person], heads, is_whole=True))
        return next(exact, next(iter(fits), None))

    def _predecessor(self, mention: Mention, heads: frozenset[str], position: int) -> PersonId | None:
        """The person whom »den afgående direktør« means.

        That is the last one before `position` whose job is said to be over, else the last one without a job, else the
        one who holds the title now.
        """
        before = list(dict.fromkeys(self._before(position)))
        jobs = ((person, statement.job) for person in before for statement in self._persons[person].jobs)
        former = (person for person, job in jobs if job.is_former and job.title)
        without_title = (candidate for candidate in before if not self._has_any_title(candidate))
        person = next(former, None) or next(without_title, None)
        if person is not None:
            self.add_job(person, StatedJob(_SECONDARY, position, mention.job))
            return person
        candidates = self._candidates(position)
        return next((candidate for candidate in candidates if self._has_title(self._persons[candidate], heads)), None)

    def _has_left(self, person: Person, heads: frozenset[str]) -> bool:
        """Whether the jobs with one of the heads are all over: »tidligere skoleleder Ib Bo« is not »skolelederen«."""
        held = [statement for statement in person.jobs if self._has_title(replace(person, jobs=(statement,)), heads)]
        return all(statement.job.is_former for statement in held)

    def _has_any_title(self, person: PersonId) -> bool:
        return any(statement.job.title for statement in self._persons[person].jobs)

    def _works_at(self, person: Person, organisation: str) -> bool:
        stated = (statement.job.organisation for statement in person.jobs)
        names = (self.words_at(segment).casefold() for segment in stated if segment)
        return any(organisation in name or name in organisation for name in names)

    def _has_title(self, person: Person, heads: frozenset[str], *, is_whole: bool = False) -> bool:
        """Whether a person has a title with one of the heads, as a whole word or at the end of a longer one."""
        segments = (segment for stated in person.jobs for segment in stated.job.title)
        words = (word for start, end in segments for word in re.findall(r"\w[\w-]*", self._text[start:end].casefold()))
        return any(word in heads if is_whole else any(is_head_of(head, word) for head in heads) for word in words)


def best_job(stated: Sequence[StatedJob]) -> Job:
    """The most directly stated job that has a title, with an organisation from another statement if it has none.

    Without any title it is the one with an organisation, or with »foreningens« for one.
    """
    by_rank = sorted(stated, key=lambda statement: (statement.rank, statement.position))
    ordered = [statement.job for statement in by_rank]
    titled = next((job for job in ordered if job.title), None)
    if titled is None:
        return next((job for job in ordered if job.organisation), next((job for job in ordered if job.owner), Job()))
    if titled.organisation:
        return titled
    if not titled.owner:
        # The same words, read with what their sentence begins with: »På mejeriet er direktør Ib Bo …«.
        titled = next((job for job in ordered if job.owner and job.title == titled.title), titled)
    elsewhere = (job.organisation for job in ordered if job.organisation and not job.is_secondary)
    organisation = next(elsewhere, None)
    return titled._replace(organisation=organisation, is_combined=organisation is not None)
