"""The preview as an editor uses it: files are saved in every way that editors have, and the site follows.

Whoever waits does so for what must come, never for a length of time.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.cache.blob import read
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system.memory_folder import FOLDER
from tests.previewing import (
    ARTICLE,
    ARTICLE_PATH,
    ARTICLE_URL,
    Preview,
    eventually,
    make_site,
    own_template,
    previewing,
    write,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
AS_OF = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests that leave it as they found it."""
    with previewing(make_site(tmp_path_factory.mktemp("forhåndsvisning")), "--as-of", AS_OF.isoformat()) as preview:
        yield preview


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """A preview of the little site as it was at first, at rest."""
    before = {
        path: path.read_bytes() for path in running.root.rglob("*") if path.is_file() and FOLDER not in path.parts
    }
    yield running
    for path in running.root.rglob("*"):
        if path.is_file() and path not in before and FOLDER not in path.parts:
            path.unlink()
    for path, data in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    settle(running)


def settle(preview: Preview) -> None:
    """Wait until all that was written before has been built."""
    sign = f"Mærke {time.monotonic_ns()}"
    write(preview.root, "content/sider/maerke.md", f"---\ntitle: {sign}\n---\nMærke.\n")
    eventually(lambda: preview.shows("/maerke/", sign))


def builds_during(preview: Preview, change: Callable[[], None], seen: Callable[[], bool], least: int = 1) -> int:
    """How many builds a change costs, at `least`: those until a later change has been built, but for that one's."""
    settle(preview)
    before = preview.builds()
    change()
    # The page of an article comes before the build that it belongs to.
    eventually(lambda: seen() and preview.builds() >= before + least)
    settle(preview)
    return preview.builds() - before - 1


NEW = ARTICLE.replace("gæster", "naboer")


def git(root: Path, *words: str) -> None:
    names = ("-c", "user.name=Ida", "-c", "user.email=ida@noeglen.example", "-c", "init.defaultBranch=main")
    subprocess.run(("git", *names, *words), cwd=root, check=True, capture_output=True)


def in_place(file: Path) -> None:
    file.write_text(NEW, encoding="utf-8")


def by_rename(file: Path) -> None:
    """As gedit, VS Code and Helix do."""
    beside = file.with_name(".goutputstream-8X1Z")
    beside.write_text(NEW, encoding="utf-8")
    beside.replace(file)


def by_rename_from_elsewhere(file: Path) -> None:
    elsewhere = file.parents[2] / "andetsteds.md"
    elsewhere.write_text(NEW, encoding="utf-8")
    elsewhere.replace(file)


def as_vim_does(file: Path) -> None:
    """It tries whether it may write here, puts the old file aside and writes a new one."""
    trial = file.with_name("4913")
    trial.touch()
    trial.unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.1\0\xff")
    with file.open("w", encoding="utf-8") as new:
        new.write(NEW)
        os.fsync(new.fileno())
    backup.unlink()
    swap.unlink()


def as_emacs_does(file: Path) -> None:
    """It holds a file with a link that leads nowhere."""
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("redaktør@computer.4711:1764000000")
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(NEW, encoding="utf-8")
    lock.unlink()


@pytest.mark.parametrize("save", [in_place, by_rename, by_rename_from_elsewhere, as_vim_does, as_emacs_does])
def test_a_save_is_one_build(preview: Preview, save: Callable[[Path], None]) -> None:
    """Whatever an editor does to save, the page follows once, and what it leaves beside the file is no page."""
    builds = builds_during(
        preview, lambda: save(preview.root / ARTICLE_PATH), lambda: preview.shows(ARTICLE_URL, "naboer")
    )
    assert builds == 1
    assert f"\n{ARTICLE_PATH} er ændret; siden er bygget igen på 0," in preview.output
    assert "4913" not in preview.page("/nyheder/") and preview.page("/nyheder/").count("Tidselfonden") == 1


def test_saves_that_come_faster_than_builds(preview: Preview) -> None:
    """Each is shown when it has been written, and when the editor rests, all of the site is as after a clean build."""
    file = preview.root / ARTICLE_PATH
    for number in range(12):
        file.write_text(NEW.replace("naboer", f"naboer fra nummer {number}"), encoding="utf-8")
        eventually(lambda number=number: preview.shows(ARTICLE_URL, f"fra nummer {number}"))  # type: ignore[misc]
    settle(preview)
    eventually(lambda: preview.shows("/feed.xml", "fra nummer 11"))
    assert_as_clean(preview)


