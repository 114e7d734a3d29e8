"""What the card says that a social network shows for a page, and where the card lives."""

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.images.card_letters import FACES
from hjemsite.urls import PICTURES, Url

WIDTH, HEIGHT = 1200, 630
"""In pixels, as the networks ask for."""


class SocialCard(Struct, frozen=True):
    """What a card says. `date` may be empty; `face` is that of the headline, one of `card_letters.FACES`."""

    title: str
    date: str
    site: str
    face: str = FACES[0]

    @property
    def url(self) -> Url:
        """Where the card lives. Networks keep a card by its address, so other words have another."""
        return Url(f"{PICTURES}kort-{digest(self.title, self.date, self.site).hex()[:16]}.png")
