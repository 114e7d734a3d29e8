"""What is fuzzed: functions of bytes that must neither fail nor let anything through, and what each begins with."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hjemsite.cache.encoding import decode
from hjemsite.cache.secret import SEAL_BYTES
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.danish import COPENHAGEN
from hjemsite.importer.file_format import imported_file
from hjemsite.importer.formats.manuscript import UnreadableError
from hjemsite.pipeline.build import EMPTY, State
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.state import LAST_BUILD, STATE, LastBuild
from hjemsite.publishing.manifest import MANIFEST, read_manifest
from hjemsite.system.errors import Refused
from tests.security.test_prose_attacks import check

ROOT = Path(__file__).resolve().parents[3]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\nsocial_cards: nej\n"
ARTICLE = "---\ntitle: Åben dør\ndate: 2026-03-02\n---\n\nDøren er åben.\n"
CASES = Path(__file__).resolve().parents[2] / "cases"
PATHS = ("content/nyheder/a.md", "content/site.yaml", "content/medlemmer/a.md", "content/personer/a.md")
SUFFIXES = (".txt", ".docx", ".html", ".eml", ".xml", ".md", ".rtf", ".odt")
"""What a file is called decides how it is read; the first byte of an input chooses."""


class Target(NamedTuple):
    """`run` gets the bytes of one input; `seeds` are inputs to begin with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]


def _read(data: bytes) -> None:
    """A source is read, or told what is wrong with it; each fault points into it."""
    path = PATHS[data[0] % len(PATHS)] if data else PATHS[0]
    for fault in document(Source(path, data[1:])).faults:
        assert fault.span.line >= 1 and fault.span.column >= 1, fault


def _sources() -> Iterator[bytes]:
    for file in sorted((CASES / "faults").glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("\n>>> ")[1:]:
            yield b"\0" + part.partition("\n")[2].encode()


def _prose(data: bytes) -> None:
    """Nothing active is in what readers get, by the word of a second parser."""
    check(data.decode("utf-8", "replace"))


def _bodies() -> Iterator[bytes]:
    return (source.partition(b"\n---\n")[2] for source in _sources())


def _imported(data: bytes) -> None:
    """A file is read, or refused with a sentence."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else SUFFIXES[0]
    try:
        imported_file(f"fil{suffix}", data[1:])
    except UnreadableError as error:
        assert str(error)


def _releases() -> Iterator[bytes]:
    for file in sorted((CASES / "import").iterdir()):
        if file.is_file() and file.suffix in SUFFIXES and file.stat().st_size < 50_000:
            yield bytes([SUFFIXES.index(file.suffix)]) + file.read_bytes()


def _state(data: bytes) -> None:
    """What a build has saved is read, or it is none; a manifest is read, or refused."""
    decode(data, LastBuild, None)
    decode(data, State, EMPTY)
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        Path(folder, MANIFEST).write_bytes(data)
        try:
            read_manifest(Path(folder))
        except Refused as error:
            assert str(error)


def _states() -> Iterator[bytes]:
    """What a build of a small site saves, without its seal; and its manifest."""
    with TemporaryDirectory() as folder:
        root, memory = Path(folder), Path(folder, ".hjemsite")
        (root / "content/nyheder").mkdir(parents=True)
        (root / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
        (root / "content/nyheder/a.md").write_text(ARTICLE, encoding="utf-8")
        (root / "templates").symlink_to(ROOT / "templates")
        build_site(BuildOptions(root, AS_OF, search=False), root / "output")
        yield (memory / LAST_BUILD).read_bytes()[SEAL_BYTES:]
        yield (memory / STATE).read_bytes()
        yield (root / "output" / MANIFEST).read_bytes()


TARGETS: Mapping[str, Target] = {
    "reader": Target(_read, _sources),
    "prose": Target(_prose, _bodies),
    "importers": Target(_imported, _releases),
    "state": Target(_state, _states),
}
