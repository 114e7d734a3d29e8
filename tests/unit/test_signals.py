"""Whoever interrupts is heard, if not at once, then a moment later."""

import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from hjemsite.content.markdown import prose
from hjemsite.system import signals
from hjemsite.system.signals import defer_interrupts

SIGNALS = [(signal.SIGINT, KeyboardInterrupt, None), (signal.SIGTERM, SystemExit, "143")]


@pytest.fixture(autouse=True)
def obedient() -> Iterator[None]:
    """A process that ends in order when it is told to."""
    before = {sign: signal.getsignal(sign) for sign, *_ in SIGNALS}
    signals.install_handlers()
    yield
    for sign, handler in before.items():
        signal.signal(sign, handler)


@pytest.mark.parametrize(("sign", "end", "code"), SIGNALS)
def test_an_interruption_waits_for_the_end(sign: signal.Signals, end: type[BaseException], code: str | None) -> None:
    """What may not be interrupted is done to its end, and then it is all over; anything else is over at once."""
    done = []

    def work(word: str) -> None:
        signal.raise_signal(sign)
        done.append(word)

    with pytest.raises(end, match=code):
        work("afbrudt")
    signals.install_handlers()
    with pytest.raises(end, match=code):
        defer_interrupts(work, "gjort")
    assert done == ["gjort"]
    assert defer_interrupts(len, "to") == 2


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_what_is_undone_after_the_first_is_undone_in_peace(second: signal.Signals) -> None:
    """Whoever presses Ctrl-C twice gets what they asked for the first time."""
    undone = []
    with pytest.raises(KeyboardInterrupt):
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(second)
            undone.append("alt")
    assert undone == ["alt"]
    assert signals.is_interrupted()


def test_who_may_ignore_ctrl_c_goes_on_ignoring_it() -> None:
    """A process in the background is not disturbed by what somebody types."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signals.install_handlers()
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(("sign", "end", "code"), SIGNALS)
def test_the_sanitizer_swallows_no_interruption(
    sign: signal.Signals, end: type[BaseException], code: str | None
) -> None:
    """It calls back for each link, and what is raised there it prints and forgets."""
    came = []

    def interrupt(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is prose._permitted.__code__:
            came.append(sign)
            signal.raise_signal(sign)

    sys.setprofile(interrupt)
    try:
        with pytest.raises(end, match=code):
            prose.prose("[Om os](/om/)", path="content/nyheder/a.md", first_line=1)
    finally:
        sys.setprofile(None)
    assert came == [sign]