def test_two_writes_in_a_row_end_right(preview: Preview) -> None:
    """Half a file, and a moment later all of it: what is shown in the end is the whole, and no fault is left."""
    file = preview.root / ARTICLE_PATH
    file.write_text(NEW[:20], encoding="utf-8")
    time.sleep(0.2)  # the length of the pause is what is tested
    file.write_text(NEW, encoding="utf-8")
    eventually(lambda: preview.shows(ARTICLE_URL, "naboer") and not preview.shows(ARTICLE_URL, "uafsluttede-felter"))


def test_an_empty_moment_is_not_seen(preview: Preview) -> None:
    """Many programs empty a file and write it afterwards; no build falls in between."""
    file = preview.root / ARTICLE_PATH

    def save() -> None:
        file.write_bytes(b"")
        time.sleep(0.1)  # the length of the pause is what is tested
        file.write_text(NEW, encoding="utf-8")

    assert builds_during(preview, save, lambda: preview.shows(ARTICLE_URL, "naboer")) == 1
    assert "mangler-felter" not in preview.complained


def test_a_change_without_an_event_is_found(preview: Preview) -> None:
    """Events get lost; here a file is written under another name that it has, where nobody listens."""
    other = preview.root / "andetsteds.md"
    other.hardlink_to(preview.root / ARTICLE_PATH)
    other.write_text(NEW, encoding="utf-8")
    eventually(lambda: preview.shows(ARTICLE_URL, "naboer"))


def test_three_hundred_files_at_once_are_few_builds(preview: Preview, tmp_path: Path) -> None:
    """As when git brings in another branch; in the end all are there, and the same as after a clean build."""

    git(preview.root, "init", "--initial-branch=main")
    git(preview.root, "add", ".")
    git(preview.root, "commit", "-m", "Første")
    # Written where nobody looks, so that all of them come at once.
    git(preview.root, "worktree", "add", "-b", "mange", str(tmp_path / "mange"))
    for number in range(300):
        # An article with its card and downloads takes four times as long as a page.
        if number % 10 == 9:
            write(tmp_path / "mange", f"content/nyheder/nr-{number}.md", ARTICLE.replace("Ærø", f"Ærø {number}"))
        else:
            write(tmp_path / "mange", f"content/sider/nr-{number}.md", f"---\ntitle: Nr. {number}\n---\nTekst.\n")
    git(tmp_path / "mange", "add", ".")
    git(tmp_path / "mange", "commit", "-m", "Mange")
    builds = builds_during(
        preview,
        lambda: git(preview.root, "checkout", "--detach", "mange"),
        lambda: preview.shows("/nyheder/nr-299/", "Ærø 299"),
    )
    assert builds <= 3
    assert_as_clean(preview)
    git(preview.root, "checkout", "main")
    shutil.rmtree(preview.root / ".git")


def assert_as_clean(preview: Preview) -> None:
    """What is served is what a build makes, but for what the preview lays over it."""
    built = build(BuildOptions(preview.root, AS_OF, drafts=True, allow_shrink=True))
    for path, content in built.files.items():
        data = read(content)
        served = preview.ask("/" + path).body
        if path.endswith(".html"):
            head = data.partition(b"</body>")[0].partition(b"<body>")[2]
            assert head in served, path
        else:
            assert served == data, path


def test_files_come_and_go(preview: Preview) -> None:
    """A new folder is watched too; what is deleted or renamed is gone from its page and from the lists."""
    elsewhere = preview.root / "kasse"
    write(elsewhere, "nyhed/index.md", ARTICLE.replace("døre", "porte"))
    (elsewhere / "nyhed").rename(preview.root / "content/nyheder/ny-mappe")
    eventually(lambda: preview.shows("/nyheder/ny-mappe/", "porte") and preview.shows("/nyheder/", "porte"))
    write(preview.root, "content/nyheder/ny-mappe/index.md", ARTICLE.replace("døre", "vinduer"))
    eventually(lambda: preview.shows("/feed.xml", "vinduer"))
    (preview.root / "content/nyheder/ny-mappe").rename(preview.root / "content/nyheder/andet-navn")
    eventually(lambda: preview.shows("/nyheder/andet-navn/", "vinduer"))
    assert preview.ask("/nyheder/ny-mappe/").status == 404
    shutil.rmtree(preview.root / "content/nyheder/andet-navn")
    eventually(lambda: preview.ask("/nyheder/andet-navn/").status == 404)
    assert not preview.shows("/nyheder/", "vinduer") and not preview.shows("/feed.xml", "vinduer")


