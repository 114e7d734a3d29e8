"""Sound and films: what readers, programs and feeds get of them, and what is said where something is missing."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hjemsite.danish import COPENHAGEN
from hjemsite.filetypes import RECORDINGS, content_trouble
from hjemsite.pipeline.options import BuildOptions
from hjemsite.site.recordings import CaptionsError, caption_paragraphs
from tests.previewing import make_site, write, write_recording
from tests.shared_cache import build

NINJS = json.loads((Path(__file__).parents[1] / "doors/schemas/ninjs-3.1.json").read_text("utf-8"))
NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
FOLDER = "content/nyheder/aarsmoede"
ARTICLE = """---
title: Årsmødet
date: 2026-10-01
recordings:
  - {file: film.webm, title: Filmen, captions: film.vtt, credit: "Film: Åse Ågård"}
  - {file: tale.mp3, title: Talen, transcript: tale-udskrift.txt}
---

Mødet var i Aagaard.
"""
FRAME = b"\xff\xfb\x90\x64" + bytes(413)
"""A frame of MPEG-1, layer III."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = make_site(tmp_path_factory.mktemp("recordings"))
    write(root, f"{FOLDER}/index.md", ARTICLE)
    write_recording(root / FOLDER, "film", "<v Ida Holm>Døren &amp; vinduet er åbne")
    (root / FOLDER / "tale.mp3").write_bytes(FRAME)
    write(root, f"{FOLDER}/tale-udskrift.txt", "Kære alle.\n\nVelkommen\ntil mødet.\n")
    built = build(BuildOptions(root, NOON, search=True))
    assert [fault for fault in built.faults if fault.stops_build or "fil" in fault.rule] == []
    return dict(built.loaded())


def test_a_page_plays_nothing_by_itself_and_lets_everybody_read(files: dict[str, bytes]) -> None:
    """The browser's own players, captions, what is said as text, and the file with its size."""
    page = files["nyheder/aarsmoede/index.html"].decode()
    assert '<video controls preload="none" playsinline src="/nyheder/aarsmoede/film.webm" aria-label="Filmen">' in page
    assert '<track kind="captions" src="/nyheder/aarsmoede/film.vtt" srclang="da" label="Dansk" default>' in page
    assert '<audio controls preload="none" src="/nyheder/aarsmoede/tale.mp3" aria-label="Talen"></audio>' in page
    assert "<p>Ida Holm: Døren &amp; vinduet er åbne</p>" in page and "<p>Velkommen til mødet.</p>" in page
    assert "Film: Åse Ågård" in page and "(MP3, 1 kB)" in page and "autoplay" not in page
    assert {"nyheder/aarsmoede/film.webm", "nyheder/aarsmoede/film.vtt", "nyheder/aarsmoede/tale.mp3"} <= {*files}


def test_only_a_page_with_recordings_may_play_them(files: dict[str, bytes]) -> None:
    """And the headers, which hold for all pages, let it."""
    allowed = b"media-src &#39;self&#39;"
    assert [path for path in files if path.endswith(".html") and allowed in files[path]] == [
        "nyheder/aarsmoede/index.html"
    ]
    assert b"media-src 'self'" in files["_headers"]


def test_feeds_bring_recordings_as_enclosures(files: dict[str, bytes]) -> None:
    """Atom and JSON Feed all of them, RSS the first."""
    address = "https://noeglen.example/nyheder/aarsmoede"
    rss, atom, feed = (files[name].decode() for name in ("rss.xml", "feed.xml", "feed.json"))
    assert f'<enclosure url="{address}/film.webm" type="video/webm"' in rss and rss.count("<enclosure") == 1
    assert f'rel="enclosure" type="audio/mpeg" length="{len(FRAME)}" title="Talen" href="{address}/tale.mp3"' in atom
    (attachments,) = (item["attachments"] for item in json.loads(feed)["items"] if "attachments" in item)
    assert [attachment["mime_type"] for attachment in attachments] == ["video/webm", "audio/mpeg"]


def test_programs_and_plain_texts_have_what_is_said(files: dict[str, bytes]) -> None:
    """The data, schema.org's words, the text, and the Markdown."""
    film, speech = json.loads(files["data/v1/artikler.json"])["articles"][0]["recordings"]
    assert film["captions_url"].endswith("/film.vtt") and speech["transcript"] == "Kære alle.\n\nVelkommen til mødet."
    page = files["nyheder/aarsmoede/index.html"].decode()
    assert '"@type":"VideoObject"' in page and '"@type":"AudioObject"' in page and '"caption":{' in page
    for ending in ("txt", "md"):
        text = files[f"nyheder/aarsmoede/aarsmoede.{ending}"].decode()
        assert "Velkommen til mødet." in text and "film.webm" in text


