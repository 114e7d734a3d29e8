"""The commands with which an editor writes. They return Danish sentences; `cli.main` prints them.

Each is imported when it is called: the importer alone takes longer to load than the others take to do their work.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TextIO

from hjemsite.cli.arguments import Command
from hjemsite.limits import IMPORT_BYTES

if TYPE_CHECKING:
    from hjemsite.importer.command_report import Report


def perform(command: Command, today: date, stdin: TextIO | None, progress: Callable[[int, int], None]) -> "Report":
    """Run a command. Questions are asked only where `stdin` is a terminal. Raises `UsageError`.

    `progress` is called with the number of files that are done and of all.
    """
    if command.share:
        from hjemsite.cli.share_command import share_drafts

        return share_drafts(command)
    if command.command == "quotes":
        from hjemsite.cli.quotes_command import offer_quotes

        return offer_quotes(command)
    if command.command == "format":
        from hjemsite.cli.format_command import format_files

        return format_files(command)
    if command.command == "move":
        from hjemsite.cli.move_command import move_file

        return move_file(command)
    if command.command == "ci":
        from hjemsite.cli.ci_command import ci_file

        return ci_file(command)
    if command.command == "upgrade":
        from hjemsite.cli.upgrade_command import upgrade

        return upgrade(command)
    if command.command == "import":
        from hjemsite.cli.import_command import import_files

        pasted = stdin.buffer.read(IMPORT_BYTES + 1) if stdin is not None and "-" in command.files else b""
        return import_files(command, today, pasted, progress)
    from hjemsite.cli import prompt

    ask = prompt.ask if stdin is not None and stdin.isatty() else None
    if command.command == "init":
        from hjemsite.cli.init_command import begin_site

        return begin_site(command, today, ask)
    from hjemsite.cli.new_command import new_file

    return new_file(command, today, ask)
