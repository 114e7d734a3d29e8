"""What articles refer to: addresses, members, people with a file, and the settings.

All of it is small and is put together anew in every build; articles are many, and come after it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.document import SITE, Document
from hjemsite.content.frontmatter.fields import (
    AccessibilityFields,
    AllowFields,
    BoilerplateFields,
    EventFields,
    MemberWordsFields,
    PageFields,
    PersonFields,
    SecurityFields,
    SiteFields,
)
from hjemsite.danish import COPENHAGEN, NounForms, typography
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Span
from hjemsite.model import Accessibility, Allow, Boilerplate, Html, KnownSize, MenuItem, Security, Settings
from hjemsite.site.addresses import AddressBook
from hjemsite.site.articles import contact
from hjemsite.site.attachments import BundleFiles, FindSource
from hjemsite.site.brand import brand
from hjemsite.site.events import host_faults
from hjemsite.site.extra_fields import declared, name_faults
from hjemsite.site.known_members_people import KnownMember, KnownNames, KnownPerson, people_by_name
from hjemsite.site.members_people_pages import Entries, entries, page_faults, role_faults
from hjemsite.site.picture_library import library
from hjemsite.site.xrefs import CrossRefs, cross_refs
from hjemsite.urls import Slug

_NAMELESS = Settings(
    title="–",
    address="https://www.example.dk",
    description="–",
    alliance="–",
    register_complete=False,
    sizes=(),
    press=None,
    about=Html(""),
    menu=(),
    members_called=NounForms("medlem", "medlemmer", "medlemmet", "medlemmerne"),
    news_per_page=20,
    feed_entries=20,
    social_cards=True,
    downloads=(),
    ai_crawlers="ja",
    accessibility=None,
    security=None,
)
"""For a site whose settings cannot be read, so that the rest of it can be checked in the same run."""


NOBODY: Mapping[Slug, KnownPerson] = MappingProxyType({})


class Registry(Struct, frozen=True):
    """All that articles refer to. `known_names` holds the members and people of `entries` whose file can be read."""

    addresses: AddressBook
    settings: Settings
    entries: Entries
    known_names: KnownNames
    xrefs: tuple[CrossRefs, ...]
    publish_to: str = ""
    """Where the site is published, as the settings say."""


def registry(
    documents: Sequence[Document],
    places: Checked[AddressBook],
    paths: Collection[str],
    find: FindSource,
    unnamed: Mapping[Slug, KnownPerson] = NOBODY,
) -> Checked[Registry]:
    """What `documents`, which are no articles, make together. `paths` are those of all files below `content/`.

    Texts may refer to those `unnamed` as to people with a file.
    """
    # A second source with the same address has a fault from `address_book`; only the first is part of the site.
    housed = [document for document in documents if places.value.pages.get(document.url) == document.path]
    settings = _site_settings(documents, paths, find)
    pictures = library(documents, places.value, find)
    all_entries = entries(housed, places.value, find, settings.value.extra_fields, pictures.value)
    readable = {document.path for document in documents if not document.broken}
    company = _known_names(all_entries.value, places.value, readable, unnamed)
    company = replace(company, extra_fields=settings.value.extra_fields, pictures=pictures.value)
    faults = [
        *settings.faults,
        *_files_of_settings(documents, places.value, find),
        *places.faults,
        *pictures.faults,
        *all_entries.faults,
        *_reference_faults(housed, company),
    ]
    if SITE not in paths and "content" not in paths:
        hint = "Opret den med felterne title, address og description"
        faults.append(Diagnostic("mangler-fil", Span(SITE), "Filen content/site.yaml mangler", hint))
    target = next((document.fields.publish_to for document in documents if isinstance(document.fields, SiteFields)), "")
    refs = tuple(map(cross_refs, documents))
    registry = Registry(places.value, settings.value, all_entries.value, company, refs, target)
    return Checked(registry, tuple(faults))


def _site_settings(documents: Iterable[Document], paths: Collection[str], find: FindSource) -> Checked[Settings]:
    for document in documents:
        if isinstance(fields := document.fields, SiteFields):
            look, own = brand(document, paths, find), declared(fields.extra_fields)
            settings = replace(
                _settings(document, fields), brand=look.value, extra_fields=own, allow=_allow(fields.allow)
            )
            return Checked(settings, (*look.faults, *name_faults(document, fields.extra_fields)))
    return Checked(_NAMELESS)


def _reference_faults(documents: Iterable[Document], company: KnownNames) -> Iterator[Diagnostic]:
    """People and events that refer to members whom nobody knows."""
    for document in documents:
        if isinstance(document.fields, PersonFields):
            yield from role_faults(document, document.fields, company)
        elif isinstance(document.fields, EventFields):
            yield from host_faults(document, document.fields, company)
        elif isinstance(document.fields, PageFields):
            yield from page_faults(document, document.fields, company)


def _known_names(
    all_entries: Entries, places: AddressBook, readable: set[str], unnamed: Mapping[Slug, KnownPerson]
) -> KnownNames:
    members, people = all_entries.members.items(), all_entries.people.items()
    known_people = {
        name: KnownPerson(person.name, person.roles, person.former_names)
        for name, person in people
        if person.source in readable
    }
    known_people |= unnamed
    return KnownNames(
        {
            name: KnownMember(member.name, member.joined, member.left)
            for name, member in members
            if member.source in readable
        },
        known_people,
        places.slugs("medlemmer"),
        (*places.slugs("personer"), *unnamed),
        people_by_name(known_people),
    )


def _files_of_settings(documents: Iterable[Document], places: AddressBook, find: FindSource) -> Iterator[Diagnostic]:
    """The settings have no folder of their own, so their text cannot show a picture."""
    for document in documents:
        if isinstance(document.fields, SiteFields):
            shelf = BundleFiles(document, places, find)
            shelf.use_body_files()
            yield from shelf.faults


def _settings(document: Document, fields: SiteFields) -> Settings:
    alliance = fields.alliance
    sizes = alliance.sizes if alliance else ()
    return Settings(
        title=fields.title,
        address=fields.address,
        description=fields.description,
        alliance=alliance.name if alliance else fields.title,
        register_complete=alliance.register_complete if alliance else False,
        sizes=tuple(KnownSize(size.date, size.count, size.source, size.note) for size in sizes),
        press=contact(fields.press) if fields.press else None,
        about=document.html,
        menu=tuple(MenuItem(link.title, target) for link, target in zip(fields.menu, fields.menu_targets, strict=True)),
        members_called=_noun(fields.members_called),
        news_per_page=fields.news_per_page,
        feed_entries=fields.feeds.entries,
        social_cards=fields.social_cards,
        quote_pages=fields.quote_pages,
        history=fields.history,
        newsletter=fields.newsletter,
        accessibility=_accessibility(fields.accessibility),
        downloads=tuple(dict.fromkeys(fields.downloads)),
        ai_crawlers=fields.ai_crawlers,
        security=_security(fields.security),
        next_change=fields.next_change,
        boilerplate=_boilerplate(fields.boilerplate),
        editing=fields.editing,
    )


def _boilerplate(fields: BoilerplateFields | None) -> Boilerplate | None:
    if fields is None:
        return None
    return Boilerplate(*(typography.text(text.strip()) for text in (fields.short, fields.medium, fields.long)))


def _allow(fields: AllowFields | None) -> Allow:
    return Allow(fields.frames, fields.pictures, fields.scripts) if fields else Allow()


def _noun(fields: MemberWordsFields) -> NounForms:
    return NounForms(fields.one, fields.many, fields.the_one, fields.the_many)


def _accessibility(fields: AccessibilityFields | None) -> Accessibility | None:
    if fields is None:
        return None
    return Accessibility(fields.assessed, contact(fields.contact), fields.shortcomings, fields.statement)


def _security(fields: SecurityFields | None) -> Security | None:
    # Cached instants are decoded as UTC.
    return Security(fields.contact, fields.expires.at.astimezone(COPENHAGEN), fields.policy) if fields else None
