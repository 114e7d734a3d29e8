"""The text of a new source file: the editor's answers as fields, and the other fields as comments to fill in.

Every answer is checked by the very readers that will read the file, so what is written here is valid.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, get_args, get_origin

from msgspec import Struct

import hjemsite
from hjemsite import danish
from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader
from hjemsite.content.placeholders import (
    ARTICLE_BODY,
    EVENT_BODY,
    MEMBER_BODY,
    NAME_EXAMPLE,
    PAGE_BODY,
    QUOTE_EXAMPLE,
    SUMMARY_EXAMPLE,
)
from hjemsite.importer.draft.frontmatter import file_slug, scalar
from hjemsite.importer.extract.result import KnownMembers
from hjemsite.urls import slug

Answers = Mapping[str, str]


class InvalidAnswerError(ValueError):
    """An answer that cannot stand in the file. Its text says why in whole Danish sentences."""


class Question(Struct, frozen=True):
    """A question that an editor answers for a new file. `ask` is its Danish text; an empty answer means `default`."""

    key: str
    ask: str
    default: str | None = None
    """None where there must be an answer."""


def questions(kind: str, today: date) -> tuple[Question, ...]:
    """What an editor is asked before a file of a kind can be written."""
    named = "Medlemmets navn" if kind == "member" else "Personens navn"
    asked = {
        "article": (
            Question("title", "Overskrift"),
            Question("date", "Dato", today.isoformat()),
            Question("member", "Medlem, som nyheden handler om (kan være tom)", ""),
        ),
        "member": (
            Question("name", named),
            Question("kind", f"Vælg {danish.list_of(values.MEMBER_KINDS, 'eller')}.\nSlags"),
            Question("joined", "Medlem siden, f.eks. 2026-11 (kan være tom)", ""),
        ),
        "person": (
            Question("name", named),
            Question("title", "Titel (kan være tom)", ""),
            Question("member", "Medlem, som personen kommer fra (kan være tom)", ""),
        ),
        "event": (
            Question("title", "Hvad arrangementet hedder"),
            Question("starts", "Hvornår det begynder, f.eks. 2026-12-03 10:00"),
            Question("place", "Sted"),
            Question("published", "Må ses på siden fra", today.isoformat()),
            Question("member", "Medlem, som står for det (kan være tom)", ""),
        ),
        "page": (Question("title", "Overskrift"),),
    }
    return asked[kind]


OPTIONS = {
    "article": ("title", "date", "embargo", "member"),
    "member": ("name", "kind", "joined", "website"),
    "person": ("name", "title", "member", "organisation"),
    "event": ("title", "starts", "ends", "place", "published", "embargo", "member"),
    "page": ("title", "menu"),
}
"""Which fields of a kind of file the command line can fill in."""

_READERS = {
    "title": values.Line, "name": values.Line, "organisation": values.Line, "kind": values.MemberKind,
    "website": values.Web, "menu": values.Number, "date": values.When, "embargo": values.When,
    "joined": values.PartialDay, "starts": values.When, "ends": values.When, "published": values.When,
    "place": values.Line,
}  # fmt: skip


def answer(key: str, text: str, members: KnownMembers) -> str:
    """An answer as it stands in the file, or "" for none. Raises `InvalidAnswerError` where the site would refuse it.

    >>> answer("member", "Aagaard Kommune", {slug("Aagaard Kommune"): ["Aagaard Kommune"]})
    'aagaard-kommune'
    """
    text = " ".join(text.split())
    if key == "member":
        return _member(text, members) if text else ""
    if not text:
        return ""
    if key in ("date", "embargo", "joined", "starts", "ends", "published"):
        text = danish.rewritten(text) or text
    try:
        _reader(_READERS[key]).read(text)
    except InvalidValueError as error:
        raise InvalidAnswerError(f"{error.message}. {error.hint}.") from None
    if key in ("title", "name") and not slug(text):
        raise InvalidAnswerError(f"»{text}« rummer ingen bogstaver eller tal, så den kan ikke få en adresse.")
    return text


def _reader(hint: object) -> ScalarReader:
    assert get_origin(hint) is Annotated
    return next(note for note in get_args(hint) if isinstance(note, ScalarReader))


def _member(text: str, members: KnownMembers) -> str:
    """The slug of the member with that name or slug, in capitals or small letters. Raises `InvalidAnswerError`."""
    by_name = {name.casefold(): member for member, names in members.items() for name in (member, *names)}
    if member := by_name.get(text.casefold()) or by_name.get(slug(text)):
        return member
    near = danish.closest(text, by_name)
    hint = f" Mente du {by_name[near]}?" if near else f" Opret medlemmet først med »{hjemsite.COMMAND} new member«."
    raise InvalidAnswerError(f"»{text}« er ikke et medlem.{hint}")


def completions(typed: str, members: KnownMembers) -> list[str]:
    """The slugs of the members of which a name or the slug begins like `typed`, in the order of the alphabet."""
    begun = slug(typed)
    slugs = (
        member for member, names in members.items() if any(slug(name).startswith(begun) for name in (member, *names))
    )
    return sorted(slugs)


def file_path(kind: str, answers: Answers) -> str:
    """The path of the new file below the project folder, with »/«."""
    name = file_slug(answers.get("name") or answers["title"])
    if kind == "article":
        return f"content/nyheder/{answers['date'][:10]}-{name}.md"
    if kind == "event":
        return f"content/arrangementer/{answers['starts'][:10]}-{name}.md"
    folder = {"member": "medlemmer", "person": "personer", "page": "sider"}[kind]
    return f"content/{folder}/{name}.md"


def file_text(kind: str, answers: Answers) -> str:
    """The whole new file."""
    lines_of: Callable[[Answers], Iterator[str]] = {
        "article": _article,
        "member": _member_file,
        "person": _person,
        "event": _event,
        "page": _page,
    }[kind]
    return "\n".join(lines_of(answers)) + "\n"


def _field(answers: Answers, key: str, example: str = "") -> str:
    """The field, or a comment that shows how it would be written."""
    return f"{key}: {scalar(answers[key])}" if answers.get(key) else f"# {key}: {example}"


def _article(answers: Answers) -> Iterator[str]:
    yield from ("---", _field(answers, "title"), f"date: {answers['date']}")
    if answers.get("embargo"):
        yield f"embargo: {answers['embargo']}"
    yield _field(answers, "member", "medlemmets-filnavn  (hvem nyheden handler om)")
    yield "draft: ja  # slet linjen, når nyheden må komme ud"
    yield from _ARTICLE.strip("\n").split("\n")


_ARTICLE = f"""
# Fjern # foran de felter, du vil bruge.
# credit: "Tekst: Navn"
# summary: {SUMMARY_EXAMPLE}
# topics: [emne, et andet emne]
# speakers:
#   - name: {NAME_EXAMPLE}
#     title: direktør
#     organisation: Organisationen
# quotes:
#   - speaker: {NAME_EXAMPLE}
#     text: {QUOTE_EXAMPLE}
# contact:
#   name: {NAME_EXAMPLE}
#   phone: 12 34 56 78
---

