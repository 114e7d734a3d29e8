"""What `move` does: a text gets another name, and nobody who has its old address is left behind."""

from pathlib import PurePosixPath

from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.document import SITE
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import SiteFields
from hjemsite.content.frontmatter.split import parse
from hjemsite.content.scan import Inputs, scan
from hjemsite.content.sources import text_of
from hjemsite.diagnostics import report
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft.moved_file import CannotMoveError, planned_move, sentences
from hjemsite.importer.draft.moved_picture import is_library_picture, planned_picture_move
from hjemsite.importer.draft.write_files import SymbolicLinkError, write_files

_UNDO = "Se efter med check. Fortryd med git, hvis det ikke er, som det skal være."


def move_file(command: Command) -> Report:
    """Move a text or a picture of the library, or with `--dry-run` say what would be done.

    Raises `UsageError` where it cannot be.
    """
    old, new = command.files
    inputs = scan(command.root, folders=("content",))
    try:
        if is_library_picture(inputs, old):
            move = planned_picture_move(inputs, old, new)
        else:
            move = planned_move(inputs, old, new, _site_address(inputs))
    except CannotMoveError as error:
        raise UsageError(str(error)) from None
    if not command.dry_run:
        texts = {PurePosixPath(inputs.names.get(path, path)): text.encode() for path, text in move.texts.items()}
        try:
            write_files(texts, command.root, over=True)
        except SymbolicLinkError as error:
            raise UsageError(
                f"»{error}« er en genvej (et symbolsk link), og dem skriver hjemsite ikke igennem."
            ) from error
        for before, after in {move.old_place: move.new_place, **move.beside}.items():
            target = command.root / after
            target.parent.mkdir(parents=True, exist_ok=True)
            (command.root / inputs.names.get(before, before)).rename(target)
    done = sentences(move, done=not command.dry_run)
    return Report((*map(report.visible, done), *(() if command.dry_run else (_UNDO,))))


def _site_address(inputs: Inputs) -> str:
    """The site's own address, as far as the settings can be read."""
    if SITE not in inputs.files:
        return ""
    fields = typed(parse(text_of(inputs.source(SITE)).value, SITE).value, SiteFields).value
    return "" if "address" in fields.broken else fields.fields.address
