"""Cards for social networks: one for each page that is shared, drawn once, for it is remembered by its words."""

from collections.abc import Iterable
from functools import partial

from hjemsite.cache.blob import Content, Kept, digest
from hjemsite.cache.cache import Key, Memo, packed, unpacked
from hjemsite.images.social_card import Card
from hjemsite.system.workers import Crew, in_turns
from hjemsite.urls import Url

_AT_ONCE = 500
"""After so many, what is drawn is kept, in case the build is stopped."""

_WORTHWHILE = 20
"""Cards for each process."""


_UNKNOWN = (b"", 0)


def cards(wanted: Iterable[Card], font: bytes, memo: Memo, crew: Crew) -> dict[Url, Content]:
    """The files of the `wanted` cards, drawn with `font` by `crew`."""
    look = digest(font)
    keys = {memo.key("card", card.title, card.date, card.site, look): card for card in wanted}
    known = {key: unpacked(data, tuple[bytes, int], _UNKNOWN) for key, data in memo.known(keys).items()}
    found: dict[Url, Content] = {}
    for key, facts in known.items():
        found[keys[key].url] = Kept(*facts, partial(_fetch, facts[0], keys[key], font, memo))
    missing = [key for key in keys if known.get(key, _UNKNOWN) == _UNKNOWN]
    for some, drawn in in_turns(lambda key: _draw(keys[key], font), missing, crew, _AT_ONCE, _WORTHWHILE):
        entries: dict[Key, bytes] = {}
        for key, data in zip(some, drawn, strict=True):
            name = digest(data)
            entries |= {key: packed((name, len(data))), memo.key("rendition", name): data}
            kept = Kept(name, len(data), partial(_fetch, name, keys[key], font, memo))
            found[keys[key].url] = kept if memo.remembers else data
        memo.keep(entries)
    return found


def _draw(card: Card, font: bytes) -> bytes:
    # Pillow is loaded only when there is a card that nobody has drawn before.
    from hjemsite.images.card_drawing import draw

    return draw(card, font)


def _fetch(name: bytes, card: Card, font: bytes, memo: Memo) -> bytes:
    key = memo.key("rendition", name)
    return memo.known([key]).get(key) or _draw(card, font)
