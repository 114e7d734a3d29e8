"""What the card says that a social network shows for a page, and where the card lives."""

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.urls import Url

WIDTH, HEIGHT = 1200, 630
"""In pixels, as the networks ask for."""


class SocialCard(Struct, frozen=True):
    """What a card says. `date` may be empty."""

    title: str
    date: str
    site: str

    @property
    def url(self) -> Url:
        """Where the card lives. Networks keep a card by its address, so other words have another."""
        return Url(f"/billeder/kort-{digest(self.title, self.date, self.site).hex()[:16]}.png")
