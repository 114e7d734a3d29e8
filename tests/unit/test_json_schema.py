"""The schemas of front matter in docs/skema: up to date, and of one mind with the reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from hjemsite.content.document import kind_of
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.decode import fields_of
from hjemsite.content.frontmatter.editor_files import editor_files
from hjemsite.content.frontmatter.field_docs import EXPLANATIONS, KINDS
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import (
    ArticleFields,
    Fields,
    MemberFields,
    PageFields,
    PersonFields,
    SiteFields,
)
from hjemsite.content.frontmatter.json_schema import FILES, SiteNames, json_schema, texts
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.model import ExtraField

ROOT = Path(__file__).parents[2]


class Yaml(yaml.SafeLoader):
    """YAML as an editor's program reads it: version 1.2, which knows no dates and no »nej«."""


Yaml.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for word in ("true", "false"):
    Yaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(f"{word}$"), [word[0]])


def schema_accepts(text: str, kind: type[Fields]) -> bool:
    return bool(jsonschema.Draft7Validator(json_schema(kind)).is_valid(yaml.load(text, Yaml)))


def faults(text: str, kind: type[Fields]) -> list[Diagnostic]:
    tree = split.parse(text, "content/nyheder/x.md")
    return [*tree.faults, *typed(tree.value, kind).faults]


ARTICLE = "title: Åben dør\ndate: 2026-03-02\n"
SITE = "title: N\naddress: https://x.example\ndescription: D\n"
ACCEPTED: list[tuple[type[Fields], str]] = [
    (ArticleFields, ARTICLE),
    (ArticleFields, "title: 2026\ndate: 2026-03-02 14:30\nmember: a\ntopics: nej\ndraft: ja\nalliance_size: 1.000\n"),
    (ArticleFields, ARTICLE + "member: [a, b]\nembargo: 2026-03-02T14:30:00+02:00\nredirects: /gammel/side.html\n"),
    (
        ArticleFields,
        ARTICLE + "speakers: [{name: Bo, title: true}, {person: bo}]\nquotes: [{speaker: Bo, text: Ja}]\n",
    ),
    (ArticleFields, ARTICLE + "image: {file: a.png, alt: En dør, credit: Bo}\nattachments: [{file: b.pdf}]\n"),
    (ArticleFields, ARTICLE + "contact: {name: Bo, email: bo@x.example, phone: 12345678}\nalliance_size: '20'\n"),
    (ArticleFields, ARTICLE + "corrections: [{date: 2026-03-02, text: Nej}]\noriginal: https://x.example/a?b=1\n"),
    (
        MemberFields,
        "name: Øst\nkind: fond\njoined: 2016\nleft: 2018-07\nformer_names: [Vest]\nwebsite: http://x.example\n",
    ),
    (MemberFields, "name: Øst\nkind: kommune\njoined: 2016-01-02\nlogo: {file: l.png, alt: Øst}\n"),
    (PersonFields, "name: Bo\nroles: [{title: chef, member: a, from: 2016, to: 2018-07-01}]\nsort_as: Ø\n"),
    (PageFields, "title: Om\nmenu: 1\n"),
    (SiteFields, "title: N\naddress: https://x.example\ndescription: D\nalliance: {name: N, register_complete: nej}\n"),
    (SiteFields, SITE + "menu: [{title: Om, address: /om/}]\nfeeds: {entries: 5}\n"),
    (SiteFields, SITE + "members_called: Partnere\n"),
    (SiteFields, SITE + "members_called: {one: støtte, many: støtter, the_one: støtten, the_many: støtterne}\n"),
]
REFUSED: list[tuple[type[Fields], str]] = [
    (ArticleFields, "title: Åben dør\n"),
    (ArticleFields, ARTICLE + "tilte: x\n"),
    (ArticleFields, "title:\ndate: 2026-03-02\n"),
    (ArticleFields, "title: [x]\ndate: 2026-03-02\n"),
    (ArticleFields, "title: x\ndate: 22-11-2026\n"),
    (ArticleFields, ARTICLE + "draft: måske\n"),
    (ArticleFields, ARTICLE + "alliance_size: mange\n"),
    (ArticleFields, ARTICLE + "speakers: Bo\n"),
    (ArticleFields, ARTICLE + "speakers: [{navn: Bo}]\n"),
    (ArticleFields, ARTICLE + "quotes: [{speaker: Bo}]\n"),
    (ArticleFields, ARTICLE + "image: {file: a.png, alt: x}\n"),
    (ArticleFields, ARTICLE + "original: x.example\n"),
    (ArticleFields, ARTICLE + "redirects: gammel\n"),
    (ArticleFields, ARTICLE + "contact: {name: Bo, email: bo}\n"),
    (MemberFields, "name: Øst\nkind: klub\n"),
    (MemberFields, "name: Øst\nkind: fond\njoined: sidste år\n"),
    (PersonFields, "name: Bo\nroles: [{from: 2016}]\n"),
    (PageFields, "title: Om\nmenu: 0\n"),
    (SiteFields, "title: N\naddress: ftp://x.example\ndescription: D\n"),
    (SiteFields, SITE + "menu: [{title: Om, address: om}]\n"),
]


