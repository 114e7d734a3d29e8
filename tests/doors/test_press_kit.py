"""Press kits: one file with all of an article, whose pictures say who made them, and a digest that proves it whole.

The kit is opened by Python's zipfile, its pictures are read by exiftool and by Pillow.
"""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from hjemsite.cache.blob import read
from hjemsite.cache.cache import Cache
from hjemsite.danish import COPENHAGEN, instant
from hjemsite.images.embedded_credit import FileNotes, can_hold_notes, with_notes
from hjemsite.pages.downloads.kit_writer import PressKitView
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.doors.conftest import lacking

ROOT = Path(__file__).resolve().parents[2]
AS_OF = instant("2026-11-20").at.astimezone(COPENHAGEN)
CREDIT = "Foto: Åse Ågård / Nøglen"
SITE = """title: Nøglen
address: https://noeglen.example/nyt
description: Nyt.
alliance: {name: Nøglen-alliancen}
press: {name: Frida von Sjø, title: pressechef, email: presse@blåbær.example, phone: 12345678, about: "Alt, altid"}
"""
ARTICLE = """---
title: Åbent hus & mere
date: 2024-05-01
image:
  file: doer.jpg
  alt: En dør <på klem>
  caption: Døren bliver åbnet i maj.
  credit: "Foto: Åse Ågård / Nøglen"
  origin: redigeret
  licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
speakers: [{name: Søren Nørgaard, title: direktør, organisation: Center for Døre}]
quotes: [{speaker: Søren Nørgaard, text: Vi åbner døren}]
attachments: [{file: plan.png, title: Planen}]
recordings:
- {file: tale.mp3, title: Talen & svaret, transcript: tale.txt, credit: "Lyd: Bo Dæk"}
- {file: film.mp4, title: Filmen, captions: film.vtt, credit: "Film: Åse Ågård"}
- {file: klip.webm, title: Klippet, captions: film.vtt}
---

»Vi åbner døren«, siger Søren Nørgaard.

![Et hus](hus.png "Foto: Bo")

![Et tag](tag.webp "Foto: Bo")

![En tagsten](sten.webp "Kilde: Byen")

![En nøgle](noegle.avif "Foto: Bo")

![En lås](laas.gif "Foto: Bo")
"""
KINDS = {"doer": "jpg", "hus": "png", "tag": "webp", "sten": "webp", "noegle": "avif", "laas": "gif", "plan": "png"}


FRAME = b"\xff\xfb\x90\x64" + bytes(413)
"""A frame of MPEG-1, layer III."""
OLD_TAG = b"ID3\3\0\0\0\0\0\x12TIT2\0\0\0\x08\0\0\0Den gl."
MP4 = (
    b"\0\0\0\x18ftypisom\0\0\2\0isommp41\0\0\0\x0cmdatFILM\0\0\0\x74moov\0\0\0\x6cmvhd"
    + bytes(12)
    + b"\0\0\3\xe8"
    + bytes(84)
)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm"
RECORDINGS = {
    "tale.mp3": OLD_TAG + FRAME,
    "tale.txt": "Kære alle.\n\nVelkommen.\n".encode(),
    "film.mp4": MP4,
    "film.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nDoeren aabner\n",
    "klip.webm": WEBM,
}


def _picture(name: str) -> bytes:
    mode = "RGBA" if name == "sten" else "RGB"
    picture = Image.new(mode, (201, 301), (90, 120, 60))
    ImageDraw.Draw(picture).ellipse((20, 20, 180, 180), fill=(200, 180, 40, 90)[: len(mode)])
    stream, form = io.BytesIO(), KINDS[name].upper().replace("JPG", "JPEG")
    picture.save(stream, form, **({"lossless": True} if name == "sten" else {}))
    return stream.getvalue()


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> BuildOptions:
    root = tmp_path_factory.mktemp("kit")
    folder = root / "content/nyheder/hus"
    folder.mkdir(parents=True)
    (root / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (folder / "index.md").write_text(ARTICLE, encoding="utf-8")
    (folder.parent / "uden.md").write_text("---\ntitle: Uden\ndate: 2024-05-02\n---\n\nTekst.\n", encoding="utf-8")
    for name, kind in KINDS.items():
        (folder / f"{name}.{kind}").write_bytes(_picture(name))
    for name, data in RECORDINGS.items():
        (folder / name).write_bytes(data)
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, AS_OF)


@pytest.fixture(scope="module")
def files(options: BuildOptions) -> Mapping[str, bytes]:
    result = build(options)
    assert [fault for fault in result.faults if fault.is_error] == []
    return result.loaded()


