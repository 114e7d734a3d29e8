"""The law: after any sequence of edits, a build that remembers equals one that does not: files, bytes and faults.

`HJEMSITE_SEEDS` says which random sequences are tried, as in `0-200`, which is a night's worth.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace
from PIL import Image

from hjemsite.content import excerpts
from hjemsite.danish import COPENHAGEN
from hjemsite.pages import all_pages, dependencies, digests
from hjemsite.pipeline import build, reading, site_cards
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.publishing import transaction, write
from hjemsite.publishing.manifest import MANIFEST
from hjemsite.publishing.transaction import switch
from hjemsite.render import search_index, templates
from hjemsite.site import article_records
from hjemsite.system.errors import Refused
from tests.fixture_site import copy_fixture_site, copy_templates

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(*map(int, os.environ.get("HJEMSITE_SEEDS", "0-4").split("-")))
EDITS = 20
START = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)

PEOPLE = ("Søren Nørgaard", "Åse Bæk", "Ida Østergaard")
EXTENDED = ("article.html", "home.html", "member.html", "news.html", "topics.html")
WORDS = "bolig aftale ø råd by nøgle dør hjem gade pulje møde vinter".split()


class Desk:
    """A site, and somebody who changes it at random: each method without underscore is one edit."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance, self.as_of = root, random.Random(seed), START
        self._failed = False
        copy_fixture_site(root)
        copy_templates(root)
        settings = root / "content/site.yaml"
        settings.write_text(f"{settings.read_text('utf-8')}\nquote_pages: ja\nnewsletter: ja\n", "utf-8")

    def edit(self) -> str:
        """Change something; what it was."""
        edits = [name for name in vars(Desk) if not name.startswith("_") and name not in ("edit", "take_note")]
        name = "go_back" if self._failed and self.chance.random() < 0.5 else self.chance.choice(sorted(edits))
        getattr(self, name)()
        return name

    def take_note(self, *, failed: bool) -> None:
        """How the build went; what an editor goes back to is the last that went well."""
        self._failed = failed
        if not failed:
            shutil.rmtree(self.root / "good", ignore_errors=True)
            shutil.copytree(self.root / "content", self.root / "good")

    def go_back(self) -> None:
        if (self.root / "good").exists():
            shutil.rmtree(self.root / "content")
            shutil.copytree(self.root / "good", self.root / "content")

    def _pick(self, pattern: str) -> Path | None:
        paths = sorted(path for path in self.root.glob(pattern) if path.is_file())
        return self.chance.choice(paths) if paths else None

    def _words(self, number: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=number)).capitalize()

    def _alter(self, file: Path | None, old: str, new: str) -> None:
        if file is not None:
            text = file.read_text("utf-8")
            file.write_text(text.replace(old, new, 1), "utf-8")

    def _article(self) -> str:
        speaker, quote = self.chance.choice(PEOPLE), self._words(5)
        member = self.chance.choice(["tidselfonden", "aagaard-kommune"])
        return (
            f"---\ntitle: {self._words(4)}\ndate: 202{self.chance.randrange(7)}-0{self.chance.randrange(1, 9)}-11\n"
            f"member: {member}\nspeakers:\n  - name: {speaker}\n    member: {member}\n"
            f"quotes:\n  - speaker: {speaker}\n    text: {quote}\ntopics: [{self.chance.choice(WORDS)}]\n---\n\n"
            f"{self._words(9)}.\n\n”{quote},” siger {speaker}.\n"
        )

    def write_an_article(self) -> None:
        name = f"2026-01-{self.chance.randrange(10, 29)}-{self.chance.choice(WORDS)}-{self.chance.randrange(9)}.md"
        (self.root / "content/nyheder" / name).write_text(self._article(), "utf-8")

    write_another = write_an_article

    def change_a_body(self) -> None:
        if file := self._pick("content/*/**/*.md"):
            file.write_text(f"{file.read_text('utf-8')}\n{self._words(6)}.\n", "utf-8")

    change_another_body = change_a_body

    def change_a_headline(self) -> None:
        self._alter(self._pick("content/nyheder/**/*.md"), "title: ", f"title: {self._words(1)} ")

    def change_a_date(self) -> None:
        self._alter(self._pick("content/nyheder/**/*.md"), "date: 202", f"date: 20{self.chance.choice((1, 2))}")

    def break_a_quote(self) -> None:
        self._alter(self._pick("content/nyheder/*.md"), "    text: ", f"    text: {self.chance.choice(WORDS)} ")

    def mend_quotes(self) -> None:
        for file in self.root.glob("content/nyheder/2026*.md"):
            file.write_text(self._article(), "utf-8")

    def hide_an_article(self) -> None:
        until = f"until: 2026-11-0{self.chance.randrange(2, 6)}"
        front = f"front: {{place: lead, {until}}}"
        when = self.chance.choice(["draft: ja", "embargo: 2026-11-03 10:00", "expires: 2026-11-02", front])
        file = self._pick("content/nyheder/*.md")
        if file and when.partition(":")[0] not in file.read_text("utf-8"):
            self._alter(file, "title: ", f"{when}\ntitle: ")

    def break_a_hidden_article(self) -> None:
        file = self._pick("content/nyheder/2*.md")
        if file and "draft: ja" not in file.read_text("utf-8"):
            slip = self.chance.choice(["member: zebra", "quotes:", "title: Noget: andet"])
            self._alter(file, "title: ", f"{slip}\ndraft: ja\ntitle: ")

    def withdraw_an_article(self) -> None:
        notice = "withdrawn: {date: 2026-10-30, text: Den holdt ikke.}"
        self._alter(self._pick("content/nyheder/**/*.md"), "\ndate:", f"\n{notice}\ndate:")

    def deindex_an_article(self) -> None:
        self._alter(self._pick("content/nyheder/**/*.md"), "\ndate:", "\ndeindexed: 2026-10-30\ndate:")

    def rename_an_article(self) -> None:
        if file := self._pick("content/nyheder/2*.md"):
            file.rename(file.with_name(f"{file.stem}-{self.chance.choice(WORDS)}.md"))

    def delete_an_article(self) -> None:
        if (file := self._pick("content/nyheder/2*.md")) and len(list(self.root.glob("content/nyheder/*.md"))) > 3:
            file.unlink()

    def move_into_a_bundle(self) -> None:
        if (file := self._pick("content/nyheder/2026*.md")) and not file.with_suffix("").exists():
            file.with_suffix("").mkdir()
            file.rename(file.with_suffix("") / "index.md")

    def add_a_picture(self) -> None:
        if file := self._pick("content/nyheder/2026*/index.md"):
            self._picture(file.with_name("hus.png"))
            if "hus.png" not in file.read_text("utf-8"):
                self._alter(file, "title: ", "image:\n  file: hus.png\n  alt: Et hus\n  credit: Ida\ntitle: ")

    def change_a_picture(self) -> None:
        if file := self._pick("content/nyheder/2026*/hus.png"):
            self._picture(file)

    def change_the_library(self) -> None:
        """A picture of the library more, or one that is another, told otherwise, or gone; and somebody shows one."""
        folder, name = self.root / "content/billeder", self.chance.choice(["nøgle", "lås"])
        folder.mkdir(exist_ok=True)
        chance = self.chance.random()
        if chance < 0.4:
            self._picture(folder / f"{name}.png")
        if chance < 0.8:
            press = self.chance.choice(("ja", "nej"))
            text = f"alt: {self._words(3)}\ncredit: {self._words(1)}\nfocus: {self.chance.randrange(99)}% 9%\n"
            (folder / f"{name}.yaml").write_text(f"{text}press: {press}\n", "utf-8")
        elif chance < 0.85:
            (folder / f"{name}.png").unlink(missing_ok=True)
        if file := self._pick("content/nyheder/2026*.md"):
            shown = f"image: {{file: billeder/{name}.png}}\ntitle: "
            if "image:" not in file.read_text("utf-8"):
                self._alter(file, "title: ", shown)

    change_the_library_again = change_the_library

    def _picture(self, file: Path) -> None:
        stream = BytesIO()
        Image.new("RGB", (40, 30), tuple(self.chance.randbytes(3))).save(stream, "PNG")
        file.write_bytes(stream.getvalue())

    def change_a_member(self) -> None:
        self._alter(self._pick("content/medlemmer/*.md"), "name: ", f"name: {self._words(1)} ")

    def add_a_member(self) -> None:
        text = f"---\nname: {self._words(2)}\nkind: ngo\njoined: 2020\n---\n{self._words(5)}.\n"
        (self.root / f"content/medlemmer/{self.chance.choice(WORDS)}.md").write_text(text, "utf-8")

    def change_an_event(self) -> None:
        """A new one, one that is told otherwise, hidden or cancelled, or one less."""
        file = self._pick("content/arrangementer/*.md")
        chance = self.chance.random()
        if file is None or chance < 0.4:
            day = self.chance.randrange(1, 29)
            name = f"2026-11-{day:02}-{self.chance.choice(WORDS)}-{self.chance.randrange(99)}.md"
            member = self.chance.choice(["tidselfonden", "aagaard-kommune"])
            text = f"---\ntitle: {self._words(3)}\nstarts: 2026-11-{day:02}\nplace: {self._words(1)}\n"
            text += f"published: 2026-10-01\nmember: {member}\nextra: {{sted: {self._words(1)}}}\n"
            text += f"---\n\n{self._words(5)}.\n"
            (self.root / "content/arrangementer").mkdir(exist_ok=True)
            (self.root / "content/arrangementer" / name).write_text(text, "utf-8")
        elif chance < 0.55:
            file.unlink()
        elif chance < 0.75:
            self._alter(file, "place: ", f"place: {self._words(1)} ")
        elif "draft" not in file.read_text("utf-8") and "cancelled" not in file.read_text("utf-8"):
            self._alter(file, "place: ", f"{self.chance.choice(('draft: ja', 'cancelled: ja'))}\nplace: ")

    def give_somebody_a_file(self) -> None:
        name = self.chance.choice(PEOPLE)
        slug = {"Søren Nørgaard": "soeren-noergaard", "Åse Bæk": "aase-baek", "Ida Østergaard": "ida-oestergaard"}[name]
        file = self.root / f"content/personer/{slug}.md"
        if file.exists() and self.chance.random() < 0.5:
            file.unlink()
        else:
            text = f"---\nname: {name}\nroles:\n  - title: {self._words(1)}\n"
            if self.chance.random() < 0.4:
                day = self.as_of + timedelta(days=self.chance.choice((-3, 1, 20, 50)))
                text += f"consent: {{kind: mail, until: {day:%Y-%m-%d}, as: en {self._words(1)} {slug[:1]}}}\n"
            file.write_text(f"{text}---\n", "utf-8")

    def change_the_settings(self) -> None:
        new = self.chance.choice(
            [f"title: {self._words(1)} ", f"news_per_page: {self.chance.randrange(1, 5)}\ntitle: "]
        )
        if "news_per_page" not in new or "news_per_page" not in (self.root / "content/site.yaml").read_text("utf-8"):
            self._alter(self.root / "content/site.yaml", "title: ", new)

    def change_a_template(self) -> None:
        self._alter(self._pick("templates/*.html"), "</", f"<!-- {self.chance.randrange(99)} --></")

    def extend_a_template(self) -> None:
        """The site's own stands in place of the program's and extends it."""
        name = self.chance.choice(EXTENDED)
        mark = f'<meta name="x" content="{self.chance.randrange(99)}">'
        text = f'{{% extends "hjemsite/{name}" %}}\n{{% block head %}}{mark}{{% endblock %}}\n'
        (self.root / "templates").mkdir(exist_ok=True)
        (self.root / "templates" / name).write_text(text, "utf-8")

    def delete_a_template(self) -> None:
        """The program's comes in place of the site's own."""
        if file := self._pick(f"templates/{self.chance.choice(('*.html', 'assets/*', 'word/*'))}"):
            file.unlink()

    def change_the_style(self) -> None:
        file = self.root / "templates/assets/site.css"
        text = (file if file.exists() else ROOT / "templates/assets/site.css").read_text("utf-8")
        file.write_text(f"{text}/* {self.chance.randrange(99)} */\n", "utf-8")

    def let_time_pass(self) -> None:
        self.as_of += timedelta(hours=self.chance.choice((-30, 1, 5, 30, 800)))

    def tamper_with_the_output(self) -> None:
        if file := self._pick("output/**/*.html"):
            file.write_bytes(file.read_bytes().replace(b"a", b"b"))

    def delete_some_output(self) -> None:
        if file := self._pick("output/**/*"):
            file.unlink()

    def delete_all_output(self) -> None:
        shutil.rmtree(self.root / "output", ignore_errors=True)

    def put_something_among_the_output(self) -> None:
        if (self.root / "output").exists():
            (self.root / f"output/{self.chance.choice(WORDS)}.txt").write_text("ikke vores", "utf-8")

    def touch_everything(self) -> None:
        for file in self.root.glob("content/**/*.md"):
            os.utime(file)

    def damage_the_memory(self) -> None:
        if file := self._pick(".hjemsite/*"):
            data = file.read_bytes()
            at = self.chance.randrange(len(data) or 1)
            file.write_bytes(data[:at] + self.chance.randbytes(40) + data[at + 40 :])

    def lose_the_memory(self) -> None:
        shutil.rmtree(self.root / ".hjemsite", ignore_errors=True)

    def be_killed(self) -> None:
        """The whole program, at any call to the system; now and then the editor has thought better of it since.

        Most of the calls read; in the last third, files change places.
        """
        before = self.root / "before"
        shutil.copytree(self.root / "content", before)
        self.chance.choice((self.write_an_article, self.change_a_body, self.change_a_headline))()
        time.sleep(0.03)
        calls = calls_of_a_build(self.root, self.as_of)
        killed_build(self.root, self.as_of, calls=int(self.chance.triangular(1, calls, 0.8 * calls)))
        if self.chance.random() < 0.5:
            shutil.rmtree(self.root / "content")
            shutil.copytree(before, self.root / "content")
        shutil.rmtree(before)


