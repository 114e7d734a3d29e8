"""`new`, `import` and `quotes` as an editor meets them: words on the command line, a terminal, files and sentences."""

import base64
import codecs
import fcntl
import io
import json
import os
import pty
import resource
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from tests import program
from tests.fixture_site import copy_fixture_site

PROJECT = Path(__file__).parents[2]
SEED = PROJECT / "content/nyheder"
NOW = "1795176000"
"""20 November 2026, as SOURCE_DATE_EPOCH."""

RELEASE = """Aagaard Kommune åbner 12 boliger

28. september 2022

Tolv boliger er klar. Alliancen består nu af 17 medlemmer.

“Vi er meget glade for at åbne de nye boliger i dag”, siger Kirstine Vestergård, direktør i Nøglen-alliancen.

Tekst: Aagaard Kommune
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("checked") / "site"
    copy_fixture_site(site)
    assert main(["--root", str(site), "check", "--drafts", "--as-of", "2026-11-20"]) == 0
    return site


@pytest.fixture
def root(checked_once: Path, tmp_path: Path) -> Path:
    """The fixture site, with what a check remembers: the next one looks at what is new."""
    return Path(shutil.copytree(checked_once, tmp_path / "site"))


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program in the little site: exit code, standard output and standard error. Never a traceback."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    # Whatever the tests are run at: a terminal would be asked, and a pipe may stay open for ever.
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))

    def go(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go


def no_errors(run: Run) -> bool:
    return run("check", "--drafts")[0] == 0


# --- new


@pytest.mark.parametrize(
    ("words", "path", "lines"),
    [
        (
            ("article", "--title", "Ny: dør på Ærø", "--date", "3. maj 2024", "--member", "Aagaard Kommune"),
            "nyheder/2024-05-03-ny-doer-paa-aeroe.md",
            ('title: "Ny: dør på Ærø"', "date: 2024-05-03", "member: aagaard-kommune", "draft: ja"),
        ),
        (
            (
                *("article", "--title", "Sen dør", "--date", "fredag den 4. december 2026 kl. 06.00"),
                *("--embargo", "5. december 2026 kl. 9"),
            ),
            "nyheder/2026-12-04-sen-doer.md",
            ("date: 2026-12-04 06:00", "embargo: 2026-12-05 09:00", "draft: ja"),
        ),
        (("nyhed", "--title", "Uden dato"), "nyheder/2026-11-20-uden-dato.md", ("date: 2026-11-20", "# member:")),
        (("article", "--title", "2024"), "nyheder/2026-11-20-2024-nyhed.md", ("title: 2024",)),
        (
            ("member", "--name", "Øst Bolig", "--kind", "boligorganisation", "--joined", "2024-05"),
            "medlemmer/oest-bolig.md",
            ("name: Øst Bolig", "kind: boligorganisation", "joined: 2024-05", "# website:"),
        ),
        (
            ("person", "--name", "Bo Ø. Lund", "--title", "direktør", "--member", "tidselfonden"),
            "personer/bo-oe-lund.md",
            ("name: Bo Ø. Lund", "  - title: direktør", "    member: tidselfonden"),
        ),
        (("person", "--name", "Uden Post"), "personer/uden-post.md", ("name: Uden Post", "# roles:")),
        (
            ("event", "--title", "Åben dør", "--starts", "4. december 2026 kl. 10", "--place", "Nøglehuset, Klitby"),
            "arrangementer/2026-12-04-aaben-doer.md",
            ("starts: 2026-12-04 10:00", "place: Nøglehuset, Klitby", "published: 2026-11-20", "draft: ja"),
        ),
        (("page", "--title", "Kontakt os", "--menu", "3"), "sider/kontakt-os.md", ("title: Kontakt os", "menu: 3")),
        (("side", "--title", "#1 & 'null'"), "sider/1-og-null.md", ("title: \"#1 & 'null'\"",)),
    ],
)
def test_new_writes_a_valid_file(
    words: tuple[str, ...], path: str, lines: tuple[str, ...], root: Path, run: Run
) -> None:
    """In the right place, with the right name, commented, and accepted by `check`; never over another.

    A member and a plain page are no drafts: `check` asks for words in the place of the sentence in them.
    """
    code, out, _ = run("new", *words)
    file = root / "content" / path
    assert (code, out) == (0, f"content/{path} er skrevet. Åbn den, og skriv videre.\n")
    text = file.read_text("utf-8")
    for line in lines:
        assert f"\n{line}" in text
    sentence = text.rpartition("---\n")[2].strip()
    if sentence and "draft: ja" not in text:
        assert not no_errors(run)
        file.write_text(text.replace(sentence, "Her står der noget."), "utf-8")
    assert no_errors(run)
    file.write_text(text, "utf-8")
    assert run("new", *words)[0] == 2
    assert file.read_text("utf-8") == text


def test_a_long_headline_is_cut_short_at_a_word(root: Path, run: Run) -> None:
    """The file's name is whole where an address may be so long, and else of eighty characters at most (D6)."""
    whole, long = "Åbne døre på " + "Ærø og " * 10 + "Fyn", "Åbne døre på " + "Ærø og " * 40
    assert run("new", "article", "--title", whole)[0] == run("new", "article", "--title", long)[0] == 0
    names = sorted(path.stem[11:] for path in (root / "content/nyheder").glob("2026-11-20-aabne-doere*"))
    assert names == ["aabne-doere-paa" + "-aeroe-og" * 7, "aabne-doere-paa-" + "aeroe-og-" * 10 + "fyn"]
    assert no_errors(run)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("article",), "Der mangler --title."),
        (("member", "--name", "Øst"), "Der mangler --kind."),
        (("article", "--title", "!!!"), "rummer ingen bogstaver"),
        (("article", "--title", "X", "--date", "2026-02-30"), "--date: "),
        (("article", "--title", "X", "--embargo", "fredag"), "--embargo: "),
        (("article", "--title", "X", "--date", "4. december 2026 ved middagstid"), "--date: "),
        (("article", "--title", "X", "--member", "tidsel fonden"), "Mente du tidselfonden?"),
        (("article", "--title", "X", "--member", "Zzz"), "»hjemsite new member«"),
        (("article", "--title", "X", "--website", "https://x.example"), "kender ikke --website"),
        (("member", "--name", "X", "--kind", "komune"), "mente du »kommune«?"),
        (("article", "--title", "Åben", "--titel", "x"), "mente du »--title«?"),
        (("bog",), "»bog« er ikke en af mulighederne"),
        ((), "Der mangler SLAGS."),
        (("page", "--title", "Om os"), "content/sider/om-os.md findes i forvejen"),
    ],
)
def test_new_says_what_cannot_be(words: tuple[str, ...], message: str, root: Path, run: Run) -> None:
    """Wrong use is told in Danish, and writes nothing."""
    before = sorted(root.rglob("*"))
    code, out, err = run("new", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert sorted(root.rglob("*")) == before


INTERRUPT = "\x03"
"""Ctrl-C as the terminal knows it."""


def controlled() -> None:
    """Makes the terminal the one whose Ctrl-C is meant."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def at_a_terminal(root: Path, *words: str, typed: list[tuple[str, str]]) -> tuple[int, str]:
    """Runs the program at a terminal of its own; types each answer when its question is shown."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "TERM": "dumb"}
    with program.start(
        words, environment, first=controlled, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        # A letter may come in two pieces.
        letters = codecs.getincrementaldecoder("utf-8")()
        shown, seen, waiting, until = "", 0, [*typed], time.monotonic() + 60
        pressed, again = "", 0.0
        while time.monotonic() < until and (process.poll() is None or select.select([ours], [], [], 0.1)[0]):
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    shown += letters.decode(os.read(ours, 4096))
                except OSError:
                    break
            if waiting and waiting[0][0] in shown[seen:] and shown.rstrip("\x07").endswith(": "):
                seen = len(shown)
                pressed, again = waiting.pop(0)[1], time.monotonic() + 2
                os.write(ours, pressed.encode())
            elif pressed == INTERRUPT and time.monotonic() > again:
                # Python misses a Ctrl-C that comes between the question and its wait for a key; people press again.
                again = time.monotonic() + 2
                os.write(ours, pressed.encode())
        try:
            code = process.wait(10)
        finally:
            # Whoever leaves the block waits for the program, for ever if need be.
            process.kill()
    os.close(ours)
    return code, shown


def test_new_asks_for_what_is_missing(root: Path) -> None:
    """At a terminal: each question once, the default for an empty answer, the tabulator completes a member's name."""
    code, shown = at_a_terminal(
        root,
        "new",
        "article",
        typed=[("Overskrift", "Ny dør\n"), ("Dato", "\n"), ("Medlem", "aag\t\n")],
    )
    assert code == 0, shown
    text = (root / "content/nyheder/2026-11-20-ny-doer.md").read_text("utf-8")
    assert "\ntitle: Ny dør\ndate: 2026-11-20\nmember: aagaard-kommune\n" in text


def test_new_asks_again(root: Path) -> None:
    """An answer that cannot be used is explained, and the question comes again; an empty one may be just that."""
    code, shown = at_a_terminal(
        root,
        "new",
        "member",
        "--name",
        "Øst Bolig",
        typed=[("Slags", "komune\n"), ("Slags", "kommune\n"), ("Medlem siden", "\n")],
    )
    assert code == 0, shown
    assert "mente du »kommune«?" in shown
    assert "\nkind: kommune\n" in (root / "content/medlemmer/oest-bolig.md").read_text("utf-8")


@pytest.mark.parametrize("key", [INTERRUPT, "\x04"])
def test_new_can_be_left(key: str, root: Path) -> None:
    """Ctrl-C and Ctrl-D end it with nothing written."""
    code, shown = at_a_terminal(root, "new", "page", typed=[("Overskrift", key)])
    assert code == 130
    assert "Afbrudt." in shown
    assert "Traceback" not in shown


# --- import


def test_import_makes_a_draft_that_can_be_built(root: Path, run: Run) -> None:
    """What was found stands in its field, the headline and the date are no part of the body, and the site builds."""
    Path("pm.txt").write_text(RELEASE, "utf-8")
    code, out, err = run("import", "pm.txt")
    assert (code, err) == (0, "")
    assert "skrevet, med 1 taler, 1 citat" in out
    assert "Læst som UTF-8." in out
    text = (root / "content/nyheder/2022-09-28-aagaard-kommune-aabner-12-boliger.md").read_text("utf-8")
    for line in ("title: Aagaard Kommune åbner 12 boliger", "date: 2022-09-28", "  - name: Kirstine Vestergård"):
        assert f"\n{line}" in text
    assert "\n28. september" not in text
    assert no_errors(run)
    assert "uændret" in run("import", "pm.txt")[1]


def test_import_takes_the_embargo_from_the_editor(root: Path, run: Run) -> None:
    """A time that was told on the telephone stands in the draft; one that cannot be read is wrong use."""
    file = root / "pm.txt"
    file.write_text(RELEASE, "utf-8")
    assert run("import", "pm.txt", "--embargo", "4. december 2026 kl. 6")[0] == 0
    assert "\nembargo: 2026-12-04 06:00\n" in next((root / "content/nyheder").glob("*12-boliger.md")).read_text("utf-8")
    code, _, err = run("import", "pm.txt", "--embargo", "snart")
    assert (code, "--embargo: »snart« er ikke en dato" in err) == (2, True)


def test_import_reads_what_is_pasted(root: Path) -> None:
    """`-` is standard input, in any encoding; the file is called what the headline says."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    done = program.run(["import", "-"], environment, cwd=root, input=RELEASE.encode("cp1252"), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    assert "Læst som Windows-1252." in done.stdout.decode()
    assert (root / "content/nyheder/2022-09-28-aagaard-kommune-aabner-12-boliger.md").exists()


def test_import_can_show_what_it_would_do(root: Path, run: Run) -> None:
    """--dry-run reports and writes nothing; --output puts the drafts elsewhere."""
    Path("pm.txt").write_text(RELEASE, "utf-8")
    before = sorted(root.rglob("*"))
    code, out, _ = run("import", "--dry-run", "pm.txt")
    assert code == 0
    assert "bliver skrevet, med 1 taler" in out
    assert sorted(root.rglob("*")) == before
    assert run("import", "--output", "kladder", "pm.txt")[0] == 0
    assert [path.name for path in Path("kladder").iterdir()] == ["2022-09-28-aagaard-kommune-aabner-12-boliger.md"]
    assert run("import", "--output", "kladder", "pm.txt")[0] == 0


def test_import_tells_programs_what_was_found(root: Path, run: Run) -> None:
    """--format json: every value, with offsets into the text that is told along; nothing is written."""
    Path("pm.txt").write_text(RELEASE.replace("\n", "\r\n"), "utf-8", newline="")
    before = sorted(root.rglob("*"))
    code, out, err = run("import", "--format", "json", "pm.txt")
    assert (code, err) == (0, "")
    release = json.loads(out)
    assert release["title"] == "Aagaard Kommune åbner 12 boliger"
    speaker, quote = release["speakers"][0], release["quotes"][0]
    assert (speaker["name"], speaker["title"]) == ("Kirstine Vestergård", "direktør")
    assert (quote["speaker"], quote["text"]) == (speaker["name"], "Vi er meget glade for at åbne de nye boliger i dag")
    assert {"certain", "likely", "doubtful"} >= {speaker["confidence"], quote["confidence"]}
    for span, words in (
        (speaker, speaker["name"]),
        (quote, quote["text"]),
        (release["places"]["title"], release["title"]),
    ):
        assert release["text"][span["start"] : span["end"]] == words
    assert [*map(type, (release["members"], release["contacts"], release["credit"]))][:2] == [list, list]
    assert sorted(root.rglob("*")) == before
    both = json.loads(run("import", "--format", "json", "pm.txt", "pm.txt")[1])
    assert both == [release, release]


def test_one_bad_file_stops_none_of_the_others(root: Path, run: Run) -> None:
    """Faults in a file are exit code 1, files that are not there 2; whatever can be read is taken in."""
    Path("pm.txt").write_text(RELEASE, "utf-8")
    Path("pm.pdf").write_bytes(b"%PDF-1.7")
    code, out, err = run("import", "pm.pdf", "nej.txt", "pm.txt")
    assert code == 1
    assert "skrevet" in out
    assert "»pm.pdf«: Filen er en PDF." in err
    assert "»nej.txt« findes ikke." in err
    assert run("import", "nej.txt")[0] == 2
    assert "Der mangler FIL." in run("import")[2]


def test_a_full_disk_leaves_nothing_half(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, a sentence about the disk, and no file that was begun (E1)."""
    Path("pm.txt").write_text(RELEASE, "utf-8")
    before = sorted(root.rglob("*"))
    done = program.run(
        ["import", "pm.txt"],
        os.environ,
        first=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert done.returncode == 3, done.stdout.decode() + done.stderr.decode()
    assert "større, end disken" in done.stderr.decode()
    assert sorted(root.rglob("*")) == before


def test_a_large_export_shows_how_far_it_is(root: Path, run: Run) -> None:
    """At a terminal, on one line; elsewhere there is not a word of it."""
    items = "".join(
        f"<item><title>Nyt {number}</title><content:encoded>Huset er åbent.</content:encoded></item>"
        for number in range(12)
    )
    Path("eksport.xml").write_text(
        f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>', "utf-8"
    )
    code, shown = at_a_terminal(root, "import", "--dry-run", "eksport.xml", typed=[])
    assert code == 0
    assert "\r1 af 12\r2 af 12" in shown
    assert "12 af 12\r\n" in shown
    assert " af 12" not in "".join(run("import", "--dry-run", "eksport.xml")[1:])


def test_a_picture_of_the_library_is_shown_from_there(run: Run, root: Path, tmp_path: Path) -> None:
    """It has its words there, so there is nothing to describe; another picture comes along as before."""
    pictures = [file.read_bytes() for file in sorted((PROJECT / "tests/sites").rglob("*dør.png"))[:1]]
    other = pictures[0] + b"x"
    library = root / "content/billeder"
    library.mkdir(exist_ok=True)
    (library / "vores dør.png").write_bytes(pictures[0])
    (library / "vores dør.yaml").write_text("alt: En dør\ncredit: Ib\n", "utf-8")
    shown = [f"![](data:image/png;base64,{base64.b64encode(data).decode()})\n" for data in (*pictures, other)]
    (tmp_path / "brev.md").write_text("\n".join(("# Åben dør", "", "Se her.", "", *shown)), "utf-8")
    code, out, _ = run("import", str(tmp_path / "brev.md"))
    (folder,) = (root / "content/nyheder").glob("*aaben-doer")
    text = (folder / "index.md").read_text("utf-8")
    assert code == 0 and "ligger i forvejen som billeder/vores dør.png" in out
    assert "![](billeder/vores%20dør.png)" in text and "billedet billede-1.png" not in text
    assert [file.name for file in folder.glob("*.png")] == ["billede-2.png"] and "billede-2.png for dem" in text


# --- quotes

ARTICLE = """---
# En bemærkning øverst
title:   'Nye boliger'
date: 2022-09-28   # dagen
speakers:
- name: "Åse Nåås"     # pressechef
  title: chef
# mellem felterne
quotes:
- speaker: Åse Nåås
  text: >-
    Vi har ventet længe
    på det her

topics: [boliger]
---

Åse Nåås, chef i Tidselfonden, glæder sig: “Vi har ventet længe på det her”, siger Åse Nåås.

“Vi er meget glade for at åbne de nye boliger i dag”, siger Kirstine Vestergård, direktør i Nøglen-alliancen.
"""


LAST = ARTICLE.strip().rpartition("\n\n")[2]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_quotes_adds_lines_and_touches_nothing_else(end: str, mark: str, root: Path, run: Run) -> None:
    """A diff without --write; with it exactly those lines, in the file's own style, and nothing more a second time."""
    file = root / "content/nyheder/2022-09-28-nye-boliger.md"
    written = (mark + ARTICLE.replace("\n", end)).encode()
    file.write_bytes(written)
    name = str(file.relative_to(root))
    code, out, _ = run("quotes", name)
    assert code == 0
    assert f"--- {name}\n+++ {name}\n" in out
    assert "1 citat og 1 taler kan tilføjes med --write." in out
    assert file.read_bytes() == written
    assert run("quotes", "--write", name)[0] == 0
    old, new = written.decode().split(end), file.read_bytes().decode().split(end)
    added = [line for line in new if line not in old]
    assert [line for line in new if line not in added] == old
    assert "- name: Kirstine Vestergård" in "\n".join(added)
    assert "- speaker: Kirstine Vestergård" in "\n".join(added)
    assert new.index("# mellem felterne") > next(
        at for at, line in enumerate(new) if line.startswith("- name: Kirstine")
    )
    assert no_errors(run)
    assert "ingen nye citater" in run("quotes", name)[1]


def test_quotes_begins_lists_that_are_not_there(root: Path, run: Run) -> None:
    """An article without speakers and quotes gets both, behind its last field."""
    file = root / "content/nyheder/2022-09-28-nye-boliger.md"
    body = ARTICLE.partition("---\n\n")[2].split("\n\n")[1]
    file.write_text(f"---\ntitle: Nye boliger\ndate: 2022-09-28\n---\n\n{body}", "utf-8")
    assert run("quotes", "--write", str(file))[0] == 0
    assert file.read_text("utf-8").startswith(
        "---\ntitle: Nye boliger\ndate: 2022-09-28\nspeakers:\n  - name: Kirstine Vestergård"
    )
    assert no_errors(run)


def test_quotes_offers_what_the_build_warns_of(root: Path, run: Run) -> None:
    """Speech in lines with a hyphen is a list to Markdown; and what has no sure speaker is named, not written."""
    file = root / "content/nyheder/2022-09-28-nye-boliger.md"
    file.write_text(
        "---\ntitle: Nye boliger\ndate: 2022-09-28\n---\n\n"
        "- Vi er glade for de 1,5 millioner, siger Kirstine Vestergård, direktør i Nøglen.\n"
        "- Og for de 20 % i rabat, tilføjer hun.\n\n"
        "“Der er ingen, der har spurgt os om det her”, siger naboerne.\n",
        "utf-8",
    )
    assert run("check")[2].count("[citat-uden-post]") == 3
    code, out, _ = run("quotes", "--write", str(file))
    assert code == 0
    assert "2 citater og 1 taler er tilføjet." in out
    assert "Citatet »Der er ingen, der har spurgt …« har ingen sikker taler." in out
    warnings = run("check")[2]
    assert warnings.count("[citat-uden-post]") == 1
    assert "Citatet »Der er ingen, der har spurgt …« står ikke" in warnings
    assert no_errors(run)


@pytest.mark.parametrize(
    ("path", "text", "code", "message"),
    [
        ("content/nyheder/a.md", "uden felter", 1, "Ret det først"),
        ("content/nyheder/a.md", "---\ntitle: x\n---\n", 1, "Feltet »date« mangler"),
        ("content/sider/a.md", "---\ntitle: x\n---\n", 2, "er ikke en nyhed"),
        ("a.md", "---\ntitle: x\n---\n", 2, "er ikke en nyhed"),
        (
            "content/nyheder/a.md",
            ARTICLE.replace("quotes:\n-", "quotes: [{speaker: Åse Nåås, text: Vi}]\nx:\n-"),
            1,
            "x",
        ),
        (
            "content/nyheder/a.md",
            "---\ntitle: x\ndate: 2022-01-01\nquotes: []\n---\n" + ARTICLE[-112:],
            0,
            "ikke udvides",
        ),
    ],
)
def test_quotes_leaves_alone_what_it_cannot_read(
    path: str, text: str, code: int, message: str, root: Path, run: Run
) -> None:
    """A file that is broken, elsewhere, or written in a way that no line can be added to, is told and left as it is."""
    (root / path).write_text(text, "utf-8")
    done, out, err = run("quotes", "--write", path)
    assert done == code
    assert message in out + err
    assert (root / path).read_text("utf-8") == text


# --- format


def test_files_are_formatted_and_checked(run: Run, root: Path) -> None:
    """`format` writes what has another layout, `--check` names it, and a second time there is nothing to do."""
    file = root / "content/sider/om-os.md"
    assert run("format")[0] == 0
    before = file.read_bytes()
    other = before.replace(b"title: ", b"title:    ", 1)
    file.write_bytes(other)
    code, out, err = run("format", "--check", "content/sider")
    assert (code, out) == (1, "")
    assert "content/sider/om-os.md er ikke sat op, som den skal være." in err
    assert file.read_bytes() == other
    assert run("format", str(file)) == (0, "content/sider/om-os.md er sat op.\n", "")
    assert file.read_bytes() == before
    code, out, err = run("formater", "--check")
    assert (code, err) == (0, "")
    assert out.endswith(" filer er sat op, som de skal være.\n")


def test_a_file_with_faults_is_told_and_left(run: Run, root: Path) -> None:
    """The others are formatted all the same."""
    bad, other = root / "content/sider/fejl.md", root / "content/sider/om-os.md"
    bad.write_bytes(b"---\ntitle:  a: b\n---\n")
    run("format", "content/sider/om-os.md")
    fine = other.read_bytes()
    other.write_bytes(fine.replace(b"title: ", b"title:  ", 1))
    code, out, err = run("format", "content/sider")
    assert (code, out) == (1, "content/sider/om-os.md er sat op.\n")
    assert "fejl[uforstaaelige-felter]" in err
    assert "content/sider/fejl.md:2:10" in err
    assert err.endswith("Det skal rettes først; filen er ikke rørt.\n")
    assert bad.read_bytes() == b"---\ntitle:  a: b\n---\n"
    assert other.read_bytes() == fine


@pytest.mark.parametrize("name", ["findesikke.md", "content/medlemmer/tidselfonden/Logo.png", "/"])
def test_only_sources_are_formatted(run: Run, name: str) -> None:
    """What is no text of the site, and what lies outside it, is wrong use."""
    code, _, err = run("format", name) if name != "/" else run("format", "/tmp/findes-ikke")
    assert code == 2
    assert name.strip("/") in err


def test_what_new_and_quotes_write_is_formatted(run: Run, root: Path) -> None:
    """There is one layout of a source file, whoever writes it."""
    run("format")
    assert run("new", "member", "--name", "Ø: »bo«", "--kind", "kommune", "--joined", "2024")[0] == 0
    assert run("new", "person", "--name", "Ida O'Hara", "--title", "chef, formand", "--member", "tidselfonden")[0] == 0
    assert run("new", "page", "--title", '"Hjem"', "--menu", "3")[0] == 0
    assert run("new", "article", "--title", "Nyt\\hus", "--embargo", "2026-12-01 08:00")[0] == 0
    article = root / "content/nyheder/2026-11-20-hus.md"
    article.write_text(f"---\ntitle: Hus\ndate: 2026-11-20\n# slut\n---\n\n{RELEASE}", "utf-8")
    assert "citat" in run("quotes", "--write", str(article))[1]
    assert "quotes:" in article.read_text("utf-8")
    assert run("format", "--check")[0] == 0
