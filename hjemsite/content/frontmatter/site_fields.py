"""The fields of `content/site.yaml`, and of the records in it."""

from typing import Annotated

from hjemsite.content.frontmatter.brand_values import BrandFile, Colour, Mark, Origin, brand_file
from hjemsite.content.frontmatter.extra import EXTRA_OWNERS, AnyNames, KindOfExtra, OwnerOfExtra
from hjemsite.content.frontmatter.field_types import Fields, OneOrMany, Shorthand
from hjemsite.content.frontmatter.repository_address import Repository
from hjemsite.content.frontmatter.values import (
    AiCrawlers,
    DownloadForm,
    Email,
    Flag,
    FullDay,
    Line,
    MenuAddress,
    Name,
    Number,
    PartialDay,
    Phone,
    PublishTarget,
    ScalarReader,
    SecureWeb,
    SecurityContact,
    SiteAddress,
    Text,
    Title,
    Web,
    When,
    plural_forms,
)
from hjemsite.content.markdown.targets import own_path


class ContactFields(Fields, frozen=True):
    name: Name
    title: Title = ""
    email: Email = ""
    phone: Phone = ""
    about: Line = ""


class SizeFields(Fields, frozen=True):
    date: PartialDay
    count: Number
    source: Web
    note: Line = ""


class AllianceFields(Fields, frozen=True):
    name: Name
    register_complete: Flag = False
    sizes: tuple[SizeFields, ...] = ()


class BoilerplateFields(Fields, frozen=True):
    """What newsrooms can put at the end of a story, in up to three lengths."""

    short: Text = ""
    medium: Text = ""
    long: Text = ""


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


class AllowFields(Fields, frozen=True):
    frames: Annotated[tuple[Origin, ...], OneOrMany(parts_at_commas=True)] = ()
    pictures: Annotated[tuple[Origin, ...], OneOrMany(parts_at_commas=True)] = ()
    scripts: Annotated[tuple[Origin, ...], OneOrMany(parts_at_commas=True)] = ()


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


class ExtraFieldFields(Fields, frozen=True):
    """A field of the site's own."""

    kind: KindOfExtra = "text"
    required: Flag = False
    explanation: Line = ""
    used_on: Annotated[tuple[OwnerOfExtra, ...], OneOrMany(parts_at_commas=True)] = EXTRA_OWNERS  # type: ignore[assignment]


class AnonymisedFields(Fields, frozen=True):
    """That a person is called something else everywhere. In the file, `pseudonym` is called `as`."""

    name: Name
    pseudonym: Name
    date: FullDay
    namesakes: Annotated[tuple[Name, ...], OneOrMany()] = ()
    not_in: Annotated[tuple[Name, ...], OneOrMany()] = ()


class SiteFields(Fields, frozen=True):
    title: Title
    address: SiteAddress
    description: Line
    alliance: AllianceFields | None = None
    press: ContactFields | None = None
    about: Text = ""
    boilerplate: BoilerplateFields | None = None
    menu: tuple[MenuFields, ...] = ()
    members_called: Annotated[MemberWordsFields, Shorthand(ScalarReader(_member_words))] = _member_words("medlemmer")
    news_per_page: Number = 20
    feeds: FeedFields = FeedFields()
    social_cards: Flag = True
    quote_pages: Flag = False
    history: Flag = False
    newsletter: Flag = False
    accessibility: AccessibilityFields | None = None
    downloads: Annotated[tuple[DownloadForm, ...], OneOrMany(parts_at_commas=True)] = (
        "tekst",
        "word",
        "ninjs",
        "markdown",
        "pressepakke",
    )
    ai_crawlers: AiCrawlers = "ja"
    security: SecurityFields | None = None
    anonymised: Annotated[tuple[AnonymisedFields, ...], OneOrMany()] = ()
    publish_to: PublishTarget = ""
    publish_preview_to: PublishTarget = ""
    next_change: Flag = False
    brand: BrandFields | None = None
    extra_fields: Annotated[dict[str, ExtraFieldFields], AnyNames()] = {}  # noqa: RUF012 - never changed
    allow: AllowFields | None = None
    editing: Repository = ""

    @property
    def menu_targets(self) -> tuple[str, ...]:
        """Where each item of the menu leads. A full address of the site's own is one from its root."""
        return tuple(own_path(item.address, self.address) or item.address for item in self.menu)
