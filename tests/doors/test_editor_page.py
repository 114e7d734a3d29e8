"""The editors' page: off by default, alone with its policy, silent about what is held back, and safe to write on."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page

from hjemsite.cache.blob import read
from hjemsite.cli.main import main
from hjemsite.content.document import kind_of
from hjemsite.content.formatter.source_format import formatted
from hjemsite.content.frontmatter.field_labels import LABELS
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.frontmatter.repository_address import HOSTS
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pages.editing import editor_config
from hjemsite.pages.editing.editor_fields import Choices
from hjemsite.pages.http_headers import RULES
from hjemsite.pipeline.build import Build, build
from hjemsite.pipeline.editor_package import FILES, VERSION, editor_files
from hjemsite.pipeline.options import BuildOptions
from tests.doors.conftest import lacking, served

NOON = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
EDITING = "editing: https://github.com/noeglen/side\n"
PACKAGE = Path(__file__).parent / "node_modules/@sveltia/cms"
OLD = "content/nyheder/2026-10-05-aaben-doer/index.md"
FLAT = "content/nyheder/2026-09-01-kort.md"
FILES_OF_SITE = {
    "content/medlemmer/aagaard-kommune.md": "---\nname: Aagaard Kommune\nkind: kommune\njoined: 2023\n---\n",
    "content/medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
    "content/personer/kirstine-vestergaard.md": "---\nname: Kirstine Vestergård\n---\n",
    OLD: """---
title: Åben dør i Aagaard
date: 2026-10-05
member: aagaard-kommune  # vært
topics: boliger
speakers:
  - name: Idriis A. Warsame
    title: rådmand
    member: aagaard-kommune
quotes:
  - {speaker: Idriis A. Warsame, text: Nu har vi nøgler}
credit: "Tekst: Aagaard Kommune"
contact:
  name: Frida Sjølund
  phone: 12 34 56 78
updated: 2026-10-07
redirects: /nyheder/gammel/
---

“Nu har vi nøgler”, siger rådmand Idriis A. Warsame.

> Fakta
{.faktaboks}
""",
    FLAT: "---\ntitle: Kort nyt\ndate: 2026-09-01 08:30\ncontact:\n  - name: A B\n  - name: C D\n---\n\nKort.\n",
    "content/nyheder/2026-11-01-kvark.md": """---
title: Kvarkpalads
date: 2026-11-01
draft: ja
topics: [kvarkemne]
speakers:
  - name: Kvark Holm
    title: kvarkchef
quotes:
  - speaker: Kvark Holm
    text: Kvarken er landet
---

»Kvarken er landet«, siger Kvark Holm.
""",
}


def make(root: Path, settings: str = SITE + EDITING) -> Path:
    """A little site with something of everything that the page can name, and a draft that it may not."""
    for path, text in {**FILES_OF_SITE, "content/site.yaml": settings}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def error_free_build(root: Path, settings: str = SITE + EDITING) -> Build:
    built = build(BuildOptions(make(root, settings), NOON, editor=dict))
    assert not has_errors(built.faults)
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site with its editors' page, but without the program."""
    return error_free_build(tmp_path_factory.mktemp("redaktion"))


def test_without_the_setting_there_is_no_such_page(tmp_path: Path) -> None:
    """It is off by default, and then nothing of the program is asked for."""

    def never() -> dict[object, bytes]:
        raise AssertionError

    files = build(BuildOptions(make(tmp_path, SITE), NOON, editor=never)).files  # type: ignore[arg-type]
    assert [path for path in files if path.startswith("redaktion/")] == []
    assert b"redaktion" not in read(files["_headers"])


def test_the_rest_of_the_site_stays_as_it_is(site: Build, tmp_path: Path) -> None:
    """Every other file has the same bytes with the page and without; but for the headers, and when it was built."""
    plain = error_free_build(tmp_path, SITE)
    own = {path for path in site.files if path.startswith("redaktion/")}
    assert own == {"redaktion/index.html", "redaktion/config.yml", "redaktion/start.js"}
    assert site.files.keys() - own == plain.files.keys()
    changed = {path for path, data in plain.files.items() if read(data) != read(site.files[path])}
    assert changed == {"_headers", "data/v1/status.json"}