def test_the_files_are_up_to_date(pytestconfig: pytest.Config) -> None:
    """docs/skema holds what the structs make, and nothing else; with `--skriv` they are written."""
    for name, text in texts().items() if pytestconfig.getoption("--skriv") else ():
        (ROOT / "docs/skema" / name).write_text(text, encoding="utf-8", newline="\n")
    schemas = {path.name: path.read_text("utf-8") for path in (ROOT / "docs/skema").glob("*.json")}
    assert schemas == texts()


@pytest.mark.parametrize("kind", FILES.values())
def test_the_schemas_are_schemas(kind: type[Fields]) -> None:
    """Each is valid by the rules of JSON Schema's draft 7."""
    jsonschema.Draft7Validator.check_schema(json_schema(kind))


def test_every_field_is_explained() -> None:
    """Each field of each kind has a Danish sentence, and there is none for fields that do not exist."""
    assert EXPLANATIONS.keys() == KINDS.keys()
    for kind, sentences in EXPLANATIONS.items():
        assert set(sentences) == {slot.key for slot in fields_of(kind)}, kind
        assert all(sentence.endswith(".") for sentence in sentences.values())


@pytest.mark.parametrize(("kind", "text"), ACCEPTED)
def test_what_the_reader_takes_the_schema_takes(kind: type[Fields], text: str) -> None:
    """No false alarm while an editor types."""
    assert faults(text, kind) == []
    assert schema_accepts(text, kind)


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_what_the_schema_refuses_is_a_fault(kind: type[Fields], text: str) -> None:
    """The slips that a pattern can see are seen by both."""
    assert not schema_accepts(text, kind)
    assert faults(text, kind) != []


def texts_of_the_project() -> Iterator[Path]:
    for site in (ROOT, ROOT / "tests/doors/site", ROOT / "tests/sites/noeglen"):
        for path in sorted((site / "content").rglob("*")):
            if path.suffix in (".md", ".yaml") and kind_of(path.relative_to(site).as_posix()):
                yield path


@pytest.mark.parametrize("path", [*texts_of_the_project()], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_texts_are_taken(path: Path) -> None:
    """Every text of the site, and of the sites in the tests, fits its schema."""
    text = path.read_text("utf-8")
    yaml_text = text if path.suffix == ".yaml" else text.split("---\n")[1]
    source = "content" + path.as_posix().rpartition("/content")[2]
    kind = kind_of(source)
    assert kind
    assert schema_accepts(yaml_text, kind)


def test_vs_code_attaches_what_it_can() -> None:
    """The settings name schemas that are there, for files that are there."""
    settings: dict[str, Any] = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    for schema, file in settings["yaml.schemas"].items():
        assert (ROOT / schema).name in FILES
        assert (ROOT / schema).exists()
        assert (ROOT / file).exists()


OWN = (
    ExtraField("video", "address", False, ("article",), "Filmen."),
    ExtraField("seats", "number", True, ("article",), ""),
    ExtraField("tags", "list", False, ("article", "member"), ""),
)
NAMES = SiteNames(("aagaard-kommune", "tidselfonden"), ("kirstine",), ("Broer",), OWN)


@pytest.mark.parametrize(
    ("text", "is_accepted"),
    [
        ("extra: {seats: 3}\n", True),
        ("extra: {seats: 3, video: https://film.example, tags: [a, b]}\nmember: tidselfonden\n", True),
        ("extra: {seats: 3}\nmember: [tidselfonden, aagaard-kommune]\ntopics: [Broer, Nyt]\n", True),
        ("extra: {seats: 3}\nspeakers: [{person: kirstine, member: tidselfonden}]\n", True),
        ("", False),
        ("extra: {video: https://film.example}\n", False),
        ("extra: {seats: 3, vidoe: https://film.example}\n", False),
        ("extra: {seats: 3, video: film}\n", False),
        ("extra: {seats: 3}\nmember: tidselfnoden\n", False),
        ("extra: {seats: 3}\nspeakers: [{person: kristine}]\n", False),
    ],
)
def test_a_site_has_its_own_names_in_its_schema(text: str, is_accepted: bool) -> None:
    """Its own fields as it describes them, and the members and people that there are; topics may be new."""
    schema = json_schema(ArticleFields, NAMES)
    jsonschema.Draft7Validator.check_schema(schema)
    assert jsonschema.Draft7Validator(schema).is_valid(yaml.load(ARTICLE + text, Yaml)) == is_accepted


def test_a_schema_without_names_is_the_common_one() -> None:
    assert texts(SiteNames()) == texts()


def test_snippets_offer_what_there_is() -> None:
    """A name with a sign that means something in a list of choices is written as it is."""
    files = editor_files(SiteNames(topics=("Børn, unge", "A|B"), extra=(ExtraField("free", "flag", False, (), ""),)))
    snippets = json.loads(files[".vscode/hjemsite.code-snippets"])
    assert snippets["hjemsite: topics"]["body"] == ["topics: [${1|Børn\\, unge,A\\|B|}]"]
    assert snippets["hjemsite: free"]["body"] == ["free: ${1|ja,nej|}"]
    assert snippets["hjemsite: extra"]["body"] == ["extra:", "  free: $1"]
