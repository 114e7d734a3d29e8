"""`quotes`: the quotations and speakers of an article that it does not list yet."""

from pathlib import Path, PurePosixPath

from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.sources import Source
from hjemsite.diagnostics.report import visible
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import suggest, write_files
from hjemsite.importer.known_site import known_site
from hjemsite.limits import TEXT_FILE_BYTES
from hjemsite.urls import address


def offer_quotes(command: Command) -> Report:
    """What can be put into articles, as a diff; with `--write` it is put there."""
    site = known_site(command.root)
    done: list[str] = []
    faults: list[str] = []
    for name in command.files:
        source = _article(command.root, Path(name))
        suggestion = suggest.suggest(source, site.members, site.people)
        if suggestion.value is None:
            faults.append(f"{source.path}: {suggest.refusal(suggestion.faults)}")
            continue
        done += _offered(suggestion.value, source.path, command.write)
        if command.write and suggestion.value.quotes:
            write_files.write_files({PurePosixPath(source.path): suggestion.value.data}, command.root, over=True)
    return Report(tuple(done), tuple(faults))


def _article(root: Path, file: Path) -> Source:
    """The article in `file`. Raises `UsageError` when it is none."""
    whole = file if file.is_absolute() or file.exists() else root / file
    try:
        path = whole.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        path = ""
    if not path.startswith("content/nyheder/") or not address(path):
        raise UsageError(f"»{file}« er ikke en nyhed i content/nyheder.")
    if not whole.is_file():
        raise UsageError(f"»{file}« findes ikke.")
    with whole.open("rb") as stream:
        data = stream.read(TEXT_FILE_BYTES + 1)
    if len(data) > TEXT_FILE_BYTES:
        raise UsageError(f"»{file}« er for stor til en nyhed.")
    return Source(path, data)


def _offered(suggestion: suggest.Suggestion, path: str, written: bool) -> list[str]:
    left = [f"{path}: {sentence}." for sentence in suggestion.left]
    if not suggestion.quotes:
        return [f"{path}: Der er ingen nye citater at tilføje.", *left]
    quotes = danish.plural(suggestion.quotes, "citat", "citater")
    counted = f"{quotes} og {danish.plural(suggestion.speakers, 'taler', 'talere')}"
    closing = f"{path}: {counted} er tilføjet." if written else f"{path}: {counted} kan tilføjes med --write."
    diff = "\n".join(map(visible, suggestion.diff.split("\n")))
    return [diff, closing, *left]