def rules(headers: str) -> dict[str, dict[str, str]]:
    """Address or pattern → its headers."""
    by_path: dict[str, dict[str, str]] = {}
    for rule in re.split(r"\n(?=/)", headers.strip()):
        path, *lines = rule.splitlines()
        by_path[path] = dict(line.strip().split(": ", 1) for line in lines)
    return by_path


def test_no_other_page_loses_a_word_of_its_policy(site: Build) -> None:
    """Every file gets each header exactly once, the site's policy unless it is the editors' page."""
    by_rule = rules(read(site.files["_headers"]).decode())
    policy = RULES["/*"]["Content-Security-Policy"]
    for path in (*site.files, "assets/x.css"):
        url = f"/{path.removesuffix('index.html')}"
        groups = [
            values for rule, values in by_rule.items() if rule == url or (rule[-1] == "*" and url.startswith(rule[:-1]))
        ]
        names = [name for values in groups for name in values]
        assert len(names) == len(set(names)), url
        assert names.count("X-Frame-Options") == 1
        (page_policy,) = (values["Content-Security-Policy"] for values in groups if "Content-Security-Policy" in values)
        assert (page_policy == policy) != url.startswith("/redaktion/"), url
        assert "frame-ancestors 'none'" in page_policy


def test_the_page_may_ask_the_git_host_alone(site: Build) -> None:
    """Its policy names no other origin, and it lies in no list for readers."""
    html = read(site.files["redaktion/index.html"]).decode()
    origins = set(re.findall(r"https?://[^\s;\"]+", html))
    assert origins == {"https://api.github.com", "https://*.githubusercontent.com"}
    assert '<meta name="robots" content="noindex">' in html
    others = [path for path in site.files if not path.startswith(("redaktion/", "_headers"))]
    assert [path for path in others if b"/redaktion/" in read(site.files[path])] == []


def configuration(site: Build) -> dict[str, object]:
    config: dict[str, object] = json.loads(read(site.files["redaktion/config.yml"]))
    return config


def test_the_configuration_names_nothing_that_is_held_back(site: Build) -> None:
    """It is public: members, people and topics are those that readers can see."""
    text = json.dumps(configuration(site), ensure_ascii=False)
    assert "kvark" not in text.lower()
    for name in ("Aagaard Kommune", "Tidselfonden", "Kirstine Vestergård", "boliger", "Fotograf", "Embargo"):
        assert name in text


def test_a_change_is_reviewed_where_the_host_has_that() -> None:
    """On Codeberg the program has no states of review, and says so itself where they are asked for."""
    hosts = ("github.com", "gitlab.com", "codeberg.org")
    configurations = [editor_config.configuration(f"https://{host}/noeglen/side", "N", "", Choices()) for host in hosts]
    assert [settings.get("publish_mode") for settings in configurations] == [
        "editorial_workflow",
        "editorial_workflow",
        None,
    ]


