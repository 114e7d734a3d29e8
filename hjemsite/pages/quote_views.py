"""Views of what people said: the list of all quotes, and the page of one. Each is all that one template may see."""

from msgspec import Struct

from hjemsite.pages.components import (
    CitationForm,
    CorrectionView,
    Frame,
    Link,
    LinkGroup,
    Pager,
    PictureView,
    QuoteGroup,
    QuoteView,
)
from hjemsite.pages.house_components import House


class QuotesView(Struct, frozen=True):
    frame: Frame
    title: str
    filters: tuple[LinkGroup, ...]
    """Ways to the quotes of one person, topic or year; only on the first page."""
    years: tuple[QuoteGroup, ...]
    pager: Pager | None

    @property
    def quotes(self) -> tuple[QuoteView, ...]:
        """Deprecated: those of all `years`."""
        return tuple(quote for year in self.years for quote in year.quotes)


class QuotePageView(Struct, frozen=True):
    """One quotation. `around` are the paragraphs that it stands in; `article` leads to the very place."""

    frame: Frame
    quote: QuoteView
    photo: PictureView | None
    logo: PictureView | None
    """The logo of the speaker's member, for a speaker without a photo."""
    house: House | None
    """The drawn house of the member, for a speaker with neither photo nor logo."""
    around: tuple[str, ...]
    """What the article says right before and behind the quote, as paragraphs."""
    draft: str
    """In a preview only: why readers cannot see the article; else empty."""
    corrections: tuple[CorrectionView, ...]
    """The corrections of the article in which the quote stands."""
    article: Link
    forms: tuple[CitationForm, ...]
