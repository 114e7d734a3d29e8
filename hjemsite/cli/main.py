"""The command line: the only place that prints, reads the clock and the environment, and chooses an exit code.

0 fine, 1 faults in content or templates, 2 wrong use, 3 the machine, 130 interrupted, 143 asked to stop.
What a program reads goes to stdout, and so does the one closing line; everything about faults goes to stderr.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from hjemsite import danish
from hjemsite.cli import console, quiet_report, streams
from hjemsite.cli.arguments import Command, UsageError, parse
from hjemsite.cli.build_time import build_options, build_time
from hjemsite.diagnostics import report
from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system import signals, workers
from hjemsite.system.errors import MachineError, Refused, describe_failure
from hjemsite.system.lock import AlreadyLocked
from hjemsite.system.progress import Progress

if TYPE_CHECKING:
    from hjemsite.pipeline.build_site import BuildResult

# The pipeline is imported where it is used: help and mistakes on the command line need not wait for it.

FINE, FAULTS, MISUSE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130


def run() -> NoReturn:
    """The program as a process of its own, which does one thing and ends."""
    try:
        code = main()
        signals.ignore()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as end:
        code = int(end.code or FINE)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    # Taking a whole site apart, object by object, would only delay the prompt.
    os._exit(code)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words after the program's name ask for (by default the program's own); return the exit code."""
    if words is None:
        streams.read_names_as_utf8()
        words = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        streams.spell_out(stream)
    signals.install_handlers()
    try:
        answer = parse(words)
        if isinstance(answer, Command):
            return _run(answer)
        streams.say(sys.stdout, answer.rstrip("\n"))
        return FINE
    except (UsageError, Refused) as error:
        return _stop(MISUSE, str(error))
    except KeyboardInterrupt:
        return _stop(INTERRUPTED, "Afbrudt.")
    except AlreadyLocked as error:
        number = f" (proces {error})" if str(error) else ""
        return _stop(MACHINE, f"Siden bliver allerede bygget eller lagt ud lige nu{number}. Vent lidt, og prøv igen.")
    except Exception as error:
        if signals.is_interrupted():
            return _stop(INTERRUPTED, "Afbrudt.")
        if "--debug" in words:
            sys.excepthook(*sys.exc_info())
        return _stop(MACHINE, describe_failure(error))


def _stop(code: int, sentences: str) -> int:
    streams.complain(sys.stderr, report.visible(sentences))
    return code


def _run(order: Command) -> int:
    if order.renamed:
        streams.complain(sys.stderr, console.renamed(order.renamed))
    # Without content the preview tells, in the page, what is missing.
    folders = ("content", "templates") if order.command == "serve" else ("content",)
    needs_none = order.command == "init" or (order.command == "next" and order.live is not None)
    if not needs_none and not any((order.root / name).is_dir() for name in folders):
        raise UsageError(
            f"Der er ingen mappe med navnet content i »{order.root.absolute()}«. "
            "Gå til mappen med siden, eller peg på den med --root."
        )
    return _COMMANDS.get("" if order.share else order.command, _edit)(order)


def _check(order: Command) -> int:
    if order.links or order.look_at is not None:
        return _look(order)
    from hjemsite.pipeline.dry_run import check

    with console.progress_bar(sys.stderr) as bar:
        built = check(_options(order), _workers(order, bar))
    fine = f"{console.mood(built.faults)}: {console.pages(built.html_pages)} kan bygges"
    return _answer(order, built.faults, built.lines, fine, "")


def _look(order: Command) -> int:
    from hjemsite.cli import public_look

    streams.spell_out(sys.stdout, "utf-8" if order.format == "json" else None)
    with console.progress_bar(sys.stderr) as bar:
        outcome = public_look.look(order, _options(order), _workers(order, bar))
    streams.account(outcome.done, (*outcome.remarks, *outcome.problems))
    return FAULTS if outcome.problems else FINE


def _options(order: Command) -> BuildOptions:
    return build_options(order, os.environ, datetime.now(danish.COPENHAGEN))


def _build(order: Command) -> int:
    from hjemsite.pipeline.build_site import build_site

    started = time.monotonic()
    options = _options(order)
    if order.live is not None:
        from hjemsite.cli import live_check

        options = live_check.compared(options, order.live, partial(streams.say, sys.stderr))
    with console.progress_bar(sys.stderr) as bar:
        workers = _workers(order, bar)
        result = build_site(options, order.output or order.root / "output", workers, clean=order.clean)
    seconds = time.monotonic() - started
    try:
        return _account(order, result, workers.progress, seconds)
    except OSError as error:
        if has_errors(result.faults):
            raise
        # The site stands, and a host may take it.
        return streams.closing_line_lost(console.summary_line(result, seconds), error)


def _account(order: Command, result: "BuildResult", progress: Progress, seconds: float) -> int:
    # It goes to stderr, since a program reads the faults from stdout.
    stream = sys.stderr if order.format in ("json", "gitlab") else sys.stdout
    if order.clean:
        streams.say(stream, console.forgotten(result.forgotten))
    if result.memory_was_discarded:
        streams.complain(sys.stderr, console.DISCARDED)
    if result.lacks_press_contact:
        streams.complain(sys.stderr, console.NO_PRESS_CONTACT)
    for line in console.explanation(result.reasons) if order.explain else ():
        streams.say(stream, report.visible(line))
    if order.timings:
        streams.say(stream, console.timings(progress.end(), seconds))
    return _answer(order, result.faults, result.lines, console.summary_line(result, seconds), console.UNCHANGED)


