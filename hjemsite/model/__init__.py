"""The types of a site whose documents are read and whose references are resolved.

All values are frozen and complete; things point at each other by slug, so there are no circles.
`Site` holds everything, drafts too: what may be shown is decided by `hjemsite.site.gate`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from hjemsite.cache.blob import Blob
from hjemsite.danish import COPENHAGEN
from hjemsite.danish.partial_dates import Day as Day
from hjemsite.model.dated import Dated as Dated
from hjemsite.model.dated import Event as Event
from hjemsite.model.own_fields import Extra as Extra
from hjemsite.model.own_fields import ExtraField as ExtraField
from hjemsite.model.own_fields import ExtraKind as ExtraKind
from hjemsite.model.own_fields import ExtraOwner as ExtraOwner
from hjemsite.model.own_fields import Piece as Piece
from hjemsite.model.own_fields import Pieces as Pieces
from hjemsite.model.parts import Attachment as Attachment
from hjemsite.model.parts import Consent as Consent
from hjemsite.model.parts import Contact as Contact
from hjemsite.model.parts import Coverage as Coverage
from hjemsite.model.parts import FocalPoint as FocalPoint
from hjemsite.model.parts import Html as Html
from hjemsite.model.parts import Picture as Picture
from hjemsite.model.parts import PictureOrigin as PictureOrigin
from hjemsite.model.parts import Recording as Recording
from hjemsite.model.parts import TextOrigin as TextOrigin
from hjemsite.model.settings import Accessibility as Accessibility
from hjemsite.model.settings import AiCrawlers as AiCrawlers
from hjemsite.model.settings import Allow as Allow
from hjemsite.model.settings import Boilerplate as Boilerplate
from hjemsite.model.settings import Brand as Brand
from hjemsite.model.settings import BrandImage as BrandImage
from hjemsite.model.settings import Download as Download
from hjemsite.model.settings import KnownSize as KnownSize
from hjemsite.model.settings import MenuItem as MenuItem
from hjemsite.model.settings import Security as Security
from hjemsite.model.settings import Settings as Settings
from hjemsite.urls import Slug, Url


class Correction(Struct, frozen=True, array_like=True):
    date: Day
    text: str


FrontPosition = Literal["lead", "quote"]
"""The positions on the front page that an editor can choose an article for: the lead story, or the quotation."""


class FrontChoice(Struct, frozen=True, array_like=True):
    """An editor's choice of the article, or one of its quotes, for the front page `until` an instant."""

    position: FrontPosition
    until: datetime

    def __post_init__(self) -> None:
        if self.until.tzinfo is UTC:
            force_setattr(self, "until", self.until.astimezone(COPENHAGEN))


class Speaker(Struct, frozen=True, array_like=True):
    """A person as presented in one article: with the title and organisation of that day."""

    person: Slug
    name: str
    title: str
    organisation: str
    member: Slug | None


class Quote(Struct, frozen=True):
    """What a speaker said in an article. `anchor` is the id of its place on the article's page."""

    anchor: str
    text: str
    speaker: Speaker


class QuoteRef(Struct, frozen=True, array_like=True):
    """A quote's place in an article, without its words. `speaker` is a number among the article's speakers."""

    anchor: str
    speaker: int


class Passage(Struct, frozen=True):
    """A piece of an article's body: plain HTML, or HTML that says one of the article's quotes.

    `form` is how a quote stands: `inline` within a paragraph, `block` as whole paragraphs, `quoted` as the inside
    of a block quotation that the editor wrote. `first` marks the passage that carries the anchor.
    """

    html: Html
    quote: int | None = None
    form: Literal["text", "inline", "block", "quoted"] = "text"
    first: bool = False


class Body(Struct, frozen=True):
    """The text of an article, in passages and as words alone: no markup, paragraphs parted by a blank line."""

    passages: tuple[Passage, ...]
    text: str


class Listed(Dated, frozen=True, array_like=True):
    """The facet of an article that lists, counts, addresses and the publication gate need, without its words.

    An edit that leaves this as it is changes neither which pages there are nor what stands on which of them.
    """

    front: FrontChoice | None
    corrections: tuple[Correction, ...]
    withdrawn: Day | None
    deindexed: Day | None
    """From when search engines shall not show it."""
    members: tuple[Slug, ...]
    speakers: tuple[Speaker, ...]
    quoted: tuple[QuoteRef, ...]
    topics: tuple[str, ...]
    alliance_size: int | None
    redirects: tuple[Url, ...]
    files: tuple[Url, ...]
    """Pictures and attachments that go where the article goes."""
    press_files: tuple[Url, ...]
    """Those of `files` that press kits hold: the pictures that are shown, and recordings."""
    focal_points: tuple[tuple[Url, FocalPoint], ...]
    """Address → focal point of each of its pictures for which an editor has given one."""
    links: tuple[Url, ...]
    """Pages of the site that the text links to."""
    extra: tuple[Extra, ...]
    """The site's own fields."""
    consents: tuple[Consent, ...]
    """The consents for its pictures that end at some time."""


