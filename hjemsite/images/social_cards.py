"""Cards for social networks: each is drawn once, for the cache keeps it under its words."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.finished_files import MadeFile
from hjemsite.images.social_card import SocialCard
from hjemsite.system.workers import Workers, map_in_batches
from hjemsite.urls import Url

_BATCH = 2_500
"""Cards that are drawn before they go into the cache: a build that is stopped loses some four seconds."""

_MIN_PER_PROCESS = 20
"""Cards that are worth another process."""

_UNKNOWN = (b"", 0)

NO_MARKS: Mapping[Url, Blob] = MappingProxyType({})


class CardFile(Struct, frozen=True, array_like=True, gc=False):
    """The finished file of a card: the address where it lives, its digest and its size in bytes."""

    url: Url
    digest: bytes
    size: int


def social_cards(
    requested: Iterable[SocialCard], cache: Cache, workers: Workers, marks: Mapping[Url, Blob] = NO_MARKS
) -> Callable[[], dict[Url, CardFile]]:
    """The files of the `requested` cards, drawn by `workers`, who begin at once: what is returned waits for them.

    `marks` has the files that stand before names.
    """
    cards = {cache.key("card", *card.words): card for card in requested}
    by_key = {key: decode(data, tuple[bytes, int], _UNKNOWN) for key, data in cache.get_many(cards).items()}
    missing = [key for key in cards if by_key.get(key, _UNKNOWN) == _UNKNOWN]

    def work(key: Key) -> MadeFile:
        return draw(cards[key], cache, marks)

    batches = map_in_batches(work, missing, workers, _BATCH, _MIN_PER_PROCESS)

    def files() -> dict[Url, CardFile]:
        for keys, drawn in batches:
            for key, file in zip(keys, drawn, strict=True):
                cache.files.take(file)
                by_key[key] = file.digest, file.size
            cache.put_many({key: encode(by_key[key]) for key in keys})
        return {card.url: CardFile(card.url, *by_key[key]) for key, card in cards.items()}

    return files


def draw(card: SocialCard, cache: Cache, marks: Mapping[Url, Blob] = NO_MARKS) -> MadeFile:
    """Draw a card and write its file."""
    mark = marks[Url(card.look.mark)] if card.look and card.look.mark else b""
    return cache.files.put(_draw(card, read(mark)))


def _draw(card: SocialCard, mark: bytes) -> bytes:
    # Pillow is loaded only when there is a card that nobody has drawn before.
    from hjemsite.images.card_drawing import draw_card

    return draw_card(card, mark)
