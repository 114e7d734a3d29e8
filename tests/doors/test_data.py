"""The site as data: every file keeps the promise of docs/data.md, and refers only to what is there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/data-v1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
MORE = {"arrangementer": "events", "omtale": "coverage"}
"""Files of what not every site has."""
NAMES = {"artikler": "articles", "medlemmer": "members", "personer": "people", "citater": "quotes"}


def read(folder: Path) -> dict[str, Any]:
    """The files by name. status.json tells of the site's clock and not of its content; others hold it."""
    files = (file for file in sorted((folder / "data/v1").glob("*")) if file.stem != "status")
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def test_every_file_is_what_the_schema_says(sites: Mapping[str, Path]) -> None:
    """Five files and those of what not every site has, each valid; the index names the others."""
    Draft202012Validator.check_schema(SCHEMA)
    for folder in sites.values():
        files = read(folder)
        assert files.keys() - MORE.keys() == {"index", *NAMES}
        for name, data in files.items():
            assert [error.message for error in VALIDATOR.iter_errors(data)] == [], name
        home = files["index"]["url"]
        for file in files["index"]["files"]:
            assert (folder / file["url"].removeprefix(home)).is_file()
        assert [file["name"] for file in files["index"]["files"]] == [*NAMES, *(name for name in MORE if name in files)]
    assert MORE.keys() <= read(sites["something of everything"]).keys()


def test_nothing_is_there_that_the_schema_does_not_name(sites: Mapping[str, Path]) -> None:
    """A new field is documented before it is published."""
    defined = SCHEMA["$defs"]
    for name, key in {**NAMES, **MORE}.items():
        kind = {"people": "person", "coverage": "coverage"}.get(key, key[:-1])
        for folder in sites.values():
            for row in read(folder).get(name, {key: ()})[key]:
                # Fields of the site's own are there where a text has some.
                assert row.keys() == defined[kind]["properties"].keys() - ({"extra"} - row.keys())
                assert sorted(row.keys() - {"extra"}) == sorted(defined[kind]["required"])


def test_every_reference_leads_somewhere(sites: Mapping[str, Path]) -> None:
    """Ids are those of rows in the other files, addresses those of pages and files of the site."""
    for folder in sites.values():
        files = read(folder)
        ids = {key: {row["id"] for row in files[name][key]} for name, key in NAMES.items() if key != "quotes"}
        home = files["index"]["url"]
        for article in files["artikler"]["articles"]:
            assert set(article["members"]) <= ids["members"]
            assert {speaker["person"] for speaker in article["speakers"]} <= ids["people"]
            for name in ("text_url", "word_url", "ninjs_url", "markdown_url"):
                assert (folder / article[name].removeprefix(home)).is_file()
        for row in (*files["medlemmer"]["members"], *files["personer"]["people"]):
            assert set(row["articles"]) <= ids["articles"]
            assert (folder / row["url"].removeprefix(home) / "index.html").is_file()
        for quote in files["citater"]["quotes"]:
            assert quote["article"] in ids["articles"]
            assert quote["speaker"]["person"] in ids["people"]
            page, _, anchor = quote["url"].removeprefix(home).partition("#")
            assert f' id="{anchor}"' in (folder / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("url",), "/"),
        (("articles", 0, "published"), "2025-03-01"),
        (("articles", 0, "id"), "Ærlig snak"),
        (("articles", 0, "title"), None),
        (("articles", 0, "speakers", 0, "member"), ""),
        (("articles", 0, "image", "credit"), None),
    ],
)
def test_the_schema_finds_faults(path: tuple[str | int, ...], value: object, sites: Mapping[str, Path]) -> None:
    """It can fail: each fault, put into good data, is found."""
    data = read(sites["something of everything"])["artikler"]
    data["articles"] = [article for article in data["articles"] if article["id"] == "aerlig-snak"]
    assert VALIDATOR.is_valid(data)
    node: Any = data
    for step in path[:-1]:
        node = node[step]
    assert path[-1] in node
    node[path[-1]] = value
    assert not VALIDATOR.is_valid(data)
