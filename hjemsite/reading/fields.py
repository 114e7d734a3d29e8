"""The fields of front matter: which there are, and which must be there.

These dataclasses are the schema, and also what a reader of the file gets: frozen, typed, complete.
"""

from dataclasses import dataclass
from typing import Annotated

from hjemsite.reading.values import (
    AiCrawlers,
    DownloadForm,
    Email,
    FileName,
    Flag,
    FullDay,
    Line,
    MemberKind,
    MembersCalled,
    MenuAddress,
    Number,
    OldAddress,
    PartialDay,
    Phone,
    Reference,
    SecureWeb,
    SecurityContact,
    SiteAddress,
    Text,
    Web,
    When,
)

IN_FILE = {"start": "from", "end": "to"}
"""What a field is called in a file, where its name there is a word of Python's."""


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """Lets a list of one be written without its list: `member: aalborg-kommune`."""


class Fields:
    """What one kind of source may say above its body."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SpeakerFields(Fields):
    name: Line = ""
    person: Reference | None = None
    title: Line = ""
    organisation: Line = ""
    member: Reference | None = None


@dataclass(frozen=True, slots=True)
class QuoteFields(Fields):
    speaker: Line
    text: Text


@dataclass(frozen=True, slots=True)
class PictureFields(Fields):
    file: FileName
    alt: Line
    credit: Line
    caption: Line = ""
    licence: Line = ""


@dataclass(frozen=True, slots=True)
class LogoFields(Fields):
    file: FileName
    alt: Line


@dataclass(frozen=True, slots=True)
class AttachmentFields(Fields):
    file: FileName
    title: Line = ""


@dataclass(frozen=True, slots=True)
class ContactFields(Fields):
    name: Line
    title: Line = ""
    email: Email = ""
    phone: Phone = ""


@dataclass(frozen=True, slots=True)
class CorrectionFields(Fields):
    date: FullDay
    text: Text


@dataclass(frozen=True, slots=True)
class ArticleFields(Fields):
    title: Line
    date: When
    member: Annotated[tuple[Reference, ...], OneOrMany()] = ()
    speakers: tuple[SpeakerFields, ...] = ()
    quotes: tuple[QuoteFields, ...] = ()
    credit: Line = ""
    summary: Text = ""
    topics: Annotated[tuple[Line, ...], OneOrMany()] = ()
    image: PictureFields | None = None
    attachments: tuple[AttachmentFields, ...] = ()
    contact: ContactFields | None = None
    alliance_size: Number | None = None
    draft: Flag = False
    embargo: When | None = None
    expires: When | None = None
    updated: When | None = None
    corrections: tuple[CorrectionFields, ...] = ()
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany()] = ()
    original: Web = ""


@dataclass(frozen=True, slots=True)
class MemberFields(Fields):
    name: Line
    kind: MemberKind
    joined: PartialDay | None = None
    left: PartialDay | None = None
    website: Web = ""
    logo: LogoFields | None = None
    former_names: Annotated[tuple[Line, ...], OneOrMany()] = ()
    sort_as: Line = ""
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany()] = ()


@dataclass(frozen=True, slots=True)
class RoleFields(Fields):
    """A post. In the file, `start` and `end` are called `from` and `to`."""

    title: Line
    organisation: Line = ""
    member: Reference | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None


@dataclass(frozen=True, slots=True)
class PersonFields(Fields):
    name: Line
    roles: tuple[RoleFields, ...] = ()
    photo: PictureFields | None = None
    sort_as: Line = ""


@dataclass(frozen=True, slots=True)
class PageFields(Fields):
    title: Line
    menu: Number | None = None


@dataclass(frozen=True, slots=True)
class SizeFields(Fields):
    date: PartialDay
    count: Number
    source: Web
    note: Line = ""


@dataclass(frozen=True, slots=True)
class AllianceFields(Fields):
    name: Line
    register_complete: Flag = False
    sizes: tuple[SizeFields, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuFields(Fields):
    title: Line
    address: MenuAddress


@dataclass(frozen=True, slots=True)
class AccessibilityFields(Fields):
    assessed: FullDay
    contact: ContactFields
    shortcomings: Annotated[tuple[Line, ...], OneOrMany()] = ()
    statement: Web = ""


@dataclass(frozen=True, slots=True)
class FeedFields(Fields):
    entries: Number = 20


@dataclass(frozen=True, slots=True)
class SecurityFields(Fields):
    contact: SecurityContact
    expires: When
    policy: SecureWeb = ""


@dataclass(frozen=True, slots=True)
class SiteFields(Fields):
    title: Line
    address: SiteAddress
    description: Line
    alliance: AllianceFields | None = None
    press: ContactFields | None = None
    about: Text = ""
    menu: tuple[MenuFields, ...] = ()
    members_called: MembersCalled = "medlemmer"
    news_per_page: Number = 20
    feeds: FeedFields = FeedFields()
    social_cards: Flag = True
    accessibility: AccessibilityFields | None = None
    downloads: Annotated[tuple[DownloadForm, ...], OneOrMany()] = ("tekst", "word", "ninjs")
    ai_crawlers: AiCrawlers = "ja"
    security: SecurityFields | None = None
