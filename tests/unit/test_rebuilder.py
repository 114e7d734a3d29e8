"""What is shown while files are saved faster than a site is built."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from pathlib import Path

from msgspec.structs import replace

from hjemsite.content.scan import Inputs, scan
from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.preview.rebuilder import Rebuilder
from hjemsite.preview.session import Console, PreviewBuilder, PreviewOptions
from hjemsite.preview.shown_site import Shown
from hjemsite.preview.watcher import Watch
from tests.previewing import LONG, eventually, make_site, write

NOON = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
NAME = "content/nyheder/en.md"
WRONG = Diagnostic("ukendt-medlem", Span(NAME), "Sådan en er der ikke")

NOON = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)


@dataclass
class Workshop:
    """A site of one file that takes as long to build as a test wants, with a fault when its text is »fejl«.

    `texts` are those shown, in order, and `changed` the paths that each was shown for; `begun` counts the builds.
    """

    root: Path
    seconds: float = inf
    may_end: threading.Event = field(default_factory=threading.Event)
    texts: list[str] = field(default_factory=list)
    changed: list[frozenset[str]] = field(default_factory=list)
    begun: int = 0

    def shown(self) -> Shown:
        inputs, text = scan(self.root), (self.root / NAME).read_text(encoding="utf-8")
        return Shown(NOON, {"en": text.encode()}, None, (WRONG,) if text == "fejl" else (), {}, inputs)

    def make(self, _: Shown, __: Inputs, paths: frozenset[str], is_superseded: Callable[[], bool]) -> Shown | None:
        if not paths:
            return None
        self.begun += 1
        shown, end = self.shown(), time.monotonic() + self.seconds
        while not self.may_end.is_set() and time.monotonic() < end:
            if is_superseded():
                return None
            time.sleep(0.01)
        return shown

    def show(self, shown: Shown, paths: frozenset[str], _: float) -> None:
        data = shown.files["en"]
        assert isinstance(data, bytes)
        self.texts.append(data.decode())
        self.changed.append(paths)


@contextmanager
def at_work(root: Path, seconds: float = inf) -> Iterator[Workshop]:
    write(root, NAME, "nul")
    shop = Workshop(root, seconds)
    rebuilder = Rebuilder(root, Watch(root, listen=True), shop.shown(), shop.make, shop.show)
    rebuilder.start()
    try:
        yield shop
    finally:
        shop.may_end.set()
        rebuilder.stop()
        rebuilder.join()


def test_a_build_is_given_up_for_a_newer_one(tmp_path: Path) -> None:
    """While it is young; what is shown in the end is the newest."""
    with at_work(tmp_path) as shop:
        for number in range(3):
            write(tmp_path, NAME, f"nummer {number}")
            eventually(lambda number=number: shop.begun > number)  # type: ignore[misc]
        assert shop.texts == []
        shop.may_end.set()
        eventually(lambda: shop.texts == ["nummer 2"])


def test_an_editor_who_never_rests_is_shown_something(tmp_path: Path) -> None:
    """A build that has been waited for long enough is finished, however many saves come after; then the next begins."""
    with at_work(tmp_path, seconds=0.5) as shop:
        end, number = time.monotonic() + LONG, 0
        while time.monotonic() < end and not shop.texts:
            write(tmp_path, NAME, f"nummer {number}")
            number += 1
            time.sleep(0.1)
        assert shop.texts and shop.begun > 1
        write(tmp_path, NAME, "den sidste")
        eventually(lambda: shop.texts[-1:] == ["den sidste"])


def test_what_is_shown_is_never_older_than_what_was(tmp_path: Path) -> None:
    """However fast the saves come, and the last one is shown."""
    with at_work(tmp_path, seconds=0.05) as shop:
        for number in range(40):
            write(tmp_path, NAME, f"nummer {number:02}")
            time.sleep(0.03)
        eventually(lambda: shop.texts[-1:] == ["nummer 39"])
        assert [text for text in shop.texts if text] == sorted(text for text in shop.texts if text)


def test_a_fault_that_is_mended_by_now_is_not_shown(tmp_path: Path) -> None:
    """A build may have read one half of a save."""
    with at_work(tmp_path) as shop:
        write(tmp_path, NAME, "fejl")
        eventually(lambda: shop.begun)
        write(tmp_path, NAME, "rettet")
        shop.may_end.set()
        eventually(lambda: shop.texts[-1:] == ["rettet"])
        assert "fejl" not in shop.texts


def test_only_what_has_changed_is_named(tmp_path: Path) -> None:
    """Also where a file lies beside it that is refused, and is no news."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/genvej.md").symlink_to("nyheder/en.md")
    with at_work(tmp_path, seconds=0) as shop:
        for number in range(3):
            write(tmp_path, NAME, f"nummer {number}")
            eventually(lambda number=number: shop.texts[-1:] == [f"nummer {number}"])  # type: ignore[misc]
        assert set(shop.changed) == {frozenset({NAME})}


def test_a_file_that_is_saved_during_a_build_stops_nothing(tmp_path: Path) -> None:
    """Its lines are quoted when the build is over, and may be others by then: the build is given up for a newer one."""
    root = make_site(tmp_path)
    text = "---\ntitle: Dør\ndate: 2026-10-01\ndraft: ja\n---\n\n[her](/om/)\n"
    write(root, "content/nyheder/2026-10-01-doer.md", text)
    write(root, "content/sider/om.md", "---\ntitle: Om\n---\n\nVi.\n")
    messages: list[str] = []
    voice = Console(messages.append, messages.append, repr)
    builder = PreviewBuilder(PreviewOptions(root, lambda: NOON), voice)
    first = builder.first()
    assert not first.faults
    (root / "content/sider/om.md").unlink()
    now = scan(root, first.inputs.files)
    looked = replace(now, held={path: data for path, data in now.held.items() if "doer" not in path})
    write(root, "content/nyheder/2026-10-01-doer.md", text.replace("Dør", "Port"))
    assert builder.again(first, looked, frozenset(("content/sider/om.md",)), lambda: False) is None
    newer = builder.again(first, scan(root), frozenset(("content/sider/om.md",)), lambda: False)
    assert newer is not None and [fault.rule for fault in newer.faults] == ["doedt-link"]