def test_every_field_of_a_form_has_a_danish_name(site: Build) -> None:
    """And an explanation; a field that may have two shapes is in no form, for one of the two would be lost."""

    def named(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for field in fields:
            yield field
            yield from named(field.get("fields", []))

    collections: Any = configuration(site)["collections"]
    fields = [field for collection in collections for field in named(collection["fields"])]
    assert len(fields) > 40
    assert len([field for field in fields if field["name"] in LABELS]) > 40
    assert [field["name"] for field in fields if not field["hint"]] == []
    assert not {"contact", "updated", "extra"} & {field["name"] for field in collections[0]["fields"]}


def test_the_configuration_is_what_the_program_takes(site: Build) -> None:
    """It keeps to the schema that the program is published with."""
    if not PACKAGE.exists():
        lacking("Sveltia CMS: npm ci --ignore-scripts --prefix tests/doors")
    schema = json.loads((PACKAGE / "schema/sveltia-cms.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    assert list(validator.iter_errors(configuration(site))) == []
    others = {
        host: editor_config.configuration(f"https://{host}/noeglen/side", "Nøglen", "/nyt", Choices()) for host in HOSTS
    }
    assert len({json.dumps(other["collections"]) for other in others.values()}) == 1
    for number, (host, other) in enumerate(others.items()):
        # The forms are the same for all hosts, and nearly all of the work: they are validated with the first one.
        tried = {**other, "collections": [] if number else other["collections"]}
        assert list(validator.iter_errors(tried)) == [], host
        assert not validator.is_valid({**other, "backend": {"name": "ukendt"}})


def test_the_configuration_is_what_decap_takes_too(site: Build) -> None:
    """Where Decap CMS 3.16 knows one form alone, the file has that one; the page says the rest to Sveltia itself."""
    collections: Any = configuration(site)["collections"]
    lists = [collection["sortable_fields"] for collection in collections if "sortable_fields" in collection]
    assert lists == [["date", "title"]] * 2


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("github.com/noeglen/side", "https://github.com/noeglen/side"),
        ("https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c"),
        ("git@codeberg.org:noeglen/side.git", "https://codeberg.org/noeglen/side"),
        ("https://noeglen.example/side", ""),
        ("https://github.com/noeglen", ""),
    ],
)
def test_a_repository_is_told_by_its_address(tmp_path: Path, written: str, proposed: str) -> None:
    """What a browser or git shows is put right; another host is refused."""
    source = make(tmp_path, f"{SITE}editing: {written}\n") / "content/site.yaml"
    (fault,) = document(Source("content/site.yaml", source.read_bytes())).faults
    assert fault.rule == "ugyldig-adresse"
    assert (fault.proposal.text if fault.proposal else "") == proposed


# --- the program


@pytest.fixture(scope="module")
def package() -> Path:
    """The folder `node_modules`, with the program in it."""
    if not PACKAGE.exists():
        lacking("Sveltia CMS: npm ci --ignore-scripts --prefix tests/doors")
    return PACKAGE.parents[1]


def test_what_is_served_asks_nobody_else_for_its_parts(package: Path, tmp_path: Path) -> None:
    """Fonts and language come from beside the page; the pinned files are those of the pinned version."""
    (tmp_path / "node_modules").symlink_to(package)
    files = editor_files(tmp_path)
    assert json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"] == VERSION
    assert {url.rpartition("/")[2] for url in files} == {file.name.rpartition("/")[2] for file in FILES.values()}
    program = files["/redaktion/sveltia-cms.js"]  # type: ignore[index]
    assert re.findall(rb"https://(?:cdn\.jsdelivr\.net|unpkg\.com)", program) == []
    assert not (tmp_path / ".hjemsite").exists()


@pytest.mark.parametrize(
    ("npm", "why"),
    [
        ("exit 1", "npm kan ikke hente det"),
        ('while [ "$1" != --pack-destination ]; do shift; done; echo andet > "$2/cms.tgz"', "er noget andet"),
        ("", "er ikke på computeren"),
    ],
)
def test_a_program_that_cannot_be_had_stops_the_build(
    npm: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault says why and what to do, nothing is written, and `check` needs no program."""
    root = make(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    programs = tmp_path / "programs"
    programs.mkdir()
    if npm:
        (programs / "npm").write_text(f"#!/bin/sh\n{npm}\n", "utf-8")
        (programs / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    assert main(["--root", str(root), "build", "--no-search"]) == 3
    err = capsys.readouterr().err
    assert why in err
    assert f"npm install @sveltia/cms@{VERSION}" in err
    assert not (root / "output").exists()
    assert main(["--root", str(root), "check"]) == 0


# --- written in a browser

PICK = (
    """window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("side")"""
)
PUT = """async files => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("side", {create: true});
  await root.getDirectoryHandle(".git", {create: true});
  for (const [path, data] of Object.entries(files)) {
    let folder = root;
    const parts = path.split("/");
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    const stream = await (await folder.getFileHandle(parts.at(-1), {create: true})).createWritable();
    await stream.write(Uint8Array.from(atob(data), c => c.charCodeAt(0)));
    await stream.close();
  }
}"""
GET = """async () => {
  const found = {};
  async function walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, path + name + "/");
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, c => String.fromCharCode(c)).join(""));
      }
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("side"), "");
  return found;
}"""
BODY = """Tolv boliger er klar i Aagaard Kommune.

