"""People whose consent has ended: they are anonymised, and their files are left out of the site.

Who they are is known before any other text is read, for no text may have seen their names.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from posixpath import dirname

from msgspec import Struct

from hjemsite.content.anonymous_names import AnonymousName, found_names
from hjemsite.content.anonymous_text import RULE, is_anothers
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import PersonFields
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.site.consents import ENDED
from hjemsite.site.known_members_people import KnownPerson
from hjemsite.urls import Slug, Url, file_address, person_url, slug_of


class UnnamedPeople(Struct, frozen=True):
    """`documents` are their files, `paths` those and the files beside them, `names` what they are called instead."""

    documents: tuple[Document, ...] = ()
    paths: frozenset[str] = frozenset()
    names: tuple[AnonymousName, ...] = ()

    @property
    def people(self) -> dict[Slug, KnownPerson]:
        """What an article can know of them: no more than what they are called."""
        return {Slug(name.slug): KnownPerson(name.capitalised, ()) for name in self.names}

    @property
    def pages(self) -> dict[Url, str]:
        """Addresses of their pages, which are there while an article quotes them, and of their files → why not."""
        own = {name.file: person_url(Slug(name.slug)) for name in self.names}
        pages = dict.fromkeys(own.values(), ENDED)
        for path in sorted(self.paths):
            folder, _, file = path.removeprefix("content/personer/").partition("/")
            if file and folder in own:
                pages[file_address(own[folder], file)] = ENDED
        return pages


def unnamed_people(documents: Iterable[Document], paths: Iterable[str], as_of: datetime) -> UnnamedPeople:
    """Those of the people in `documents` whose consent has ended at `as_of`; `paths` are those of all files."""
    ended = tuple(document for document in documents if _is_over(document, as_of))
    if not ended:
        return UnnamedPeople()
    beside = tuple(f"{dirname(document.path)}/" for document in ended if document.path.endswith("/index.md"))
    withheld = {document.path for document in ended} | {path for path in paths if path.startswith(beside)}
    return UnnamedPeople(ended, frozenset(withheld), tuple(name for document in ended for name in _names(document)))


def pseudonym_faults(people: Sequence[Document], names: tuple[AnonymousName, ...]) -> Iterator[Diagnostic]:
    """Faults that would arise when a consent ends, reported before it does, so that time alone never stops a build.

    `names` are those of people whom the settings anonymise.
    """
    taken = {name.pseudonym.casefold() for name in names}
    for person in people:
        if not (own := _names(person)):
            continue
        span, called = person.span("consent"), own[0].pseudonym.casefold()
        others = [other for other in people if other is not person and isinstance(other.fields, PersonFields)]
        if called in taken or called in {name.casefold() for other in others for name in _called(other)}:
            hint = "Skriv i feltet as under consent, hvad netop denne person skal kaldes"
            yield Diagnostic(RULE, span, f"To personer ville blive kaldt »{own[0].pseudonym}«", hint)
        taken.add(called)
        if any(found_names(own[0].pseudonym, own_name) for own_name in own):
            yield Diagnostic(RULE, span, "Det nye navn rummer det gamle", "Skriv noget andet i feltet as")
        for other in others:
            same = {name.casefold() for name in _called(other)} & {own_name.name.casefold() for own_name in own}
            if same and not is_anothers(other.path, own[0]):
                hint = f"Tilføj {slug_of(other.path)} i feltet not_in under consent, så den andens navn bliver stående"
                yield Diagnostic(RULE, span, "En anden person har samme navn", hint)


def _is_over(document: Document, as_of: datetime) -> bool:
    fields = document.fields
    return isinstance(fields, PersonFields) and fields.consent is not None and fields.consent.until.at <= as_of


def _called(document: Document) -> tuple[str, ...]:
    fields = document.fields
    return (fields.name, *fields.former_names) if isinstance(fields, PersonFields) else ()


def _names(document: Document) -> tuple[AnonymousName, ...]:
    """The names of a person with a consent, and what they are called when it ends."""
    fields = document.fields
    if not isinstance(fields, PersonFields) or (consent := fields.consent) is None:
        return ()
    file = slug_of(document.path)
    about = (consent.pseudonym, consent.namesakes, consent.not_in, file, consent.until)
    return tuple(AnonymousName(name, *about) for name in _called(document))
