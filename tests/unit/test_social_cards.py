"""Cards for social networks: what they show fits, is the same every time, and is drawn once."""

import io
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from hjemsite.cache.cache import Cache
from hjemsite.images.card_drawing import draw_card
from hjemsite.images.card_letters import FONTS
from hjemsite.images.social_card import HEIGHT, WIDTH, CardHouse, SocialCard
from hjemsite.images.social_cards import social_cards
from hjemsite.limits import TITLE_CHARACTERS
from hjemsite.model import Kind
from hjemsite.pages.houses import house
from hjemsite.system.workers import Workers
from hjemsite.urls import Slug, Url

DATE, SITE = "28. september 2022", "Nøglen-alliancen"
LONG = "Speciallægepraksisplanlægningsstabiliseringsperiodeforlængelsesudvalgsformandskandidat"


def opened(card: SocialCard) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card))).convert("RGB")


@pytest.mark.parametrize(
    "title",
    [
        "Hus",
        "Åben dør på Ærø – nu også for de yngste, siger borgmesteren",
        "Hjerteligt velkommen til Aagaard Kommune, der nu træder ind i Nøglen-alliancen",
        LONG,
        f"{LONG} {LONG} {LONG} {LONG}",
        "i " * 200,
        "W" * 5000,
        "",
    ],
    ids=range(8),
)
def test_every_headline_fits(title: str) -> None:
    """Nothing is drawn in the margins or over the date, however long the headline or a word of it is."""
    card = opened(SocialCard(title, DATE, SITE))
    assert card.size == (WIDTH, HEIGHT)
    paper = Image.new("RGB", card.size, card.getpixel((WIDTH - 1, 0)))
    drawn = ImageChops.difference(card, paper).convert("L").point(lambda value: 255 if value else 0)
    for box in ((WIDTH - 70, 0, WIDTH, HEIGHT), (21, 0, 80, HEIGHT), (21, 512, WIDTH, 534), (21, 600, WIDTH, HEIGHT)):
        assert drawn.crop(box).getbbox() is None, box
    assert drawn.crop((80, 534, WIDTH, 600)).getbbox() is not None
    assert (drawn.crop((80, 180, WIDTH, 512)).getbbox() is None) == (not title.strip())


@pytest.mark.parametrize(
    ("face", "size", "lines"),
    [
        ("schibsted", 88, ["fjord AVATAR ‘f’ “T”"]),
        ("schibsted", 88, ["Åben dør på Ærø – nu", "også for de yngste,", "siger borgmesteren"]),
        ("schibsted", 68, ["Hjerteligt velkommen til", "Aagaard Kommune, der nu", "træder ind i Nøglen-alliancen"]),
        ("newsreader", 88, ["Tiếng Việt: Łódź’ya i", "İstanbul’dan fjäll"]),
    ],
    ids=["overlapping", "three-lines", "smaller", "newsreader"],
)
def test_every_pixel_is_as_pillow_draws_it(face: str, size: int, lines: list[str]) -> None:
    """Letters are drawn once and kept. A line of them is what Pillow makes of each, from an even pixel on."""

    def font(face: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
        data = io.BytesIO((FONTS / f"{face}-{weight}.woff2").read_bytes())
        return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)

    whole = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(whole)

    def write(baseline: int, line: str, fill: int, with_font: ImageFont.FreeTypeFont) -> None:
        for at, letter in enumerate(line):
            x = 84 + int(with_font.getlength(line[:at]))
            pen.text((x - x % 2, baseline), letter, fill=fill, font=with_font, anchor="ls")

    headline = font(face, 700, size)
    for number, line in enumerate(lines):
        write(186 + headline.getmetrics()[0] + number * round(size * 1.14), line, 3, headline)
    write(HEIGHT - 64, DATE, 2, font("schibsted", 400, 32))
    card = Image.open(io.BytesIO(draw_card(SocialCard(" ".join(lines), DATE, SITE, face))))
    below = (21, 150, WIDTH, HEIGHT)
    indices = Image.frombytes("L", card.size, card.tobytes())
    assert ImageChops.difference(indices.crop(below), whole.crop(below)).getbbox() is None
    assert whole.crop(below).getbbox() is not None


BESIDE = 390
"""Where the date has ended, in pixels."""