def test_a_folder_that_is_exchanged_is_watched_again(preview: Preview) -> None:
    """Content that is moved away and back is still followed."""
    (preview.root / "content").rename(preview.root / "væk")
    eventually(lambda: preview.shows("/", "mangler-fil"))
    shutil.copytree(preview.root / "væk", preview.root / "content")
    eventually(lambda: not preview.shows("/", "mangler-fil"))
    write(preview.root, ARTICLE_PATH, NEW)
    eventually(lambda: preview.shows(ARTICLE_URL, "naboer"))
    shutil.rmtree(preview.root / "væk")


def test_templates_and_settings_are_followed(preview: Preview) -> None:
    """Every page that they concern is made again."""
    template = own_template(preview.root, "base.html")
    template.write_text(template.read_text("utf-8").replace("</main>", "<p>Nyt for alle</p></main>"), "utf-8")
    settings = preview.root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("title: Nøglen", "title: Låsen"), "utf-8")
    for url in ("/", ARTICLE_URL, "/medlemmer/", "/404.html"):
        eventually(lambda url=url: preview.shows(url, "Nyt for alle") and preview.shows(url, "Låsen"))  # type: ignore[misc]


def test_what_is_built_elsewhere_causes_nothing(preview: Preview) -> None:
    """The output folder, the memory and what git does are not watched."""

    def others() -> None:
        for folder in ("output", ".hjemsite", ".git", "node_modules"):
            write(preview.root, f"{folder}/index.html", "noget")
        write(preview.root, "content/nyheder/.gemt.md.swp", "noget")

    def marked() -> bool:
        return True

    assert builds_during(preview, others, marked, least=0) == 0


def test_a_fault_stands_over_the_last_good_site_until_it_is_mended(preview: Preview) -> None:
    """With excerpt and caret, escaped, in the page and once in the terminal; the site below is the one before."""
    file = preview.root / ARTICLE_PATH
    file.write_text(NEW.replace("date:", "member: <script>æv\ndate:"), encoding="utf-8")
    eventually(lambda: preview.shows("/", "ukendt-medlem"))
    page = preview.page(ARTICLE_URL)
    assert "gæster" in page and "naboer" not in page
    assert "member: &lt;script&gt;æv" in page and "^^^^^^^^^^" in page and "<script>æv" not in page
    assert "content/nyheder/2022-09-28-tidselfonden.md:3:9" in page
    write(preview.root, "content/sider/anden.md", "---\ntitle: En anden fil\n---\nTekst.\n")
    eventually(lambda: "anden.md er ændret" in preview.output)
    assert preview.complained.count("fejl[ukendt-medlem]") == 1
    file.write_text(NEW, encoding="utf-8")
    eventually(lambda: preview.shows(ARTICLE_URL, "naboer"))
    assert not preview.shows(ARTICLE_URL, "ukendt-medlem")
    assert preview.shows("/anden/", "En anden fil")


def test_a_broken_template_is_told_and_mended(preview: Preview) -> None:
    """The template is named with its line, and afterwards everything is as at first."""
    first, template = preview.page("/"), own_template(preview.root, "home.html")
    good = template.read_text("utf-8")
    template.write_text(good + "{% if %}", encoding="utf-8")
    eventually(lambda: preview.shows("/", "skabelonfejl"))
    assert "templates/home.html:" in preview.page("/")
    template.write_text(good, encoding="utf-8")
    eventually(lambda: not preview.shows("/", "skabelonfejl"))
    assert preview.page("/").partition("</main>")[0] == first.partition("</main>")[0]


