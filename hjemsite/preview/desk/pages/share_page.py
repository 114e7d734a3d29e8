"""Sharing a draft with a colleague: its pages, with a ribbon and an expiry, as a ZIP file or a folder to upload."""

import io
import zipfile
from datetime import datetime, time, timedelta
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.share_site import DAYS, share
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.page_templates import rendered
from hjemsite.preview.desk.publication import base_of
from hjemsite.preview.desk.room import DeskError, Outcome, Room, line_and_words
from hjemsite.system.errors import MachineError, Refused
from hjemsite.system.lock import AlreadyLocked
from hjemsite.system.workers import Workers

PAGE = "del"
_OPENS = "Se udkastet.html"
"""The file that a colleague opens; it leads to the page, which lies at an address that nobody guesses."""


def share_page(room: Room, path: str) -> Answer:
    """What sharing means, before it is done. Raises `DeskError`."""
    text = room.text(path)
    return room.page("del.html", {**_values(room, path, text.edition), "shared": "", "folder": "", "zipped": ""})


def _values(room: Room, path: str, edition: str) -> dict[str, object]:
    return {"path": path, "edition": edition, "until": _until(room), "opens": _OPENS}


def _until(room: Room) -> str:
    day = room.clock().date() + timedelta(days=DAYS)
    return f"{day.day}.{day.month}.{day.year}"


def share_draft(room: Room, form: FormData) -> Outcome:
    """Make the pages. Raises `DeskError`."""
    text = room.text(form.texts.get("fil", ""))
    if text.kind is not ArticleFields:
        raise DeskError("Kun nyheder kan deles herfra.")
    now = room.clock()
    end = datetime.combine(now.date() + timedelta(days=DAYS + 1), time(), now.tzinfo)
    ribbon = f"Delt til gennemsyn til og med {_until(room)}. Må ikke sendes videre."
    output = room.root / "delt"
    try:
        shared = share(BuildOptions(room.root, now), (text.path,), ribbon, end, output, Workers())
    except AlreadyLocked:
        raise DeskError("Siden bliver bygget af et andet program lige nu. Vent lidt, og prøv igen.") from None
    except (MachineError, Refused) as error:
        raise DeskError(str(error)) from error
    if shared.faults:
        words = map(line_and_words, (fault for fault in shared.faults if fault.is_error))
        raise DeskError(f"Det skal rettes først; intet er delt. {' '.join(words)}")
    page = next(iter(shared.pages.values()))
    values = {"shared": page, "folder": str(output), "zipped": f"{base_of(text.path).rpartition('/')[2]}.zip"}
    return Outcome(room.page("del.html", {**_values(room, text.path, text.edition), **values}))


def shared_zip(room: Room) -> Answer:
    """The folder with what was shared last, as one file. Raises `DeskError`."""
    folder = room.root / "delt"
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    pages = [file for file in files if file.name not in ("_headers", "robots.txt", ".gitignore")]
    if not pages:
        raise DeskError("Der er ikke delt noget.")
    return Answer(HTTPStatus.OK, "application/zip", _zipped(folder, pages))


def _zipped(folder: Path, files: list[Path]) -> bytes:
    data = io.BytesIO()
    pages = [file.relative_to(folder) for file in files if file.name == "index.html"]
    # The press pictures of an article lie below it, and it leads to them.
    shared = [
        quote(page.as_posix()) for page in pages if not any(other.parent in page.parent.parents for other in pages)
    ]
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_OPENS, rendered("se_udkastet.html", {"pages": shared}))
        for file in files:
            archive.write(file, file.relative_to(folder).as_posix())
    return data.getvalue()
