"""Pieces of views: what several kinds of pages show, each small, frozen and finished."""

from typing import Literal, TypeAlias

from msgspec import Struct

from hjemsite.model import Html
from hjemsite.pages.extra_values import ExtraValues
from hjemsite.pages.house_components import House
from hjemsite.pages.masthead import Masthead
from hjemsite.pages.when import When as When


class Link(Struct, frozen=True):
    """`url` is ready for `href`."""

    title: str
    url: str
    current: bool = False


class ContactCard(Struct, frozen=True):
    name: str
    title: str
    email: str
    phone: str
    """Pairs of digits: »35 29 96 99«."""
    phone_url: str
    """`tel:+4535299699`, or empty."""
    about: str
    """What to ask this person about, as the editor wrote it: »Spørgsmål om økonomi«; or empty."""


class CardView(Struct, frozen=True):
    """What a social network shows of a page. `url` is complete; `type` is `image/jpeg` or `image/png`."""

    url: str
    type: str
    width: int
    height: int
    alt: str


class FeedLink(Struct, frozen=True):
    """A feed, or the list of all. `type` is its media type: `application/atom+xml`."""

    title: str
    url: str
    type: str


class Notice(Struct, frozen=True):
    """A one-line notice to readers, and the page that says more."""

    text: str
    page: Link


class Frame(Struct, frozen=True):
    """The frame of every page: head, header and footer."""

    title: str
    """The title of the page, without the site's name, which the browser's tab shows behind it."""
    site: str
    description: str
    canonical: str
    """The page's complete address; empty where drafts are shown, for readers must not come there."""
    home: str
    policy: str
    """What the page may do in a reader's browser."""
    menu: tuple[Link, ...]
    search: Link
    path: tuple[Link, ...]
    """The way here from the front page; empty on the front page."""
    feeds: tuple[FeedLink, ...]
    """For the head of the page, where programs look."""
    follow: Link
    """Where people read how to follow the site."""
    privacy: Notice
    """The notice about cookies, and about what pages fetch from other places."""
    sections: tuple[Link, ...]
    """Everything that the site has, for the foot of the page."""
    alliance: str
    about: Html
    press: ContactCard | None
    card: CardView | None
    kind: Literal["website", "article"] = "website"
    hidden: bool = False
    """Search engines shall not list this page."""
    properties: tuple[tuple[str, str], ...] = ()
    """Further properties of Open Graph, with their values."""
    structured: Html = Html("")  # a string
    """The page as data: a ready block of JSON-LD, or empty."""
    original: str = ""
    """Where the page's text was published first, for search engines; empty when it was here."""
    masthead: Masthead | None = None
    """The alliance's own marks; None where the house before its name is enough."""


class SourceView(Struct, frozen=True):
    """A picture in one format, in several widths."""

    type: str
    """`image/avif`."""
    srcset: str


class PictureView(Struct, frozen=True):
    """`url` is for browsers that know none of the `sources`; width and height are the widest's, in pixels."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str
    sources: tuple[SourceView, ...]
    placeholder_colour: str
    """What stands there until the picture is loaded: `#rrggbb`, or empty for a picture with transparency."""
    origin: str = ""
    """»Billedet er lavet med AI«; empty where readers need not be told."""
    focus: str = ""
    """The classes that say which part of it a crop shows; empty where that is the usual one."""


class BodyPicture(Struct, frozen=True):
    """A picture in a body. One that `stands_alone` in its paragraph is a figure, with its caption and credit.

    Within a sentence or a cell there is room for no more than its credit. An `eager` picture is loaded at once.
    """

    picture: PictureView
    stands_alone: bool
    eager: bool


BodyView: TypeAlias = tuple[Html | BodyPicture, ...]
"""A body, cut at its pictures; the macro `body` of `templates/macros.html` puts it together."""


class Card(Struct, frozen=True):
    """An article in a list."""

    title: str
    url: str
    date: When
    summary: str
    members: tuple[Link, ...]
    topics: tuple[Link, ...]
    draft: bool
    changed: str
    """»Rettet« or »Opdateret«; empty for an article that is as it was published."""
    image: PictureView | None
    """The picture of its own; None where it has none."""
    extra: ExtraValues = {}
    """The site's own fields."""


class LinkGroup(Struct, frozen=True):
    """Several links of one kind, and what the kind is called."""

    title: str
    links: tuple[Link, ...]


class SpeakerView(Struct, frozen=True):
    """A person with the title and organisation of the day. `organisation.url` is empty when it has no page."""

    name: str
    url: str
    title: str
    organisation: Link | None

    @property
    def presentation(self) -> str:
        """»direktør, Hjem til Alle alliancen«; empty when neither is known."""
        return ", ".join(filter(None, (self.title, self.organisation.title if self.organisation else "")))


class QuoteView(Struct, frozen=True):
    """A quote in a list. `url` is its place on the page of the article whose headline is `article`."""

    text: str
    url: str
    speaker: SpeakerView
    article: str
    date: When
    page: str = ""
    """The quote's own page, in the list of all quotes; empty where it has none."""


class CitationForm(Struct, frozen=True):
    """A way to cite something: what it is called, and the text to copy."""

    title: str
    text: str


class QuoteGroup(Struct, frozen=True):
    """The quotes of one `year` on a page."""

    year: str
    quotes: tuple[QuoteView, ...]


class PassageView(Struct, frozen=True):
    """A piece of the body, as `model.Passage`, with two further forms. `speaker` is None in plain text.

    The form `lead` is what stands before the quote that begins a paragraph, without the paragraph's
    own tag; `signed` has no text and says whose the quotes are that stand in the paragraph before it.
    """

    body: BodyView
    form: Literal["text", "inline", "block", "quoted", "lead", "signed"]
    speaker: SpeakerView | None = None
    anchor: str = ""
    """The id of a quote's first passage; empty elsewhere."""
    quotes: str = ""
    """The ids of the quotes that this is (a part of) or signs, with blanks between."""
    place: str = ""
    """Where the signature leads: the quote's own page, or its place on this one; empty where there is none."""
    named: bool = False
    """The text names the speaker itself."""


class AttachmentView(Struct, frozen=True):
    title: str
    url: str
    detail: str
    """»PDF, 1,2 MB«."""
    is_saved: bool = False
    """Whether the browser saves it, for it cannot show it."""


class CorrectionView(Struct, frozen=True):
    date: When
    text: str


class MemberCard(Struct, frozen=True):
    name: str
    url: str
    logo: PictureView | None
    house: House
    """Stands for a member without a logo."""
    since: str
    """»medlem fra 2016«, »medlem 2016-2021«, or empty."""
    news: str
    """»3 nyheder«."""


class MemberGroup(Struct, frozen=True):
    """Members of one kind. `title` is its Danish name in the plural: »Kommuner«."""

    title: str
    anchor: str
    members: tuple[MemberCard, ...]


class PersonCard(Struct, frozen=True):
    name: str
    url: str
    presentation: str
    """The latest title and organisation."""
    quotes: str
    """»3 citater«."""


class Pager(Struct, frozen=True):
    """Where the reader is in a list of several pages. `text` is »3. maj til 17. juni 2019«."""

    text: str
    newer: str
    older: str


class SizePoint(Struct, frozen=True):
    """A claimed or known size of the alliance. `x` and `y` place it in the chart, 0 to 1 from the lower left corner."""

    date: When
    count: int
    source: Link
    note: str
    x: float
    y: float


class RoleView(Struct, frozen=True):
    title: str
    organisation: Link | None
    period: str
