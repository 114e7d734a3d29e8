"""Pictures and attachments: what a document refers to must lie in its own bundle and be what its name says."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter
from posixpath import basename, dirname, splitext

from msgspec import Struct

from hjemsite.cache.blob import Blob, size_of
from hjemsite.content.document import SITE, Document
from hjemsite.content.frontmatter.fields import AttachmentFields, LogoFields, PictureFields
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.filetypes import ATTACHMENTS, PICTURES, Formats, Trouble, content_trouble, name_trouble
from hjemsite.images.renditions import NAME, Refusal
from hjemsite.model import Attachment, Consent, Html, Picture, Site
from hjemsite.site.addresses import AddressBook
from hjemsite.site.body_pictures import with_descriptions
from hjemsite.site.picture_library import FindSource as FindSource
from hjemsite.site.picture_library import Library, over, unknown_picture
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import LIBRARY, PRESS_LIBRARY, Url, file_address


class BundleFiles(Struct):
    """The files that one document uses, and the faults of those that it names and cannot use."""

    document: Document
    addresses: AddressBook
    find: FindSource
    library: Library = {}
    used: dict[Url, Source] = {}
    faults: list[Diagnostic] = []

    def picture(self, fields: PictureFields | LogoFields | None, key: str) -> Picture | None:
        """The picture that the field `key` names; None when there is none, or none that can be used."""
        if fields is None:
            return None
        source = self.take(fields.file, self.document.span(key, "file"), PICTURES)
        if source is None:
            return None
        written = Picture(self.address_of(fields.file), fields.alt)
        if isinstance(fields, PictureFields):
            consent = Consent(written.url, fields.consent.until.at) if fields.consent else None
            more = (fields.credit, fields.caption, fields.licence, consent, fields.origin, fields.focus)
            written = Picture(written.url, written.alt, *more)
        described = self.library.get(fields.file)
        return written if described is None else over(written, described)

    def attachments(self, fields: tuple[AttachmentFields, ...]) -> Iterator[Attachment]:
        for number, attachment in enumerate(fields):
            source = self.take(attachment.file, self.document.span("attachments", number, "file"), ATTACHMENTS)
            if source is not None:
                yield Attachment(
                    self.address_of(attachment.file),
                    attachment.title or basename(attachment.file),
                    size_of(source.content),
                )

    def use_body_files(self) -> None:
        """Takes the files that the body shows or links to."""
        for use in self.document.files:
            self.take(use.name, use.span, ATTACHMENTS)

    @property
    def library_pictures(self) -> tuple[Picture, ...]:
        """The pictures of the library that the body shows."""
        paths = dict.fromkeys(use.name for use in self.document.files)
        return tuple(picture for path in paths if (picture := self.library.get(path)) is not None)

    @property
    def html(self) -> Html:
        """The body, with what is said of its pictures."""
        return with_descriptions(self.document.html, self.library_pictures)

    def address_of(self, name: str) -> Url:
        """Where the file `name`, beside the document, lives on the site."""
        return file_address(self.document.url, name)

    def take(self, name: str, span: Span, formats: Formats) -> Source | None:
        """Records the use of the file `name`, which must be one of `formats`; None, and a fault, where it cannot be
        used."""
        if name.startswith(LIBRARY) and self.document.path != SITE:
            return self._take_from_library(name, span)
        folder = dirname(self.document.path)
        if folder not in self.addresses.bundles:
            message = f"Filen »{name}« kan ikke findes, for teksten har ikke sin egen mappe"
            hint = "Læg teksten som index.md i en mappe sammen med filen"
            if self.document.path == SITE:
                hint = "Brug i stedet en side i content/sider, der har sin egen mappe"
            self.faults.append(Diagnostic("mangler-fil", span, message, hint))
            return None
        if f"{folder}/{name}" in self.addresses.unplaced:
            return None
        path = self.addresses.files.get(self.address_of(name))
        if path != f"{folder}/{name}":
            self.faults.append(_missing(name, span, path, folder))
            return None
        source = self.find(path)
        trouble = None if source.refused else _trouble(name, source, formats)
        if trouble is not None:
            self.faults.append(Diagnostic("filtype", span, *trouble))
            return None
        self.used[self.address_of(name)] = source
        return source

    def _take_from_library(self, path: str, span: Span) -> Source | None:
        if path not in self.library:
            own = path.removeprefix("content/")
            is_beside = self.addresses.files.get(self.address_of(own)) == f"{dirname(self.document.path)}/{own}"
            self.faults.append(unknown_picture(path, span, self.library, is_beside=is_beside))
        # A file that could not be read has a fault of its own.
        if self.library.get(path) is None:
            return None
        source = self.find(path)
        self.used[self.address_of(path)] = source
        return source


def used_files(site: Site, left_out: Collection[Url] = ()) -> dict[Url, Blob]:
    """The files that something refers to, published or not, and pictures for the press, but for those `left_out`."""
    named = (
        *(url for owner in site.owners() for url in owner.files),
        *(picture.url for picture in site.press_pictures),
    )
    return {url: site.files[url] for url in named if url not in left_out}


def focal_points(site: Site) -> dict[Url, tuple[int, int]]:
    """The pictures of which an editor has said what must be seen: in percent from the left and from above."""
    events = (event.image for event in site.events.values() if event.image)
    # A picture of the library has one share card, whoever shows it.
    points = {picture.url: picture.focus for picture in (*events, *site.pictures.values())}
    for article in site.articles:
        points |= {url: focus for url, focus in article.focal_points if not url.startswith(PRESS_LIBRARY)}
    return {url: (focus.x, focus.y) for url, focus in points.items() if focus}


def file_faults(
    traces: Iterable[CrossRefs], library: Mapping[Url, str], findings: Mapping[Url, Refusal]
) -> Iterator[Diagnostic]:
    """A fault in each document that uses one of the files that something is wrong with, where it is used first.

    A fault of a picture of the `library`, address → path, is reported once, in the file that describes it.
    """
    for url, path in library.items():
        if (refusal := findings.get(url)) is not None:
            yield Diagnostic(refusal.rule, Span(path), refusal.message.replace(NAME, basename(path)), refusal.hint)
    for trace in traces if findings else ():
        for name, span in dict(sorted(trace.files, key=itemgetter(1), reverse=True)).items():
            refusal = findings.get(file_address(trace.url, name))
            if refusal is not None and not name.startswith(LIBRARY):
                yield Diagnostic(refusal.rule, span, refusal.message.replace(NAME, name), refusal.hint)


def _trouble(name: str, source: Source, formats: Formats) -> Trouble | None:
    """What is wrong with a file by its name, place and first bytes; a picture is checked when it is processed."""
    ending = splitext(name)[1].lower()
    trouble = name_trouble(name, formats)
    if trouble is None and (ending not in PICTURES or not size_of(source.content)):
        return content_trouble(name, ending, source.data)
    return trouble


def _missing(name: str, span: Span, similar: str | None, folder: str) -> Diagnostic:
    hint = "Læg filen i samme mappe som teksten, eller ret navnet"
    if similar is not None and similar.casefold() == f"{folder}/{name}".casefold():
        # Windows and macOS would find it, the web server would not.
        written = similar.removeprefix(f"{folder}/")
        hint = f"mente du »{written}«? Store og små bogstaver er forskellige"
    return Diagnostic("mangler-fil", span, f"Filen »{name}« findes ikke", hint)
