"""What can be found, how it is spelt in the index, and which of its files an edit changes."""

import json
import random
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import snowballstemmer
from msgspec.structs import replace

from hjemsite.cache.cache import Cache
from hjemsite.cli import main
from hjemsite.danish.search_spelling import search_stem, search_words, without_danish_letters
from hjemsite.danish.stemmer import stem
from hjemsite.pipeline.build import EMPTY, State, build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.render import search_shards
from hjemsite.render.search_shards import Shard, changed_shards, group_name, groups_of

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests/sites/noeglen"
NOON = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SEED = 20261129

# Spelling

ENDINGS = "hed ethed ered e erede ende ene erne ere en heden er heder s es ens ets et eret ig lig elig els løst igst gt dt kt gd st".split()  # noqa: E501 - a list of words


def made_up_words(chance: random.Random, number: int) -> list[str]:
    """Words of random letters with Danish endings, as many as three on end."""
    beginnings = ("".join(chance.choices("abdefghijklmnoprstuvyæøå", k=chance.randint(1, 7))) for _ in range(number))
    return [begun + "".join(chance.choices(ENDINGS, k=chance.randint(0, 3))) for begun in beginnings]


def test_stems_are_snowballs() -> None:
    """Our own rules say what Snowball's program says, for made-up words and for those of the guide."""
    words = made_up_words(random.Random(SEED), 15_000)
    words += {*search_words((ROOT / "docs/redaktoer.md").read_text(encoding="utf-8"))}
    theirs = snowballstemmer.stemmer("danish").stemWords(words)
    assert {word: stem(word) for word in words} == dict(zip(words, theirs, strict=True))


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("Ålborg Aalborg A\u030alborg AALBORG", {"aalborg"}),
        ("hjemløse hjemløshed hjemløst HJEMLØSHEDEN hjem\u00adløse", {"hjemloes"}),
        ("Malmö Malmø", {"malmoe"}),
        ("café cafe cafes", {"caf"}),
        ("Ærø Aerø", {"aeroe"}),
    ],
)
def test_spellings_of_a_word_have_one_stem(words: str, stems: set[str]) -> None:
    """Danish letters one by one or spelt out, accents, capitals, soft hyphens and endings make no difference."""
    assert {search_stem(word) for word in search_words(words)} == stems


@pytest.mark.parametrize(("danish", "typed"), [("århus", "arhus"), ("nørgaard", "norgard"), ("søren", "soren")])
def test_a_keyboard_without_danish_letters_is_enough(danish: str, typed: str) -> None:
    """Rings and strokes may be left out."""
    assert without_danish_letters(search_stem(danish)) == without_danish_letters(search_stem(typed))


# The index


def options(root: Path) -> BuildOptions:
    shutil.copytree(SITE / "content", root / "content")
    (root / "templates").symlink_to(ROOT / "templates")
    return BuildOptions(root, NOON, search=True)


def index(asked: BuildOptions, before: State = EMPTY, cache: Cache | None = None) -> Mapping[str, bytes]:
    built = build(asked, before, cache=cache)
    return {path: data for path, data in built.loaded().items() if path.startswith("soeg/indeks/")}


def hits(files: Mapping[str, bytes]) -> dict[str, list[object]]:
    """What hits show, by address: title, detail, text and quotes."""
    chunks = (json.loads(data) for path, data in files.items() if "/fund-" in path)
    return {url: shown for url, *shown in chunks}


def rows(files: Mapping[str, bytes]) -> dict[str, str]:
    """The groups of each stem."""
    texts = (data.decode() for path, data in files.items() if "/ord-" in path)
    return {line.partition(" ")[0]: line.partition(" ")[2] for text in texts for line in text.splitlines()}