def foot(card: SocialCard) -> Image.Image:
    """What stands beside and below the date, white where there is something."""
    drawn = opened(card).crop((BESIDE, 500, WIDTH, HEIGHT))
    paper = Image.new("RGB", drawn.size, drawn.getpixel((drawn.width - 1, 0)))
    return ImageChops.difference(drawn, paper).convert("L").point(lambda value: 255 if value else 0)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_house_of_each_kind_stands_at_the_foot(kind: Kind) -> None:
    """On the lower edge, within the margins, with walls, roof and light."""
    drawn = house(kind, Slug("aagaard"), lit=True)
    card_house = CardHouse(drawn.width, drawn.walls, drawn.roof + drawn.door, drawn.panes)
    left, top, right, bottom = foot(SocialCard("Hus", DATE, SITE, houses=(card_house,))).getbbox() or (0, 0, 0, 0)
    assert WIDTH - 96 <= BESIDE + right <= WIDTH - 84 and 500 + bottom == HEIGHT, "at the margin, on the ground"
    assert 72 <= right - left <= 2 * drawn.width and bottom - top >= 80
    colours = {colour for _, colour in opened(SocialCard("", "", "", houses=(card_house,))).getcolors() or []}
    assert {(244, 185, 66), (11, 92, 69), (191, 210, 202)} <= colours


def test_houses_leave_room_for_words() -> None:
    """However many there are: they are drawn smaller, then left out; a long name beside them is cut."""
    drawn = house("kommune", Slug("aagaard"), lit=True)
    card_house = CardHouse(drawn.width, drawn.walls, drawn.roof + drawn.door, drawn.panes)
    for count in (1, 4, 8, 40):
        assert foot(SocialCard("Hus", DATE, SITE, houses=count * (card_house,))).crop((0, 0, 25, 130)).getbbox() is None
    by = SocialCard("“Ja”", DATE, SITE, "newsreader", speaker=f"Åse Ågård, {LONG}", houses=(card_house,))
    before = WIDTH - 84 - 2 * drawn.width - BESIDE
    assert foot(by).crop((before - 30, 0, before, 130)).getbbox() is None
    assert by.url != SocialCard("“Ja”", DATE, SITE, "newsreader", speaker=f"Åse Ågård, {LONG}").url


@pytest.mark.parametrize("length", [110, 200, TITLE_CHARACTERS])
def test_the_longest_card_is_light(length: int) -> None:
    """A headline as long as it may be, or a quote, with houses and a long speaker, is at most 20 kB."""
    words = (
        f"{LONG} Borgmesteren og boligorganisationerne i Hjørring samarbejder om hjemløshed, så flere unge får hjem "
    )
    title = (words * 3).strip()[:length].strip()
    drawn = [house(kind, Slug(kind), lit=True) for kind in get_args(Kind)]
    houses = tuple(CardHouse(house.width, house.walls, house.roof + house.door, house.panes) for house in drawn)
    assert len(draw_card(SocialCard(title, DATE, SITE, houses=houses[:4]))) <= 20_000
    card = SocialCard(f"“{title[:278]}”", DATE, SITE, "newsreader", speaker=f"Åse Ågård, {LONG}", houses=houses[:1])
    assert len(draw_card(card)) <= 20_000


def test_a_card_is_the_same_every_time() -> None:
    """A network fetches it for each reader; other words give another card at another address."""
    card = SocialCard("Hjerteligt velkommen til Aagaard Kommune, der nu træder ind i Nøglen-alliancen", DATE, SITE)
    assert draw_card(card) == draw_card(card)
    others = [
        SocialCard("Nyt hus", DATE, SITE),
        SocialCard(card.title, "", SITE),
        SocialCard(card.title, DATE, "En anden"),
    ]
    assert (
        len({draw_card(variant) for variant in (card, *others)})
        == len({variant.url for variant in (card, *others)})
        == 4
    )


def drawn(folder: Path | None, *cards: SocialCard, jobs: int = 1) -> dict[Url, bytes]:
    with closing(Cache(folder)) as cache:
        drawings = social_cards(cards, cache, Workers(jobs))()
        return {url: cache.files.fetch(drawing.digest, drawing.size, list) for url, drawing in drawings.items()}


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build needs no Pillow."""
    cards = [SocialCard(f"Nyhed {number}", DATE, SITE) for number in range(3)]
    first = drawn(tmp_path, *cards)
    assert first == {card.url: draw_card(card) for card in cards} == drawn(None, *cards)
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "hjemsite.images.card_drawing", None)
        assert drawn(tmp_path, *cards) == first
        with pytest.raises(ImportError):
            drawn(tmp_path, SocialCard("Ny", DATE, SITE))


def test_two_processes_draw_the_same_cards() -> None:
    """However the work is spread."""
    cards = [SocialCard(f"Nyhed {number}", DATE, SITE) for number in range(40)]
    assert drawn(None, *cards, jobs=2) == drawn(None, *cards)
