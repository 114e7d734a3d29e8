"""`import`: every file becomes drafts below `content/nyheder`, and a report.

A fault in one file does not stop the others. Nothing is printed here: the report is a value.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from hjemsite import danish
from hjemsite.content.markdown.targets import PICTURES
from hjemsite.importer.command_report import Report
from hjemsite.importer.draft import report_json, write_files
from hjemsite.importer.draft.article_draft import Draft
from hjemsite.importer.file_format import ImportedFile, ReadOptions, imported_file
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.importer.losses import Loss
from hjemsite.importer.release_draft import ReleaseDraft, release_draft
from hjemsite.limits import IMPORT_BYTES, LOSSES_SHOWN, SLUG_CHARACTERS
from hjemsite.urls import Url, address

NEWS = "content/nyheder"

_MANY = 10
"""Texts in one file; with more of them, progress is shown."""


@dataclass(frozen=True, slots=True)
class ImportJob:
    """The arguments of one import.

    `names` are paths of files and folders; `-` stands for the text in `stdin`. `today` dates a text without a date.
    `output` is the folder for the drafts in place of `content/nyheder`, `embargo` a time before which none of them may
    come out, as the field `embargo` takes it.
    """

    root: Path
    names: Sequence[str]
    today: date
    stdin: bytes = b""
    options: ReadOptions = field(default_factory=ReadOptions)
    output: Path | None = None
    embargo: str = ""
    force: bool = False
    dry_run: bool = False
    progress: Callable[[int, int], None] = lambda _done, _total: None
    """Called with the number of texts that are done and their total, while a large export is read."""


def import_drafts(job: ImportJob) -> Report:
    """Write drafts of all press releases in the files. Raises `OSError` when the disk fails."""
    importer = _Import(job, known_site(job.root))
    names = tuple(_file_names(job.names))
    written = [importer.import_file(name) for name in names]
    if len(names) > len(job.names):
        importer.done.append(_total_of_files(written))
    return Report(tuple(importer.done), tuple(importer.faults), tuple(importer.misuse))


def extract_to_json(job: ImportJob) -> tuple[str, Report]:
    """The extracted values of all press releases as JSON, and a report of the files that cannot be read."""
    importer = _Import(job, known_site(job.root))
    releases: list[dict[str, object]] = []
    names = tuple(_file_names(job.names))
    several = len(names) > 1
    for name in names:
        read = importer.read(name)
        if read is not None:
            several = several or read.is_export or len(read.manuscripts) > 1
            releases += map(importer.as_json, read.manuscripts)
            importer.faults += (f"{importer.label(name)}: {sentence}" for sentence in read.failed)
    report = Report((), tuple(importer.faults), tuple(importer.misuse))
    return report_json.release_json(releases, several=several) if several or releases else "", report


def _file_names(names: Iterable[str]) -> Iterator[str]:
    """The names, with the files inside a folder in its place: all that are not hidden and are no pictures."""
    for name in names:
        folder = Path(name)
        if name == "-" or not folder.is_dir():
            yield name
            continue
        for file in sorted(folder.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
            if file.is_file() and not hidden and file.suffix.lower() not in PICTURES:
                yield str(file)


def _total_of_files(written: Sequence[int]) -> str:
    """The total of a folder. `written` counts the drafts of each file."""
    with_drafts = sum(map(bool, written))
    files = danish.plural(len(written), "fil", "filer")
    drafts = danish.plural(sum(written), "kladde", "kladder")
    return (
        f"I alt {files}: {danish.number(with_drafts)} indlæst som {drafts}, {len(written) - with_drafts} ikke indlæst."
    )


class _Import:
    """One import in progress: the job, the site as it is by now, and the lines of the report."""

    def __init__(self, job: ImportJob, site: KnownSite) -> None:
        self.job, self.site = job, site
        self.pages = dict(site.pages)
        self.claimed: set[str] = set()
        """The addresses of the drafts of this import; below `output`, their paths."""
        self.done: list[str] = []
        self.faults: list[str] = []
        self.misuse: list[str] = []

    def label(self, name: str) -> str:
        return "Den indsatte tekst" if name == "-" else f"»{name}«"

    def read(self, name: str) -> ImportedFile | None:
        """The press releases in a file; None, with a line in the report, when it cannot be read."""
        try:
            data = self.job.stdin if name == "-" else _read(Path(name))
            return imported_file("" if name == "-" else Path(name).name, data, self.job.options)
        except UnreadableError as error:
            self.faults.append(f"{self.label(name)}: {error}")
        except FileNotFoundError:
            mend = "Se efter, om navnet er skrevet rigtigt, eller træk filen ind i vinduet."
            self.misuse.append(f"{self.label(name)} findes ikke. {mend}")
        except PermissionError:
            mend = "Kopiér filen til skrivebordet, og brug kopien."
            self.misuse.append(f"{self.label(name)} har du ikke lov til at læse. {mend}")
        return None

    def as_json(self, manuscript: Manuscript) -> dict[str, object]:
        """The extracted values of a press release, and what its draft would leave out."""
        release = self.release(manuscript)
        extracted = report_json.extraction_json(release.manuscript, release.extraction, release.embargo)
        return extracted | {"left_out": report_json.losses_json(release.losses)}

    def release(self, manuscript: Manuscript) -> ReleaseDraft:
        return release_draft(manuscript, self.site, self.job.today, self.job.embargo)

    def import_file(self, name: str) -> int:
        """Write drafts of the press releases in a file; how many of them are there now."""
        read = self.read(name)
        if read is None:
            return 0
        written = 0
        total = len(read.manuscripts)
        for number, manuscript in enumerate(read.manuscripts, 1):
            if total > _MANY:
                self.job.progress(number, total)
            try:
                release = self.release(manuscript)
                written += self.save(release.draft, release.losses, name)
            except UnreadableError as error:
                self.faults.append(f"{self.label(name)}: {error}")
        self.done += (f"{self.label(name)}: {remark}" for remark in read.remarks)
        self.faults += (f"{self.label(name)}: {sentence}" for sentence in read.failed)
        if read.is_export:
            self.done += (f"Sprunget over: {sentence}" for sentence in read.skipped)
            self.done.append(_total(read, written))
        return written

    def save(self, draft: Draft, losses: Sequence[Loss], name: str) -> bool:
        """Write a draft; whether it is there now."""
        draft = with_own_address(draft, self.claimed, by_path=self.job.output is not None)
        base, files, url = self._destination(draft)
        taken = self.pages.get(url) if url else None
        if taken and self.job.force:
            files = _files_at(PurePosixPath(taken), draft)
        try:
            if write_files.is_same(files, base):
                self.done.append(f"{_text_path(files)}: uændret.")
                return True
            if taken and not self.job.force:
                raise write_files.PathTakenError(taken)
            if not self.job.dry_run:
                write_files.write_files(files, base, over=self.job.force)
                if taken and PurePosixPath(taken) not in files:
                    (base / taken).unlink()
        except write_files.PathTakenError as error:
            self.misuse.append(
                f"{self.label(name)}: {error} findes i forvejen og er ikke ændret. "
                "Skriv --force, hvis den skal erstattes."
            )
            return False
        except write_files.SymbolicLinkError as error:
            self.misuse.append(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.")
            return False
        if url:
            self.pages[url] = str(_text_path(files))
        self.done += _draft_lines(draft, losses, _text_path(files), self.job.dry_run)
        return True

    def _destination(self, draft: Draft) -> "tuple[Path, dict[PurePosixPath, bytes], Url | None]":
        """The folder that the paths are relative to, the files, and the address of the text (none below `output`)."""
        files = {PurePosixPath(path): data for path, data in draft.files.items()}
        if self.job.output is None:
            return self.job.root, files, address(draft.path)
        moved = {path.relative_to(NEWS): data for path, data in files.items()}
        return self.job.output, moved, None


def _read(path: Path) -> bytes:
    # A named pipe that nobody writes to is empty, instead of keeping the editor waiting.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if os.name != "nt":
            os.set_blocking(descriptor, True)
        return stream.read(IMPORT_BYTES + 1)


def _text_path(files: Iterable[PurePosixPath]) -> PurePosixPath:
    return next(path for path in files if path.suffix == ".md")


def with_own_address(draft: Draft, claimed: set[str], *, by_path: bool = False) -> Draft:
    """The draft with a number in its address where another draft of one import has `claimed` the same address.

    `by_path` compares paths, for drafts that are written elsewhere than on the site.
    """
    own = draft
    number = 1
    while (key := own.path if by_path else address(own.path)) in claimed:
        number += 1
        own = _numbered(draft, number)
    claimed.add(key or own.path)
    return own


def _numbered(draft: Draft, number: int) -> Draft:
    """The draft under a name with a number behind it."""
    old = draft.path.removesuffix("/index.md").removesuffix(".md")
    new = f"{old[: -len(draft.slug)]}{draft.slug[: SLUG_CHARACTERS - 4].rstrip('-')}-{number}"
    remark = f"En anden tekst i samme indlæsning har den samme adresse, så denne hedder -{number} til sidst."
    return replace(
        draft,
        path=new + draft.path[len(old) :],
        files={new + path[len(old) :]: data for path, data in draft.files.items()},
        remarks=(*draft.remarks, remark),
    )


def _files_at(taken: PurePosixPath, draft: Draft) -> dict[PurePosixPath, bytes]:
    """The files of `draft`, moved so that they replace the text at `taken`, which has the same address."""
    folder = taken.parent if taken.name == "index.md" else taken.with_suffix("")
    if len(draft.files) == 1:
        return {taken: draft.files[draft.path]}
    own = PurePosixPath(draft.path).parent
    return {folder / PurePosixPath(path).relative_to(own): data for path, data in draft.files.items()}


def _draft_lines(draft: Draft, losses: Sequence[Loss], path: PurePosixPath, dry_run: bool) -> Iterator[str]:
    """The lines of the report on one draft."""
    counted = [
        danish.plural(draft.speakers, "taler", "talere"),
        danish.plural(draft.quotes, "citat", "citater"),
        danish.plural(draft.marks, "sted at se efter", "steder at se efter"),
    ]
    how = "bliver skrevet" if dry_run else "skrevet"
    yield f"{path}: {how}, med {danish.list_of(counted)}."
    yield from (f"  Mangler: {sentence}." for sentence in draft.unfinished)
    yield from (f"  {sentence}" for sentence in draft.remarks)
    yield from (f"  {loss}" for loss in losses[:LOSSES_SHOWN])
    if len(losses) > LOSSES_SHOWN:
        more = danish.number(len(losses) - LOSSES_SHOWN)
        yield f"  Ikke taget med: {more} steder mere. Se dem alle med --format json."


def _total(read: ImportedFile, written: int) -> str:
    skipped, failed = len(read.skipped), len(read.failed)
    left = len(read.manuscripts) - written
    counted = [f"{danish.number(written)} indlæst", f"{danish.number(skipped)} sprunget over"]
    counted += [f"{danish.number(failed + left)} ikke indlæst"]
    whole = written + skipped + failed + left
    return f"I alt {danish.plural(whole, 'indlæg', 'indlæg')}: {danish.list_of(counted)}."
