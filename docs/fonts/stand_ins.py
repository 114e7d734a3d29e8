"""Prints the rules for what stands in until a font has come, so that lines break where they will when it has.

The words of a stand-in are made as wide, on average, as ours, and its blanks apart from them: nobody sees the size of a
blank, and ours is the narrower the bolder a headline is. A browser measures, for pairs of letters move towards each
other. README.md says how to run it.
"""

import base64
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.doors.conftest import chromium  # noqa: E402 - the project is found only now

ASSETS = ROOT / "templates" / "assets"
TEXTS = [
    *(ROOT / "content").rglob("*.md"),
    *(ROOT / "tests" / "doors" / "site" / "content").rglob("*.md"),
    ROOT / "docs" / "redaktoer.md",
]
"""Danish, whose words are measured."""

WORD = re.compile(r"[“(]?\w+(-\w+)*[”).,:;!?]*")
"""With the signs of a sentence."""

BOLD = 600
"""The weight from which on a stand-in is bold."""


class StandIn(NamedTuple):
    """A font of a system, regular and bold: its files, and what it is called there.

    `apart` are letters that are much wider than the others beside ours, so they get a size of their own.
    """

    name: str
    files: tuple[str, str]
    called: tuple[tuple[str, ...], tuple[str, ...]]
    apart: str = ""


class Face(NamedTuple):
    """A font of ours, the weights that the style sheet uses and for which a rule holds, and what stands in for it."""

    file: str
    weights: tuple[tuple[int, str], ...]
    stand_ins: tuple[StandIn, ...]
    style: str = ""


SANS = (
    StandIn(
        "Schibsted stand-in",
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        (("Arial", "Liberation Sans"), ("Arial Bold", "Liberation Sans Bold")),
    ),
    StandIn(
        "Schibsted on Android",
        ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
        (("Roboto", "Roboto-Regular"), ("Roboto Bold", "Roboto-Bold")),
    ),
    StandIn("Schibsted on Linux", ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), (("DejaVu Sans",), ("DejaVu Sans Bold",))),
)
SERIF = (
    StandIn(
        "Newsreader stand-in",
        ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
        (("Times New Roman", "Liberation Serif"), ("Times New Roman Bold", "Liberation Serif Bold")),
    ),
    StandIn(
        "Newsreader on Android",
        ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
        (("Noto Serif", "Noto Serif Regular"), ("Noto Serif Bold", "NotoSerif-Bold")),
    ),
    StandIn(
        "Newsreader on Linux",
        ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
        (("DejaVu Serif",), ("DejaVu Serif Bold",)),
        "acegjszåæé.,:;",
    ),
)
ITALIC = (
    StandIn(
        "Newsreader stand-in",
        ("LiberationSerif-Italic.ttf",) * 2,
        (("Times New Roman Italic", "Liberation Serif Italic"),) * 2,
    ),
)
FACES = (
    Face("schibsted.woff2", ((400, "400"), (500, "500"), (600, "600"), (700, "700"), (800, "800")), SANS),
    Face("newsreader.woff2", ((400, "400 599"), (600, "600 900")), SERIF),
    Face("newsreader-italic.woff2", ((400, ""),), ITALIC, " font-style: italic;"),
)

MEASURE = """async ([file, weight, texts]) => {
    const face = new FontFace("measured", `url(data:font/ttf;base64,${file})`, {weight: "1 1000"});
    document.fonts.add(await face.load());
    const pen = Object.assign(document.createElement("canvas").getContext("2d"), {font: `${weight} 100px measured`});
    const found = texts.map(words => words.reduce((sum, word) => sum + pen.measureText(word).width, 0));
    document.fonts.delete(face);
    return found;
}"""


def widths(page: Page, file: Path, weight: int, texts: list[list[str]]) -> list[float]:
    """The width of all words of each of the `texts`, in hundredths of an em."""
    data = base64.b64encode(file.read_bytes()).decode()
    found: list[float] = page.evaluate(MEASURE, [data, weight, texts])
    return found


def parts(words: list[str], apart: str) -> Iterator[tuple[list[str], str]]:
    """The words, their letters `apart`, and a blank, each with the letters for which a rule about it holds."""
    if apart:
        inside = f"[{re.escape(apart)}]"
        yield [re.sub(inside, "", word) for word in words], ""
        yield ["".join(re.findall(inside, word)) for word in words], apart
    else:
        yield words, ""
    yield [" "], " \u00a0"


def rules(page: Page, face: Face, files: dict[str, Path], words: list[str]) -> Iterator[str]:
    """The rules of one font of ours; `files` are those of all systems by their names."""
    with TTFont(ASSETS / face.file) as font:
        unit, measures = font["head"].unitsPerEm, font["hhea"]
        ascent, descent = measures.ascent / unit, -measures.descent / unit
    for stand_in in face.stand_ins:
        texts, letters = zip(*parts(words, stand_in.apart), strict=True)
        for weight, holds in face.weights:
            is_bold = weight >= BOLD
            ours = widths(page, ASSETS / face.file, weight, [*texts])
            theirs = widths(page, files[stand_in.files[is_bold]], 400, [*texts])
            sources = ", ".join(f'local("{name}")' for name in stand_in.called[is_bold])
            for our, their, of in zip(ours, theirs, letters, strict=True):
                size = round(our / their, 3)
                span = f" unicode-range: {', '.join(f'U+{ord(letter):X}' for letter in of)};" if of else ""
                yield (
                    f'@font-face {{ font-family: "{stand_in.name}"; src: {sources};'
                    f"{f' font-weight: {holds};' if holds else ''}{face.style} size-adjust: {size:.1%};"
                    f" ascent-override: {ascent / size:.1%}; descent-override: {descent / size:.1%};"
                    f" line-gap-override: 0%;{span} }}"
                )


def main(folder: Path) -> None:
    """`folder` is one below which the fonts of the systems lie."""
    words = [word for text in TEXTS for word in text.read_text("utf-8").split() if WORD.fullmatch(word)]
    with sync_playwright() as playwright, chromium(playwright.chromium) as browser:
        page = browser.new_page()
        files = {file.name: file for file in folder.rglob("*.ttf")}
        for face in FACES:
            print(*rules(page, face, files, words), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