@pytest.fixture(scope="module")
def kit(files: Mapping[str, bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files["nyheder/hus/hus.zip"]))


def test_the_kit_has_all_of_the_article(files: Mapping[str, bytes], kit: zipfile.ZipFile) -> None:
    """Its texts are those beside the page; what is only attached is no picture of the article."""
    assert kit.testzip() is None
    pictures = [f"billeder/{name}.{kind}" for name, kind in KINDS.items() if name != "plan"]
    texts = ["hus.docx", "hus.txt", "ninjs.json", "citater.txt", "kontakt.vcf"]
    recorded = [f"optagelser/{name}" for name in ("tale.mp3", "film.mp4", "film.vtt", "klip.webm", "film-2.vtt")]
    assert kit.namelist() == [*texts, *pictures, "billeder.txt", *recorded, "optagelser.txt"]
    for name in texts[:3]:
        assert kit.read(name) == files[f"nyheder/hus/{name}"]
    quotes = kit.read("citater.txt").decode()
    assert quotes.startswith("“Vi åbner døren”\n– Søren Nørgaard, direktør, Center for Døre, 1. maj 2024\nhttps://noeg")


def test_what_is_compressed_is_not_compressed_again(kit: zipfile.ZipFile) -> None:
    """Pictures and the Word file lie in it as they are, texts are deflated, and no entry tells of a clock."""
    for info in kit.infolist():
        is_text = info.filename.endswith((".txt", ".json", ".vcf"))
        assert info.compress_type == (zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED), info.filename
        assert (info.date_time, info.create_system) == ((1980, 1, 1, 0, 0, 0), 0)


def test_the_digest_proves_the_kit_whole(files: Mapping[str, bytes], tmp_path: Path) -> None:
    """As the common program for it says, too; the page and the data lead to both."""
    line = files["nyheder/hus/hus.zip.sha256"].decode()
    assert line == f"{hashlib.sha256(files['nyheder/hus/hus.zip']).hexdigest()}  hus.zip\n"
    for name in ("hus.zip", "hus.zip.sha256"):
        (tmp_path / name).write_bytes(files[f"nyheder/hus/{name}"])
    if program := shutil.which("sha256sum"):
        subprocess.run([program, "--check", "--strict", "hus.zip.sha256"], cwd=tmp_path, check=True)
    page = files["nyheder/hus/index.html"].decode()
    assert 'href="/nyt/nyheder/hus/hus.zip"' in page and 'href="/nyt/nyheder/hus/hus.zip.sha256"' in page
    rows = {row["id"]: row for row in json.loads(files["data/v1/artikler.json"])["articles"]}
    assert rows["hus"]["press_kit_url"] == "https://noeglen.example/nyt/nyheder/hus/hus.zip"
    assert rows["hus"]["press_kit_sha256_url"] == "https://noeglen.example/nyt/nyheder/hus/hus.zip.sha256"
    assert rows["uden"]["press_kit_url"] == rows["uden"]["press_kit_sha256_url"] == ""


def test_an_article_without_pictures_has_none(files: Mapping[str, bytes]) -> None:
    """Its few small files need no wrapping."""
    assert [path for path in files if ".zip" in path and not path.startswith("nyheder/hus/")] == []
    assert "Pressepakke" not in files["nyheder/uden/index.html"].decode()


def told_by(kit: zipfile.ZipFile, folder: Path, kind: str = "billeder") -> Mapping[str, dict[str, Any]]:
    """Name of a picture in the kit, or of a file in another folder of it → what exiftool reads in it."""
    program = shutil.which("exiftool") or lacking("exiftool: apt-get install libimage-exiftool-perl")[0]
    kit.extractall(folder)
    command = [program, "-j", "-G1", "-struct", "-charset", "iptc=utf8", str(folder / kind)]
    rows = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {Path(row["SourceFile"]).name: row for row in rows}


