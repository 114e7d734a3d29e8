"""Danish dates, order, numbers and telephone numbers; held against CLDR and the project's own vectors."""

import json
import random
import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date

from hjemsite import danish

VECTORS = Path(__file__).parent / "vectors"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


# The order of the alphabet


@pytest.mark.parametrize("vector", vectors("collation.json")["vectors"], ids=lambda vector: vector["name"])
def test_names_stand_in_danish_order(vector: dict[str, Any]) -> None:
    """Each vector comes out in the order that ICU gives."""
    numeric = vector["options"] == "numeric"
    assert sorted(vector["input"], key=lambda text: danish.sort_key(text, numeric)) == vector["sorted"]


def test_many_names_stand_in_the_order_of_icu() -> None:
    """Names with every accent, ligature and sign that ours may have, in the order that ICU gave them."""
    names = vectors("collation-names.json")["sorted"]
    mixed = random.Random(2026).sample(names, len(names))
    assert sorted(mixed, key=danish.sort_key) == names


def test_two_texts_compare_as_in_icu() -> None:
    """Where ICU is installed it agrees about thousands of pairs of texts made of awkward pieces."""
    icu = pytest.importorskip("icu", reason="PyICU is not installed")
    collator = icu.Collator.createInstance(icu.Locale("da"))
    letters = "abdeglnostuyz ABDEGLNOSTUYZ åÅæÆøØäÄöÖüÜéÉèêñçčšžłŁđĐðÐþÞœŒß"
    pieces = [*letters, *"-.,()&/0123456789’'“", "aa", "Aa", "AA", "a\u0301"]
    chance = random.Random(2026)
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 6))) for _ in range(3000)]
    for text, other in zip(texts, chance.sample(texts, len(texts)), strict=True):
        ours, theirs = danish.sort_key(text)[:3], danish.sort_key(other)[:3]
        assert (ours > theirs) - (ours < theirs) == collator.compare(text, other), (text, other)


@pytest.mark.parametrize("composed", ["Åse", "Ærø på Å", "Müller", "Élise", "Kanaán"])
def test_how_a_letter_is_stored_does_not_matter(composed: str) -> None:
    """å and an a with a ring are one letter, as file names from a Mac have it."""
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    assert danish.sort_key(apart)[:3] == danish.sort_key(composed)[:3]


def test_the_order_is_total() -> None:
    """Texts that differ by nothing that the alphabet counts still have one order, so pages are always the same."""
    assert danish.sort_key("Tids\u00adel") != danish.sort_key("Tidsel")
    assert sorted(["", "\u00ad", " "], key=danish.sort_key)[0] == ""


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        *(("Aalborg", "Å"), ("aaB", "Å"), ("Élise", "E"), ("Ülger", "Y"), ("Öst", "Ø"), ("Œuvre", "O"), ("Þór", "T")),
        *(("3F", "#"), ("»Åben«", "#"), ("", "#"), ("Ωμέγα", "#")),
    ],
)
def test_a_name_is_found_under_its_letter(text: str, letter: str) -> None:
    """The heading agrees with the order: what sorts as å stands under Å."""
    assert danish.initial(text) == letter


# Dates


@pytest.mark.parametrize("vector", vectors("dates.json")["parse"], ids=lambda vector: vector["text"])
def test_a_written_date_is_read(vector: dict[str, Any]) -> None:
    """Each vector is read as its ISO date, as a span, or as nothing."""
    days = danish.parse_days(vector["text"])
    assert (days and "/".join(dict.fromkeys(map(str, days)))) == vector["iso"]


