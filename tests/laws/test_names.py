"""The law of names: in any script a name has an address, and `check` says what `build` says."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from hjemsite.cli.main import main
from hjemsite.urls import Slug

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = (
    *("abcdefghijklmnopqrstuvwxyz", "æøåéüßđıŋþłğşčž", "абвгґджзиіїйклмнопрстуфхцчшщьюя", "αβγδεζηθικλμνξοπρσςτυφχψω"),
    *("ءابتثجحخدذرزسشصضطظعغفقكلمنهوي", "אבגדהוזחטיכלמנסעפצקרשת", "अआइकखगघचछजझटठडढणतथदधन", "王李张刘陈杨黄赵周吴"),
    *("あいうえおかきくけこ", "가나다라마바사", "ქართული", "հայերեն", "አማርኛ", "ภาษาไทย", "٠١٢٣٤٥", "😀🌈❤"),
    "-–…'’.!?&+/()",
)
ODD = (
    "Side",
    "2024",
    "Index",
    "Data",
    "Feed",
    "CON",
    "???",
    "–",
    "&",
    "+",
    "🏳️\u200d🌈",
    ".",
    "..",
    "../a",
    "a/b",
    "n" * 300,
)
FACES = ("speaker", "member", "topic", "title")


def name(chance: random.Random) -> str:
    """One or two words, each in a script of its own, or a name that means something to a program."""
    if chance.random() < 0.2:
        return chance.choice(ODD)
    words = (
        "".join(chance.choices(chance.choice(SCRIPTS), k=chance.randint(1, 9))) for _ in range(chance.randint(1, 3))
    )
    return " ".join(words)


def article(kind: str, word: str) -> dict[str, object]:
    fields: dict[str, object] = {"title": "En nyhed", "date": "2026-03-02"}
    if kind == "speaker":
        return fields | {"speakers": [{"name": word}]}
    if kind == "topic":
        return fields | {"topics": [word, "bolig"]}
    return fields | {"title": word} if kind == "title" else fields


def write_site(root: Path, kind: str, words: list[str]) -> None:
    """A site with an article for each word, or a member; JSON is YAML in which any word can be written."""
    (root / "content/nyheder").mkdir(parents=True)
    (root / "content/medlemmer").mkdir()
    (root / "templates").symlink_to(ROOT / "templates")
    site = {"title": "Nøglen", "address": "https://noeglen.example", "description": "Nyt"}
    (root / "content/site.yaml").write_text(json.dumps(site), encoding="utf-8")
    (root / "content/nyheder/a.md").write_text("---\ntitle: Først\ndate: 2026-03-01\n---\n\nHer.\n", encoding="utf-8")
    for number, word in enumerate(words):
        of_member = {"name": word, "kind": "fond"}
        fields = of_member if kind == "member" else article(kind, word)
        file = f"medlemmer/m{number}.md" if kind == "member" else f"nyheder/n{number}.md"
        text = f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n\n{word} er her.\n"
        (root / "content" / file).write_text(text, encoding="utf-8")


def answers(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[int, Any]]:
    """For `check` and for `build`: the exit code, and each fault as text."""
    results = []
    for command in ("check", "build"):
        capsys.readouterr()
        words = [command, "--root", str(root), "--as-of", "2026-11-01", "--format", "json", "--jobs", "1"]
        code = main([*words, "--no-search"] if command == "build" else words)
        captured = capsys.readouterr()
        results.append((code, json.loads(captured.out) if code in (0, 1) else [captured.err]))
    return results


def breaks_the_law(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is wrong with the answers of `check` and `build`; empty when they are as they should be."""
    checked, built = answers(root, capsys)
    if checked[0] not in (0, 1) or built[0] not in (0, 1):
        return f"ends in {checked[0]} and {built[0]}: {checked[1]} {built[1]}"
    return "" if checked == built else f"check and build differ: {checked} {built}"


@pytest.mark.parametrize("kind", FACES)
@pytest.mark.parametrize("seed", range(2))
def test_check_and_build_say_the_same_of_any_name(
    kind: str, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All names of one kind together: with those that are refused, and once more without them."""
    chance = random.Random(f"{kind} {seed}")
    words = [name(chance) for _ in range(40)]
    write_site(tmp_path / "all", kind, words)
    assert breaks_the_law(tmp_path / "all", capsys) == ""
    _, faults = answers(tmp_path / "all", capsys)[0]
    refused = {fault["path"] for fault in faults if fault["severity"] == "fejl"}
    folder = "medlemmer/m" if kind == "member" else "nyheder/n"
    accepted = [word for number, word in enumerate(words) if f"content/{folder}{number}.md" not in refused]
    assert len(accepted) > 10
    write_site(tmp_path / "some", kind, accepted)
    assert breaks_the_law(tmp_path / "some", capsys) == ""
    assert answers(tmp_path / "some", capsys)[1][0] == 0


@pytest.mark.parametrize("piece", ["", "a//b", "../a"])
def test_the_law_catches_a_name_without_an_address(
    piece: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planted fault: the piece of an address that topics get is none."""
    for module in ("hjemsite.site.taxonomies", "hjemsite.pages.context"):
        monkeypatch.setattr(f"{module}.slug", lambda _: Slug(piece))
    write_site(tmp_path, "topic", ["bolig"])
    assert breaks_the_law(tmp_path, capsys).startswith("ends in 3 and 3")
