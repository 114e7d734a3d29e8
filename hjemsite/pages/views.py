"""Views: all that one template may see.

A view is small, frozen and finished: texts are formatted, addresses are complete, lists are sorted.
So a template asks nothing, and a page must be made again exactly when its view or template differs.
"""

from msgspec import Struct

from hjemsite.pages.components import (
    AttachmentView,
    BodyView,
    Card,
    ContactCard,
    CorrectionView,
    Frame,
    Link,
    MemberCard,
    MemberGroup,
    Pager,
    PassageView,
    PersonCard,
    PictureView,
    QuoteView,
    RoleView,
    SizePoint,
    SpeakerView,
    When,
)
from hjemsite.pages.event_views import EventCard
from hjemsite.pages.extra_values import ExtraValues
from hjemsite.pages.house_components import House, StreetHouse
from hjemsite.pages.press_views import CoverageItem
from hjemsite.pages.recording_views import RecordingView


class ArticleView(Struct, frozen=True):
    frame: Frame
    title: str
    dense: bool
    """A word of the headline is too long for a narrow window."""
    date: When
    updated: When | None
    update: str
    """What the newest update brought, where the editor says so; else empty."""
    updates: tuple[CorrectionView, ...]
    """All updates that say what they brought, where there are several."""
    draft: str
    """In a preview only: why readers cannot see the article, »Vises fra den 3. december 2026«; else empty."""
    summary: str
    """Empty when the editor wrote none."""
    image: PictureView | None
    members: tuple[Link, ...]
    topics: tuple[Link, ...]
    body: tuple[PassageView, ...]
    speakers: tuple[SpeakerView, ...]
    credit: str
    origin: str
    """»Teksten er skrevet med hjælp fra AI«, where the editor says how it came to be."""
    alliance_size: str
    """»Alliancen tæller 20 medlemmer«, or empty."""
    corrections: tuple[CorrectionView, ...]
    jumps: tuple[Link, ...]
    """What a journalist looks for first on the page: contact, pictures, files, quotes."""
    pictures: AttachmentView | None
    """The page with its press pictures."""
    downloads: tuple[AttachmentView, ...]
    """The article in other forms, and its attachments."""
    contacts: tuple[ContactCard, ...]
    """The article's own, or else the site's; whom to ask first stands first."""
    citation: str
    """How a journalist refers to the article, in one line."""
    markdown: str
    """Where the article is found as Markdown, for programs; empty where it is not."""
    original: str
    recordings: tuple[RecordingView, ...]
    history: str
    """The page with what has been changed in it; empty where there is none."""
    shares: tuple[Link, ...]
    """Where the article can be passed on; empty in a preview."""
    related: tuple[Card, ...]
    """Older articles about the same."""
    newer: Link | None
    older: Link | None
    extra: ExtraValues = {}
    """The site's own fields."""


class WithdrawnView(Struct, frozen=True):
    """What is left of a withdrawn article: the days on which it came out and was withdrawn, and the notice."""

    frame: Frame
    title: str
    published: When
    withdrawn: When
    text: BodyView
    news_url: str


class HomeView(Struct, frozen=True):
    frame: Frame
    lead: Card | None
    is_chosen: bool
    """An editor has chosen the lead; else it is the newest article."""
    dense: bool
    lead_image: PictureView | None
    latest: tuple[Card, ...]
    events: tuple[EventCard, ...]
    """The next events."""
    events_url: str
    quote: QuoteView | None
    quotes_url: str
    members: tuple[MemberCard, ...]
    members_url: str
    members_called: str
    """In the plural: »medlemmer«."""
    news_url: str


class NewsView(Struct, frozen=True):
    """One page of the news index, or a whole year of it (then `pager` is None)."""

    frame: Frame
    title: str
    whole_year: bool
    cards: tuple[Card, ...]
    years: tuple[Link, ...]
    topics: tuple[Link, ...]
    """The most used, and a link to them all; only on the first page."""
    pager: Pager | None