def test_everything_published_can_be_found(tmp_path: Path) -> None:
    """Articles, members, people and pages, each with what its page says; no list, and nothing that is not published."""
    files = index(options(tmp_path))
    pages = hits(files)
    assert {url: shown[0] for url, shown in pages.items()} == {
        "/medlemmer/aagaard-kommune/": "Aagaard Kommune",
        "/medlemmer/oest-bolig/": "Øst Bolig",
        "/medlemmer/tidselfonden/": "Tidselfonden",
        "/nyheder/foer-vi-blev-flere/": "Før vi blev flere",
        "/nyheder/tredje/": "Det tredje hus",
        "/nyheder/velkommen-aagaard/": "Velkommen til Aagaard Kommune: nu er vi to",
        "/om/": "Om Nøglen",
        "/personer/idriis-a-warsame/": "Idriis A. Warsame",
        "/personer/kirstine-vestergaard/": "Kirstine Vestergård",
        "/presse/": "For pressen",
        "/foelg-med/": "Følg med",
        "/privatliv/": "Privatliv",
    }
    assert pages["/nyheder/foer-vi-blev-flere/"] == [
        "Før vi blev flere",
        "3. maj 2022 · Tidselfonden",
        "Om tiden, da vi var få. “Dengang”, siger Kirstine Vestergård, “var vi kun et sekretariat.” "
        "Kirstine Vestergård, sekretariatsleder, Nøglen-alliancen. boliger.",
        [["citat-dengang-var-vi-kun-et-sekretariat", "Dengang var vi kun et sekretariat.", "Kirstine Vestergård"]],
    ]
    assert pages["/personer/kirstine-vestergaard/"][1] == "direktør, Nøglen-alliancen"
    assert json.loads(files["soeg/indeks/valg.json"]) == {
        "organisation": [
            ["tidselfonden", "Tidselfonden"],
            ["oest-bolig", "Øst Bolig"],
            ["aagaard-kommune", "Aagaard Kommune"],
        ],
        "emne": [["boliger", "boliger"], ["kommuner", "Kommuner"]],
        "aar": [[2024, 2024], [2023, 2023], [2022, 2022]],
    }
    assert {"tidselfond", "sekretariat", "#e/boliger", "#m/tidselfonden"} < rows(files).keys()


def test_a_person_is_found_by_the_department_and_by_the_member(tmp_path: Path) -> None:
    """The organisation as the text says it; the member's name where it says none. No title stands twice."""
    asked = options(tmp_path)
    head = "---\ntitle: Nyt\ndate: 2024-05-01\nmember: aagaard-kommune\n"
    speaker = "speakers:\n- {{name: Ib Sø, title: centerchef, {}member: aagaard-kommune}}\n"
    quote = "quotes:\n- {speaker: Ib Sø, text: Vi er klar.}\n---\n“Vi er klar”, siger Ib Sø.\n"
    for name, organisation in (("a", "organisation: Aagaards Center for Døre, "), ("b", "")):
        text = head + speaker.format(organisation) + quote
        (tmp_path / f"content/nyheder/2024-05-01-{name}.md").write_text(text, encoding="utf-8")
    assert hits(index(asked))["/personer/ib-soe/"][1:3] == [
        "centerchef, Aagaard Kommune",
        "centerchef, Aagaard Kommune. centerchef, Aagaards Center for Døre.",
    ]


