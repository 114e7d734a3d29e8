"""Cards for social networks: each is drawn once, for the cache keeps it under its words."""

from collections.abc import Iterable
from functools import partial

from hjemsite.cache.blob import Blob, LazyBytes, digest
from hjemsite.cache.cache import Cache, Key, decode, encode
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
    keys = {cache.key("card", card.title, card.date, card.site, card.face): card for card in wanted}
    known = {key: decode(data, tuple[bytes, int], _UNKNOWN) for key, data in cache.get_many(keys).items()}
    found: dict[Url, Blob] = {}
    for key, facts in known.items():
        found[keys[key].url] = LazyBytes(*facts, partial(_fetch, facts[0], keys[key], cache))
    missing = [key for key in keys if known.get(key, _UNKNOWN) == _UNKNOWN]
    for batch, drawn in map_in_batches(lambda key: _draw(keys[key]), missing, workers, _BATCH, _MIN_PER_PROCESS):
        entries: dict[Key, bytes] = {}
        for key, data in zip(batch, drawn, strict=True):
            name = digest(data)
            entries |= {key: encode((name, len(data))), cache.key("rendition", name): data}
            kept = LazyBytes(name, len(data), partial(_fetch, name, keys[key], cache))
            found[keys[key].url] = kept if cache.is_persistent else data
        cache.put_many(entries)
    return found


def _draw(card: SocialCard) -> bytes:
    # Pillow is loaded only when there is a card that nobody has drawn before.
    from hjemsite.images.card_drawing import draw_card

    return draw_card(card)


def _fetch(name: bytes, card: SocialCard, cache: Cache) -> bytes:
    key = cache.key("rendition", name)
    return cache.get_many([key]).get(key) or _draw(card)
