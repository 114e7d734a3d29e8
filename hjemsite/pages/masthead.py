"""The masthead of every page: the alliance's logo, or a house before its name, and the icon of the tab."""

from msgspec import Struct

from hjemsite.filetypes import media_type
from hjemsite.model import Brand, BrandImage
from hjemsite.pages.base_url import Addresses


class Logo(Struct, frozen=True):
    """A logo or an icon; width and height in pixels, of which only the proportion counts."""

    url: str
    width: int
    height: int
    type: str
    """`image/svg+xml`."""


class Masthead(Struct, frozen=True):
    """The alliance's own marks."""

    logo: Logo | None
    dark_logo: Logo | None
    """The logo on dark paper, where that is another."""
    has_name: bool
    """The name of the site stands beside the mark, and not in it."""
    has_house: bool
    """The house is the mark where there is no logo, and the street stands at the foot."""
    icon: Logo | None


def masthead(brand: Brand | None, addresses: Addresses) -> Masthead | None:
    """The marks of a site with a brand; None where the site has none."""
    if brand is None:
        return None
    return Masthead(
        _logo(brand.logo, addresses),
        _logo(brand.dark_logo, addresses),
        not (brand.logo and brand.has_name_in_logo),
        brand.has_house,
        _logo(brand.icon, addresses),
    )


def _logo(image: BrandImage | None, addresses: Addresses) -> Logo | None:
    if image is None:
        return None
    return Logo(addresses.href(image.url), image.width, image.height, media_type(image.url))
