"""The editor's guide as a project that can be tried: the files that it shows, and what it says happens to them.

The words after the language of a fenced block, which readers never see, tell what the block is:

    sh step          a command that an editor types, run in the order of the page
    text output      what the command before it says
    markdown made    the file that the command before it wrote
    LANGUAGE mend, LANGUAGE mended
                     what is put right in that file
    LANGUAGE PATH    a file of the project, there from the beginning
    LANGUAGE wrong RULE, text says, LANGUAGE right
                     what an editor may write, what hjemsite says about it, and how it should be
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import hjemsite
from tests import program

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/redaktoer.md"
AS_OF = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""When an editor sits with the guide."""

_FENCE = re.compile(r"^(`{3,})(\w+) ([^\n`]+)\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
_BORROWED = {
    "content/nyheder/2026-10-05-tolv-nye-hjem/aaben-doer.png": "nyheder/2023-11-14-velkommen-aagaard/Åben dør.png",
    "content/nyheder/2026-10-05-tolv-nye-hjem/noter.pdf": "nyheder/2023-11-14-velkommen-aagaard/noter.pdf",
    "content/billeder/aaben-doer.png": "nyheder/2023-11-14-velkommen-aagaard/Åben dør.png",
    "content/logo.png": "medlemmer/tidselfonden/Logo.png",
    "content/medlemmer/oest-bolig/logo.png": "medlemmer/tidselfonden/Logo.png",
    "content/personer/kirstine-vestergaard/portraet.png": "nyheder/2023-11-14-velkommen-aagaard/Åben dør.png",
}
"""Pictures that a page cannot show as text, and the little site that lends them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its words after the language, its text, and where in the page the text begins and ends."""

    words: tuple[str, ...]
    text: str
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """The blocks of a page that say what they are."""
    return [Block(tuple(match[3].split()), match[4], *match.span(4)) for match in _FENCE.finditer(page)]


def begin(folder: Path) -> None:
    """Put the project of the guide into `folder`, which must not exist."""
    shutil.copytree(ROOT / "docs/redaktoer", folder / "docs/redaktoer")
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        if block.words[0].startswith("content/"):
            _put(folder / block.words[0], block.text.encode())
    for path, lent in _BORROWED.items():
        _put(folder / path, (ROOT / "tests/sites/noeglen/content" / lent).read_bytes())


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def type_in(command: str, folder: Path) -> str:
    """What an editor sees who types `command` in `folder`; fails when it ends with a fault.

    `build.py` runs the program that is loaded here, and says so in remedies; what else it does is tested elsewhere.
    """
    python, door, *words = shlex.split(command)
    assert (python, door) == ("python3", "build.py")

    def say_how_it_is_called() -> None:
        hjemsite.COMMAND = "python3 build.py"

    done = program.run(
        ["--root", str(folder), *words],
        {**os.environ, "SOURCE_DATE_EPOCH": str(int(AS_OF.timestamp()))},
        say_how_it_is_called,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}{done.stdout}"
    assert isinstance(done.stdout, str)
    return done.stdout


def steps(folder: Path) -> Iterator[tuple[Block, str]]:
    """Every step of the guide, taken in `folder`: each block that tells what came of it, and what did."""
    output, article, mend = "", Path(), ""
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        if block.words == ("step",):
            before = set(folder.glob("content/nyheder/*.md"))
            output = type_in(block.text, folder)
            article = next(iter(set(folder.glob("content/nyheder/*.md")) - before), article)
        elif block.words == ("output",):
            yield block, output
        elif block.words == ("made",):
            yield block, article.read_text(encoding="utf-8")
        elif block.words == ("mend",):
            mend = block.text
        elif block.words == ("mended",):
            text = article.read_text(encoding="utf-8")
            assert text.count(mend) == 1, mend
            article.write_text(text.replace(mend, block.text), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Slip:
    """What an editor may write in place of what is right, the rule it breaks, and what hjemsite says about it."""

    rule: str
    wrong: str
    says: Block
    right: str


def slips() -> list[Slip]:
    """Every slip that the guide shows."""
    shown = blocks(PAGE.read_text(encoding="utf-8"))
    return [
        Slip(wrong.words[1], wrong.text, says, right.text)
        for wrong, says, right in zip(shown, shown[1:], shown[2:], strict=False)
        if wrong.words[0] == "wrong" and says.words == ("says",) and right.words == ("right",)
    ]


def slip_in(slip: Slip, folder: Path) -> Path:
    """Make the slip where the project in `folder` has it right; the file that it is in now."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("content/**/*.[my][da]*"))}
    (file,) = (path for path, text in texts.items() if slip.right in text)
    file.write_text(texts[file].replace(slip.right, slip.wrong, 1), encoding="utf-8")
    return file


def write(outputs: dict[Block, str]) -> None:
    """Put into the guide what came out where its blocks told something else."""
    page = PAGE.read_text(encoding="utf-8")
    for block, text in sorted(outputs.items(), key=lambda pair: -pair[0].start):
        page = page[: block.start] + text + page[block.end :]
    PAGE.write_text(page, encoding="utf-8")
