"""Where press releases are received: each file becomes drafts that are put in their place, and a short report.

What goes wrong with one file stops none of the others. Nothing is printed here: the report is a value.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from hjemsite import danish
from hjemsite.importer.draft import report_json, write_files
from hjemsite.importer.draft.article_draft import Draft, draft
from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Extraction
from hjemsite.importer.file_format import LARGEST, ImportedFile, imported_file
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.importer.known_site import KnownSite, known_site
from hjemsite.urls import Url, address

NEWS = "content/nyheder"

_MANY = 10
"""More texts than this take long enough for somebody to wonder."""


@dataclass(frozen=True, slots=True)
class ImportJob:
    """What is to be taken in. `stdin` is what `-` among the `names` stands for; `today` dates what tells no date.

    `output` is the folder of the drafts, in place of `content/nyheder`.
    """

    root: Path
    names: Sequence[str]
    today: date
    stdin: bytes = b""
    media: Path | None = None
    output: Path | None = None
    recover: bool = False
    force: bool = False
    dry_run: bool = False
    progress: Callable[[int, int], None] = lambda _done, _total: None
    """Told how many texts of a large export are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Report:
    """Danish sentences: what was done, what in the files was at fault, and what was asked for and cannot be done."""

    done: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    misuse: tuple[str, ...] = ()


def take_in(delivery: ImportJob) -> Report:
    """Every file read, understood and put in its place as drafts. Raises `OSError` when the machine fails."""
    desk = _Import(delivery, known_site(delivery.root))
    for name in delivery.names:
        desk.receive(name)
    return Report(tuple(desk.done), tuple(desk.faults), tuple(desk.misuse))


def found_in(delivery: ImportJob) -> tuple[str, Report]:
    """What was found in every file, as JSON, and a report of those that could not be read."""
    desk = _Import(delivery, known_site(delivery.root))
    releases: list[dict[str, object]] = []
    several = len(delivery.names) > 1
    for name in delivery.names:
        read = desk.read(name)
        if read is not None:
            several = several or read.is_export
            releases += (report_json.extraction_json(one, desk.find(one)) for one in read.manuscripts)
            desk.faults += (f"{desk.called(name)}: {sentence}" for sentence in read.failed)
    report = Report((), tuple(desk.faults), tuple(desk.misuse))
    return report_json.as_json(releases, several=several) if several or releases else "", report


