"""The lock of a target: who waits for whom, and for how long, by the clock of the one who waits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hjemsite.publishing.deployment.target_lock import LOCK, TargetLock
from hjemsite.publishing.targets.folder import Folder
from hjemsite.system.errors import MachineError


class Clock:
    """A clock that a sleeper sets forward; something may happen meanwhile."""

    def __init__(self, happens: Callable[[float], object] = lambda _: None) -> None:
        self.now, self.happens = 0.0, happens

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.happens(self.now)


@pytest.fixture
def target(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "www", "file:www")


def lock(target: Folder, clock: Clock, messages: list[str], monkeypatch: pytest.MonkeyPatch) -> TargetLock:
    monkeypatch.setattr("hjemsite.publishing.deployment.target_lock.time.sleep", clock.sleep)
    return TargetLock(target, 1, messages.append, clock)


OTHER = json.dumps({"machine": "en anden maskine", "process": 1, "beat": 1}).encode()


def test_a_lock_that_stands_still_is_taken_over(target: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a minute and a half without a sign of life, said once."""
    target.write(LOCK, OTHER)
    messages: list[str] = []
    clock = Clock()
    held = lock(target, clock, messages, monkeypatch)
    held.acquire()
    held.require()
    assert 90 < clock.now < 95
    assert messages == ["En anden udgivelse til file:www er i gang. Venter, til den er færdig …"]


def test_a_lock_that_is_rewritten_is_waited_for(target: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the other one works, and whatever its clock shows."""

    def work(now: float) -> None:
        if now < 600:
            target.write(LOCK, OTHER.replace(b'"beat": 1', b'"beat": %d' % now))
        elif now == 600:
            target.delete([LOCK])

    target.write(LOCK, OTHER)
    clock = Clock(work)
    lock(target, clock, [], monkeypatch).acquire()
    assert clock.now == 600


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"machine": 1}', b"\xff", b'{"machine": "x", "process": "y"}'])
def test_a_lock_that_cannot_be_read_grows_old_as_any_other(
    target: Folder, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kill or a stranger left there."""
    target.write(LOCK, data)
    clock = Clock()
    lock(target, clock, [], monkeypatch).acquire()
    assert 90 < clock.now < 95


def test_who_has_lost_the_lock_stops_and_leaves_it(target: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that slept: another one has taken over meanwhile."""
    clock = Clock()
    held = lock(target, clock, [], monkeypatch)
    held.acquire()
    assert not held.beat()
    clock.now = 11
    assert held.beat()
    target.write(LOCK, OTHER)
    clock.now = 22
    with pytest.raises(MachineError, match="har taget over"):
        held.beat()
    held.release()
    assert target.read(LOCK) == OTHER
