"""What the templates for the press and for followers may see: the press page, press pictures, »Følg med«."""

from msgspec import Struct

from hjemsite.pages.components import AttachmentView, Card, Frame, Link, LinkGroup, PressPicture, When
from hjemsite.pages.edition_changes import Run


class CoverageItem(Struct, frozen=True):
    """An article about the alliance that somebody else has brought: whose it is is its `outlet`."""

    title: str
    url: str
    outlet: str
    date: When


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


class FollowView(Struct, frozen=True):
    """How to follow the site. `address` is that of its feed, complete; `readers` are services that take it."""

    frame: Frame
    title: str
    address: str
    readers: tuple[Link, ...]
    forms: tuple[AttachmentView, ...]
    groups: tuple[LinkGroup, ...]
    """The feeds of members and of topics."""


class PressPicturesView(Struct, frozen=True):
    """The pictures of one article, large, and their originals to take away."""

    frame: Frame
    title: str
    article: Link
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
