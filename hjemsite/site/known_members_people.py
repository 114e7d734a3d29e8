"""The members and people that an article can refer to, as far as their files can be read.

A name is looked up by its slug, so »S. Hussein« and »S.  Hussein« are one name; two people may share one.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.blob import digest
from hjemsite.cache.encoding import encode
from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Span
from hjemsite.model import Day, ExtraField, Role
from hjemsite.site.picture_library import Library
from hjemsite.urls import Slug, slug

OWN_FIELDS = Slug("*")
"""The key of the site's own fields among the digests; no slug has a star."""


class KnownMember(Struct, frozen=True):
    """What an article must know of a member."""

    name: str
    joined: Day | None
    left: Day | None

    def is_on(self, day: Day) -> bool:
        """Whether the organisation can have been a member on `day`, as far as its dates are known."""
        started = self.joined is None or self.joined.compare(day) <= 0
        return started and (self.left is None or self.left.compare(day) >= 0)


class KnownPerson(Struct, frozen=True):
    """What an article must know of a person with a file."""

    name: str
    roles: tuple[Role, ...]
    former_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the person, the present one first."""
        return (self.name, *self.former_names)


class KnownNames(Struct, frozen=True):
    """Those an article can refer to: what their files say, and in `known_…` the slugs of broken files too, in order."""

    members: Mapping[Slug, KnownMember]
    people: Mapping[Slug, KnownPerson]
    known_members: tuple[Slug, ...]
    known_people: tuple[Slug, ...]
    people_by_name: Mapping[Slug, tuple[Slug, ...]]
    """Slug of a present or former name → the people whose files have it, in order."""
    extra_fields: tuple[ExtraField, ...] = ()
    """The fields of the site's own, by which those of articles are judged."""
    pictures: Library = {}

    def people_called(self, name: str) -> tuple[Slug, ...]:
        """The people with a file to whom `name` fits, in order.

        Where no file has the name, it is the person whose file is called like it.
        """
        called = slug(name)
        return self.people_by_name.get(called, (called,) if called in self.people else ())

    def digests(self) -> Mapping[Slug, bytes]:
        """Slug of a member, person or name → digest of all that articles can show of it; `""` is for everything.

        A picture of the library stands there under its path. `OWN_FIELDS` stands for the fields of the site's own.
        """
        encoded = {name: [encode(member)] for name, member in self.members.items()}
        for name, person in self.people.items():
            encoded.setdefault(name, [b""]).append(encode(person))
        for name, people in self.people_by_name.items():
            encoded.setdefault(name, [b""]).append(encode([(person, self.people[person]) for person in people]))
        encoded |= {Slug(path): [encode(picture)] for path, picture in self.pictures.items()}
        own = encode(self.extra_fields) if self.extra_fields else b""
        every = digest(encode((self.members, self.people, self.known_members, self.known_people, self.pictures)), own)
        return {name: digest(*parts) for name, parts in encoded.items()} | {Slug(""): every, OWN_FIELDS: own}

    def member_fault(self, name: Slug, span: Span) -> Diagnostic | None:
        """A fault unless `name` is the slug of a member."""
        if name in self.known_members:
            return None
        near = _nearest(name, self.known_members)
        hint = f"mente du »{near}«?" if near else "Opret medlemmet i content/medlemmer, eller ret navnet"
        proposal = Proposal(span, near) if near else None
        return Diagnostic("ukendt-medlem", span, f"»{name}« er ikke et medlem", hint, proposal=proposal)

    def person_fault(self, name: Slug, span: Span) -> Diagnostic | None:
        """A fault unless `name` is the slug of a person's file."""
        if name in self.known_people:
            return None
        near = _nearest(name, self.known_people)
        hint = (
            f"mente du »{near}«?"
            if near
            else "Opret personen i content/personer, eller brug feltet name i stedet for person"
        )
        proposal = Proposal(span, near) if near else None
        return Diagnostic("ukendt-person", span, f"»{name}« er ikke en person", hint, proposal=proposal)


def people_by_name(people: Mapping[Slug, KnownPerson]) -> Mapping[Slug, tuple[Slug, ...]]:
    """`KnownNames.people_by_name` for `people`."""
    by_name: dict[Slug, list[Slug]] = defaultdict(list)
    for person in sorted(people):
        for name in dict.fromkeys(map(slug, people[person].names)):
            if name:
                by_name[name].append(person)
    return {name: tuple(those) for name, those in by_name.items()}


@lru_cache(maxsize=1_000)
def _nearest(name: str, names: tuple[Slug, ...]) -> str | None:
    """A hint with the most similar name. It is cached, for a deleted file can be missed in a thousand others."""
    return danish.closest(slug(name), names)