“Vi er glade: i dag åbner vi”, siger Kirstine Vestergård, direktør i Nøglen.

- Tolv huse
- Fælles have"""


@pytest.fixture
def desk(browser: Browser, package: Path, tmp_path: Path) -> Iterator[tuple[Page, Path]]:
    """The page at work on a clone in the browser's own file system, and the clone on the disk, which is like it."""
    root = make(tmp_path / "side")
    (tmp_path / "node_modules").symlink_to(package)
    built = build(BuildOptions(root, NOON, editor=partial(editor_files, tmp_path)))
    for path, data in built.files.items():
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_bytes(read(data))
    with (
        served(tmp_path / "output") as address,
        browser.new_context(viewport={"width": 1280, "height": 1800}) as context,
    ):
        page = context.new_page()
        elsewhere: list[str] = []
        page.on("response", lambda answer: elsewhere.append(answer.url))
        page.add_init_script(PICK)
        page.goto(f"{address}/redaktion/start.js")
        clone = {str(file.relative_to(root)): file for file in root.rglob("*") if file.is_file()}
        page.evaluate(PUT, {path: base64.b64encode(file.read_bytes()).decode() for path, file in clone.items()})
        page.goto(f"{address}/redaktion/")
        page.get_by_text("Arbejd med lokalt repository").click()
        page.get_by_text("Nyheder uden mappe").first.wait_for()
        yield page, root
        assert {url for url in elsewhere if not url.startswith((address, "data:", "blob:"))} == set()


def fill(page: Page, key: str, text: str) -> None:
    page.locator(f'[data-key-path="{key}"]').locator("input,textarea").first.fill(text)


def add(page: Page, key: str) -> None:
    page.locator(f'[data-key-path="{key}"]').get_by_role("button", name="Tilføj").last.click()


def save(page: Page, root: Path) -> dict[str, bytes]:
    """Save what is on the page; the files that differ from those on the disk, which are then the same."""
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Dokumentet er gemt").wait_for()
    files = {path: base64.b64decode(data) for path, data in page.evaluate(GET).items()}
    changed = {p: data for p, data in files.items() if not (root / p).exists() or (root / p).read_bytes() != data}
    for path, data in changed.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return changed


