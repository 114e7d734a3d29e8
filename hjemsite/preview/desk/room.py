"""What all handlers of the desk share: the site, the journal, the keys, and how a page is rendered."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.content.document import kind_of
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.sources import Source, read_file
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.preview.answer import HTML, Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.journal import Journal
from hjemsite.preview.desk.keys import Keys
from hjemsite.preview.desk.page_templates import rendered
from hjemsite.preview.request import OWN
from hjemsite.preview.shown_site import Shown


class Outcome(Struct, frozen=True):
    """An answer, and what was written for it: path of a source → the digest of its bytes, None where it is gone.

    The answer is sent when the preview shows what was written.
    """

    answer: Answer
    written: Mapping[str, bytes | None] = {}


class DeskError(Exception):
    """Something that the editor asked for cannot be done; the text says why, in Danish."""


class Text(Struct, frozen=True):
    """A source as it is on disk; `name` is its file's name below the project folder."""

    source: Source
    name: str
    kind: type[Fields]

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def edition(self) -> str:
        """A digest of the file's bytes: a form is refused where it was made from other bytes."""
        return digest(self.source.data).hex()


class Room(Struct, frozen=True):
    """`shown` is what the preview shows, `clock` gives the time of the site."""

    root: Path
    clock: Callable[[], datetime]
    keys: Keys
    shown: Shown

    @property
    def journal(self) -> Journal:
        return Journal(self.root)

    def text(self, path: str) -> Text:
        """The text that the preview knows at `path`. Raises `DeskError`."""
        kind = kind_of(path) if path in self.shown.inputs.files else None
        if kind is None:
            raise DeskError(f"»{path}« er ikke en af sidens tekster.")
        name = self.shown.inputs.names.get(path, path)
        file_or_fault = read_file(str(self.root / name), path)
        if isinstance(file_or_fault, Diagnostic):
            raise DeskError(f"»{path}« kan ikke læses: {file_or_fault.message}.")
        return Text(Source(path, file_or_fault.data), name, kind)

    def unchanged(self, form: FormData, outcome: str) -> Text:
        """The text that a form is about, as it was when the form was shown. Raises `DeskError`.

        `outcome` says in Danish what has not been done where it is another.
        """
        text = self.text(form.texts.get("fil", ""))
        if form.texts.get("udgave") != text.edition:
            raise DeskError(f"Filen er ændret, siden du åbnede den. Se den igennem, og prøv igen. {outcome}")
        return text

    def page(self, template: str, values: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK) -> Answer:
        """A page made with `values` beside those that every page has."""
        common = {"own": OWN, "token": self.keys.token, "site": f"{self.shown.prefix}/"}
        return Answer(status, HTML, rendered(template, {**common, **values}))

    def write(self, what: str, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Write files by their names as one step that can be undone; what was written."""
        self.journal.write(what, self.clock().strftime("%H.%M"), files)
        return {name: None if data is None else digest(data) for name, data in files.items()}


def line_and_words(fault: Diagnostic) -> str:
    """A fault as one line: where it stands, what it is and what to do."""
    return f"Linje {fault.span.line}: {'. '.join(filter(None, (fault.message, fault.hint)))}"


def see(page: str, **query: str) -> Answer:
    """A redirect to a page of the desk after something was done, so that reloading does not do it again."""
    words = "&".join(f"{key}={quote(value)}" for key, value in query.items())
    return Answer(HTTPStatus.SEE_OTHER, HTML, b"", f"{OWN}{page}{'?' if words else ''}{words}")


def required(form: FormData, name: str, what: str) -> str:
    """The text of an input that must be filled in. Raises `DeskError`; `what` is its name in Danish."""
    text = " ".join(form.texts.get(name, "").split())
    if not text:
        raise DeskError(f"Skriv {what}.")
    return text