def test_a_preview_with_drafts_finds_them(tmp_path: Path) -> None:
    """The test above can fail: what the gate lets through is in the index."""
    pages = hits(index(replace(options(tmp_path), drafts=True)))
    assert {"/nyheder/kladde/", "/nyheder/jul/", "/personer/hemmelig-kilde/"} <= set(pages)


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whenever it is made, and wherever the site will stand."""
    once = options(tmp_path / "once")
    again = replace(options(tmp_path / "again"), base_url="https://www.example/hjem")
    assert index(once) == index(again)


def test_a_check_makes_no_index_and_neither_does_a_site_with_faults(tmp_path: Path) -> None:
    """What will not be published need not be found."""
    order = options(tmp_path)
    assert index(replace(order, search=False)) == {}
    (order.root / "content/sider/om.md").write_text("---\ntitle: Om\n---\n\n[Hen](/hvor/)\n", encoding="utf-8")
    assert any(fault.is_error for fault in build(order).faults)
    assert index(order) == {}
    assert main.main(["check", "--root", str(order.root)]) == main.FAULTS


def test_an_edit_changes_its_own_rows_alone(tmp_path: Path) -> None:
    """A new word in an article changes the rows of that word, and what the hit shows; from the same state again."""
    order, cache = options(tmp_path), Cache(None)
    before = build(order, cache=cache)
    old = {path: data for path, data in before.loaded().items() if path.startswith("soeg/indeks/")}
    file = order.root / "content/nyheder/2022-05-03-foer-vi-blev-flere.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nEn kvark.\n", encoding="utf-8")
    new = index(order, before.state, cache)
    assert new == index(order)
    then, now = rows(old), rows(new)
    assert {path for path in then.keys() | now.keys() if then.get(path) != now.get(path)} == {"kvark"}
    assert sum(old.get(path) != data for path, data in new.items()) == 2


# The files of rows


@pytest.mark.parametrize(
    ("segment", "weights", "signs"),
    [(0, [(0, 0)], "-----"), (4097, [(0, 1), (1, 31), (33, 2)], "0-0-0-UU1"), (63, [(1057, 3)], "--zWW02")],
)
def test_numbers_are_written_in_signs(segment: int, weights: list[tuple[int, int]], signs: str) -> None:
    """The segment, then for each document how many were passed over and its weight; above 31, a sign says »and on«."""
    documents = [dict[str, int]() for _ in range(weights[-1][0] + 1)]
    for number, weight in weights:
        documents[number]["ord"] = weight
    assert groups_of(segment, documents) == {"ord": signs}


class Files:
    """Files of rows that are changed step by step."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.loaded = 0

    def change(self, changes: Mapping[str, list[str]]) -> None:
        shards = {bound: Shard(bound.encode(), len(text.encode())) for bound, text in self.texts.items()}
        new = changed_shards(shards, changes, self._load)
        self.texts = {
            bound: part if isinstance(part, str) else self.texts[part.digest.decode()] for bound, part in new.items()
        }

    def _load(self, shard: Shard) -> str:
        self.loaded += 1
        return self.texts[shard.digest.decode()]


def words_of(chance: random.Random, number: int) -> list[str]:
    """Stems, of which many share a beginning, and some are in other letters or name a filter."""
    beginnings = ["bolig", "kommun", "#m/", "#e/", "2024", "ø", "жи", "noe", "no", ""]
    letters = "abcdeos019-é"
    words = (
        chance.choice(beginnings) + "".join(chance.choices(letters, k=chance.randint(1, 4))) for _ in range(number)
    )
    return [*dict.fromkeys(words)]


@pytest.mark.parametrize("number", range(40))
def test_files_that_are_changed_are_as_if_made_at_once(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any changes, growing and shrinking, files and their names are what they are from the beginning."""
    monkeypatch.setattr(search_shards, "_MOST", 120)
    chance, files, groups = random.Random(SEED + number), Files(), dict[tuple[str, int], str]()
    stems = words_of(chance, 60)
    for share in (0.9, 0.1, 0.02, 0.5, 0.02, 0.9, 0.02):
        changes: dict[str, list[str]] = {}
        for segment in range(3):
            for word in chance.sample(stems, 20 if share < 0.9 else 4):
                signs = group_name(segment) + ("-7" * chance.randint(1, 3) if chance.random() > share / 2 else "")
                groups[word, segment] = signs
                changes.setdefault(word, []).append(signs)
        files.change(changes)
        at_once = Files()
        all_groups: dict[str, list[str]] = {}
        for (word, _), signs in sorted(groups.items(), key=lambda pair: pair[0][1]):
            all_groups.setdefault(word, []).append(signs)
        at_once.change(all_groups)
        assert files.texts == at_once.texts
    assert len(files.texts) > 3


def test_a_small_change_reads_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """One word more is one file."""
    monkeypatch.setattr(search_shards, "_MOST", 120)
    files = Files()
    files.change({word: ["--0-1"] for word in words_of(random.Random(SEED), 300)})
    assert len(files.texts) > 20
    files.change({"boliger": ["--1-1"]})
    assert files.loaded == 1
