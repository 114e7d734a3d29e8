"""One article: a document's fields with members, speakers, quotes and files resolved."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.cache.cache import Key
from hjemsite.cache.encoding import encode
from hjemsite.content.document import Document
from hjemsite.content.excerpt import excerpt
from hjemsite.content.frontmatter.fields import ArticleFields, ContactFields
from hjemsite.content.frontmatter.values import Instant
from hjemsite.danish import typography
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.model import (
    Article,
    Brief,
    Contact,
    Correction,
    Day,
    Extra,
    FocalPoint,
    FrontChoice,
    Listed,
    Picture,
)
from hjemsite.site.addresses import AddressBook
from hjemsite.site.attachments import BundleFiles, FindSource
from hjemsite.site.extra_fields import extra
from hjemsite.site.gate import published
from hjemsite.site.known_members_people import KnownNames
from hjemsite.site.recordings import article_files
from hjemsite.site.speakers import quotes, speakers
from hjemsite.site.word_runs import sketch
from hjemsite.site.xrefs import CrossRefs, cross_refs
from hjemsite.urls import LIBRARY, Slug, Url, slug, slug_of


class ResolvedArticle(Struct, frozen=True):
    """The article of the document at `source`, and what checks need of it. `article` is None where its fields cannot be
    told apart.

    `names` are the slugs of all members and people that the document may refer to: it is resolved again when one of
    those changes. `refs` is what checks across the site compare.
    """

    source: str
    article: Article | None
    refs: CrossRefs | None
    names: tuple[Slug, ...]
    needs_all_names: bool
    """Whether a name in it is unknown: then a fault proposes the nearest of all names, and depends on them all."""
    faults: tuple[Diagnostic, ...]
    brief_digest: bytes = b""
    article_digest: bytes = b""
    quotes_digest: bytes = b""
    """The digest of the quotes, their places and the instant of publication; empty without quotes."""
    sketch: bytes = b""
    """Tells which articles may be alike, as `hjemsite.site.word_runs.sketch` has it."""


def resolve(
    document: Checked[Document | None],
    source: str,
    body: Key,
    names: KnownNames,
    addresses: AddressBook,
    find: FindSource,
) -> ResolvedArticle:
    """The article that `document`, read from `source`, holds. `body` is the document's key in the cache."""
    read = document.value
    if read is None or not isinstance(read.fields, ArticleFields):
        return ResolvedArticle(source, None, None, (), False, document.faults)
    checked = article(read, read.fields, body, names, addresses, find)
    return ResolvedArticle(
        source,
        checked.value,
        cross_refs(read),
        *names_in(read, read.fields, names),
        (*document.faults, *checked.faults),
        digest(encode(facet(checked.value, Brief))),
        digest(encode(checked.value)),
        _quotes_digest(checked.value),
        # The notices of two withdrawn articles may have the same words, so they have no sketch.
        b"" if read.fields.withdrawn else sketch(read),
    )


def _quotes_digest(article: Article) -> bytes:
    return digest(encode((article.url, published(article), article.quotes))) if article.quoted else b""


def names_in(document: Document, fields: ArticleFields, names: KnownNames) -> tuple[tuple[Slug, ...], bool]:
    """The slugs of the members and people that an article may refer to; and whether one of them is not known.

    Also the paths of the pictures of the library that it shows.
    """
    # What depends on whom a name fits has its digest under the slug of the name.
    members = {*fields.member, *(speaker.member for speaker in fields.speakers if speaker.member)}
    people = {speaker.person for speaker in fields.speakers if speaker.person}
    by_name = {slug(speaker.name) for speaker in fields.speakers if speaker.name}
    own = fields.image.file if fields.image else ""
    pictures = {
        Slug(name)
        for name in (own, *(recording.poster for recording in fields.recordings), *(use.name for use in document.files))
        if name.startswith(LIBRARY)
    }
    missing = not (
        members <= names.members.keys() and people <= names.people.keys() and pictures <= names.pictures.keys()
    )
    return tuple(sorted(members | people | by_name | pictures)), missing


def facet(article: Article, kind: type[Brief] | type[Listed]) -> Brief | Listed:
    """`article` with the fields of `kind` only.

    Every field of the facet is one of the article's own, so nothing is worked out here.
    """
    return kind(*[getattr(article, name) for name in kind.__struct_fields__])


def article(
    document: Document, fields: ArticleFields, body: Key, names: KnownNames, places: AddressBook, find: FindSource
) -> Checked[Article]:
    """The article that a document is. `body` is the key under which the document is cached."""
    talk, shelf = speakers(document, fields, names), _shelf(document, places, find, names)
    spoken, own = quotes(document, fields, talk.value, names), _own_fields(document, fields, names)
    summary, (image, attachments, press_files, recorded) = typography.text(fields.summary), article_files(fields, shelf)
    article = Article(
        source=document.path,
        url=document.url,
        slug=slug_of(document.path),
        date=fields.date.at,
        draft=fields.draft,
        embargo=_at(fields.embargo),
        expires=_at(fields.expires),
        updated=max((update.date.at for update in fields.updated), default=None),
        anonymised=_at(document.anonymised),
        front=FrontChoice(fields.front.place, fields.front.until.at) if fields.front else None,
        corrections=_corrections((correction.date, correction.text) for correction in fields.corrections),
        withdrawn=fields.withdrawn.date if fields.withdrawn else None,
        deindexed=fields.deindexed,
        members=tuple(dict.fromkeys(name for name in fields.member if name in names.members)),
        speakers=talk.value,
        quoted=spoken.value.refs,
        topics=tuple(dict.fromkeys(filter(slug, fields.topics))),
        alliance_size=fields.alliance_size,
        redirects=fields.redirects,
        files=tuple(shelf.used),
        press_files=press_files,
        focal_points=_focal_points(image),
        links=tuple(dict.fromkeys(Url(link.url.partition("#")[0]) for link in document.links)),
        title=typography.text(fields.title),
        excerpt=summary or excerpt(document.html, fields.title),
        image=image,
        credit=fields.credit,
        origin=fields.origin,
        original=fields.original,
        recordings=recorded,
        quote_texts=spoken.value.texts,
        summary=summary,
        updates=_corrections((_day(update.date), update.text) for update in fields.updated if update.text),
        body=body,
        credit_in_text=fields.credit in document.text,
        library_pictures=shelf.library_pictures,
        extra=own.value,
        consents=(image.consent,) if image and image.consent else (),
        attachments=attachments,
        contacts=tuple(map(contact, fields.contact)),
    )
    return Checked(article, (*talk.faults, *spoken.faults, *own.faults, *_field_faults(document, fields, names, shelf)))