def test_an_article_tells_where_it_comes_from_and_how_it_stands(preview: Preview) -> None:
    """Its file, whether readers can see it, and if not, why; its warnings are counted."""
    assert preview.shows(ARTICLE_URL, ARTICLE_PATH) and preview.shows(ARTICLE_URL, "Udgivet")
    cases = {
        "draft: true": "Kladde",
        "embargo: 2026-12-03 09:00": "Vises fra den 3. december 2026 kl. 9.00",
        "expires: 2023-01-01": "Udløb den 1. januar 2023",
    }
    # Of two articles with the same words, one that is out gives away the other.
    words = ("Her er to katte og en hund.", "Brødet er bagt hjemme i går.", "Toget til Fanø kører ikke mere.")
    for number, line in enumerate(cases):
        head = ARTICLE.replace("Ærø", f"Ærø {number}").replace("date:", f"{line}\ndate:")
        head = head.replace("Søren Nørgaard tog imod de første gæster.", words[number])
        write(preview.root, f"content/nyheder/sag-{number}.md", head + "\n# For stor en overskrift\n")
    for number, text in enumerate(cases.values()):
        eventually(lambda number=number, text=text: preview.shows(f"/nyheder/sag-{number}/", text))  # type: ignore[misc]
        page = preview.page(f"/nyheder/sag-{number}/")
        # Once in the bar, and once in the ribbon of the page itself.
        assert page.count(text) == 2
        assert f"content/nyheder/sag-{number}.md" in page and "3 advarsler (1 i denne fil)" in page


def test_what_was_never_committed_is_not_called_published(tmp_path: Path) -> None:
    """No reader has seen it, whatever its date says; and of what is changed they see the old words."""
    make_site(tmp_path)
    new, ignored = "content/nyheder/ny [1].md", "content/nyheder/gemt.md"
    with previewing(tmp_path) as preview:
        git(tmp_path, "init")
        assert preview.shows(ARTICLE_URL, "mangler at blive committet") and not preview.shows(ARTICLE_URL, "Udgivet")
        git(tmp_path, "add", ".")
        assert preview.shows(ARTICLE_URL, "Ikke udgivet endnu")
        git(tmp_path, "commit", "-m", "Første")
        assert preview.shows(ARTICLE_URL, "Udgivet") and not preview.shows(ARTICLE_URL, "committet")
        write(tmp_path, ARTICLE_PATH, NEW)
        eventually(lambda: preview.shows(ARTICLE_URL, "Udgivet, men ændringerne mangler at blive committet"))
        write(tmp_path, ".gitignore", "gemt.md\n")
        for path, word in ((new, "porte"), (ignored, "vinduer")):
            write(tmp_path, path, ARTICLE.replace("døre", word))
            url = "/nyheder/ny-1/" if path == new else "/nyheder/gemt/"
            eventually(lambda url=url: preview.shows(url, "Ikke udgivet endnu"))  # type: ignore[misc]


def test_the_terminal_does_not_repeat_what_it_has_told(tmp_path: Path) -> None:
    """A fault is told when it is new; the faults of other files are only counted then."""
    make_site(tmp_path)
    write(tmp_path, "content/nyheder/gammel.md", ARTICLE.replace("Ærø", "Fanø") + "\n# For stor\n")
    with previewing(tmp_path) as preview:
        eventually(lambda: "overskrift-niveau" in preview.complained)
        write(tmp_path, ARTICLE_PATH, NEW.replace("date:", "member: ukendt\ndate:"))
        eventually(lambda: "ukendt-medlem" in preview.complained)
        assert preview.complained.count("overskrift-niveau") == 1


# --- from start to end


def test_it_starts_with_nothing_at_all(tmp_path: Path) -> None:
    """A folder with empty folders in it: the page says what is missing, and becomes a site when it is there."""
    (tmp_path / "content").mkdir()
    with previewing(tmp_path) as preview:
        answer = preview.ask("/")
        assert "mangler-fil" in answer.body.decode() and "content/site.yaml" in answer.body.decode()
        make = tmp_path / "andetsteds"
        make_site(make)
        (tmp_path / "content").rmdir()
        (make / "content").rename(tmp_path / "content")
        eventually(lambda: preview.shows(ARTICLE_URL, "gæster"))
        assert not preview.shows(ARTICLE_URL, "mangler-fil")


