"""The fonts hold what Danish needs, weigh little, and their stand-ins take the same room."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from hjemsite.images.card_letters import FACES as CARD_FACES
from hjemsite.images.card_letters import FONTS as CARDS
from hjemsite.images.card_letters import letters_of

ASSETS = Path(__file__).resolve().parents[2] / "templates" / "assets"
FONTS = sorted(ASSETS.glob("*.woff2"))
CSS = (ASSETS / "site.css").read_text(encoding="utf-8")
FACES = [dict(re.findall(r"([\w-]+): ([^;]+);", face)) for face in re.findall(r"@font-face \{(.*?)\}", CSS)]
NEEDED = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅéüöä0123456789 \u00a0.,:;!?’‘“”»«–…§%&/()[]@+-×½€·"


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_a_font_has_the_letters_of_danish(font: Path) -> None:
    """Every letter and mark that our texts and our typography make."""
    with TTFont(font) as opened:
        assert {letter for letter in NEEDED if ord(letter) not in opened.getBestCmap()} == set()


WHOLE = sorted(CARDS.glob("*.woff2"))
NAMES = "ğışçöüİŞĞ ąćęłńóśźżŁŹ āčēģīķļņšūžėįųūõ ěščřžýáíéůúďťň ăâîșț ðþÐÞ ŋŧđ"
VIETNAMESE = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐơƠưƯ"


@pytest.mark.parametrize("font", WHOLE, ids=lambda font: font.stem)
def test_cards_are_drawn_with_whole_fonts(font: Path) -> None:
    """Names of Europe and Turkey have all their letters, and the list of letters beside a face is its own."""
    with TTFont(font) as opened:
        assert {letter for letter in NEEDED + NAMES if ord(letter) not in opened.getBestCmap()} == set()
        face, _, _ = font.stem.partition("-")
        assert {ord(letter) for letter in letters_of(face)} <= opened.getBestCmap().keys()


def test_every_letter_of_a_face_is_listed() -> None:
    """What is listed is what the makers drew, but for marks that do not stand alone."""
    for face in CARD_FACES:
        with TTFont(CARDS / f"{face}-700.woff2") as opened:
            left = {chr(code) for code in opened.getBestCmap()} - letters_of(face)
        assert all(unicodedata.combining(letter) for letter in left)
    assert set(VIETNAMESE) <= letters_of("newsreader")


def test_whole_fonts_are_not_sent_to_readers() -> None:
    """They lie where only the build reads them, and nothing of theirs is published with the assets."""
    assert len(WHOLE) == 5 and not {font.name for font in WHOLE} & {font.name for font in FONTS}


def test_the_fonts_are_light() -> None:
    """At most 70 kB together, so that a reader on a bad connection sees them at all."""
    assert len(FONTS) == 3
    assert sum(font.stat().st_size for font in FONTS) <= 70_000


def test_the_licence_goes_with_them() -> None:
    """The Open Font License and the names of the makers lie beside the fonts, and are published with them."""
    licence = (ASSETS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(font.name in licence for font in FONTS)


WHERE = ("stand-in", "on Android", "on Linux")
"""What systems a font of ours has a stand-in for."""


def test_nothing_moves_when_a_font_comes() -> None:
    """What stands in until a font has come has the height of its lines; so the site has its own letters on any net."""
    ours = [face for face in FACES if "url(" in face["src"]]
    stand_ins = [face for face in FACES if "local(" in face["src"]]
    assert len(ours) == 3 and all(face["font-display"] == "swap" for face in ours)
    names = {face["font-family"].strip('"').partition(" ")[::2] for face in stand_ins}
    assert names == {(font, where) for font in ("Schibsted", "Newsreader") for where in WHERE}
    for face in stand_ins:
        with TTFont(ASSETS / f"{face['font-family'].split()[0].strip(chr(34)).lower()}.woff2") as font:
            size, units = float(face["size-adjust"].rstrip("%")) / 100, font["head"].unitsPerEm
            for name, height in (("ascent-override", font["hhea"].ascent), ("descent-override", -font["hhea"].descent)):
                assert float(face[name].rstrip("%")) / 100 * size == pytest.approx(height / units, abs=0.005)