{ARTICLE_BODY} En tom linje skiller to afsnit.
"""


def _member_file(answers: Answers) -> Iterator[str]:
    yield from ("---", _field(answers, "name"), _field(answers, "kind"))
    yield _field(answers, "joined", "2026-11  (år, år-måned eller år-måned-dag)")
    yield "# left: 2027  (når medlemmet er meldt ud)"
    yield _field(answers, "website", "https://www.example.dk")
    yield from ("# former_names: [Et tidligere navn]", "---", "", MEMBER_BODY)


def _person(answers: Answers) -> Iterator[str]:
    yield from ("---", _field(answers, "name"))
    if answers.get("title"):
        yield from ("roles:", f"  - title: {scalar(answers['title'])}")
        yield from (f"    {key}: {scalar(answers[key])}" for key in ("member", "organisation") if answers.get(key))
        yield "    # from: 2024"
    else:
        yield from ("# roles:", "#   - title: direktør", "#     member: medlemmets-filnavn", "#     from: 2024")
    yield from ("# former_names: [Et tidligere navn]", "# sort_as: Efternavn, Fornavn", "---")


def _event(answers: Answers) -> Iterator[str]:
    yield from ("---", _field(answers, "title"), f"starts: {answers['starts']}")
    yield _field(answers, "ends", "2026-12-03 16:00  (uden klokkeslæt: den sidste dag)")
    yield from (_field(answers, "place"), f"published: {answers['published']}")
    if answers.get("embargo"):
        yield f"embargo: {answers['embargo']}"
    yield _field(answers, "member", "medlemmets-filnavn  (hvem der står for det)")
    yield "draft: ja  # slet linjen, når arrangementet må komme ud"
    yield from ("# address: Gade 1, 9999 By", "# signup: https://www.example.dk/tilmelding")
    yield from (f"# summary: {SUMMARY_EXAMPLE}", "---", "", EVENT_BODY)


def _page(answers: Answers) -> Iterator[str]:
    yield from ("---", _field(answers, "title"), _field(answers, "menu", "1  (sidens plads i menuen)"))
    yield from ("---", "", PAGE_BODY)