def test_what_a_build_remembers_is_shown(tmp_path: Path) -> None:
    """A preview that is started after a build, or after another preview, makes nothing again and shows it all."""
    make_site(tmp_path)
    for _ in range(2):
        with previewing(tmp_path) as preview:
            assert preview.shows("/", "Nøglen") and preview.shows(ARTICLE_URL, "gæster")
            write(tmp_path, "content/sider/anden.md", f"---\ntitle: Nu {time.monotonic_ns()}\n---\nTekst.\n")
            eventually(lambda preview=preview: preview.builds() == 1)  # type: ignore[misc]
            assert preview.shows(ARTICLE_URL, "gæster") and preview.shows("/anden/", "Nu")


def test_it_starts_with_faults_and_without_news(tmp_path: Path) -> None:
    """What can be shown is shown, with the faults over it."""
    write(make_site(tmp_path), ARTICLE_PATH, ARTICLE.replace("date:", "member: ukendt\ndate:"))
    with previewing(tmp_path) as preview:
        assert preview.shows("/", "ukendt-medlem") and preview.shows("/", "Nøglen")
        (tmp_path / ARTICLE_PATH).unlink()
        eventually(lambda: not preview.shows("/", "ukendt-medlem"))
        assert "ingen-nyheder" not in preview.page("/")


def test_a_site_in_a_folder_of_its_host_is_shown_there(tmp_path: Path) -> None:
    """Its pages are those of a build, so their links go where the site will be; the root leads there."""
    make_site(tmp_path)
    write(tmp_path, "content/site.yaml", "title: N\naddress: https://noeglen.example/nyt\ndescription: N\n")
    with previewing(tmp_path) as preview:
        answer = preview.ask("/")
        assert (answer.status, answer.headers["Location"]) == (302, "/nyt/")
        assert preview.shows(f"/nyt{ARTICLE_URL}", ARTICLE_PATH)
        assert preview.ask(ARTICLE_URL).status == 404
        assert_as_clean_at(preview, "/nyt/feed.json")


def assert_as_clean_at(preview: Preview, path: str) -> None:
    assert json.loads(preview.page(path))["feed_url"] == "https://noeglen.example/nyt/feed.json"


def test_a_day_can_be_previewed(tmp_path: Path) -> None:
    """The ribbon is gone on the day."""
    write(make_site(tmp_path), ARTICLE_PATH, ARTICLE.replace("2022-09-28", "2030-01-01"))
    with previewing(tmp_path) as preview:
        assert preview.shows(ARTICLE_URL, "Vises fra den 1. januar 2030")
    with previewing(tmp_path, "--as-of", "2030-01-01") as preview:
        assert preview.shows(ARTICLE_URL, "Udgivet")


def test_time_alone_changes_the_site(tmp_path: Path) -> None:
    """When an embargo ends, the page says so without anybody touching a file."""
    with previewing(make_site(tmp_path)) as preview:
        soon = datetime.now(COPENHAGEN) + timedelta(seconds=4)
        write(tmp_path, ARTICLE_PATH, NEW.replace("date:", f"embargo: {soon.isoformat(timespec='seconds')}\ndate:"))
        eventually(lambda: "Tiden er gået" in preview.output)
        assert datetime.now(COPENHAGEN) >= soon
        eventually(lambda: preview.shows(ARTICLE_URL, "naboer") and preview.shows(ARTICLE_URL, "Udgivet"))


def test_without_events_the_files_are_looked_at(tmp_path: Path) -> None:
    """As on a network drive."""
    with previewing(make_site(tmp_path), "--poll") as preview:
        write(tmp_path, ARTICLE_PATH, NEW)
        eventually(lambda: preview.shows(ARTICLE_URL, "naboer") and preview.builds() == 1)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_at_once(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    """Also while a page waits for news; without a traceback, and nothing is written but what may be forgotten."""
    make_site(tmp_path)
    before = {path for path in tmp_path.rglob("*") if ".hjemsite" not in path.parts}
    with previewing(tmp_path) as preview:
        with preview.asking("/_forhaandsvisning/haendelser?x") as waiting:
            assert waiting.readline() == b"retry: 500\n"
            assert preview.stop(sign) == code
        assert "Traceback" not in preview.complained
    assert {path for path in tmp_path.rglob("*") if ".hjemsite" not in path.parts} == before


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """The next one is used, and it is this site that answers there."""
    make_site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with previewing(tmp_path, "--port", str(port)) as preview:
            assert preview.port > port and preview.shows(ARTICLE_URL, "gæster")
            assert f"Port {port} er optaget af et andet program" in preview.complained