def _focal_points(image: Picture | None) -> tuple[tuple[Url, FocalPoint], ...]:
    return ((image.url, image.focus),) if image and image.focus else ()


def _shelf(document: Document, places: AddressBook, find: FindSource, company: KnownNames) -> BundleFiles:
    """The files that the document can use, of which those that its body names are in use."""
    shelf = BundleFiles(document, places, find, company.pictures)
    shelf.use_body_files()
    return shelf


def _own_fields(document: Document, fields: ArticleFields, company: KnownNames) -> Checked[tuple[Extra, ...]]:
    # A notice has none of the fields that the site asks for.
    return Checked(()) if fields.withdrawn else extra(document, fields.extra, "article", company.extra_fields)


def _corrections(changes: Iterable[tuple[Day, str]]) -> tuple[Correction, ...]:
    """The corrections or updates of an article: the day of each, and its text."""
    return tuple(Correction(date, typography.text(text)) for date, text in changes)


def contact(fields: ContactFields) -> Contact:
    return Contact(fields.name, fields.title, fields.email, fields.phone, fields.about)


def _day(moment: Instant) -> Day:
    return Day(moment.at.year, moment.at.month, moment.at.day)


def _at(moment: Instant | None) -> datetime | None:
    return moment.at if moment else None


def _field_faults(
    document: Document, fields: ArticleFields, company: KnownNames, shelf: BundleFiles
) -> Iterator[Diagnostic]:
    """What is wrong with the members, dates and topics of an article, and with the files that it uses."""
    yield from islice(_member_faults(document, fields, company), FAULTS_PER_KIND)
    yield from _date_faults(document, fields)
    yield from _front_faults(document, fields)
    yield from _topic_faults(document, fields)
    yield from shelf.faults


def _member_faults(document: Document, fields: ArticleFields, company: KnownNames) -> Iterator[Diagnostic]:
    day = _day(fields.date)
    for number, name in enumerate(fields.member):
        span = document.span("member", number)
        if (fault := company.member_fault(name, span)) is not None:
            yield fault
        elif name not in company.members or "date" in document.broken:
            continue
        elif not company.members[name].is_on(day):
            message = f"{company.members[name].name} var ikke medlem den dag"
            yield Diagnostic(
                "ikke-medlem-paa-datoen",
                span,
                message,
                "Ret felterne joined og left hos medlemmet, eller fjern det her",
            )


def _date_faults(document: Document, fields: ArticleFields) -> Iterator[Diagnostic]:
    if "date" in document.broken:
        return
    start = max(fields.date.at, fields.embargo.at) if fields.embargo else fields.date.at
    if fields.expires and fields.expires.at <= start:
        yield _disorder(
            document, "expires", "Nyheden udløber, før den er ude", "Ret feltet expires, date eller embargo"
        )
    for number, update in enumerate(fields.updated):
        if update.date.at.date() < fields.date.at.date():
            message = "Nyheden er opdateret, før den er ude"
            span = document.span("updated", number, "date")
            yield Diagnostic("datoer-i-uorden", span, message, "Ret feltet updated eller date")
    if fields.front and fields.front.until.at <= start:
        message = "Nyheden forlader forsiden, før den er ude"
        hint = "Ret feltet until, eller slet front"
        yield Diagnostic("datoer-i-uorden", document.span("front", "until"), message, hint)
    for number, correction in enumerate(fields.corrections):
        if correction.date.compare(_day(fields.date)) < 0:
            message = "Rettelsen er ældre end nyheden"
            yield Diagnostic(
                "datoer-i-uorden",
                document.span("corrections", number, "date"),
                message,
                "Ret datoen for rettelsen eller feltet date",
            )

    if fields.withdrawn and fields.withdrawn.date.compare(_day(fields.date)) < 0:
        message = "Nyheden er trukket tilbage, før den er ude"
        yield Diagnostic(
            "datoer-i-uorden",
            document.span("withdrawn", "date"),
            message,
            "Ret datoen under withdrawn eller feltet date",
        )


def _disorder(document: Document, key: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic("datoer-i-uorden", document.span(key), message, hint)


def _front_faults(document: Document, fields: ArticleFields) -> Iterator[Diagnostic]:
    if fields.front and fields.front.place == "quote" and not fields.quotes and "quotes" not in document.broken:
        message = "Nyheden har ingen citater til forsiden"
        hint = "Skriv citatet under quotes, eller slet feltet front"
        yield Diagnostic("ugyldig-vaerdi", document.span("front", "place"), message, hint)


def _topic_faults(document: Document, fields: ArticleFields) -> Iterator[Diagnostic]:
    for number, topic in enumerate(fields.topics):
        if not slug(topic):
            message = f"Emnet »{topic}« kan ikke blive til en adresse"
            yield Diagnostic("ugyldig-vaerdi", document.span("topics", number), message, "Brug bogstaver eller tal")