@pytest.mark.parametrize("vector", vectors("dates.json")["format"], ids=lambda vector: vector["text"])
def test_a_date_is_written(vector: dict[str, Any]) -> None:
    """Each vector is written in its style."""
    write = {"long": danish.long_date, "full": danish.full_date, "den": danish.den_date}[vector["style"]]
    assert write(date.fromisoformat(vector["iso"])) == vector["text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("onsdag d. 3. maj 2021", "2021-05-03"),
        ("Mandag, den 3. maj, 2021", "2021-05-03"),
        ("d. 3/5-21", "2021-05-03"),
        ("15/12-22", "2022-12-15"),
        ("24/4/2024", "2024-04-24"),
        ("03. MAJ 2021", "2021-05-03"),
        ("06. MAJ. 2019 KL. 11:02", "2019-05-06"),
        ("3.\u00a0maj\u202f2021", "2021-05-03"),
        ("08.01.07:", "2007-01-08"),
        ("31.12.99", "1999-12-31"),
        ("22.2.2022 10:15:00 CET | Tidselfonden", "2022-02-22"),
        ("3.maj 2021", "2021-05-03"),
        ("12. okt. 2020", "2020-10-12"),
        ("3rd May 2021", "2021-05-03"),
        ("May 3, 2021", "2021-05-03"),
        ("3. maj ’21", "2021-05-03"),
        ("Nøglen, den 3. maj 21.", "2021-05-03"),
        ("2021-5-3", "2021-05-03"),
        ("2021/05/03", "2021-05-03"),
        ("31. februar 2021, rettet 3. maj 2021", "2021-05-03"),
        ("30. april - 2. maj 2024", "2024-04-30/2024-05-02"),
        ("28. december 2023 – 3. januar 2024", "2023-12-28/2024-01-03"),
        ("fra 3. til 5. maj 2021", "2021-05-03/2021-05-05"),
        ("20.-21.6.2024", "2024-06-20/2024-06-21"),
        ("d. 31/2 2021", None),
        ("29. februar 2023", None),
        ("32. maj 2021", None),
        ("0. maj 2021", None),
        ("3. maj 0021", None),
        ("21.-20. juni 2024", None),
        ("3. maj 21 personer", None),
        ("3. maj 21:30", None),
        ("maj 2021", None),
        ("2021", None),
        ("1. juledag 2020", None),
        ("tlf. 35 29 96 99", None),
        ("35.29.96.99", None),
        ("12.34.56.78", None),
        ("1.200.50 kr.", None),
        ("§ 3.4.12", None),
        ("kl. 14.30-16.00", None),
        ("", None),
    ],
)
def test_dates_are_read_as_danes_write_them(text: str, expected: str | None) -> None:
    """The day comes first, a name of a month may be short or English, and what no calendar has is no date."""
    days = danish.parse_days(text)
    assert (days and "/".join(dict.fromkeys(map(str, days)))) == expected
    assert danish.parse_date(text) == (days and days[0])


def test_a_date_without_a_year_needs_one() -> None:
    """»d. 3. maj« is a date only for a reader who knows the year."""
    assert danish.parse_date("d. 3. maj") is None
    assert danish.parse_date("d. 3. maj", year=2021) == date(2021, 5, 3)
    assert danish.parse_date("d. 29. februar", year=2021) is None


def test_dates_are_written_as_in_cldr() -> None:
    """Two thousand days from 1900 to 2100, each as Babel writes it in Danish."""
    chance = random.Random(2026)
    for number in chance.sample(range((date(2101, 1, 1) - date(1900, 1, 1)).days), 2000):
        day = date(1900, 1, 1) + timedelta(days=number)
        assert danish.long_date(day) == format_date(day, "long", locale="da")
        assert danish.full_date(day) == format_date(day, "full", locale="da")
        assert danish.partial_date(day.year, day.month) == format_date(day, "MMMM y", locale="da")
        assert danish.parse_days(danish.full_date(day)) == (day, day)


def test_a_long_text_is_searched_in_no_time() -> None:
    """A long row of what almost is a date is searched in far less than the two seconds that a document may cost."""
    for piece in ("1. ", "1/2 ", "3. maj ", "1.-", "20-", "maj 1 "):
        assert danish.parse_days(piece * 20_000) is None


def test_the_hour_is_written_with_a_point() -> None:
    """Two figures for the minutes, no zero before the hour."""
    assert danish.clock(datetime(2022, 9, 28, 0, 7, tzinfo=danish.COPENHAGEN)) == "kl. 0.07"


# Instants


