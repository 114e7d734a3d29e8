"""One article: a document's fields with members, speakers, quotes and files resolved."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from hjemsite.cache.cache import Key
from hjemsite.content.document import Document
from hjemsite.content.frontmatter.fields import ArticleFields, ContactFields
from hjemsite.content.frontmatter.values import Instant
from hjemsite.danish import typography
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.limits import FAULTS_PER_KIND
from hjemsite.model import Article, Contact, Correction, Day
from hjemsite.site.addresses import AddressBook
from hjemsite.site.attachments import BundleFiles
from hjemsite.site.speakers import KnownNames, quotes, speakers
from hjemsite.urls import Url, slug, slug_of


def article(
    document: Document, fields: ArticleFields, body: Key, company: KnownNames, places: AddressBook
) -> Checked[Article]:
    """The article that a document is. `body` is the key under which the document is remembered."""
    voices = speakers(document, fields, company)
    said = quotes(document, fields, voices.value, company)
    shelf = BundleFiles(document, places)
    shelf.use_body_files()
    made = Article(
        source=document.path,
        url=document.url,
        slug=slug_of(document.path),
        title=typography.text(fields.title),
        date=fields.date.at,
        timed=fields.date.timed,
        summary=typography.text(fields.summary),
        members=tuple(dict.fromkeys(name for name in fields.member if name in company.members)),
        speakers=voices.value,
        quotes=said.value,
        body=body,
        opening=typography.text(" ".join(document.text.partition("\n\n")[0].split())),
        credit=fields.credit,
        credit_in_text=fields.credit in document.text,
        topics=tuple(dict.fromkeys(fields.topics)),
        image=shelf.picture(fields.image, "image"),
        attachments=tuple(shelf.attachments(fields.attachments)),
        contact=contact(fields.contact),
        alliance_size=fields.alliance_size,
        draft=fields.draft,
        embargo=_at(fields.embargo),
        expires=_at(fields.expires),
        updated=_at(fields.updated),
        corrections=tuple(Correction(one.date, typography.text(one.text)) for one in fields.corrections),
        redirects=fields.redirects,
        original=fields.original,
        files=tuple(shelf.used),
        links=tuple(dict.fromkeys(Url(link.url.partition("#")[0]) for link in document.links)),
    )
    faults = (
        *islice(_member_faults(document, fields, company), FAULTS_PER_KIND),
        *_date_faults(document, fields),
        *_topic_faults(document, fields),
    )
    return Checked(made, (*voices.faults, *said.faults, *faults, *shelf.faults))


def contact(fields: ContactFields | None) -> Contact | None:
    return Contact(fields.name, fields.title, fields.email, fields.phone) if fields else None


def _at(moment: Instant | None) -> datetime | None:
    return moment.at if moment else None


def _member_faults(document: Document, fields: ArticleFields, company: KnownNames) -> Iterator[Diagnostic]:
    day = Day(fields.date.at.year, fields.date.at.month, fields.date.at.day)
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
    if fields.updated and fields.updated.at.date() < fields.date.at.date():
        yield _disorder(document, "updated", "Nyheden er opdateret, før den er ude", "Ret feltet updated eller date")
    for number, correction in enumerate(fields.corrections):
        if correction.date.compare(Day(fields.date.at.year, fields.date.at.month, fields.date.at.day)) < 0:
            message = "Rettelsen er ældre end nyheden"
            yield Diagnostic(
                "datoer-i-uorden",
                document.span("corrections", number, "date"),
                message,
                "Ret datoen for rettelsen eller feltet date",
            )


def _disorder(document: Document, key: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic("datoer-i-uorden", document.span(key), message, hint)


def _topic_faults(document: Document, fields: ArticleFields) -> Iterator[Diagnostic]:
    for number, topic in enumerate(fields.topics):
        if not slug(topic):
            message = f"Emnet »{topic}« kan ikke blive til en adresse"
            yield Diagnostic("ugyldig-vaerdi", document.span("topics", number), message, "Brug bogstaver eller tal")