def test_newsrooms_get_recordings_with_their_words(files: dict[str, bytes]) -> None:
    """As associations of ninjs: type, title, credit, captions, what is said, size."""
    film, speech = json.loads(files["nyheder/aarsmoede/ninjs.json"])["associations"]
    assert (film["type"], film["by"], speech["type"], "by" in speech) == ("video", "Film: Åse Ågård", "audio", False)
    assert [rendition["name"] for rendition in film["renditions"]] == ["original", "captions"]
    assert speech["renditions"][0]["sizeInBytes"] == len(FRAME)
    assert speech["bodies"][0]["value"] == "Kære alle.\n\nVelkommen til mødet."
    assert [
        error.message
        for error in Draft202012Validator(NINJS).iter_errors(json.loads(files["nyheder/aarsmoede/ninjs.json"]))
    ] == []


def test_an_article_without_pictures_has_a_press_kit_for_its_recordings(files: dict[str, bytes]) -> None:
    """With the sound, the film and its captions."""
    assert "ZIP med tekst, lyd, film, citater og kontakt" in files["nyheder/aarsmoede/index.html"].decode()
    with zipfile.ZipFile(io.BytesIO(files["nyheder/aarsmoede/aarsmoede.zip"])) as kit:
        assert [name for name in kit.namelist() if "/" in name] == [
            f"optagelser/{name}" for name in ("film.webm", "film.vtt", "tale.mp3")
        ]


@pytest.mark.parametrize(
    ("name", "data", "is_taken"),
    [
        ("a.mp3", FRAME, True),
        ("a.mp3", b"ID3\4", True),
        ("a.mp3", b"\xff\xd8\xff", False),
        ("a.mp3", b"ID3<script>alert(1)</script>", False),
        ("a.mp4", b"\0\0\0\x18ftypisom", True),
        ("a.mp4", b"\0\0\0\x18ftypavif", False),
        ("a.mp4", b"", False),
        ("a.webm", b"\x1aE\xdf\xa3\x9fB\x82\x84webm", True),
        ("a.webm", b"\x1aE\xdf\xa3\x9fB\x82\x88matroska", False),
        ("a.webm", b"<html>", False),
    ],
)
def test_a_recording_is_what_its_name_says(name: str, data: bytes, is_taken: bool) -> None:
    """By its first bytes; and it is no web page to a browser that guesses."""
    assert name[1:] in RECORDINGS
    assert (content_trouble(name, name[1:], data) is None) == is_taken


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nEn\n\n00:02.000 --> 00:03.000\ndør", ("En dør",)),
        ("WEBVTT - titel\n\nNOTE a --> b\n\nførste\n01:00:01.000 --> 01:00:02.000 line:0\n<i>En</i>\ndør", ("En dør",)),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida>Ja\n\n00:02.000 --> 00:03.000\n<v Bo>Nej\n\n"
            "00:03.000 --> 00:04.000\n<v Bo>tak",
            ("Ida: Ja", "Bo: Nej tak"),
        ),
    ],
)
def test_captions_can_be_read_as_a_text(text: str, paragraphs: tuple[str, ...]) -> None:
    """A paragraph for each who speaks, without times, notes and tags."""
    assert caption_paragraphs(text) == paragraphs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "begynder ikke med WEBVTT"),
        ("WEBVTT", "har ingen undertekster"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHej", "begynder ikke med WEBVTT"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHej", "har en tid, der ikke kan læses"),
    ],
)
def test_captions_that_a_browser_would_not_show_are_told(text: str, message: str) -> None:
    """Those of other formats, and those without words."""
    with pytest.raises(CaptionsError, match=message):
        caption_paragraphs(text)


def test_what_an_editor_is_told_to_do_works(tmp_path: Path) -> None:
    """The files that the remedies name, written as they say, are taken."""
    root = make_site(tmp_path)
    text = ARTICLE.replace(", captions: film.vtt", "").replace(", transcript: tale-udskrift.txt", "")
    write(root, f"{FOLDER}/index.md", text)
    write_recording(root / FOLDER, "film", "Døren er åben")
    (root / FOLDER / "tale.mp3").write_bytes(FRAME)
    faults = [fault for fault in build(BuildOptions(root, NOON)).faults if fault.rule == "optagelse-uden-tekst"]
    assert [fault.hint for fault in faults] == [
        "Læg underteksterne i mappen som film.vtt, og skriv captions: film.vtt",
        "Skriv det, der bliver sagt, i tale-udskrift.txt i samme mappe, og skriv transcript: tale-udskrift.txt",
    ]
    write(root, f"{FOLDER}/index.md", ARTICLE)
    write(root, f"{FOLDER}/tale-udskrift.txt", "Kære alle.")
    assert not [fault for fault in build(BuildOptions(root, NOON)).faults if fault.stops_build]