def test_a_picture_says_who_made_it_and_what_one_may_do(kit: zipfile.ZipFile, tmp_path: Path) -> None:
    """In XMP, and in JPEG in IPTC's older form, too; exiftool has nothing against the files."""
    tags = told_by(kit, tmp_path)
    assert [(name, row.get("ExifTool:Warning"), row.get("ExifTool:Error")) for name, row in tags.items()] == [
        (name, None, None) for name in tags
    ]
    door, licence = tags["doer.jpg"], "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    assert {name: door[name] for name in door if name.startswith("XMP") and "Toolkit" not in name} == {
        "XMP-dc:Creator": ["Åse Ågård / Nøglen"],
        "XMP-dc:Description": "Døren bliver åbnet i maj.",
        "XMP-iptcCore:AltTextAccessibility": "En dør <på klem>",
        "XMP-xmpRights:UsageTerms": licence,
        "XMP-xmpRights:WebStatement": "https://creativecommons.org/licenses/by/4.0/",
        "XMP-photoshop:Headline": "Åbent hus & mere",
        "XMP-photoshop:Credit": CREDIT,
        "XMP-photoshop:Instructions": licence,
        "XMP-photoshop:Source": "Nøglen-alliancen",
        "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
    }
    assert {name: door[name] for name in door if name.startswith("IPTC:")} == {
        "IPTC:CodedCharacterSet": "UTF8",
        "IPTC:ApplicationRecordVersion": 4,
        "IPTC:By-line": "Åse Ågård / Nøglen",
        "IPTC:Headline": "Åbent hus & mere",
        "IPTC:Credit": CREDIT,
        "IPTC:Source": "Nøglen-alliancen",
        "IPTC:Caption-Abstract": "Døren bliver åbnet i maj.",
        "IPTC:SpecialInstructions": licence,
    }
    credited = {"doer.jpg": CREDIT, "hus.png": "Foto: Bo", "tag.webp": "Foto: Bo", "sten.webp": "Kilde: Byen"}
    credit_by_name = {name: row.get("XMP-photoshop:Credit") for name, row in tags.items()}
    assert credit_by_name == {**credited, "noegle.avif": None, "laas.gif": None}
    assert "XMP-dc:Creator" not in tags["sten.webp"]


def test_a_recording_says_who_made_it(kit: zipfile.ZipFile, tmp_path: Path) -> None:
    """Sound in its tag and in XMP, which replace what was there; MP4 in XMP. No sound and no film is changed."""
    tags = told_by(kit, tmp_path, "optagelser")
    assert [name for name, row in tags.items() if {"ExifTool:Warning", "ExifTool:Error"} & row.keys()] == ["klip.webm"]
    sound, film = tags["tale.mp3"], tags["film.mp4"]
    assert (sound["ID3v2_3:Title"], sound["ID3v2_3:Artist"]) == ("Talen & svaret", "Bo Dæk")
    assert (sound["XMP-photoshop:Credit"], sound["XMP-photoshop:Headline"]) == ("Lyd: Bo Dæk", "Åbent hus & mere")
    assert (film["XMP-dc:Description"], film["XMP-dc:Creator"]) == ("Filmen", ["Åse Ågård"])
    assert kit.read("optagelser/tale.mp3").endswith(FRAME) and b"Den gl." not in kit.read("optagelser/tale.mp3")
    assert kit.read("optagelser/film.mp4").startswith(MP4)
    assert kit.read("optagelser/klip.webm") == WEBM and kit.read("optagelser/film.vtt") == RECORDINGS["film.vtt"]


def test_the_list_of_recordings_says_it_for_all_formats(kit: zipfile.ZipFile) -> None:
    """With the captions that lie beside each and what is said in it."""
    assert kit.read("optagelser.txt").decode().split("\n\n")[:3] == [
        "optagelser/tale.mp3\nTitel: Talen & svaret\nKrediter: Lyd: Bo Dæk\nDer bliver sagt: Kære alle.\nVelkommen.",
        "optagelser/film.mp4\nTitel: Filmen\nUndertekster: film.vtt\nKrediter: Film: Åse Ågård\n"
        "Der bliver sagt: Doeren aabner",
        "optagelser/klip.webm\nTitel: Klippet\nUndertekster: film-2.vtt\nDer bliver sagt: Doeren aabner\n",
    ]


@pytest.mark.parametrize(
    "data", [MP4[:-1], MP4[:24] + b"\0\0\0\0mdatFILM", MP4[:24] + b"\0\0\0\1mdat\0\0\0\0\0\0\0\0", b"\0\0\0\3ftyp"]
)
def test_a_film_whose_end_cannot_be_told_is_left_as_it_is(data: bytes) -> None:
    """What would be written behind an open box would be part of it."""
    assert with_notes(data, "mp4", FileNotes("", "", "Film", "", "", "")) == data


def test_no_pixel_is_changed(files: Mapping[str, bytes], kit: zipfile.ZipFile) -> None:
    """The pictures are the originals of the site; those whose format holds no notes are the same file."""
    for name, kind in KINDS.items():
        if name == "plan":
            continue
        original, in_kit = files[f"nyheder/hus/{name}.{kind}"], kit.read(f"billeder/{name}.{kind}")
        with Image.open(io.BytesIO(original)) as before, Image.open(io.BytesIO(in_kit)) as after:
            assert (before.mode, before.size, before.tobytes()) == (after.mode, after.size, after.tobytes()), name
        assert (original == in_kit) is not can_hold_notes(kind)
        assert b"photoshop" not in original


