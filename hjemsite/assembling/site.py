"""The site: every document has become what it means, and every reference is resolved or reported.

What refers to something that is not there is left out of the site and told in a fault,
so whoever reads a `Site` can follow every reference in it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from posixpath import basename
from typing import TypeVar

from hjemsite.assembling.addresses import Register, redirects, register
from hjemsite.assembling.articles import article, contact
from hjemsite.assembling.entries import entries, role_faults
from hjemsite.assembling.files import Shelf
from hjemsite.assembling.sizes import size_faults
from hjemsite.assembling.speakers import Company
from hjemsite.diagnostics import Checked, Diagnostic, Related, Span, in_order
from hjemsite.model import Accessibility, Article, Html, KnownSize, Member, MenuItem, Person, PlainPage, Settings, Site
from hjemsite.reading.document import SITE, Document
from hjemsite.reading.fields import AccessibilityFields, ArticleFields, PersonFields, SiteFields
from hjemsite.reading.sources import Source
from hjemsite.urls import Slug, Url, slug

E = TypeVar("E", Member, Person)

_NAMELESS = Settings("–", "https://www.example.dk", "–", "–", False, (), None, Html(""), (), "medlemmer", 20, 20)
"""For a site whose settings cannot be read, so that the rest of it can be checked in the same run."""


def site(documents: Sequence[Document], sources: Sequence[Source]) -> Checked[Site]:
    """The site that `documents` make together. `sources` are all files of `content/`, those of broken documents too."""
    places = register(sources)
    # A second claim to an address is told by the register; only the first is part of the site.
    housed = [document for document in documents if places.value.pages.get(document.url) == document.path]
    around = entries(housed, places.value)
    members, people, pages = around.value.members, around.value.people, around.value.pages
    readable = {document.path for document in documents if not document.broken}
    known = places.value.slugs("medlemmer")
    company = Company(_of(members, readable), _of(people, readable), known, places.value.slugs("personer"))
    news = _articles(housed, company, places.value)
    articles = sorted(news.value, key=lambda one: (one.date, one.url), reverse=True)
    owners: tuple[Article | Member | Person | PlainPage, ...] = (*articles, *members.values(), *people.values(), *pages)
    used = {url for owner in owners for url in owner.files}
    # Of a document that asks for the wrong file nobody knows which it meant.
    puzzled = {fault.span.path for fault in (*around.faults, *news.faults) if fault.rule in ("mangler-fil", "filtype")}
    whole = readable - puzzled
    faults = [
        *_files_of_settings(documents, places.value),
        *places.faults,
        *redirects(documents, places.value.pages),
        *around.faults,
        *news.faults,
        *_twins(one for one in articles if one.source in whole),
        *_topic_spellings(housed),
        *_unused(places.value, used, {source.path: source.data for source in sources if source.path in whole}),
    ]
    if not any(source.path in (SITE, "content") for source in sources):
        hint = "Opret den med title, address og description"
        faults.append(Diagnostic("mangler-fil", Span(SITE), "Filen content/site.yaml mangler", hint))
    said = (_settings(one, one.fields) for one in documents if isinstance(one.fields, SiteFields))
    settings = next(said, _NAMELESS)
    countable = company.members.keys() == known
    faults.extend(size_faults(documents, settings, company.members, countable=countable))
    files = {url: source.data for url, source in places.value.files.items()}
    return Checked(Site(settings, tuple(articles), members, people, pages, files), in_order(faults))


def _files_of_settings(documents: Iterable[Document], places: Register) -> Iterator[Diagnostic]:
    """The settings have no folder of their own, so their text cannot show a picture."""
    for document in documents:
        if isinstance(document.fields, SiteFields):
            shelf = Shelf(document, places)
            shelf.in_body()
            yield from shelf.faults


def _of(entries: Mapping[Slug, E], paths: Collection[str]) -> Mapping[Slug, E]:
    """The entries whose file is one of `paths`."""
    return {name: one for name, one in entries.items() if one.source in paths}


def _articles(documents: Iterable[Document], company: Company, places: Register) -> Checked[list[Article]]:
    articles: list[Article] = []
    faults: list[Diagnostic] = []
    for document in documents:
        if isinstance(document.fields, ArticleFields):
            made = article(document, document.fields, company, places)
            articles.append(made.value)
            faults.extend(made.faults)
        elif isinstance(document.fields, PersonFields):
            faults.extend(role_faults(document, document.fields, company))
    return Checked(articles, tuple(faults))


def _settings(document: Document, fields: SiteFields) -> Settings:
    alliance = fields.alliance
    return Settings(
        title=fields.title,
        address=fields.address,
        description=fields.description,
        alliance=alliance.name if alliance else fields.title,
        register_complete=alliance.register_complete if alliance else False,
        sizes=tuple(KnownSize(one.date, one.count, one.source, one.note) for one in alliance.sizes) if alliance else (),
        press=contact(fields.press),
        about=document.html,
        menu=tuple(MenuItem(one.title, one.address) for one in fields.menu),
        members_called=fields.members_called,
        news_per_page=fields.news_per_page,
        feed_entries=fields.feeds.entries,
        accessibility=_accessibility(fields.accessibility),
    )


def _accessibility(fields: AccessibilityFields | None) -> Accessibility | None:
    person = contact(fields.contact) if fields else None
    if fields is None or person is None:
        return None
    return Accessibility(fields.assessed, person, fields.shortcomings, fields.statement)


def _twins(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, object], Article] = {}
    # Whatever makes a copy adds something to the name.
    for one in sorted(articles, key=lambda one: (len(one.source), one.source)):
        other = seen.setdefault((one.title, one.date.date()), one)
        if other is not one:
            message = f"Nyheden har samme overskrift og dato som {other.source}"
            yield Diagnostic(
                "muligt-dublet",
                Span(one.source),
                message,
                "Slet den ene, hvis den er en kopi",
                (Related(Span(other.source), "den anden"),),
            )


def _topic_spellings(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    spellings: dict[Slug, dict[str, Span]] = defaultdict(dict)
    for document in documents:
        if isinstance(document.fields, ArticleFields):
            for number, topic in enumerate(document.fields.topics):
                spellings[slug(topic)].setdefault(topic, document.span("topics", number))
    for name, ways in spellings.items():
        if not name:
            continue
        first, *others = sorted(ways)
        for other in others:
            message = f"Emnet er skrevet på to måder: »{other}« og »{first}«"
            place = Related(ways[first], "skrevet sådan her")
            yield Diagnostic("emne-stavet-forskelligt", ways[other], message, "Skriv emnet ens alle steder", (place,))


def _unused(places: Register, used: set[Url], texts: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Files of a bundle that its page does not use. `texts` are those of whole pages; of a broken one nobody knows."""
    for url, source in places.files.items():
        folder = source.path.rpartition("/")[0]
        while folder not in places.bundles:
            folder = folder.rpartition("/")[0]
        text = texts.get(f"{folder}/index.md")
        # A text that names the file has been told why it cannot be used.
        if text is not None and url not in used and not source.refused and basename(source.path).encode() not in text:
            hint = "Henvis til filen, eller slet den"
            yield Diagnostic("ubrugt-fil", Span(source.path), "Ingen tekst bruger filen", hint)
