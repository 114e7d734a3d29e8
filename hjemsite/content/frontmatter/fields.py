"""The fields of front matter: which there are, and which must be there.

These structs are the schema, and also the result of reading: frozen, typed, complete.
"""

from typing import Annotated, TypeAlias

from hjemsite.content.frontmatter.extra import AnyNames, ExtraWords, TemplateName
from hjemsite.content.frontmatter.field_types import IN_FILE as IN_FILE
from hjemsite.content.frontmatter.field_types import Fields as Fields
from hjemsite.content.frontmatter.field_types import OneOrMany as OneOrMany
from hjemsite.content.frontmatter.field_types import Shorthand as Shorthand
from hjemsite.content.frontmatter.field_types import UnlessInLibrary as UnlessInLibrary
from hjemsite.content.frontmatter.picture_fields import ConsentFields as ConsentFields
from hjemsite.content.frontmatter.picture_fields import LibraryPictureFields as LibraryPictureFields
from hjemsite.content.frontmatter.picture_fields import LogoFields as LogoFields
from hjemsite.content.frontmatter.picture_fields import PictureFields as PictureFields
from hjemsite.content.frontmatter.picture_values import TextOrigin
from hjemsite.content.frontmatter.site_fields import AccessibilityFields as AccessibilityFields
from hjemsite.content.frontmatter.site_fields import AllianceFields as AllianceFields
from hjemsite.content.frontmatter.site_fields import AllowFields as AllowFields
from hjemsite.content.frontmatter.site_fields import AnonymisedFields as AnonymisedFields
from hjemsite.content.frontmatter.site_fields import BoilerplateFields as BoilerplateFields
from hjemsite.content.frontmatter.site_fields import BrandFields as BrandFields
from hjemsite.content.frontmatter.site_fields import BrandLogoFields as BrandLogoFields
from hjemsite.content.frontmatter.site_fields import ContactFields as ContactFields
from hjemsite.content.frontmatter.site_fields import ExtraFieldFields as ExtraFieldFields
from hjemsite.content.frontmatter.site_fields import FeedFields as FeedFields
from hjemsite.content.frontmatter.site_fields import MemberWordsFields as MemberWordsFields
from hjemsite.content.frontmatter.site_fields import MenuFields as MenuFields
from hjemsite.content.frontmatter.site_fields import SecurityFields as SecurityFields
from hjemsite.content.frontmatter.site_fields import SiteFields as SiteFields
from hjemsite.content.frontmatter.site_fields import SizeFields as SizeFields
from hjemsite.content.frontmatter.values import (
    FileName,
    Flag,
    FrontPosition,
    FullDay,
    Line,
    MemberKind,
    Name,
    Number,
    OldAddress,
    PartialDay,
    Reference,
    ScalarReader,
    Summary,
    Text,
    Title,
    Web,
    When,
    moment,
)

ExtraMap: TypeAlias = Annotated[tuple[ExtraWords, ...], AnyNames(of_words=True)]
"""The site's own fields."""


class SpeakerFields(Fields, frozen=True):
    name: Name = ""
    person: Reference | None = None
    title: Title = ""
    organisation: Name = ""
    member: Reference | None = None


class QuoteFields(Fields, frozen=True):
    speaker: Name
    text: Text


class PersonConsentFields(Fields, frozen=True):
    """A person's consent to be named until an instant. In the file, `pseudonym` is called `as`."""

    kind: Line
    until: When
    pseudonym: Name = "en person"
    namesakes: Annotated[tuple[Name, ...], OneOrMany()] = ()
    not_in: Annotated[tuple[Name, ...], OneOrMany()] = ()


class AttachmentFields(Fields, frozen=True):
    file: FileName
    title: Title = ""


class RecordingFields(Fields, frozen=True):
    """A sound recording or a film, and what those who cannot hear or see it have in its place."""

    file: FileName
    title: Title
    captions: FileName = ""
    transcript: FileName = ""
    poster: FileName = ""
    credit: Line = ""


class CorrectionFields(Fields, frozen=True):
    date: FullDay
    text: Text


class UpdateFields(Fields, frozen=True):
    """An update of an article: its day, and what is new."""

    date: When
    text: Line = ""


def _update(text: str) -> UpdateFields:
    return UpdateFields(moment(text))


class WithdrawalFields(Fields, frozen=True):
    """The withdrawal of an article: `text` is all that readers see of it."""

    date: FullDay
    text: Text