def test_an_article_written_there_is_whole(desk: tuple[Page, Path]) -> None:
    """Quotes, speakers, a picture with its words, an embargo with a clock: `check` is content, `format` too."""
    page, root = desk
    picture = next((Path(__file__).parents[1] / "sites").rglob("*dør.png"))
    page.goto(f"{page.url.partition('#')[0]}#/collections/nyheder/new")
    fill(page, "title", "Nøglen: 12 nye hjem")
    fill(page, "date", "2026-11-20T09:00")
    page.locator('[data-key-path="member"]').get_by_text("Aagaard Kommune").click()
    add(page, "speakers")
    fill(page, "speakers.0.name", "Kirstine Vestergård")
    fill(page, "speakers.0.title", 'direktør, "chef"')
    add(page, "quotes")
    fill(page, "quotes.0.speaker", "Kirstine Vestergård")
    fill(page, "quotes.0.text", "Vi er glade: i dag åbner vi")
    fill(page, "summary", "Tolv familier, der har ventet længe, " * 4)
    fill(page, "embargo", "2026-12-04T06:00")
    page.locator('[data-key-path="image"]').get_by_role("checkbox").first.click()
    page.locator('[data-key-path="image.file"] input[type=file]').first.set_input_files(picture)
    fill(page, "image.alt", "En åben dør")
    fill(page, "image.credit", "Foto: Søren Nørgaard")
    page.locator('[data-key-path="body"] textarea').last.fill(BODY)
    changed = save(page, root)
    (path,) = (path for path in changed if path.endswith(".md"))
    assert path == "content/nyheder/2026-11-20-nøglen-12-nye-hjem/index.md"
    assert formatted(Source(path, changed[path])).value == changed[path]
    fields = document(Source(path, changed[path])).value.fields  # type: ignore[union-attr]
    assert isinstance(fields, ArticleFields)
    assert fields.embargo is not None
    assert f"{fields.embargo.at:%Y-%m-%d %H:%M}" == "2026-12-04 06:00"
    later = datetime(2026, 12, 5, 12, tzinfo=COPENHAGEN)
    site = build(BuildOptions(root, later))
    assert [fault for fault in site.faults if fault.span.path == path] == []
    html = read(site.files["nyheder/noeglen-12-nye-hjem/index.html"]).decode()
    assert "Foto: Søren Nørgaard" in html
    assert "i dag åbner vi" in html


def test_a_picture_for_many_texts_is_described_there(desk: tuple[Page, Path]) -> None:
    """The picture lies beside what is said of it, and a text can show it."""
    page, root = desk
    picture = next((Path(__file__).parents[1] / "sites").rglob("*dør.png"))
    page.goto(f"{page.url.partition('#')[0]}#/collections/billeder/new")
    fill(page, "alt", "En åben dør")
    fill(page, "credit", "Foto: Søren Nørgaard")
    page.locator('[data-key-path="file"] input[type=file]').first.set_input_files(picture)
    changed = save(page, root)
    assert changed.keys() == {"content/billeder/en-åben-dør.yaml", f"content/billeder/{picture.name}"}
    text = root / OLD
    text.write_text(f"{text.read_text(encoding='utf-8')}\n![](billeder/{picture.name})\n", encoding="utf-8")
    site = build(BuildOptions(root, NOON))
    assert [fault for fault in site.faults if fault.is_error or "billeder" in fault.span.path] == []
    assert any(path.startswith("presse/billeder/") for path in site.files)


@pytest.mark.parametrize(("collection", "path"), [("nyheder", OLD), ("nyheder-uden-mappe", FLAT)])
def test_nothing_is_lost_of_what_others_wrote(desk: tuple[Page, Path], collection: str, path: str) -> None:
    """An article that was written by hand is given another headline; all other values stay, also in short forms."""
    page, root = desk
    before = document(Source(path, (root / path).read_bytes())).value
    page.goto(f"{page.url.partition('#')[0]}#/collections/{collection}")
    title = before.fields.title  # type: ignore[union-attr]
    page.get_by_role("row").filter(has_text=title).wait_for()
    newest = {"nyheder": "Åben dør i Aagaard", "nyheder-uden-mappe": "Kvarkpalads"}[collection]
    assert page.locator('[role="gridcell"].title').first.inner_text() == newest
    page.get_by_role("row").filter(has_text=title).locator('[role="gridcell"].title').click()
    fill(page, "title", "En ny overskrift")
    changed = save(page, root)
    assert changed.keys() == {path}
    after = document(Source(path, changed[path])).value
    assert formatted(Source(path, changed[path])).value == changed[path]
    assert before and after and kind_of(path) is ArticleFields
    expected = {name: getattr(before.fields, name) for name in ArticleFields.__struct_fields__}
    assert {name: getattr(after.fields, name) for name in expected} == {**expected, "title": "En ny overskrift"}
    assert after.marked == before.marked