class MembersView(Struct, frozen=True):
    frame: Frame
    title: str
    intro: str
    """How many there are, and whether the register is complete; or that there are none yet."""
    street: tuple[StreetHouse, ...]
    groups: tuple[MemberGroup, ...]
    former: tuple[MemberCard, ...]
    sizes: tuple[SizePoint, ...]


class MemberView(Struct, frozen=True):
    frame: Frame
    name: str
    dense: bool
    kind: str
    since: str
    left: bool
    website: Link | None
    logo: PictureView | None
    house: House
    short_name: str
    former_names: str
    body: BodyView
    empty: str
    """What stands there in place of all that follows; empty where there is any of it."""
    newest: tuple[Card, ...]
    """The newest articles, which are shown with their pictures."""
    cards: tuple[Card, ...]
    people: tuple[PersonCard, ...]
    quotes: tuple[QuoteView, ...]
    events: tuple[EventCard, ...]
    """The events to come."""
    extra: ExtraValues = {}


class PeopleView(Struct, frozen=True):
    """`groups` by the first letter of the surname."""

    frame: Frame
    title: str
    groups: tuple[tuple[str, tuple[PersonCard, ...]], ...]


class PersonView(Struct, frozen=True):
    frame: Frame
    name: str
    dense: bool
    presentation: str
    photo: PictureView | None
    former_names: str
    roles: tuple[RoleView, ...]
    body: BodyView
    quotes: tuple[QuoteView, ...]
    cards: tuple[Card, ...]
    speaks_about: str = ""
    """What the press can ask the person about: »boliger og unge«; may be empty."""
    extra: ExtraValues = {}


class TopicsView(Struct, frozen=True):
    """`topics` pairs a link with »3 nyheder«."""

    frame: Frame
    title: str
    topics: tuple[tuple[Link, str], ...]


class TopicView(Struct, frozen=True):
    """`newest` are shown with their pictures, `cards` are the others."""

    frame: Frame
    title: str
    newest: tuple[Card, ...]
    cards: tuple[Card, ...]
    quotes: tuple[QuoteView, ...]
    """The newest that stand in the articles."""


class PlainView(Struct, frozen=True):
    frame: Frame
    title: str
    body: BodyView
    sizes: tuple[SizePoint, ...]
    """Only on the page about the alliance; else empty."""
    news: tuple[Card, ...]
    """What the page asks to show; also `quotes`, and the next `events`."""
    quotes: tuple[QuoteView, ...]
    events: tuple[EventCard, ...]
    coverage: tuple[CoverageItem, ...] = ()
    extra: ExtraValues = {}


class TextSection(Struct, frozen=True):
    """A heading and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


class PrivacyView(Struct, frozen=True):
    frame: Frame
    title: str
    sections: tuple[TextSection, ...]


class AccessibilityView(Struct, frozen=True):
    """The page `/was/`. `statement` leads to the official statement, which the authority's own site keeps."""

    frame: Frame
    title: str
    assessed: When
    shortcomings: tuple[str, ...]
    statement: Link | None
    contact: ContactCard


class SearchView(Struct, frozen=True):
    """`action` is the page's own address, `index` that of the folder in which it looks things up.

    `kinds` are those of what can be found: its name in addresses, and what readers call one and many. `member` is what
    they call a member, `topics` are as on their own page.
    """

    frame: Frame
    title: str
    action: str
    index: str
    kinds: tuple[tuple[str, str, str], ...]
    member: str
    years: tuple[Link, ...]
    topics: tuple[tuple[Link, str], ...]


class NotFoundView(Struct, frozen=True):
    frame: Frame
    years: tuple[Link, ...]
    latest: tuple[Card, ...]
    had_quotes: bool = False
    """Pages of quotes may be gone with an article that is withdrawn."""


class RedirectView(Struct, frozen=True):
    """A page at an old address. `target` is where the page lives now."""

    title: str
    target: str
    canonical: str
    policy: str