class Brief(Listed, frozen=True, array_like=True):
    """An article as other pages show it: in lists, as a neighbour, by its quotes, in the data files."""

    title: str
    excerpt: str
    """The editor's summary, or the beginning of the text."""
    image: Picture | None
    credit: str
    origin: TextOrigin | None
    """How the text was made (»skrevet med hjælp fra AI«), where the editor says so."""
    original: str
    recordings: tuple[Recording, ...]
    quote_texts: tuple[str, ...]
    """The words of each of `quoted`."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes with their words and speakers."""
        pairs = zip(self.quoted, self.quote_texts, strict=True)
        return tuple(Quote(ref.anchor, text, self.speakers[ref.speaker]) for ref, text in pairs)


class Article(Brief, frozen=True, array_like=True):
    """A press release, its words typeset. `body`, long and seldom needed, is the key of its document in the cache."""

    summary: str
    """The editor's own; may be empty."""
    updates: tuple[Correction, ...]
    """What came later, by day; those of which the editor says nothing but the day are left out."""
    body: bytes
    credit_in_text: bool
    library_pictures: tuple[Picture, ...]
    """Pictures of the library that the body shows."""
    attachments: tuple[Attachment, ...]
    contacts: tuple[Contact, ...]


Kind = Literal["kommune", "ngo", "boligorganisation", "fond", "uddannelse", "myndighed", "virksomhed", "andet"]


class Member(Struct, frozen=True):
    """An organisation in the alliance, now or once."""

    source: str
    url: Url
    slug: Slug
    name: str
    kind: Kind
    short_name: str
    """What everybody calls it: »KL«; empty where there is no other name."""
    joined: Day | None
    left: Day | None
    website: str
    logo: Picture | None
    former_names: tuple[str, ...]
    sort_as: str
    redirects: tuple[Url, ...]
    body: Html
    text: str
    files: tuple[Url, ...]
    extra: tuple[Extra, ...] = ()


class Role(Struct, frozen=True):
    """A post that a person holds or held, from `start` to `end`; None is an open end."""

    title: str
    organisation: str
    member: Slug | None
    start: Day | None
    end: Day | None


class PersonConsent(Struct, frozen=True):
    """A person's consent to be named `until` an instant; from then on they are called `pseudonym`."""

    until: datetime
    pseudonym: str


class Person(Struct, frozen=True):
    """A person with a file of their own."""

    source: str
    url: Url
    slug: Slug
    name: str
    roles: tuple[Role, ...]
    photo: Picture | None
    former_names: tuple[str, ...]
    sort_as: str
    body: Html
    files: tuple[Url, ...]
    extra: tuple[Extra, ...] = ()
    consent: PersonConsent | None = None
    """The consent to be named, where it ends on some day; None where it has no end."""
    redirects: tuple[Url, ...] = ()
    speaks_about: tuple[str, ...] = ()
    """What the press can ask this person about; one who is asked about anything is a spokesperson."""


class PlainPage(Struct, frozen=True):
    source: str
    url: Url
    slug: Slug
    title: str
    menu: int | None
    """Its place in the menu; None when it is not there."""
    body: Html
    text: str
    files: tuple[Url, ...]
    extra: tuple[Extra, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    """Newest first."""
    template: str = ""
    """The name of one of the site's own templates, without its ending; empty for the one of all plain pages."""
    pieces: Pieces = Pieces()
    redirects: tuple[Url, ...] = ()
    deindexed: Day | None = None
    """From when search engines shall not show it."""


class Site(Struct, frozen=True):
    settings: Settings
    articles: tuple[Listed, ...]
    members: Mapping[Slug, Member]
    """In the order of the Danish alphabet; `articles` are newest first."""
    people: Mapping[Slug, Person]
    pages: tuple[PlainPage, ...]
    files: Mapping[Url, Blob]
    """Pictures and attachments, by address. Those of `root_files`, and the files of the brand, are no page's own."""
    root_files: Mapping[Url, Blob] = {}
    events: Mapping[Slug, Event] = {}
    """In the order in which they begin."""
    nameless: Mapping[Url, str] = {}
    """Pages of people whose consent has ended, under what they are called now → why they may not be there."""
    pictures: Mapping[str, Picture] = {}
    """Path → each of the library that can be shown; `files` has their bytes."""

    @property
    def press_pictures(self) -> tuple[Picture, ...]:
        """Those of `pictures` that are for the press, whatever shows them."""
        return tuple(picture for picture in self.pictures.values() if picture.press)

    def owners(self) -> tuple[Listed | Event | Member | Person | PlainPage, ...]:
        """Everything that has an address of its own and may own files: a new kind of content is added here."""
        return (*self.dated(), *self.members.values(), *self.people.values(), *self.pages)

    def dated(self) -> tuple[Listed | Event, ...]:
        """Everything that is out for a time only."""
        return (*self.articles, *self.events.values())
