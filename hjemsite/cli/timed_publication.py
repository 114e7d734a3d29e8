"""`publish --at-next`: the coming edition is built before its time, and put where readers are when the time has come.

Until then it lies in a folder of this machine that only its user can open; nothing of it is sent ahead, for a file that
nobody links to can be read all the same.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.cli import publish_command
from hjemsite.cli.arguments import Command
from hjemsite.cli.publish_command import Outcome
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.pipeline.options import BuildOptions, TimeSource
from hjemsite.system.temporary_folder import temporary_folder
from hjemsite.system.workers import Workers

_AHEAD = timedelta(minutes=65)
"""How far ahead a turn is waited for: a run every hour then misses none."""

# Builds are imported where they are made: `publish` of what was built need not wait for them.

Clock = Callable[[], datetime]
Say = Callable[[str], None]


def publish(order: Command, options: BuildOptions, workers: Workers, clock: Clock, say: Say) -> Outcome:
    """Publish what was built, or with `--at-next` what is built for the times to come."""
    if order.at_next:
        return _publish_at_next(order, options, workers, clock, say)
    return publish_command.publish(order, workers, say)


def _publish_at_next(order: Command, options: BuildOptions, workers: Workers, clock: Clock, say: Say) -> Outcome:
    """Publish at each instant within the hour at which the site changes by itself. Raises what `publish` raises."""
    options = replace(options, search=True)
    end, done = options.as_of + _AHEAD, list[str]()
    while (turn := _next_turn(options, workers)) is not None and turn <= end:
        options = replace(options, as_of=turn, time_source=_ahead(options))
        outcome = _publish_at(turn, order, options, workers, clock, say)
        if outcome.problems:
            return outcome._replace(done=(*done, *outcome.done))
        done += outcome.done
    if done:
        return Outcome(done)
    if turn is None:
        return Outcome(["Siden ændrer sig ikke af sig selv, så der er intet at vente på."])
    return Outcome([f"Siden ændrer sig næste gang {danish.at(turn)}. Kør kommandoen igen højst en time før."])


def _ahead(options: BuildOptions) -> TimeSource | None:
    source = options.time_source
    return replace(source, is_given=True) if source else None


def _next_turn(options: BuildOptions, workers: Workers) -> datetime | None:
    from hjemsite.pipeline.dry_run import next_changes

    coming = next_changes(options, workers).value.changes
    return coming[0].at if coming else None


def _publish_at(
    turn: datetime, order: Command, options: BuildOptions, workers: Workers, clock: Clock, say: Say
) -> Outcome:
    from hjemsite.pipeline.build_site import build_site

    with temporary_folder() as folder:
        output = folder / "side"
        say(f"Siden ændrer sig {danish.at(turn)}. Den udgave, der kommer ud da, bliver bygget nu.")
        if has_errors(faults := build_site(options, output, workers).faults):
            return Outcome((), [_with_errors(turn, faults)])
        say("Den er klar og bliver lagt ud, når tiden er inde.")
        while (left := (turn - clock()).total_seconds()) > 0:
            # In small steps, for a clock may be put right meanwhile.
            time.sleep(min(left, 1.0))
        # What was written meanwhile goes along; where nothing was, this takes a moment, and the build is of now.
        changed = build_site(options, output, workers).faults
        outcome = publish_command.publish(order._replace(output=output), workers, say)
    problems = [_with_errors(turn, changed), *outcome.problems] if has_errors(changed) else outcome.problems
    return outcome._replace(problems=problems)


def _with_errors(turn: datetime, faults: tuple[Diagnostic, ...]) -> str:
    return (
        f"Den udgave, der skal ud {danish.at(turn)}, har {report.summary(faults)}. Se dem med "
        f'»check --as-of "{turn:%Y-%m-%d %H:%M}"«, ret dem, og kør kommandoen igen.'
    )
