"""What social networks show of a page: a picture of the article, or else a card that is drawn with its headline.

A card is never drawn with a letter that its font lacks: then there is none, and a warning says so. The page of a quote
has a card with the words: all of them, or of a long one the first whole sentences; else it is that of the article.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from urllib.parse import urlsplit

from hjemsite import danish
from hjemsite.content.document import SITE
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.images.card_letters import FACES, face_for, missing_letters, shown
from hjemsite.images.image_set import ImageSet
from hjemsite.images.social_card import CardLook, SocialCard
from hjemsite.model import Brand, Brief, Quote, Settings
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Url, file_address

_GREEN = "#0b5c45"
"""The accent of a site whose brand has no colour."""

_QUOTE_LETTERS = 280
"""Of the words of a quote that a card shows; so many fit at the smallest size."""

_SENTENCE_END = re.compile(r"(?<![A-ZÆØÅ])[.!?…](?= [A-ZÆØÅ])")
"""Where a sentence ends; not behind an initial (»Jens B. Lund«)."""


def article_card(article: Brief, settings: Settings) -> SocialCard | None:
    """The card of an article that has no picture to share."""
    return _card(article.title, danish.long_date(article.date.date()), settings.title, settings.brand)


def quote_card(quote: Quote, article: Brief, settings: Settings) -> SocialCard | None:
    """The card of a quote's own page; None for one whose first sentence is too long, or that has rare letters."""
    words = _words_of(quote.text)
    if not words:
        return None
    by = quote.speaker
    speaker = ", ".join(filter(None, (by.name, by.title, by.organisation)))
    date = danish.long_date(article.date.date())
    return _card(f"“{words}”", date, settings.title, settings.brand, speaker)


def _words_of(quote: str) -> str:
    """The words of a quote that a card has room for: whole sentences from the first on; empty where there is none.

    >>> _words_of("Vi er klar."), _words_of("Vi er klar. " + 30 * "Det er vi hver dag ")
    ('Vi er klar.', 'Vi er klar. …')
    """
    if len(quote) <= _QUOTE_LETTERS:
        return quote
    ends = [end.end() for end in _SENTENCE_END.finditer(quote, 0, _QUOTE_LETTERS)]
    return f"{quote[: ends[-1]]} …" if ends else ""


def site_card(settings: Settings) -> SocialCard | None:
    """The card of every page that is no article."""
    return _card(settings.title, "", urlsplit(settings.address).netloc, settings.brand)


@lru_cache(maxsize=1_000)
def _card(title: str, date: str, site: str, brand: Brand | None, speaker: str = "") -> SocialCard | None:
    # What people say is in the serif alone.
    face = FACES[1] if speaker and not missing_letters(title, FACES[1:]) else None if speaker else face_for(title)
    if not face or missing_letters(f"{site}{speaker}", FACES[:1]):
        return None
    return SocialCard(shown(title), date, shown(site), face, _look(brand) if brand else None, shown(speaker))


def _look(brand: Brand) -> CardLook:
    """How a brand's cards look. A drawing cannot be drawn into a picture, so a logo or an icon in PNG is taken."""
    # Few sites have a look of their own.
    from hjemsite.images.brand_colours import brand_colours

    colours = brand_colours(brand.colour or _GREEN).light
    mark = next((one for one in (brand.logo, brand.icon) if one and one.url.endswith(".png")), None)
    has_name = not (mark and mark == brand.logo and brand.has_name_in_logo)
    return CardLook(
        colours.accent, colours.fill, brand.has_house and not brand.logo, mark.url if mark else "", has_name
    )


def shared_picture(article: Brief, images: ImageSet) -> Url | None:
    """The picture that stands for an article: its own, or else the first in its text that is large enough."""
    own = [article.image.url] if article.image else []
    urls = (*own, *article.press_files)
    return next((url for url in urls if (one := images.processed.get(url)) is not None and one.share is not None), None)


def cards(articles: Iterable[Brief], settings: Settings, images: ImageSet) -> Iterator[SocialCard]:
    """The cards that the pages of a site show: its own, and those of its `articles` and their quotes."""
    if not settings.social_cards:
        return
    found = chain.from_iterable(_cards_of(one, settings, images) for one in articles)
    yield from (card for card in (site_card(settings), *found) if card is not None)


def _cards_of(article: Brief, settings: Settings, images: ImageSet) -> Iterator[SocialCard | None]:
    if shared_picture(article, images) is None:
        yield article_card(article, settings)
    if settings.quote_pages and not article.deindexed:
        yield from (quote_card(one, article, settings) for one in article.quotes)


def card_faults(refs: Iterable[CrossRefs], settings: Settings, images: ImageSet) -> Iterator[Diagnostic]:
    """A warning for every headline, and for a title of the site, that no card can show."""
    for one in refs if settings.social_cards else ():
        if one.headline is None or _has_picture(one, images):
            continue
        title, span = one.headline
        letters = missing_letters(title, FACES[:1] if one.path == SITE else FACES)
        if letters:
            named = danish.list_of([f"»{letter}«" for letter in letters[:5]])
            hint = "Skriv navnet med latinske bogstaver"
            if one.path != SITE:
                hint = "Giv nyheden et billede på mindst 600 pixel, eller skriv overskriften med latinske bogstaver"
            yield Diagnostic("mangler-delekort", span, f"Skriften på kort til sociale medier mangler {named}", hint)


def _has_picture(refs: CrossRefs, images: ImageSet) -> bool:
    pictures = (images.processed.get(file_address(refs.url, name)) for name, _ in refs.files)
    return any(picture is not None and picture.share is not None for picture in pictures)
