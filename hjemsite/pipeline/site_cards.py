"""The share cards of a site. Which cards each article has is kept, so an edit asks about its own article alone."""

from collections.abc import Callable, Mapping
from functools import cache as remembered
from functools import partial
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import LazyBytes
from hjemsite.cache.cache import Cache
from hjemsite.cache.file_set import FileSet
from hjemsite.cache.finished_files import MadeFile
from hjemsite.images.image_set import ImageSet
from hjemsite.images.social_card import SocialCard
from hjemsite.images.social_cards import CardFile, draw, social_cards
from hjemsite.pages.card_text import cards_of, site_card
from hjemsite.pages.digests import Changes
from hjemsite.site.article_records import Articles
from hjemsite.site.gate import Edition
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers
from hjemsite.urls import HOME, Url

CardFiles: TypeAlias = Mapping[Url, tuple[CardFile, ...]]
"""The address of each article → the files of its cards; at that of the front page the card of all other pages."""


class CardSource(Struct, frozen=True):
    """All that cards are drawn from. `articles` are looked up when one of their cards is asked for."""

    edition: Edition
    articles: Articles
    images: ImageSet

    def cards(self, url: Url) -> list[SocialCard]:
        """The cards of the article at `url`, or of the front page."""
        if url != HOME:
            return cards_of(self.articles[url], self.edition, self.images)
        card = site_card(self.edition.settings)
        return [card] if card is not None else []


def site_cards(
    source: CardSource, before: CardFiles, changes: Changes, cache: Cache, workers: Workers
) -> Callable[[], CardFiles]:
    """The cards of a site; those that no change concerns are as they were `before`.

    `workers` begin to draw at once: what is returned waits for them.
    """
    edition = source.edition
    if not edition.settings.social_cards:
        return dict
    kept = before if not changes.shared else {}
    edited = changes.articles | changes.briefs
    urls = (HOME, *(article.url for article in edition.articles))
    due = [url for url in urls if url not in kept or url in edited]
    source.articles.fetch(url for url in due if url != HOME)
    new_cards = {url: source.cards(url) for url in due}
    drawn = social_cards(chain.from_iterable(new_cards.values()), cache, workers, edition.root_files)

    def cards() -> CardFiles:
        workers.progress.enter(Stage.CARDS)
        files = drawn()
        new = {url: tuple(files[card.url] for card in some) for url, some in new_cards.items()}
        return {url: new[url] if url in new else kept[url] for url in urls}

    return cards


def card_files(cards: CardFiles, source: CardSource, cache: Cache) -> FileSet[Url]:
    """The file of each card by its address. One that is lost from the cache is drawn again when it is read."""

    def again(url: Url) -> list[MadeFile]:
        return [draw(card, cache, source.edition.root_files) for card in source.cards(url)]

    @remembered
    def shown_by() -> dict[Url, tuple[Url, CardFile]]:
        return {file.url: (url, file) for url, some in cards.items() for file in some}

    def file(url: Url) -> LazyBytes:
        page, drawn = shown_by()[url]
        return cache.files.blob(drawn.digest, drawn.size, partial(again, page))

    return FileSet({file.url: file.digest for some in cards.values() for file in some}, file)
