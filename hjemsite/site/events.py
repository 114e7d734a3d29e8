"""One event: a document's fields with its files resolved, and what is wrong with its times and members."""

from collections.abc import Iterator
from datetime import datetime

from hjemsite.content.document import Document
from hjemsite.content.excerpt import excerpt
from hjemsite.content.frontmatter.fields import EventFields
from hjemsite.content.frontmatter.values import Instant
from hjemsite.danish import typography
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import Event, Extra
from hjemsite.site.articles import contact
from hjemsite.site.attachments import BundleFiles
from hjemsite.site.known_members_people import KnownNames
from hjemsite.urls import slug_of


def event(document: Document, fields: EventFields, shelf: BundleFiles, own: tuple[Extra, ...]) -> Event:
    """The event that a document is, with the members that it names, known or not, and the site's `own` fields."""
    shelf.use_body_files()
    image, summary = shelf.picture(fields.image, "image"), typography.text(fields.summary)
    return Event(
        source=document.path,
        url=document.url,
        slug=slug_of(document.path),
        date=fields.published.at,
        draft=fields.draft,
        embargo=_at(fields.embargo),
        expires=_at(fields.expires),
        updated=_at(fields.updated),
        anonymised=_at(document.anonymised),
        title=typography.text(fields.title),
        starts=fields.starts.at,
        ends=_at(fields.ends),
        timed=fields.starts.timed,
        location=typography.text(fields.place),
        address=typography.text(fields.address),
        online=fields.online,
        signup=fields.signup,
        cancelled=fields.cancelled,
        members=tuple(dict.fromkeys(fields.member)),
        summary=summary,
        excerpt=summary or excerpt(document.html, fields.title),
        image=image,
        attachments=tuple(shelf.attachments(fields.attachments)),
        contacts=tuple(map(contact, fields.contact)),
        redirects=fields.redirects,
        body=shelf.html,
        text=document.text,
        files=tuple(shelf.used),
        extra=own,
        deindexed=fields.deindexed,
    )


def _at(moment: Instant | None) -> datetime | None:
    return moment.at if moment else None


def event_faults(document: Document, fields: EventFields) -> Iterator[Diagnostic]:
    """Times of an event that do not agree."""
    if fields.ends and not {"starts", "ends"} & document.broken:
        if fields.ends.timed != fields.starts.timed:
            message = "Begyndelsen har et klokkeslæt, og slutningen har ikke"
            if fields.ends.timed:
                message = "Slutningen har et klokkeslæt, og begyndelsen har ikke"
            yield _disorder(document, "ends", message, "Skriv klokkeslættet i begge felter, eller i ingen af dem")
        elif fields.ends.at < fields.starts.at or (fields.ends.timed and fields.ends.at == fields.starts.at):
            yield _disorder(document, "ends", "Arrangementet slutter, før det begynder", "Ret feltet starts eller ends")
    if "published" in document.broken:
        return
    start = max(fields.published.at, fields.embargo.at) if fields.embargo else fields.published.at
    if fields.expires and fields.expires.at <= start:
        hint = "Ret feltet expires, published eller embargo"
        yield _disorder(document, "expires", "Arrangementet udløber, før det er ude", hint)
    if fields.updated and fields.updated.at.date() < fields.published.at.date():
        hint = "Ret feltet updated eller published"
        yield _disorder(document, "updated", "Arrangementet er opdateret, før det er ude", hint)


def _disorder(document: Document, key: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic("datoer-i-uorden", document.span(key), message, hint)


def host_faults(document: Document, fields: EventFields, company: KnownNames) -> Iterator[Diagnostic]:
    """Members of an event whom nobody knows."""
    for number, name in enumerate(fields.member):
        if (fault := company.member_fault(name, document.span("member", number))) is not None:
            yield fault