def test_the_list_of_pictures_says_it_for_all_formats(kit: zipfile.ZipFile) -> None:
    """What no format can lose: a text beside them."""
    blocks = kit.read("billeder.txt").decode().split("\n\n")
    assert blocks[0].split("\n") == [
        "billeder/doer.jpg",
        "Viser: En dør <på klem>",
        "Billedtekst: Døren bliver åbnet i maj.",
        f"Krediter: {CREDIT}",
        "Licens: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "Oprindelse: Billedet er redigeret",
    ]
    assert [block.split("\n")[0] for block in blocks[1:]] == [
        f"billeder/{name}.{KINDS[name]}" for name in ("hus", "tag", "sten", "noegle", "laas")
    ]


def test_the_contact_is_an_address_card(kit: zipfile.ZipFile) -> None:
    """Lines end as programs for addresses want, signs are kept, and the domain is in letters that mail knows."""
    lines = kit.read("kontakt.vcf").decode().split("\r\n")
    assert lines == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Sjø;Frida von;;;",
        "FN:Frida von Sjø",
        "ORG:Nøglen-alliancen",
        "TITLE:pressechef",
        "EMAIL;TYPE=work:presse@xn--blbr-roah.example",
        "TEL;TYPE=work:+4512345678",
        "NOTE:Alt\\, altid",
        "URL:https://noeglen.example/nyt/",
        "END:VCARD",
        "",
    ]


def test_the_same_article_gives_the_same_kit(options: BuildOptions, files: Mapping[str, bytes], tmp_path: Path) -> None:
    """An edit makes it again; a credit that is corrected is so in the file."""
    root = tmp_path / "site"
    shutil.copytree(options.root, root, symlinks=True)
    cache, again = Cache(tmp_path / "memory"), replace(options, root=root)
    first = build(again, cache=cache)
    assert read(first.files["nyheder/hus/hus.zip"]) == files["nyheder/hus/hus.zip"]
    text = root / "content/nyheder/hus/index.md"
    text.write_text(ARTICLE.replace("Åse Ågård / Nøglen", "Ib Bo"), encoding="utf-8")
    second = build(again, first.state, cache=cache)
    data = read(second.files["nyheder/hus/hus.zip"])
    assert data == build(again).loaded()["nyheder/hus/hus.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as changed:
        assert b"Ib Bo" in changed.read("billeder/doer.jpg") and "Ågård".encode() not in changed.read("billeder.txt")
    assert hashlib.sha256(data).hexdigest() in read(second.files["nyheder/hus/hus.zip.sha256"]).decode()
    text.write_text(ARTICLE.replace("date:", "draft: ja\ndate:"), encoding="utf-8")
    assert [path for path in build(again, second.state, cache=cache).files if "hus.zip" in path] == []
    (text.parent / "klip.webm").write_bytes(WEBM + b"\xec\x80")
    text.write_text(ARTICLE, encoding="utf-8")
    third = build(again, second.state, cache=cache)
    assert third.loaded() == build(again).loaded()
    text.write_text(
        ARTICLE.replace("date:", "withdrawn: {date: 2024-06-01, text: Nyheden holdt ikke.}\ndate:"), encoding="utf-8"
    )
    assert [path for path in build(again, second.state, cache=cache).files if "hus.zip" in path] == []
    cache.close()


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_notes_of_any_length_fit(kind: str, tmp_path: Path) -> None:
    """The longest texts that fields can hold, in the widest letters: the picture can be read, and so can its notes."""
    name = next(name for name, value in KINDS.items() if value == kind)
    stream, letters = io.BytesIO(), {f"a{number}.{kind}": letter for number, letter in enumerate("&😀ø")}
    with zipfile.ZipFile(stream, "w") as archive:
        for file, letter in letters.items():
            text = letter * 10_000
            notes = FileNotes(text, text, text, text, f"https://{text}", text, text)
            data = with_notes(_picture(name), kind, notes)
            with Image.open(io.BytesIO(data)) as picture:
                picture.load()
            archive.writestr(f"billeder/{file}", data)
    tags = told_by(zipfile.ZipFile(stream), tmp_path)
    for file, letter in letters.items():
        assert "ExifTool:Warning" not in tags[file]
        assert tags[file]["XMP-photoshop:Credit"].startswith(letter * 1_000)


def test_a_view_of_a_kit_can_be_compared() -> None:
    """The kit is made once for two files, because equal views are one."""
    assert PressKitView.__struct_config__.frozen