class FrontFields(Fields, frozen=True):
    place: FrontPosition
    until: When


class ArticleFields(Fields, frozen=True):
    title: Title
    date: When
    member: Annotated[tuple[Reference, ...], OneOrMany(parts_at_commas=True)] = ()
    speakers: tuple[SpeakerFields, ...] = ()
    quotes: tuple[QuoteFields, ...] = ()
    credit: Line = ""
    summary: Summary = ""
    topics: Annotated[tuple[Name, ...], OneOrMany(parts_at_commas=True)] = ()
    image: PictureFields | None = None
    attachments: tuple[AttachmentFields, ...] = ()
    recordings: tuple[RecordingFields, ...] = ()
    contact: Annotated[tuple[ContactFields, ...], OneOrMany()] = ()
    alliance_size: Number | None = None
    draft: Flag = False
    embargo: When | None = None
    expires: When | None = None
    updated: Annotated[tuple[Annotated[UpdateFields, Shorthand(ScalarReader(_update))], ...], OneOrMany()] = ()
    front: FrontFields | None = None
    corrections: tuple[CorrectionFields, ...] = ()
    withdrawn: WithdrawalFields | None = None
    deindexed: FullDay | None = None
    hide_history: Flag = False
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    origin: TextOrigin | None = None
    original: Web = ""
    extra: ExtraMap = ()


class MemberFields(Fields, frozen=True):
    name: Name
    kind: MemberKind
    short_name: Name = ""
    joined: PartialDay | None = None
    left: PartialDay | None = None
    website: Web = ""
    logo: LogoFields | None = None
    former_names: Annotated[tuple[Name, ...], OneOrMany()] = ()
    sort_as: Name = ""
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    extra: ExtraMap = ()


class RoleFields(Fields, frozen=True):
    """A post that a person holds or held. In the file, `start` and `end` are called `from` and `to`."""

    title: Title
    organisation: Name = ""
    member: Reference | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None


class PersonFields(Fields, frozen=True):
    name: Name
    roles: tuple[RoleFields, ...] = ()
    photo: PictureFields | None = None
    consent: PersonConsentFields | None = None
    speaks_about: Annotated[tuple[Name, ...], OneOrMany(parts_at_commas=True)] = ()
    former_names: Annotated[tuple[Name, ...], OneOrMany()] = ()
    sort_as: Name = ""
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    extra: ExtraMap = ()


class EventFields(Fields, frozen=True):
    title: Title
    starts: When
    place: Line
    published: When
    ends: When | None = None
    address: Line = ""
    online: Web = ""
    signup: Web = ""
    member: Annotated[tuple[Reference, ...], OneOrMany(parts_at_commas=True)] = ()
    summary: Summary = ""
    image: PictureFields | None = None
    attachments: tuple[AttachmentFields, ...] = ()
    contact: Annotated[tuple[ContactFields, ...], OneOrMany()] = ()
    cancelled: Flag = False
    draft: Flag = False
    embargo: When | None = None
    expires: When | None = None
    updated: When | None = None
    deindexed: FullDay | None = None
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    extra: ExtraMap = ()


class CoverageFields(Fields, frozen=True):
    title: Title
    outlet: Name
    date: FullDay
    address: Web


class NewsPieceFields(Fields, frozen=True):
    most: Number = 5
    topic: Name = ""
    member: Reference | None = None


class QuotesPieceFields(Fields, frozen=True):
    most: Number = 5
    member: Reference | None = None
    person: Reference | None = None


class EventsPieceFields(Fields, frozen=True):
    most: Number = 5
    member: Reference | None = None


class ShowFields(Fields, frozen=True):
    """Ready-made pieces of a page."""

    news: NewsPieceFields | None = None
    quotes: QuotesPieceFields | None = None
    events: EventsPieceFields | None = None


class PageFields(Fields, frozen=True):
    title: Title
    menu: Number | None = None
    coverage: Annotated[tuple[CoverageFields, ...], OneOrMany()] = ()
    template: TemplateName = ""
    show: ShowFields | None = None
    deindexed: FullDay | None = None
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    extra: ExtraMap = ()


TextFields: TypeAlias = ArticleFields | MemberFields | PersonFields | EventFields | PageFields
"""The fields of a text that has a page."""

SourceFields: TypeAlias = TextFields | SiteFields | LibraryPictureFields
"""The fields of a whole source."""