@pytest.mark.parametrize(
    ("text", "expected", "timed"),
    [
        ("2022-09-28", "2022-09-28T00:00:00+02:00", False),
        ("2022-12-28", "2022-12-28T00:00:00+01:00", False),
        ("2022-09-28 14:30", "2022-09-28T14:30:00+02:00", True),
        ("2022-09-28T14:30:15", "2022-09-28T14:30:15+02:00", True),
        ("2022-09-28T23:30Z", "2022-09-29T01:30:00+02:00", True),
        ("2022-09-28 00:30:00+09:00", "2022-09-27T17:30:00+02:00", True),
        ("2022-09-28 00:30-02:30", "2022-09-28T05:00:00+02:00", True),
        ("2026-10-25 02:30+02:00", "2026-10-25T02:30:00+02:00", True),
        ("2026-10-25 02:30+01:00", "2026-10-25T02:30:00+01:00", True),
        ("1900-01-01", "1900-01-01T00:00:00+01:00", False),
        ("2024-02-29", "2024-02-29T00:00:00+01:00", False),
    ],
)
def test_an_instant_is_in_copenhagen(text: str, expected: str, timed: bool) -> None:
    """A date, or a date and a time with or without an offset, becomes an aware instant."""
    instant = danish.instant(text)
    assert (instant.at.isoformat(), instant.timed) == (expected, timed)
    assert instant.at.tzinfo is danish.COPENHAGEN


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("22-11-2026", "»22-11-2026« er ikke skrevet som år-måned-dag", "Skriv 2026-11-22"),
        ("2022-9-28", "»2022-9-28« er ikke skrevet som år-måned-dag", "Skriv 2022-09-28"),
        ("2022-09-28 8.05", "»2022-09-28 8.05« er ikke skrevet som år-måned-dag", "Skriv 2022-09-28 08:05"),
        (
            "28. september 2022 kl. 9.30",
            "»28. september 2022 kl. 9.30« er ikke skrevet som år-måned-dag",
            "Skriv 2022-09-28 09:30",
        ),
        (
            "2022-09-28T14:30:00.000Z",
            "»2022-09-28T14:30:00.000Z« er ikke skrevet som år-måned-dag",
            "Skriv 2022-09-28 14:30:00Z",
        ),
        ("hej", "»hej« er ikke en dato", "Skriv år, måned og dag, for eksempel 2022-09-28"),
        ("d. 3. maj", "»d. 3. maj« er ikke en dato", "Skriv år, måned og dag, for eksempel 2022-09-28"),
        ("20226-11-01", "»20226-11-01« er ikke en dato", "Skriv år, måned og dag, for eksempel 2022-09-28"),
        ("2026-02-30", "Den 30. februar 2026 findes ikke", "Februar 2026 har 28 dage"),
        ("2025-02-29", "Den 29. februar 2025 findes ikke", "Februar 2025 har 28 dage"),
        ("2026-13-01", "Der findes ingen måned nummer 13", "Skriv året først, så måneden og til sidst dagen"),
        ("0999-01-01", "Årstallet 0999 kan ikke passe", "Skriv et årstal fra 1900 til 2100"),
        ("2101-01-01", "Årstallet 2101 kan ikke passe", "Skriv et årstal fra 1900 til 2100"),
        ("2026-11-22 25:00", "Klokken »25:00« findes ikke", "Skriv et klokkeslæt fra 00:00 til 23:59"),
        ("2026-11-22 24:00", "Klokken »24:00« findes ikke", "Skriv et klokkeslæt fra 00:00 til 23:59"),
        ("2026-11-22 12:60", "Klokken »12:60« findes ikke", "Skriv et klokkeslæt fra 00:00 til 23:59"),
        (
            "2026-03-29 02:30",
            "Klokken 02:30 findes ikke den 29. marts 2026, for uret stilles frem til sommertid",
            "Skriv 2026-03-29 03:30, eller vælg et andet tidspunkt",
        ),
        (
            "2026-10-25 02:30",
            "Klokken er 02:30 to gange den 25. oktober 2026, for uret stilles tilbage til vintertid",
            "Skriv 2026-10-25 02:30+02:00 for sommertid eller +01:00 for vintertid",
        ),
        ("2026-11-22 12:00+25:00", "»+25:00« er ikke en tidszone", "Skriv klokkeslættet uden; så gælder dansk tid"),
    ],
)
def test_what_is_no_instant_is_refused_with_a_way_out(text: str, message: str, hint: str) -> None:
    """An editor is told what is wrong and, where it can be guessed, exactly what to write."""
    with pytest.raises(danish.NotADate) as caught:
        danish.instant(text)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2022-09-28", "2022-09-28 ", "2022-09-28\n", "2022-09-28Z", "2022-09-28  14:30"),
        *("2022-09-28 14:30 +02:00", "2022-09-28 14:30z", "2022-09-28t14:30", "2022-09-28 14", "2022-09-28 14:30:00.5"),
        *("٢٠٢٢-09-28", "x" * 100_000),
    ],
)
def test_nothing_but_the_agreed_forms_is_an_instant(text: str) -> None:
    """Also what looks almost right, and whatever is too long to be shown."""
    with pytest.raises(danish.NotADate) as caught:
        danish.instant(text)
    assert len(caught.value.message) < 100


