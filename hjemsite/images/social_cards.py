"""Cards for social networks: each is drawn once, for the cache keeps it under its words."""

from collections.abc import Iterable
from functools import partial

from hjemsite.cache.blob import Blob
from hjemsite.cache.cache import Cache, decode, encode
from hjemsite.cache.finished_files import MadeFile
from hjemsite.images.social_card import SocialCard
from hjemsite.system.workers import Workers, map_in_batches
from hjemsite.urls import Url

_BATCH = 500
"""Cards that are drawn before they go into the cache, so that a build that is stopped loses few."""

_MIN_PER_PROCESS = 20
"""Cards that are worth another process."""

_UNKNOWN = (b"", 0)


def social_cards(wanted: Iterable[SocialCard], cache: Cache, workers: Workers) -> dict[Url, Blob]:
    """The files of the `wanted` cards, drawn by `workers`."""
    cards = {cache.key("card", card.title, card.date, card.site, card.face): card for card in wanted}
    found = {key: decode(data, tuple[bytes, int], _UNKNOWN) for key, data in cache.get_many(cards).items()}
    missing = [key for key in cards if found.get(key, _UNKNOWN) == _UNKNOWN]

    def draw(card: SocialCard) -> list[MadeFile]:
        return [cache.files.put(_draw(card))]

    for keys, drawn in map_in_batches(lambda key: draw(cards[key]), missing, workers, _BATCH, _MIN_PER_PROCESS):
        for key, (made,) in zip(keys, drawn, strict=True):
            cache.files.take(made)
            found[key] = made.digest, made.size
        cache.put_many({key: encode(found[key]) for key in keys})
    return {card.url: cache.files.blob(*found[key], partial(draw, card)) for key, card in cards.items()}


def _draw(card: SocialCard) -> bytes:
    # Pillow is loaded only when there is a card that nobody has drawn before.
    from hjemsite.images.card_drawing import draw_card

    return draw_card(card)
