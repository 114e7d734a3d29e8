"""What every test may rely on: no setting of the machine reaches a build, and chance is the same every time."""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from hjemsite.cache.filestat import file_stat
from hjemsite.checks.fetches import scripts
from hjemsite.content import sources
from hjemsite.content.sources import ReadFile
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.images import card_drawing, process
from hjemsite.pages import assets
from hjemsite.render.names import name_faults

# A test that wants one of these sets it itself.
for name in ("SOURCE_DATE_EPOCH", "CI", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)

# Python keeps what it has compiled, as it does for everybody who has not asked it not to: a program that the tests
# start is ready in half the time, and the workers of a run compile nothing twice.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Files that nobody keeps need no disk: each build waits for it some times, and there are a thousand. Where memory is
# short, or programs may not run from it, as in some containers, the tests use the usual folder.
MEMORY, ENOUGH = Path("/dev/shm"), 4_000_000_000
"""A folder that is in memory, and how many bytes must be free there."""
if hasattr(os, "statvfs") and MEMORY.is_dir():
    room = os.statvfs(MEMORY)
    if room.f_bavail * room.f_frsize >= ENOUGH and not room.f_flag & getattr(os, "ST_NOEXEC", 0):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# What tests keep between builds is sealed with a secret of their own, and none is made in anybody's home.
os.environ["HJEMSITE_SECRET"] = "en hemmelighed, som kun testene har"

# A run in the background is told to ignore Ctrl-C, and so would be every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Nothing that the collection of ten thousand tests makes is garbage.
gc.disable()

# No deadline: a busy machine is no fault of the code.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--skriv` writes what comes out of the cases and the sites, to be read before it is committed."""
    parser.addoption("--skriv", action="store_true", help="write what comes out as what is expected")


class ModulesWithExamples:
    """Of the modules of the project, those without an example are not searched for one, which takes as long as the
    rest of the collection."""

    @staticmethod
    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        collectors = yield
        return [
            collector
            for collector in collectors
            if not isinstance(collector, DoctestModule) or b">>> " in file_path.read_bytes()
        ]


def pytest_configure(config: pytest.Config) -> None:
    """A hook of this file would hold for `tests` alone; those of a plugin hold for every folder."""
    config.pluginmanager.register(ModulesWithExamples())
    if hasattr(config, "workerinput"):
        # Nobody needs what a worker of pytest-xdist has made in thousands of tests to be taken apart, which takes
        # seconds. What is registered first runs last, and how a worker ends says nothing.
        atexit.register(os._exit, 0)


def pytest_unconfigure() -> None:
    """pytest has looked for garbage at the end of the session, and need not do it twice."""
    gc.freeze()


def pytest_collection_finish() -> None:
    """Garbage is looked for more seldom, and not among the tests: a build of a user looks for none at all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _encoded_once() -> Iterator[None]:
    """Builds in this process read the program's own templates and style sheets, encode a picture, draw a card, read
    a script and look up the names in a site's own templates once: equal arguments, equal results.

    It is a third of a build of a little site, and most of one with templates of its own, and a thousand tests build
    one. The tests of pictures and cards call the functions themselves, and a build in a process of its own knows of
    nothing.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "process_image", lru_cache(256)(process.process_image))
        patch.setattr(card_drawing, "draw_card", lru_cache(256)(card_drawing.draw_card))
        fetches = scripts.script_fetches
        patch.setattr(scripts, "script_fetches", lru_cache(256)(lambda text: tuple(fetches(text))))
        faults = name_faults._faults
        once = lru_cache(64)(lambda sources, assets, chosen: faults(dict(sources), assets, chosen))
        patch.setattr(
            name_faults,
            "_faults",
            lambda sources, *names: once(tuple(sources.items()), *map(frozenset, names)),
        )
        patch.setattr("hjemsite.content.scan.read_file", ReadOnce(sources.read_file))
        of_files = lru_cache(16)(assets.assets)
        patch.setattr("hjemsite.render.templates.assets", lambda files: of_files(tuple(files)))
        yield


class ReadOnce:
    """Reads a file, or has it from the last time when it is one of the program's own templates, which no test edits."""

    def __init__(self, read_file: Callable[[str, str], ReadFile | Diagnostic]) -> None:
        self.read_file = read_file
        files = (Path(__file__).parents[1] / "templates").rglob("*")
        self.contents: dict[tuple[int, int], bytes | None] = {
            (status.st_dev, status.st_ino): None for status in map(os.stat, files)
        }

    def __call__(self, file: str, path: str) -> ReadFile | Diagnostic:
        try:
            status = Path(file).lstat()
        except OSError:
            return self.read_file(file, path)
        inode = status.st_dev, status.st_ino
        if inode not in self.contents:
            return self.read_file(file, path)
        data = self.contents[inode]
        if data is None:
            read = self.read_file(file, path)
            if not isinstance(read, ReadFile) or read.stat is None:
                return read
            data = self.contents[inode] = read.data
        return ReadFile(data, file_stat(status))


MEASURES_SECONDS = ("test_preview", "test_rebuild", "test_workers", "test_budget", "test_a_text_made_to_cost_time")
"""In the names of tests that wait for something, or say how long it may take."""

STANDS_ALONE = ("test_incremental", "test_recipes")
"""In the names of files whose tests take longest and share no fixture."""

FIRST = ("test_write.py", "test_recipes.py", "test_guide.py", "test_operations.py")
"""Names of long files that are late in the alphabet: begun last, they would keep one worker alone at the end."""


TOGETHER = (
    ("test_extract.py", "test_fields.py"),
    ("test_cases.py", "test_proposals.py"),
    ("test_layers.py", "test_docstrings.py", "test_rules.py"),
)
"""Names of files whose tests look at the same readings, the same little sites or the parsed source of the package,
which one worker makes once."""


class Groups(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """What one worker takes at a time: a file, for its tests share fixtures.

    All tests that measure seconds go to one worker, so that no two of them compete for the processor.
    """

    def _split_scope(self, nodeid: str) -> str:
        if any(name in nodeid for name in MEASURES_SECONDS):
            return "seconds"
        if any(name in nodeid for name in STANDS_ALONE):
            return nodeid
        file = nodeid.partition("::")[0]
        return next((names[0] for names in TOGETHER if file.endswith(tuple(f"/{name}" for name in names))), file)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests are handed out in this order."""
    items.sort(key=lambda item: item.path.name not in FIRST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """With `-n auto`, two workers more than there are cores: many tests wait for a server, a program or a pause."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Groups:
    """With `-n`, tests are handed out in these groups."""
    return Groups(config, log)
