"""What social networks show of a page: a picture of the article, or else a card that is drawn with its headline.

A card is never drawn with a letter that its font lacks: then there is none, and a warning says so. The page of a quote
has a card with the words: all of them, or of a long one the first whole sentences; else it is that of the article.
At the foot stand the houses of the members; where an article is about none, a house of each kind.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import get_args
from urllib.parse import urlsplit

from hjemsite import danish
from hjemsite.content.document import SITE
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.images.card_letters import FACES, face_for, missing_letters, shown
from hjemsite.images.image_set import ImageSet
from hjemsite.images.social_card import CardHouse, CardLook, SocialCard
from hjemsite.model import Brand, Brief, Kind, Quote, Settings
from hjemsite.pages.houses import house
from hjemsite.site.gate import Edition
from hjemsite.site.xrefs import CrossRefs
from hjemsite.urls import Slug, Url, file_address

_MOST_HOUSES = 4
"""Members of an article whose houses its card shows, at most."""

_GREEN = "#0b5c45"
"""The accent of a site whose brand has no colour."""

_QUOTE_LETTERS = 280
"""Letters of a quote that a card has room for at the smallest size."""

_SENTENCE_END = lazy_pattern(r"(?<![A-ZÆØÅ])[.!?…](?= [A-ZÆØÅ])")
"""Where a sentence ends; not behind an initial (»Jens B. Lund«)."""


def article_card(article: Brief, edition: Edition) -> SocialCard | None:
    """The card of an article that has no picture to share, with the houses of the members that it is about."""
    settings, date = edition.settings, danish.long_date(article.date.date())
    members = filter(None, map(edition.members.get, article.members[:_MOST_HOUSES]))
    houses = tuple(_house(member.kind, member.slug) for member in members) or _street()
    return _card(article.title, date, settings.title, settings.brand, houses)


def quote_card(quote: Quote, article: Brief, edition: Edition) -> SocialCard | None:
    """The card of a quote's own page, with the house of the speaker's member.

    None for one whose first sentence is too long, or that has rare letters.
    """
    words = _words_of(quote.text)
    if not words:
        return None
    by = quote.speaker
    speaker = ", ".join(filter(None, (by.name, by.title, by.organisation)))
    settings, date = edition.settings, danish.long_date(article.date.date())
    member = edition.members.get(by.member) if by.member else None
    houses = (_house(member.kind, member.slug),) if member else ()
    return _card(f"“{words}”", date, settings.title, settings.brand, houses, speaker)


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
    """The card of every page that is no article. A new member does not change it: it has a house of each kind."""
    return _card(settings.title, "", urlsplit(settings.address).netloc, settings.brand, _street())


@cache
def _street() -> tuple[CardHouse, ...]:
    return tuple(_house(kind, Slug(kind)) for kind in get_args(Kind))


@lru_cache(maxsize=1_000)
def _house(kind: Kind, name: Slug) -> CardHouse:
    drawn = house(kind, name, lit=True)
    return CardHouse(drawn.width, drawn.walls, drawn.roof + drawn.door, drawn.panes)


@lru_cache(maxsize=1_000)
def _card(
    title: str, date: str, site: str, brand: Brand | None, houses: tuple[CardHouse, ...], speaker: str = ""
) -> SocialCard | None:
    # What people say is in the serif alone.
    face = FACES[1] if speaker and not missing_letters(title, FACES[1:]) else None if speaker else face_for(title)
    if not face or missing_letters(f"{site}{speaker}", FACES[:1]):
        return None
    if brand and not brand.has_house:
        houses = ()
    return SocialCard(shown(title), date, shown(site), face, _look(brand) if brand else None, shown(speaker), houses)


def _look(brand: Brand) -> CardLook:
    """How a brand's cards look. A drawing cannot be drawn into a picture, so a logo or an icon in PNG is taken."""
    # Few sites have a look of their own.
    from hjemsite.images.brand_colours import brand_colours

    colours = brand_colours(brand.colour or _GREEN).light
    mark = next((file for file in (brand.logo, brand.icon) if file and file.url.endswith(".png")), None)
    has_name = not (mark and mark == brand.logo and brand.has_name_in_logo)
    return CardLook(
        colours.accent, colours.fill, brand.has_house and not brand.logo, mark.url if mark else "", has_name
    )


def shared_picture(article: Brief, images: ImageSet) -> Url | None:
    """The picture that stands for an article: its own, or else the first in its text that is large enough."""
    own = [article.image.url] if article.image else []
    urls = (*own, *article.press_files)
    return next(
        (url for url in urls if (processed := images.processed.get(url)) is not None and processed.share is not None),
        None,
    )


def cards_of(article: Brief, edition: Edition, images: ImageSet) -> list[SocialCard]:
    """The cards of an article: its own, where it has no picture to share, and those of its quotes."""
    cards = [] if shared_picture(article, images) is not None else [article_card(article, edition)]
    if edition.settings.quote_pages and not article.deindexed:
        cards += (quote_card(quote, article, edition) for quote in article.quotes)
    return [card for card in cards if card is not None]


def card_faults(refs: Iterable[CrossRefs], settings: Settings, images: ImageSet) -> Iterator[Diagnostic]:
    """A warning for every headline, and for a title of the site, that no card can show."""
    for ref in refs if settings.social_cards else ():
        if ref.headline is None or _has_picture(ref, images):
            continue
        title, span = ref.headline
        letters = missing_letters(title, FACES[:1] if ref.path == SITE else FACES)
        if letters:
            named = danish.list_of([f"»{letter}«" for letter in letters[:5]])
            hint = "Skriv navnet med latinske bogstaver"
            if ref.path != SITE:
                hint = "Giv nyheden et billede på mindst 600 pixel, eller skriv overskriften med latinske bogstaver"
            yield Diagnostic("mangler-delekort", span, f"Skriften på kort til sociale medier mangler {named}", hint)


def _has_picture(refs: CrossRefs, images: ImageSet) -> bool:
    pictures = (images.processed.get(file_address(refs.url, name)) for name, _ in refs.files)
    return any(picture is not None and picture.share is not None for picture in pictures)