@pytest.mark.parametrize(
    ("text", "better"),
    [
        *(("22-11-2026", "2026-11-22"), ("3. maj 2021 kl. 7.05", "2021-05-03 07:05"), ("22/11-26", "2026-11-22")),
        *(("2026-12-01 kl. 6", "2026-12-01 06:00"), ("1. december 2026 kl 9", "2026-12-01 09:00")),
        *(("tirsdag den 1. dec. 2026 klokken 9.30", "2026-12-01 09:30"), ("kl. 9 d. 1/12 2026", "2026-12-01 09:00")),
        *(("2026-12-01T06:00:00.000Z", "2026-12-01 06:00:00Z"), ("2026-12-01t06:00z", "2026-12-01 06:00Z")),
        *(("2026-12-01 06:00 +0100", "2026-12-01 06:00+01:00"), ("2026-12-01 9:00 CET", "2026-12-01 09:00+01:00")),
        *(("2026-12-01T06:00:00-0500", "2026-12-01 06:00:00-05:00"), ("2026-12-01, 9.00", "2026-12-01 09:00")),
        *(("Dec 1, 2026 9:00 PM", "2026-12-01 21:00"), ("2026-03-29 kl. 2.30", "2026-03-29 03:30")),
        *(("1. dec. 2026 kl. 0930", "2026-12-01 09:30"), ("2026-12-01 12 am", "2026-12-01 00:00")),
    ],
)
def test_what_is_proposed_says_all_that_was_written(text: str, better: str) -> None:
    """Day, hour and zone, in the form that is read the next time."""
    with pytest.raises(danish.NotADate) as caught:
        danish.instant(text)
    assert caught.value.proposal == better
    assert better in caught.value.hint
    assert danish.instant(better)


@pytest.mark.parametrize(
    "text",
    [
        *("20.-21. juni 2024", "1. december 2026 kl. 9-10", "1. december 2026 kl. 9:00-10:30", "2026-12-01 om aftenen"),
        *("1. december 2026 kl. halv ni", "2026-12-01 kl. 25", "2026-12-01 13 pm", "2026-12-01Z", "2026-12-01 6:5"),
        *("1. december 2026 kl. 9 eller 10", "2026-10-25 kl. 2.30", "1. december 2026 i Aarhus"),
    ],
)
def test_nothing_is_proposed_that_would_lose_something(text: str) -> None:
    """An hour in words, a span of days or hours, an hour that the clock shows twice: an editor must decide."""
    with pytest.raises(danish.NotADate) as caught:
        danish.instant(text)
    assert caught.value.proposal == ""


# Numbers


@pytest.mark.parametrize("value", [0, 7, 20, 999, 1000, 6431, 1234567, -6431])
def test_a_number_has_points_between_the_thousands(value: int) -> None:
    """Without its points it is the number that went in."""
    written = danish.number(value)
    assert int(written.replace(".", "")) == value
    assert all(len(part) == 3 for part in written.split(".")[1:])


def test_every_number_to_a_hundred_has_its_own_words() -> None:
    """No word stands for two numbers, and beyond a hundred there is none."""
    words = [word for value in range(101) for word in danish.number_words(value)]
    assert len(words) == len(set(words))
    assert all(danish.number_words(value) for value in range(101))
    assert danish.number_words(101) == danish.number_words(-1) == ()


@pytest.mark.parametrize(
    ("value", "word"),
    [
        *((0, "nul"), (1, "et"), (12, "tolv"), (17, "sytten"), (21, "enogtyve"), (21, "en og tyve"), (40, "fyrre")),
        *((32, "toogtredive"), (55, "femoghalvtreds"), (68, "otteogtres"), (73, "treoghalvfjerds"), (90, "halvfems")),
        *((84, "fireogfirs"), (99, "nioghalvfems"), (100, "hundrede"), (100, "et hundrede")),
    ],
)
def test_a_number_in_words(value: int, word: str) -> None:
    """Ones before tens, and the tens by scores."""
    assert word in danish.number_words(value)