def killed_build(root: Path, as_of: datetime, calls: int) -> bool:
    """A build that dies at its call number `calls` to the system, as far as Python tells; whether it came to that."""
    child = os.fork()
    if not child:
        left = iter(range(calls))
        _build_in_child(root, as_of, lambda: None if next(left, None) is not None else _die())
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def calls_of_a_build(root: Path, as_of: datetime) -> int:
    """How many calls to the system a build of the site would make, found on a copy."""
    copy = root.with_name(f"{root.name}-copy")
    shutil.copytree(root, copy, symlinks=True)
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        counted = count()
        _build_in_child(copy, as_of, lambda: next(counted))
        os.write(writer, str(next(counted)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        calls = int(answer.read())
    shutil.rmtree(copy)
    return calls


def _build_in_child(root: Path, as_of: datetime, at_each_call: Callable[[], object]) -> None:
    def hook(event: str, _: object) -> None:
        if not _is_quiet(event):
            at_each_call()

    sys.addaudithook(hook)
    with suppress(BaseException):
        build_site(BuildOptions(root, as_of, allow_shrink=True, search=True), root / "output")


def _is_quiet(event: str) -> bool:
    return not event.startswith(("open", "os.", "shutil.", "sqlite3.", "fcntl."))


def _die() -> None:
    # `os.kill` would be a call of its own that is told of.
    signal.raise_signal(signal.SIGKILL)


def disagreements(desk: Desk) -> Iterator[str]:
    """What differs between the output folder after a build that remembers, and a build that does not."""
    before = files_of(desk.root / "output")
    if desk.chance.random() < 0.8:
        # What was touched just now is not relied on; a moment later it may be amended.
        time.sleep(0.03)
    options = BuildOptions(desk.root, desk.as_of, allow_shrink=True, search=True, explain=True)
    try:
        done = build_site(options, desk.root / "output")
    except Refused:
        if not before or (desk.root / "output" / MANIFEST).exists():
            yield "refused for no reason"
        # Without the list of what is ours, nothing may be touched; whoever reads that moves the folder away.
        desk.delete_all_output()
        return
    clean = build.build(options)
    ours = tuple(fault for fault in done.faults if fault.rule not in ("fremmed-fil", "forsvundet-adresse"))
    if unexplained := [url for url, why in done.reasons.items() if not why]:
        yield f"made again without a reason: {unexplained}"
    if ours != clean.faults:
        yield f"faults: {ours} instead of {clean.faults}"
    if done.lines != clean.lines:
        yield f"excerpts: {done.lines} instead of {clean.lines}"
    after = files_of(desk.root / "output")
    failed = any(fault.stops_build for fault in clean.faults)
    desk.take_note(failed=failed)
    expected = before if failed else clean.loaded()
    for path in sorted({*after, *expected}):
        is_strange = "/" not in path and path.endswith(".txt") and path not in expected
        if after.get(path) != expected.get(path) and not is_strange:
            yield f"{path} differs"


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {path: data for path, data in files.items() if path != MANIFEST}


def violations(root: Path, seed: int, edits: int = EDITS) -> list[str]:
    """The first edit of the sequence `seed` after which the law is broken, with what differs; empty if it holds."""
    desk = Desk(root, seed)
    done: list[str] = []
    for _ in range(edits):
        done.append(desk.edit())
        if differences := list(disagreements(desk)):
            return [f"after {', '.join(done)}:", *differences]
    return []


@pytest.mark.parametrize("seed", SEEDS)
def test_an_incremental_build_equals_a_clean_one(seed: int, tmp_path: Path) -> None:
    """Whatever editors do, in whatever order, the memory never shows."""
    assert violations(tmp_path, seed) == []


def look_at_the_programs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of the site's own is taken for the one of the program's that it stands in place of."""
    real = templates._digests
    monkeypatch.setattr(
        templates,
        "_digests",
        lambda sources, assets: real(
            {name: sources.get(f"hjemsite/{name}", source) for name, source in sources.items()}, assets
        ),
    )
    monkeypatch.setattr(Desk, "edit", _change_templates_alone)


def _change_templates_alone(desk: Desk) -> str:
    name = desk.chance.choice(("change_a_template", "extend_a_template", "delete_a_template", "change_the_style"))
    getattr(desk, name)()
    return name


def forget_the_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was rendered with another template is taken for the same."""
    real = digests.changes
    monkeypatch.setattr(templates, "digest", lambda *_: b"")
    monkeypatch.setattr(build, "changes", lambda *given: structs.replace(real(*given), templates=frozenset()))


def leave_old_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no longer part of the site stays in the output folder."""

    def switched(files: Any, folder: Any, change: Any, before: Any, after: Any, workers: Any) -> None:
        switch(files, folder, replace(change, clear=(), delete=(), delete_folders=()), before, after, workers)

    monkeypatch.setattr(write, "switch", switched)


def forget_the_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was wrong with an article is not kept with it."""
    real = article_records.resolve_articles

    def without(sources: Any, inputs: Any, registry: Any, before: Any, *more: Any) -> article_records.ResolvedArticles:
        result = real(sources, inputs, registry, before, *more)
        records = {
            path: structs.replace(record, faults=()) if record is before.get(path) else record
            for path, record in result.records.items()
        }
        return structs.replace(result, records=records)

    monkeypatch.setattr(reading, "resolve_articles", without)


def quote_old_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault is shown with its line as it was in the build before."""
    real = excerpts.excerpts
    monkeypatch.setattr(
        excerpts, "excerpts", lambda inputs, faults, before=None, _=None: before or real(inputs, faults)
    )


def look_at_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page tells when it was made."""
    monkeypatch.setattr(all_pages, "headers", lambda prefix, *_: f"{prefix}{time.time_ns()}")


def show_more_than_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page shows of the articles beside it is left out of what it depends on."""
    monkeypatch.setattr(dependencies.Dependencies, "_briefs_digests", lambda self: dict.fromkeys(self._listed, b""))


def pass_over_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that names what has changed is taken for one that does not."""
    monkeypatch.setattr(digests.Changes, "names", ())


def keep_no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """While files are switched, the manifest names none of them."""
    unfinished = transaction._unfinished
    monkeypatch.setattr(transaction, "_unfinished", lambda *sites: replace(unfinished(*sites), files={}))
    # It shows only after a death among the few calls that switch files, so there are many deaths.
    monkeypatch.setattr(Desk, "edit", _die_once_more)


def _die_once_more(desk: Desk) -> str:
    desk.be_killed()
    return "be_killed"


def keep_old_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search finds the words that stood in a text before it was changed."""
    real = search_index._changes
    monkeypatch.setattr(search_index, "_changes", lambda touched, old, new: {} if old else real(touched, old, new))


def keep_old_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The share cards of an article stay as they were when its headline changes."""
    real = site_cards.site_cards

    def drawn(source: Any, before: Any, changes: Any, *more: Any) -> Any:
        return real(source, before, structs.replace(changes, articles=frozenset(), briefs=frozenset()), *more)

    monkeypatch.setattr(build, "site_cards", drawn)


PLANTED = (
    forget_the_templates,
    look_at_the_programs_alone,
    leave_old_pages,
    forget_the_faults,
    quote_old_lines,
    look_at_the_clock,
    show_more_than_is_declared,
    pass_over_names,
    keep_old_rows,
    keep_old_cards,
    keep_no_journal,
)


SHOWN_BY: dict[Callable[[pytest.MonkeyPatch], None], int] = {
    quote_old_lines: 8,
    forget_the_templates: 15,
    keep_old_rows: 6,
    keep_no_journal: 11,
}
"""The sequence that shows a planted fault soonest, where the first one does not show it: 20 edits take seconds."""


def test_a_build_is_killed_where_it_is_said(tmp_path: Path) -> None:
    """Early, in the middle or not at all: the death in the law above is a real one."""
    desk = Desk(tmp_path, 0)
    assert killed_build(tmp_path, desk.as_of, calls=1)
    assert not (tmp_path / "output").exists()
    assert killed_build(tmp_path, desk.as_of, calls=400)
    assert not killed_build(tmp_path, desk.as_of, calls=100_000)
    assert (tmp_path / "output/index.html").exists()


@pytest.mark.parametrize("plant", PLANTED)
def test_the_law_finds_what_breaks_it(
    plant: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each planted fault shows within a few sequences, whichever is tried first."""
    plant(monkeypatch)
    seeds = (SHOWN_BY.get(plant, 0), *range(6))
    assert any(violations(tmp_path / str(seed), seed) for seed in seeds)
