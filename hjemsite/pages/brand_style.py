"""The assets of a site with a brand: what the alliance's colour changes is put behind the style sheet.

So a site's own style sheet gets it, too, and a site without a brand has the style sheet as it is.
"""

from collections.abc import Mapping

from hjemsite.images.brand_colours import SchemeColours, brand_colours
from hjemsite.model import Brand
from hjemsite.pages.assets import Asset, changed

_FILLED = (
    ".skip, .skip:focus, .badge, .draft, button:hover, button.done, .ask button, .more, .kinds label:has(:checked)"
)
"""What stands out by its ground."""

_LOGO = """
.brand img { height: clamp(2.2rem, 2rem + .8vw, 2.9rem); width: auto; max-width: min(18rem, 72vw); }
.brand img { object-fit: contain; object-position: 0 50%; }
.brand .plated { padding: .25rem .4rem; background: var(--plate); }
.brand .by-night { display: none; }
@media screen and (prefers-color-scheme: dark) {
  :root:not([data-lys="taendt"]) .brand .by-night { display: block; }
  :root:not([data-lys="taendt"]) .brand .by-day { display: none; }
}
@media screen {
  :root[data-lys="slukket"] .brand .by-night { display: block; }
  :root[data-lys="slukket"] .brand .by-day { display: none; }
}
@media (prefers-color-scheme: light) {
  :root:not([data-lys="slukket"]) .brand .plated { padding: 0; background: none; }
}
:root[data-lys="taendt"] .brand .plated { padding: 0; background: none; }
@media print { .brand img { height: 1.1cm; } .brand .plated { padding: 0; } }
"""

_NO_HOUSES = "\n.house, .road { display: none; }\n"


def branded(assets: Mapping[str, Asset], brand: Brand | None) -> Mapping[str, Asset]:
    """The `assets` as the `brand` has them; without one they are as they were."""
    if brand is None or "site.css" not in assets or "icon.svg" not in assets:
        return assets
    sheet = assets["site.css"]
    changed_assets = {**assets, "site.css": changed(sheet, sheet.data + style(brand).encode())}
    if brand.colour:
        changed_assets["icon.svg"] = changed(assets["icon.svg"], _icon(brand).encode())
    return changed_assets


def style(brand: Brand) -> str:
    """The rules of CSS that the brand adds."""
    colours = _colours(brand.colour) if brand.colour else ""
    return colours + (_LOGO if brand.logo else "") + ("" if brand.has_house else _NO_HOUSES)


def _colours(colour: str) -> str:
    both = brand_colours(colour)
    by_day, by_night = _tokens(both.light), _tokens(both.dark)
    light = " ".join(f"--{name}: {value};" for name, value in by_day.items())
    schemes = " ".join(f"--{name}: light-dark({value}, {by_night[name]});" for name, value in by_day.items())
    return (
        "\n/* The alliance's own colour. On paper, ink is black. */\n"
        f"@media not print {{ :root {{ {light} }} }}\n"
        f"@supports (color: light-dark(#000, #fff)) {{ @media not print {{ :root {{ {schemes} }} }} }}\n"
        f"@media print {{ :root {{ --fill: #fff; --on-fill: #000; --roof: {both.light.roof}; }} }}\n"
        f":root :is({_FILLED}) {{ background: var(--fill); color: var(--on-fill); }}\n"
        ":root h2.label::before { background: var(--fill); }\n"
    )


def _tokens(colours: SchemeColours) -> dict[str, str]:
    """Name of a token in the style sheet → its colour."""
    return {
        "accent": colours.accent,
        "on-accent": colours.on_accent,
        "fill": colours.fill,
        "on-fill": colours.on_fill,
        "tint": colours.tint,
        "roof": colours.roof,
    }


def _icon(brand: Brand) -> str:
    """The icon of a site that has none of its own: the house on the alliance's colour, or that alone."""
    light = brand_colours(brand.colour).light
    house = (
        f'<path fill="{light.on_fill}" d="M12 52V28L32 11l20 17v24H42V36a10 10 0 0 0-20 0v16z"/>'
        '<path fill="#f4b942" d="M26 52V36a6 6 0 0 1 12 0v16z"/>'
    )
    ground = f'<rect width="64" height="64" rx="14" fill="{brand.colour}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{ground}{house if brand.has_house else ""}</svg>'
    )
