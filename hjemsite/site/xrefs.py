"""What a document says that others must agree with, and where it says it.

Checks across the site need only these cross references, so ten thousand articles are checked without their texts.
"""

from collections.abc import Iterator
from posixpath import basename

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.document import CountInText, Document
from hjemsite.content.frontmatter.fields import (
    ArticleFields,
    EventFields,
    LibraryPictureFields,
    MemberFields,
    PageFields,
    PersonFields,
    SiteFields,
)
from hjemsite.content.frontmatter.values import Instant
from hjemsite.content.markdown.targets import Link
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.model import Day
from hjemsite.urls import Slug, Url


class NamedSpeaker(Struct, frozen=True, array_like=True):
    """A speaker whom an article gives by name, with the post as it is typed."""

    name: str
    title: str
    organisation: str
    member: Slug | None
    span: Span


class ConsentRef(Struct, frozen=True, array_like=True):
    """A consent that ends. `of` is the name of a file, or of a person who is called `pseudonym` afterwards."""

    of: str
    until: Instant
    span: Span
    pseudonym: str = ""


class CrossRefs(Struct, frozen=True, array_like=True, omit_defaults=True):
    """`broken` names the fields of the document that could not be read; nothing is said about those here."""

    path: str
    url: Url
    broken: frozenset[str]
    links: tuple[Link, ...] = ()
    redirects: tuple[tuple[Url, Span], ...] = ()
    topics: tuple[tuple[str, Span], ...] = ()
    size: tuple[int, Instant, Span] | None = None
    """A claim about the size of the alliance, and when it was made."""
    counts: tuple[tuple[CountInText, Instant], ...] = ()
    """What an article without the field says of that size, and when."""
    known_sizes: tuple[tuple[Day, int, Span], ...] = ()
    """The sizes that the settings give, and when."""
    moments: tuple[tuple[Instant, Span], ...] = ()
    menu: tuple[tuple[str, Span], ...] = ()
    expiry: tuple[Instant, Span] | None = None
    """Until when the contact in security.txt is good."""
    files: tuple[tuple[str, Span], ...] = ()
    """Names of the pictures and attachments that it uses."""
    headline: tuple[str, Span] | None = None
    """The headline of an article or the title of the site, as it is typed, and where it stands."""
    speakers: tuple[NamedSpeaker, ...] = ()
    """Speakers who are given by name alone."""
    template: tuple[str, Span] | None = None
    """The site's own template that a page chooses."""
    consents: tuple[ConsentRef, ...] = ()

    @property
    def compared(self) -> "CrossRefs":
        """These references without what no other document must agree with, for comparing two builds."""
        return replace(self, files=(), headline=None, consents=())


def cross_refs(document: Document) -> CrossRefs:
    """The cross references of one document."""
    path, url, broken, fields, span = document.path, document.url, document.broken, document.fields, document.span
    match fields:
        case ArticleFields():
            size, dated = fields.alliance_size, "date" not in broken
            newest = max((update.date for update in fields.updated), key=lambda instant: instant.at, default=None)
            moments = (("date", fields.date), ("embargo", fields.embargo), ("updated", newest))
            return CrossRefs(
                path,
                url,
                broken,
                document.links,
                redirects=_redirects(document),
                topics=tuple((topic, span("topics", number)) for number, topic in enumerate(fields.topics)),
                size=(size, fields.date, span("alliance_size")) if size is not None and dated else None,
                counts=tuple((count, fields.date) for count in document.counts) if dated else (),
                files=_files(document),
                moments=tuple((moment, span(key)) for key, moment in moments if moment is not None),
                headline=(fields.title, span("title")),
                speakers=tuple(_named_speakers(document, fields)),
                consents=_consents(document),
            )
        case MemberFields():
            return CrossRefs(path, url, broken, document.links, redirects=_redirects(document), files=_files(document))
        case EventFields():
            return _event_refs(document, fields)
        case SiteFields():
            menu = tuple((to, span("menu", number, "address")) for number, to in enumerate(fields.menu_targets))
            sizes = fields.alliance.sizes if fields.alliance else ()
            expiry = (fields.security.expires, span("security", "expires")) if fields.security else None
            return CrossRefs(
                path,
                url,
                broken,
                document.links,
                menu=menu,
                expiry=expiry,
                headline=(fields.title, span("title")),
                known_sizes=tuple(
                    (known_size.date, known_size.count, span("alliance", "sizes", number, "count"))
                    for number, known_size in enumerate(sizes)
                ),
            )
    template = (fields.template, span("template")) if isinstance(fields, PageFields) and fields.template else None
    files, consents = _files(document), _consents(document)
    old = _redirects(document)
    return CrossRefs(path, url, broken, document.links, old, files=files, template=template, consents=consents)


def _event_refs(document: Document, fields: EventFields) -> CrossRefs:
    keys = ("starts", "ends", "published", "embargo", "updated")
    return CrossRefs(
        document.path,
        document.url,
        document.broken,
        document.links,
        redirects=_redirects(document),
        files=_files(document),
        consents=_consents(document),
        moments=tuple((at, document.span(key)) for key in keys if (at := getattr(fields, key)) is not None),
    )


def _named_speakers(document: Document, fields: ArticleFields) -> Iterator[NamedSpeaker]:
    for number, speaker in enumerate(fields.speakers):
        if speaker.name and speaker.person is None:
            span = document.span("speakers", number, "name")
            yield NamedSpeaker(speaker.name, speaker.title, speaker.organisation, speaker.member, span)


def _redirects(document: Document) -> tuple[tuple[Url, Span], ...]:
    if "redirects" in document.broken:
        return ()
    addresses = getattr(document.fields, "redirects", ())
    return tuple((old, document.span("redirects", number)) for number, old in enumerate(addresses))


def _files(document: Document) -> tuple[tuple[str, Span], ...]:
    names = [(use.name, use.span) for use in document.files]
    for key in ("image", "logo", "photo"):
        picture = getattr(document.fields, key, None)
        if picture is not None:
            names.append((picture.file, document.span(key, "file")))
    for number, attachment in enumerate(getattr(document.fields, "attachments", ())):
        names.append((attachment.file, document.span("attachments", number, "file")))
    for number, recording in enumerate(getattr(document.fields, "recordings", ())):
        for key in ("file", "captions", "transcript", "poster"):
            if name := getattr(recording, key):
                names.append((name, document.span("recordings", number, key)))
    return tuple(names)


def _consents(document: Document) -> tuple[ConsentRef, ...]:
    """The consents that end: of the picture in one of the fields, and of the person whose file this is."""
    consents = []
    for key in ("image", "photo"):
        picture = getattr(document.fields, key, None)
        if picture is not None and picture.consent is not None:
            consents.append(
                ConsentRef(
                    picture.file.removeprefix("content/"), picture.consent.until, document.span(key, "consent", "until")
                )
            )
    if isinstance(document.fields, LibraryPictureFields) and document.fields.consent is not None:
        consents.append(
            ConsentRef(basename(document.path), document.fields.consent.until, document.span("consent", "until"))
        )
    if isinstance(document.fields, PersonFields) and (consent := document.fields.consent) is not None:
        span = document.span("consent", "until")
        consents.append(ConsentRef(document.fields.name, consent.until, span, consent.pseudonym))
    return tuple(consents)
