"""The fields of front matter: which there are, and which must be there.

These structs are the schema, and also the result of reading: frozen, typed, complete.
"""

from typing import Annotated, TypeAlias

from msgspec import Struct

from hjemsite.content.frontmatter.brand_values import BrandFile, Colour, Mark, brand_file
from hjemsite.content.frontmatter.values import (
    AiCrawlers,
    DownloadForm,
    Email,
    FileName,
    Flag,
    FrontPlace,
    FullDay,
    Line,
    MemberKind,
    MenuAddress,
    Name,
    Number,
    OldAddress,
    PartialDay,
    Phone,
    PublishTarget,
    Reference,
    ScalarReader,
    SecureWeb,
    SecurityContact,
    SiteAddress,
    Summary,
    Text,
    Title,
    Web,
    When,
    moment,
    plural_forms,
)
from hjemsite.content.markdown.targets import own_path

IN_FILE = {"start": "from", "end": "to"}
"""Attribute of a struct → its name in a file, where the two differ: `from` is a keyword of Python's."""


class OneOrMany(Struct, frozen=True):
    """Lets a list of one value or record be written without its list: `member: aalborg-kommune`.

    With `parts_at_commas`, a comma in that one value is a fault: the editor probably meant several.
    """

    parts_at_commas: bool = False


class Shorthand(Struct, frozen=True):
    """Lets a text stand for a whole record: `read` makes the record of it."""

    read: ScalarReader


class Fields(Struct, frozen=True, tag=True):
    """The fields of one kind of source, or of a record inside them. Encoded, a value holds the name of its type."""


class SpeakerFields(Fields, frozen=True):
    name: Name = ""
    person: Reference | None = None
    title: Title = ""
    organisation: Name = ""
    member: Reference | None = None


class QuoteFields(Fields, frozen=True):
    speaker: Name
    text: Text


class PictureFields(Fields, frozen=True):
    file: FileName
    alt: Line
    credit: Line
    caption: Line = ""
    licence: Line = ""


class LogoFields(Fields, frozen=True):
    file: FileName
    alt: Line


class AttachmentFields(Fields, frozen=True):
    file: FileName
    title: Title = ""


class ContactFields(Fields, frozen=True):
    name: Name
    title: Title = ""
    email: Email = ""
    phone: Phone = ""
    about: Line = ""


class CorrectionFields(Fields, frozen=True):
    date: FullDay
    text: Text


class UpdateFields(Fields, frozen=True):
    """When an article got something new, and what."""

    date: When
    text: Line = ""


def _update(text: str) -> UpdateFields:
    return UpdateFields(moment(text))


class WithdrawalFields(Fields, frozen=True):
    """That an article is withdrawn: `text` is all that readers are told."""

    date: FullDay
    text: Text


class FrontFields(Fields, frozen=True):
    place: FrontPlace
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
    redirects: Annotated[tuple[OldAddress, ...], OneOrMany(parts_at_commas=True)] = ()
    original: Web = ""


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
    former_names: Annotated[tuple[Name, ...], OneOrMany()] = ()
    sort_as: Name = ""


class PageFields(Fields, frozen=True):
    title: Title
    menu: Number | None = None


class SizeFields(Fields, frozen=True):
    date: PartialDay
    count: Number
    source: Web
    note: Line = ""


class AllianceFields(Fields, frozen=True):
    name: Name
    register_complete: Flag = False
    sizes: tuple[SizeFields, ...] = ()


class MenuFields(Fields, frozen=True):
    title: Title
    address: MenuAddress


class AccessibilityFields(Fields, frozen=True):
    assessed: FullDay
    contact: ContactFields
    shortcomings: Annotated[tuple[Line, ...], OneOrMany()] = ()
    statement: Web = ""


class FeedFields(Fields, frozen=True):
    entries: Number = 20


class SecurityFields(Fields, frozen=True):
    contact: SecurityContact
    expires: When
    policy: SecureWeb = ""


class MemberWordsFields(Fields, frozen=True):
    """What the members are called: one, many, and each with the article at the end."""

    one: Name
    many: Name
    the_one: Name
    the_many: Name


def _member_words(many: str) -> MemberWordsFields:
    return MemberWordsFields(*plural_forms(many))


class BrandLogoFields(Fields, frozen=True):
    """The logo by day, and the one by night where the two differ. `dark` may be empty."""

    light: BrandFile
    dark: BrandFile = ""
    with_name: Flag = False


def _one_logo(name: str) -> BrandLogoFields:
    return BrandLogoFields(brand_file(name))


class BrandFields(Fields, frozen=True):
    colour: Colour = ""
    logo: Annotated[BrandLogoFields | None, Shorthand(ScalarReader(_one_logo))] = None
    icon: BrandFile = ""
    mark: Mark = "house"


class SiteFields(Fields, frozen=True):
    title: Title
    address: SiteAddress
    description: Line
    alliance: AllianceFields | None = None
    press: ContactFields | None = None
    about: Text = ""
    menu: tuple[MenuFields, ...] = ()
    members_called: Annotated[MemberWordsFields, Shorthand(ScalarReader(_member_words))] = _member_words("medlemmer")
    news_per_page: Number = 20
    feeds: FeedFields = FeedFields()
    social_cards: Flag = True
    accessibility: AccessibilityFields | None = None
    downloads: Annotated[tuple[DownloadForm, ...], OneOrMany(parts_at_commas=True)] = ("tekst", "word", "ninjs")
    ai_crawlers: AiCrawlers = "ja"
    security: SecurityFields | None = None
    publish_to: PublishTarget = ""
    next_change: Flag = False
    brand: BrandFields | None = None

    @property
    def menu_targets(self) -> tuple[str, ...]:
        """Where each item of the menu leads. A full address of the site's own is one from its root."""
        return tuple(own_path(item.address, self.address) or item.address for item in self.menu)


SourceFields: TypeAlias = ArticleFields | MemberFields | PersonFields | PageFields | SiteFields
"""The fields of a whole source."""
