"""The fonts of the site: for readers cut to Danish and to the weights of the style sheet, for share cards whole.

`templates/assets/` and `hjemsite/images/fonts/` hold what this makes, so a build needs neither the originals nor
fontTools. README.md says how to run it.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[2]
ASSETS, CARDS = ROOT / "templates" / "assets", ROOT / "hjemsite" / "images" / "fonts"

# ASCII, the letters of Danish and of names from the neighbours, and the marks that Danish typography asks for.
LETTERS = [*range(0x20, 0x7F), *map(ord, "\u00a0ÆØÅæøåÄÖÜäöüßÁÉÓáàâçèéêëíïñóôúšž§©«»°²½·×–—‘’“”„…•€−→↩₂")]


@dataclass(frozen=True, slots=True)
class Cut:
    """`axes` are limited to one value or to a range; what is not named stays whole."""

    name: str
    original: str
    axes: dict[str, float | tuple[float, float]]
    features: tuple[str, ...] = ("kern", "liga")


CUTS = (
    Cut("schibsted.woff2", "schibsted-grotesk-latin-wght-normal", {"wght": (400, 800)}, ("kern", "tnum")),
    Cut("newsreader.woff2", "newsreader-latin-opsz-normal", {"wght": (400, 600), "opsz": 16}),
    # Few words are in italics, and the pairs of letters weigh as much as the letters.
    Cut("newsreader-italic.woff2", "newsreader-latin-opsz-italic", {"wght": 400, "opsz": 16}, ()),
)


WHOLE = (
    ("schibsted-400.woff2", "schibsted-grotesk/400Regular/SchibstedGrotesk_400Regular.ttf"),
    ("schibsted-600.woff2", "schibsted-grotesk/600SemiBold/SchibstedGrotesk_600SemiBold.ttf"),
    ("schibsted-700.woff2", "schibsted-grotesk/700Bold/SchibstedGrotesk_700Bold.ttf"),
    ("newsreader-500.woff2", "newsreader/500Medium/Newsreader_500Medium.ttf"),
    ("newsreader-700.woff2", "newsreader/700Bold/Newsreader_700Bold.ttf"),
)
"""The faces of share cards, with every letter that their makers drew."""


def whole(font: TTFont) -> TTFont:
    """`font` with all its letters, without what FreeType's basic layout does not read."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]  # the names of the makers, and their licence
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*font.getBestCmap()])
    subsetter.subset(font)
    return font


def ranges(letters: Iterable[int]) -> str:
    """Code points in hexadecimal, those that follow each other as `first-last`."""
    found: list[list[int]] = []
    for letter in sorted(letters):
        if found and letter == found[-1][-1] + 1:
            found[-1][1:] = [letter]
        else:
            found.append([letter])
    return " ".join("-".join(f"{letter:X}" for letter in one) for one in found)


def cut(font: TTFont, axes: dict[str, float | tuple[float, float]], features: tuple[str, ...]) -> TTFont:
    """`font` with the letters, the weights and the features that we use."""
    limited: TTFont = instantiateVariableFont(font, axes)
    for glyph in limited.getGlyphOrder() if "gvar" in limited else ():
        # A letter that does not vary has lost its empty list, and the subsetter misses it.
        limited["gvar"].variations.setdefault(glyph, [])
    options = Options()
    options.layout_features = [*features]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = ["*"]  # the names of the makers, and their licence
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(limited)
    return limited


def main(packages: Path) -> None:
    for one in CUTS:
        package, _, _ = one.original.partition("-latin-")
        original = packages / "@fontsource-variable" / package / "files" / f"{one.original}.woff2"
        with TTFont(original, recalcTimestamp=False) as font:
            made = cut(font, one.axes, one.features)
            made.flavor = "woff2"
            made.save(ASSETS / one.name)
    for name, original in WHOLE:
        with TTFont(packages / "@expo-google-fonts" / original, recalcTimestamp=False) as font:
            made = whole(font)
            made.flavor = "woff2"
            made.save(CARDS / name)
            if name.endswith("-700.woff2"):  # the other weights have the same letters
                (CARDS / name).with_suffix(".txt").write_text(ranges(made.getBestCmap()) + "\n", "ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
