"""What the templates for the press and for followers may see: the press page, press pictures, »Følg med«."""

from msgspec import Struct

from hjemsite.pages.components import (
    AttachmentView,
    Card,
    CitationForm,
    Frame,
    Link,
    LinkGroup,
    PictureView,
    When,
)
from hjemsite.pages.edition_changes import Run


class CoverageItem(Struct, frozen=True):
    """An article about the alliance that somebody else has brought: whose it is is its `outlet`."""

    title: str
    url: str
    outlet: str
    date: When


class OriginalFile(Struct, frozen=True):
    """A picture to take away in full size. `detail` is »PNG, 12 kB«, or empty; `picture` shows it small."""

    title: str
    url: str
    detail: str
    picture: PictureView | None


class Spokesperson(Struct, frozen=True):
    """Whom the press can ask, and about what: »boliger og unge«."""

    name: str
    url: str
    presentation: str
    about: str
    photo: PictureView | None
    original: OriginalFile | None


class KnownNumber(Struct, frozen=True):
    """What a source says of the alliance: »20 medlemmer«, on a day. `note` may be empty."""

    text: str
    date: When
    note: str
    source: Link


class PressView(Struct, frozen=True):
    """What a journalist needs; contact and »Om …« are the frame's."""

    frame: Frame
    title: str
    latest: tuple[Card, ...]
    news_url: str
    quotes_url: str
    coverage: tuple[CoverageItem, ...]
    """The newest articles of others about the alliance."""
    coverage_url: str
    """The page with all of them, or empty."""
    spokespersons: tuple[Spokesperson, ...]
    picture_pages: tuple[AttachmentView, ...]
    """The press pictures of the newest articles that have some."""
    logos: tuple[OriginalFile, ...]
    boilerplate: tuple[CitationForm, ...]
    """Texts about the alliance to copy; each is called by its length."""
    numbers: tuple[KnownNumber, ...]
    """The newest sizes of the alliance, each with its source."""
    pictures: AttachmentView | None = None
    """The page with the pictures for the press."""


class FollowView(Struct, frozen=True):
    """How to follow the site. `address` is that of its feed, complete; `readers` are services that take it."""

    frame: Frame
    title: str
    address: str
    readers: tuple[Link, ...]
    forms: tuple[AttachmentView, ...]
    groups: tuple[LinkGroup, ...]
    """The feeds of members and of topics."""


class PressPicture(Struct, frozen=True):
    """A picture for the press. `original` is the file in full size; `detail` is »JPG, 2400 × 1600 pixel, 1,3 MB«.

    `screen` is a smaller file, empty where the original is as small; `print_size` is »20 × 13 cm«, as large as the
    original can be printed at 300 points an inch. `anchor` is the id of its place on the page of all such pictures.
    """

    picture: PictureView
    original: str
    detail: str
    screen: str
    screen_detail: str
    print_size: str
    anchor: str = ""


class PressPicturesView(Struct, frozen=True):
    """The pictures of one article, or without `article` all that are for the press, and their files to take away."""

    frame: Frame
    title: str
    article: Link | None
    pictures: tuple[PressPicture, ...]


class ChangeView(Struct, frozen=True):
    """What changed in one part of an article. An empty paragraph stands for those that are as they were."""

    heading: str
    """»Overskrift«, »Resumé« or »Tekst«."""
    paragraphs: tuple[tuple[Run, ...], ...]


class EditionView(Struct, frozen=True):
    """One edition: since when readers see it, None where that is not known, and what it changed."""

    since: When | None
    changes: tuple[ChangeView, ...]


class HistoryView(Struct, frozen=True):
    """The editions of one article, the newest first; the first one is whole."""

    frame: Frame
    title: str
    article: Link
    times: str
    """How often it has changed: »to gange«."""
    editions: tuple[EditionView, ...]
    since: When | None
    first_title: str
    first_summary: str
    first_paragraphs: tuple[str, ...]
