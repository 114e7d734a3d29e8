"""What the card says that a social network shows for a page, and where the card lives."""

from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import astuple

from hjemsite.cache.blob import digest
from hjemsite.images.card_letters import FACES
from hjemsite.urls import PICTURES, Url

WIDTH, HEIGHT = 1200, 630
"""In pixels, as the networks ask for."""


class CardLook(Struct, frozen=True):
    """How the cards of a site with a brand differ: `accent` is the colour of the house, `bar` that of the left edge."""

    accent: str
    bar: str
    has_house: bool
    mark: str
    """The address of the PNG file that stands before the name; empty where there is none."""
    has_name: bool
    """The name stands beside the mark, and not in it."""


class CardHouse(Struct, frozen=True):
    """A house on a card, as paths of SVG in a drawing of `width` pixels; `dark` are the roof and the door."""

    width: int
    walls: str
    dark: str
    panes: str


class SocialCard(Struct, frozen=True):
    """What a card says: a headline, or with a `speaker` the words of a quote. `date` may be empty.

    `face` is that of the `title`, one of `card_letters.FACES`.
    """

    title: str
    date: str
    site: str
    face: str = FACES[0]
    look: CardLook | None = None
    speaker: str = ""
    """Who said the words: »Åse Ågård, leder, Nøglen«."""
    houses: tuple[CardHouse, ...] = ()
    """What stands at the foot, at the right; there is light in them."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that its drawing depends on, apart from the file of a mark."""
        look = () if self.look is None else map(str, astuple(self.look))
        houses = map(str, chain.from_iterable(map(astuple, self.houses)))
        return (self.title, self.date, self.site, self.face, *look, *filter(None, (self.speaker,)), *houses)

    @property
    def url(self) -> Url:
        """Where the card lives. Networks keep a card by its address, so other words have another."""
        title, date, site, _, *others = self.words
        return _address(title, date, site, *others)


@lru_cache(16)
def _address(*words: str) -> Url:
    """Most pages show the card of the site, and the paths of its houses are long."""
    return Url(f"{PICTURES}kort-{digest(*words).hex()[:16]}.png")