@pytest.mark.parametrize("value", range(2, 101))
def test_a_number_in_words_is_found_again(value: int) -> None:
    """Each word is a mention of its own number and of no other."""
    for word in danish.number_words(value):
        text = f"Alliancen tæller nu {word} aktører."
        assert [other for other in range(2, 101) if danish.mentions_number(text, other)] == [value], word


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (20, "som dermed tæller 20 centrale aktører"),
        (20, "Tyve aktører er med."),
        (20, "i alt 20."),
        (20, "(20) eller »20«"),
        (20, "20, 21 og 22"),
        (20, "- 20 er med"),
        (20, "kommuner og tyve ngo’er"),
        (20, "20 – eller tyve"),
        (9, "11 kommuner og 9 fonde"),
        (21, "en og tyve medlemmer"),
        (6431, "6.431 borgere"),
        (6431, "6431 borgere"),
        (6431, "6\u00a0431 borgere"),
        (2022, "2.022 borgere"),
        (100, "et hundrede medlemmer"),
    ],
)
def test_a_number_that_stands_in_the_text_is_found(value: int, text: str) -> None:
    """In figures, with or without points, or in words."""
    assert danish.mentions_number(text, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (20, "enogtyve aktører"),
        (20, "en og tyve aktører"),
        (20, "hundrede og tyve aktører"),
        (20, "120 aktører"),
        (20, "20.000 borgere"),
        (20, "1.020 borgere"),
        (20, "1 020 borgere"),
        (20, "20 mio. kr."),
        (20, "tyve tusinde borgere"),
        (20, "20 procent eller 20 %"),
        (20, "20,5 eller 2,20"),
        (20, "18-20 eller 20-30"),
        (20, "20-årige"),
        (20, "tyveri og tyve-trins-planen"),
        (20, "den 20. juni"),
        (20, "20.-21. juni"),
        (20, "20.6.2022"),
        (20, "i 2022"),
        (20, "kl. 20"),
        (20, "§ 20"),
        (20, "A20"),
        (2, "to og tyve aktører"),
        (2, "to hundrede aktører"),
        (100, "to hundrede aktører"),
        (100, "et hundrede og fem aktører"),
        (2022, "28. september 2022"),
        (2022, "siden 2022"),
        (20, ""),
    ],
)
def test_a_number_that_is_part_of_something_else_is_not_found(value: int, text: str) -> None:
    """A longer number, a date, a time, an interval, a share or a word says nothing about how many there are."""
    assert not danish.mentions_number(text, value)


# Words


@pytest.mark.parametrize("vector", vectors("phones.json"), ids=lambda vector: vector["input"])
def test_a_telephone_number_is_shown_in_pairs(vector: dict[str, str]) -> None:
    """Each vector, and the link that goes with it."""
    assert danish.phone(vector["input"]) == vector["display"]
    assert danish.phone_link(vector["input"]) == "+45" + vector["display"].replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        *("0045 35299699", "35.29.96.99", "Tlf 35-29-96-99", "Telefon: 35 29 96 99", "(45) 35299699"),
        *("45 35 29 96 99", "Mobil 35299699.", "+45-35299699", " 35\u00a029\u00a096\u00a099 "),
    ],
)
def test_other_ways_to_write_a_telephone_number(text: str) -> None:
    """The country code, the separators and the word in front do not matter."""
    assert danish.phone(text) == "35 29 96 99"


@pytest.mark.parametrize(
    "text",
    [
        *("", "3529969", "352996991", "+46 35 29 96 99", "05 29 96 99", "35 29 96 99 lok. 3", "navn@example.dk"),
        *("35 29 96 99 eller 35 29 96 98", "9" * 100_000),
    ],
)
def test_what_is_no_danish_telephone_number(text: str) -> None:
    """Anything but eight figures is left to the editor."""
    assert danish.phone(text) is None
    assert danish.phone_link(text) is None


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_a_list_is_read_aloud(items: list[str], expected: str) -> None:
    """No comma before »og«."""
    assert danish.list_of(items) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("aalborg", "aalborg-kommune"),
        ("ålborg-kommune", "aalborg-kommune"),
        ("Aalborg Komune", "aalborg-kommune"),
        ("tidselfondne", "tidselfonden"),
        ("noglen-alliancen", "noeglen-alliancen"),
        ("nøglen-alliancen", "noeglen-alliancen"),
        ("kommune", None),
        ("xyz", None),
        ("", None),
        ("a" * 100_000, None),
    ],
)
def test_the_closest_name_is_offered(word: str, expected: str | None) -> None:
    """A slip, half a name, or æøå spelt in another way; nothing where it would be a mere guess."""
    assert danish.closest(word, ["viborg-kommune", "aalborg-kommune", "tidselfonden", "noeglen-alliancen"]) == expected
