"""Namesakes: whether two speakers with the same name can be the same person, by the posts that articles give them.

A person may change posts, but hardly within a month, and hardly back again. What cannot be told is a warning.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from hjemsite import danish
from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.model import Speaker
from hjemsite.site.known_members_people import KnownNames
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug, slug

_CHANGE_OF_POST = timedelta(days=31)
"""Two posts that are further apart in time may belong to the same person."""


class Post(Struct, frozen=True):
    """A title and an organisation; either may be empty."""

    title: str
    organisation: str

    @staticmethod
    def at(title: str, organisation: str, member: Slug | None, company: KnownNames) -> "Post":
        """The post that `title` is, at an organisation or a member."""
        known_member = company.members.get(member) if member else None
        return Post(title, organisation or (known_member.name if known_member else ""))

    def clashes(self, other: "Post") -> bool:
        """Whether nobody would hold both at once: no word of the titles, or of the organisations, is shared.

        A post without a title says too little.
        """
        places = self.organisation and other.organisation and not _akin(self.organisation, other.organisation)
        return bool(self.title and other.title and (places or not _akin(self.title, other.title)))

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.title, self.organisation)))


def post_fault(span: Span, speaker: Speaker, own: Post, posts: Sequence[Post]) -> Diagnostic | None:
    """A fault if the post `own` of a speaker given by name clashes with all `posts` that the file of the person has."""
    if not posts or not all(own.clashes(post) for post in posts):
        return None
    message = f"{speaker.name} er {own} her, men {posts[0]} på sin side"
    hint = (
        f"Er det den samme, så tilføj person: {speaker.person} hos taleren. Er det en anden, så opret en fil til "
        "vedkommende i content/personer, og tilføj person: med filens navn"
    )
    return Diagnostic("mulige-navnefaeller", span, message, hint)


class _Appearance(Struct, frozen=True):
    at: datetime
    path: str
    name: str
    post: Post
    span: Span


def namesake_faults(refs: Iterable[CrossRefs], company: KnownNames) -> Iterator[Diagnostic]:
    """For each name without a file, the first two articles that can hardly mean one person by it."""
    for appearances in _appearances(refs, company).values():
        ordered = sorted(appearances, key=lambda appearance: (appearance.at, appearance.path))
        for number, (appearance, other) in enumerate(pairwise(ordered)):
            if appearance.post.clashes(other.post) and _at_once(appearance, other, ordered[number + 2 :]):
                yield _fault(appearance, other, len(ordered))
                break


def _appearances(refs: Iterable[CrossRefs], company: KnownNames) -> Mapping[Slug, list[_Appearance]]:
    by_name: dict[Slug, list[_Appearance]] = defaultdict(list)
    for ref in refs:
        # Two of one name in one article have their own fault.
        in_article = {
            slug(speaker.name): speaker for speaker in reversed(ref.speakers) if not company.people_called(speaker.name)
        }
        for name, speaker in in_article.items() if "date" not in ref.broken else ():
            post = Post.at(speaker.title, speaker.organisation, speaker.member, company)
            by_name[name].append(_Appearance(ref.moments[0][0].at, ref.path, speaker.name, post, speaker.span))
    return by_name


def _at_once(appearance: _Appearance, other: _Appearance, later: Iterable[_Appearance]) -> bool:
    """Whether `other` follows too soon for a change of posts, or the post of `appearance` comes back after it."""
    return other.at - appearance.at <= _CHANGE_OF_POST or any(after.post == appearance.post for after in later)


def _fault(appearance: _Appearance, other: _Appearance, articles: int) -> Diagnostic:
    message = f"{other.name} er {other.post} her, men {appearance.post} i en anden nyhed"
    if articles > 2:
        message += f"; navnet står i {danish.number(articles)} nyheder"
    hint = (
        "Er det to, så opret hver af dem i content/personer, og tilføj person: med filens navn hos talerne. Er det den "
        f"samme, så opret én fil, og tilføj person: {'alle' if articles > 2 else 'begge'} steder"
    )
    return Diagnostic("mulige-navnefaeller", other.span, message, hint, (Related(appearance.span, "den anden nyhed"),))


def _akin(name: str, two: str) -> bool:
    """Whether a word of one holds a word of the other: »borgmester« and »viceborgmester«."""
    ones, twos = (re.findall(r"\w{3,}", text.casefold()) for text in (name, two))
    return name.casefold() == two.casefold() or any(a in b or b in a for a in ones for b in twos)
