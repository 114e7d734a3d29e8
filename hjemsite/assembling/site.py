"""The site: every document has become what it means, and every reference is resolved or reported.

What refers to something that is not there is left out of the site and told in a fault,
so whoever reads a `Site` can follow every reference in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hjemsite import danish
from hjemsite.assembling.addresses import Register, redirects, register
from hjemsite.assembling.articles import article, contact
from hjemsite.assembling.files import Shelf
from hjemsite.assembling.sizes import size_faults
from hjemsite.assembling.speakers import Company
from hjemsite.diagnostics import Checked, Diagnostic, Related, Span, in_order
from hjemsite.model import Article, KnownSize, Member, MenuItem, Person, PlainPage, Role, Settings, Site
from hjemsite.reading.document import SITE, Document
from hjemsite.reading.fields import ArticleFields, MemberFields, PageFields, PersonFields, SiteFields
from hjemsite.reading.sources import Source
from hjemsite.urls import Slug, slug, slug_of


def site(documents: Sequence[Document], sources: Sequence[Source]) -> Checked[Site | None]:
    """The site that `documents` make together; None when nothing says what the site is called.

    `sources` are all files of `content/`, those of broken documents too.
    """
    places = register(sources)
    faults = [*places.faults, *redirects(documents, places.value.pages)]
    members, people, pages = {}, {}, []
    files = {url: source.data for url, source in places.value.files.items()}
    used: set[str] = set()
    # A second claim to an address is told above; only the first is part of the site.
    housed = [document for document in documents if places.value.pages.get(document.url) == document.path]
    for document in housed:
        shelf = Shelf(document, places.value)
        match document.fields:
            case MemberFields() as fields:
                members[slug_of(document.path)] = _member(document, fields, shelf)
                faults.extend(_member_faults(document, fields))
            case PersonFields() as fields:
                people[slug_of(document.path)] = _person(document, fields, shelf)
            case PageFields() as fields:
                shelf.in_body()
                pages.append(_page(document, fields, shelf))
        faults.extend(shelf.faults)
        used |= {source.path for source in shelf.used.values()}
    known = (places.value.slugs("medlemmer"), places.value.slugs("personer"))
    company = Company(_sorted(members), people, *known)
    articles: list[Article] = []
    for document in housed:
        if isinstance(document.fields, ArticleFields):
            made = article(document, document.fields, company, places.value)
            articles.append(made.value)
            faults.extend(made.faults)
        elif isinstance(document.fields, PersonFields):
            faults.extend(_role_faults(document, document.fields, company))
    faults.extend(_twins(articles))
    faults.extend(_topic_spellings(articles))
    faults.extend(
        _unused(
            places.value,
            used.union(*((places.value.files[url].path for url in one.files) for one in articles)),
            documents,
        )
    )
    settings = next((_settings(one, one.fields) for one in documents if isinstance(one.fields, SiteFields)), None)
    if settings is None:
        if not any(source.path == SITE for source in sources):
            faults.append(
                Diagnostic(
                    "mangler-fil",
                    Span(SITE),
                    "Filen content/site.yaml mangler",
                    "Opret den med title, address og description",
                )
            )
        return Checked(None, in_order(faults))
    faults.extend(size_faults(documents, settings, company.members))
    articles.sort(key=lambda one: (one.date, one.url), reverse=True)
    made_site = Site(settings, tuple(articles), company.members, people, tuple(pages), files)
    return Checked(made_site, in_order(faults))


def _sorted(members: dict[Slug, Member]) -> dict[Slug, Member]:
    keys = {name: danish.sort_key(one.sort_as or one.name) for name, one in members.items()}
    return {name: members[name] for name in sorted(members, key=lambda name: (keys[name], name))}


def _member(document: Document, fields: MemberFields, shelf: Shelf) -> Member:
    shelf.in_body()
    return Member(
        source=document.path,
        url=document.url,
        slug=slug_of(document.path),
        name=fields.name,
        kind=fields.kind,
        joined=fields.joined,
        left=fields.left,
        website=fields.website,
        logo=shelf.picture(fields.logo, "logo"),
        former_names=fields.former_names,
        sort_as=fields.sort_as,
        redirects=fields.redirects,
        body=document.prose.html,
        text=document.prose.text,
        files=tuple(shelf.used),
    )


def _person(document: Document, fields: PersonFields, shelf: Shelf) -> Person:
    shelf.in_body()
    roles = tuple(Role(one.title, one.organisation, one.member, one.start, one.end) for one in fields.roles)
    name = slug_of(document.path)
    photo = shelf.picture(fields.photo, "photo")
    return Person(
        document.path,
        document.url,
        name,
        fields.name,
        roles,
        photo,
        fields.sort_as,
        document.prose.html,
        tuple(shelf.used),
    )


def _page(document: Document, fields: PageFields, shelf: Shelf) -> PlainPage:
    body, name = document.prose, slug_of(document.path)
    return PlainPage(
        document.path, document.url, name, fields.title, fields.menu, body.html, body.text, tuple(shelf.used)
    )


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
        about=document.prose.html,
        menu=tuple(MenuItem(one.title, one.address) for one in fields.menu),
        members_called=fields.members_called,
        news_per_page=fields.news_per_page,
        feed_entries=fields.feeds.entries,
    )


def _member_faults(document: Document, fields: MemberFields) -> Iterator[Diagnostic]:
    if fields.joined and fields.left and fields.left.compare(fields.joined) < 0:
        yield Diagnostic(
            "datoer-i-uorden",
            document.span("left"),
            "Medlemmet er meldt ud, før det er meldt ind",
            "Ret joined eller left",
        )


def _role_faults(document: Document, fields: PersonFields, company: Company) -> Iterator[Diagnostic]:
    for number, role in enumerate(fields.roles):
        if role.member is not None and (
            fault := company.member_fault(role.member, document.span("roles", number, "member"))
        ):
            yield fault
        if role.start and role.end and role.end.compare(role.start) < 0:
            yield Diagnostic(
                "datoer-i-uorden",
                document.span("roles", number, "to"),
                "Posten slutter, før den begynder",
                "Ret from eller to",
            )


def _twins(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, object], Article] = {}
    for one in articles:
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


def _topic_spellings(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    spellings: dict[Slug, dict[str, str]] = defaultdict(dict)
    for one in articles:
        for topic in one.topics:
            spellings[slug(topic)].setdefault(topic, one.source)
    for ways in spellings.values():
        first, *others = sorted(ways)
        for other in others:
            message = f"Emnet er skrevet »{other}« her og »{first}« i {ways[first]}"
            yield Diagnostic("emne-stavet-forskelligt", Span(ways[other]), message, "Skriv emnet ens alle steder")


def _unused(places: Register, used: set[str], documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """Files of a bundle that its page does not use; of a broken page nobody knows."""
    whole = {document.path for document in documents}
    for source in places.files.values():
        folder = source.path.rpartition("/")[0]
        while folder not in places.bundles:
            folder = folder.rpartition("/")[0]
        if source.path not in used and f"{folder}/index.md" in whole:
            yield Diagnostic(
                "ubrugt-fil", Span(source.path), "Ingen tekst bruger filen", "Henvis til filen, eller slet den"
            )