class _Import:
    """The work of one delivery."""

    def __init__(self, delivery: ImportJob, known: KnownSite) -> None:
        self.delivery, self.known = delivery, known
        self.pages = dict(known.pages)
        self.done: list[str] = []
        self.faults: list[str] = []
        self.misuse: list[str] = []

    def called(self, name: str) -> str:
        return "Den indsatte tekst" if name == "-" else f"»{name}«"

    def read(self, name: str) -> ImportedFile | None:
        """What a file holds; None when it holds nothing that can be read, and that is told."""
        try:
            data = self.delivery.stdin if name == "-" else _read(Path(name))
            return imported_file(
                "" if name == "-" else Path(name).name, data, self.delivery.media, self.delivery.recover
            )
        except UnreadableError as error:
            self.faults.append(f"{self.called(name)}: {error}")
        except FileNotFoundError:
            mend = "Se efter, om navnet er skrevet rigtigt, eller træk filen ind i vinduet."
            self.misuse.append(f"{self.called(name)} findes ikke. {mend}")
        except IsADirectoryError:
            self.misuse.append(f"{self.called(name)} er en mappe og ikke en fil. Skriv navnet på selve filen.")
        except PermissionError:
            mend = "Kopiér filen til skrivebordet, og brug kopien."
            self.misuse.append(f"{self.called(name)} har du ikke lov til at læse. {mend}")
        return None

    def find(self, manuscript: Manuscript) -> Extraction:
        return extract(manuscript.text, self.known.members, self.known.people)

    def receive(self, name: str) -> None:
        read = self.read(name)
        if read is None:
            return
        written = 0
        total = len(read.manuscripts)
        for number, manuscript in enumerate(read.manuscripts, 1):
            if total > _MANY:
                self.delivery.progress(number, total)
            try:
                written += self.save(
                    draft(manuscript, self.find(manuscript), self.known.members, self.delivery.today), name
                )
            except UnreadableError as error:
                self.faults.append(f"{self.called(name)}: {error}")
        self.done += (f"{self.called(name)}: {remark}" for remark in read.remarks)
        self.faults += (f"{self.called(name)}: {sentence}" for sentence in read.failed)
        if read.is_export:
            self.done += (f"Sprunget over: {sentence}" for sentence in read.skipped)
            self.done.append(_account(read, written))

    def save(self, one: Draft, name: str) -> bool:
        """Put a draft in its place; whether it lies there now."""
        base, files, url = self._places(one)
        taken = self.pages.get(url) if url else None
        if taken and self.delivery.force:
            files = _at(PurePosixPath(taken), one)
        try:
            if write_files.is_same(files, base):
                self.done.append(f"{_text_in(files)}: uændret.")
                return True
            if taken and not self.delivery.force:
                raise write_files.TakenError(taken)
            if not self.delivery.dry_run:
                write_files.write_files(files, base, over=self.delivery.force)
                if taken and PurePosixPath(taken) not in files:
                    (base / taken).unlink()
        except write_files.TakenError as error:
            self.misuse.append(
                f"{self.called(name)}: {error} findes i forvejen og er ikke ændret. "
                "Skriv --force, hvis den skal erstattes."
            )
            return False
        except write_files.LinkedError as error:
            self.misuse.append(f"»{error}« er en genvej til et andet sted, og gennem den bliver der ikke skrevet.")
            return False
        if url:
            self.pages[url] = str(_text_in(files))
        self.done += _told(one, _text_in(files), self.delivery.dry_run)
        return True

    def _places(self, one: Draft) -> "tuple[Path, dict[PurePosixPath, bytes], Url | None]":
        """The folder that the paths of the files start from, the files, and the address that the text will have."""
        files = {PurePosixPath(path): data for path, data in one.files.items()}
        if self.delivery.output is None:
            return self.delivery.root, files, address(one.path)
        moved = {path.relative_to(NEWS): data for path, data in files.items()}
        return self.delivery.output, moved, None


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _text_in(files: Iterable[PurePosixPath]) -> PurePosixPath:
    return next(path for path in files if path.suffix == ".md")


def _at(taken: PurePosixPath, one: Draft) -> dict[PurePosixPath, bytes]:
    """The files of a draft in the place of the text that has its address."""
    folder = taken.parent if taken.name == "index.md" else taken.with_suffix("")
    if len(one.files) == 1:
        return {taken: one.files[one.path]}
    own = PurePosixPath(one.path).parent
    return {folder / PurePosixPath(path).relative_to(own): data for path, data in one.files.items()}


def _told(one: Draft, path: PurePosixPath, dry_run: bool) -> Iterator[str]:
    """The report of one draft."""
    counted = [
        danish.plural(one.speakers, "taler", "talere"),
        danish.plural(one.quotes, "citat", "citater"),
        danish.plural(one.marks, "sted at se efter", "steder at se efter"),
    ]
    how = "bliver skrevet" if dry_run else "skrevet"
    yield f"{path}: {how}, med {danish.list_of(counted)}."
    yield from (f"  Mangler: {sentence}." for sentence in one.unfinished)
    yield from (f"  {sentence}" for sentence in one.remarks)


def _account(read: ImportedFile, written: int) -> str:
    skipped, failed = len(read.skipped), len(read.failed)
    left = len(read.manuscripts) - written
    counted = [f"{danish.number(written)} indlæst", f"{danish.number(skipped)} sprunget over"]
    counted += [f"{danish.number(failed + left)} ikke indlæst"]
    whole = written + skipped + failed + left
    return f"I alt {danish.plural(whole, 'indlæg', 'indlæg')}: {danish.list_of(counted)}."