def _publish(order: Command) -> int:
    from hjemsite.cli import timed_publication

    with console.progress_bar(sys.stderr) as bar:

        def say(text: str) -> None:
            bar.clear()
            streams.complain(sys.stderr, text)

        clock = partial(datetime.now, danish.COPENHAGEN)
        outcome = timed_publication.publish(order, _options(order), _workers(order, bar), clock, say)
    streams.account(map(report.visible, outcome.done), (*outcome.remarks, *outcome.problems))
    return FAULTS if outcome.problems else FINE


def _edit(order: Command) -> int:
    from hjemsite.cli import editor_commands

    outcome = editor_commands.perform(order, _as_of(order).date(), sys.stdin, partial(streams.count, sys.stderr))
    streams.spell_out(sys.stdout, "utf-8" if order.format == "json" else None)
    streams.account(outcome.done, (*outcome.faults, *outcome.misuse))
    # Faults in the content decide the exit code before a request that cannot be met.
    return FAULTS if outcome.faults else MISUSE if outcome.misuse else FINE


def _serve(order: Command) -> int:
    from hjemsite.preview import listen, session

    with console.progress_bar(sys.stderr) as bar:

        def say(text: str) -> None:
            bar.clear()
            streams.say(sys.stdout, text)

        host, port = order.host or listen.HOST, listen.PORT if order.port is None else order.port
        options = session.PreviewOptions(
            order.root.absolute(), lambda: _as_of(order), host, port, order.poll, _workers(order, bar), order.open
        )
        terminal = session.Console(
            say, partial(streams.complain, sys.stderr), describe_failure, streams.has_colour(sys.stderr)
        )
        try:
            session.preview(options, terminal)
        except listen.CannotListen as error:
            raise MachineError(str(error)) from error
    return FINE


def _next(order: Command) -> int:
    if order.live is not None:
        from hjemsite.cli import live_check

        site = live_check.asked(order.live, _options(order))
        streams.complain(sys.stderr if site.is_stale else sys.stdout, site.message)
        return FAULTS if site.is_stale else FINE
    from hjemsite.cli import ci_command
    from hjemsite.pipeline.dry_run import next_changes

    with console.progress_bar(sys.stderr) as bar:
        coming = next_changes(_options(order), _workers(order, bar))
    if has_errors(coming.faults):
        return _check(order._replace(allow_shrink=True))
    text = coming.value.as_text() + (ci_command.expectation(order.root) if coming.value.changes else "")
    return _tell(order, text, coming.value.as_json())


def _status(order: Command) -> int:
    from hjemsite.pipeline.dry_run import newsroom

    with console.progress_bar(sys.stderr) as bar:
        status = newsroom(_options(order), _workers(order, bar))
    return _tell(order, status.as_text(), status.as_json())


def _newsletter(order: Command) -> int:
    from hjemsite.cli import newsletter_command

    with console.progress_bar(sys.stderr) as bar:
        letter = newsletter_command.written(order, _options(order), _workers(order, bar))
    return _check(order._replace(allow_shrink=True)) if letter is None else _tell(order, letter, letter)


def _tell(order: Command, text: str, json: str) -> int:
    streams.spell_out(sys.stdout, "utf-8" if order.format == "json" else None)
    streams.say(sys.stdout, json if order.format == "json" else text)
    return FINE


def _headers(order: Command) -> int:
    from hjemsite.cli import server_config

    streams.say(sys.stdout, server_config.server_config(order.server, order.output or order.root / "output"))
    return FINE


_COMMANDS: Mapping[str, Callable[[Command], int]] = {
    "build": _build,
    "check": _check,
    "headers": _headers,
    "newsletter": _newsletter,
    "next": _next,
    "publish": _publish,
    "serve": _serve,
    "status": _status,
}


def _workers(order: Command, bar: console.ProgressBar) -> workers.Workers:
    return workers.Workers(order.jobs or workers.cores(), Progress(bar.update, time.monotonic))


def _as_of(order: Command) -> datetime:
    return build_time(order.as_of, os.environ, datetime.now(danish.COPENHAGEN))[0]


def _answer(order: Command, faults: Sequence[Diagnostic], lines: QuotedLines, fine: str, bad: str) -> int:
    """Show the faults in the form asked for, and close with a line that says how it went."""
    failed = has_errors(faults)
    counted = report.summary(faults)
    shown = quiet_report.shown(order, faults, lines, _options)
    if text := console.for_programs(order.format, shown if order.format == "github" else faults):
        streams.spell_out(sys.stdout, "utf-8")
        streams.say(sys.stdout, text)
    if order.format == "json":
        return FAULTS if failed else FINE
    if faults and order.format != "github":
        streams.complain(sys.stderr, report.as_text(shown, lines, colour=streams.has_colour(sys.stderr)) + "\n")
    if failed:
        return _stop(FAULTS, f"{counted}.{bad}")
    stream = sys.stderr if order.format == "gitlab" else sys.stdout
    try:
        streams.say(stream, f"{fine} ({counted})." if counted else f"{fine}.")
    except OSError as error:
        # The work is done; a program that reads this sentence alone has lost nothing but the sentence.
        return streams.closing_line_lost(fine, error)
    return FINE
