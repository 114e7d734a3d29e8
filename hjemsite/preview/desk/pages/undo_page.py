"""Undoing: the last step of the desk, one at a time; or an earlier edition of a file, from git."""

from hjemsite.cache.blob import digest
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.journal import CannotUndoError
from hjemsite.preview.desk.pages.edit_page import PAGE as EDIT
from hjemsite.preview.desk.publication import edition
from hjemsite.preview.desk.room import DeskError, Outcome, Room, see

PAGE = "fortryd"


def undo_page(room: Room, notice: str = "", refusal: str = "") -> Answer:
    """The steps that are kept, the newest first; only that one can be undone."""
    return room.page("fortryd.html", {"steps": room.journal.steps(), "notice": notice, "refusal": refusal})


def undo(room: Room, form: FormData) -> Outcome:
    """Undo the last step, or pass over it."""
    steps = room.journal.steps()
    if form.texts.get("antal") != str(len(steps)):
        return Outcome(undo_page(room, refusal="Listen er ændret siden. Se efter, og prøv igen."))
    if "spring" in form.texts:
        room.journal.skip()
        return Outcome(see(PAGE))
    try:
        step = room.journal.undo()
    except CannotUndoError as error:
        return Outcome(undo_page(room, refusal=str(error)))
    written = {file.name: None if file.before is None else digest(file.before) for file in step.files}
    return Outcome(see(PAGE, sket="fortrudt"), written)


def restore(room: Room, form: FormData) -> Outcome:
    """Put a file back as a commit has it, as a step that can be undone. Raises `DeskError`."""
    text = room.unchanged(form, "Intet er hentet tilbage.")
    data = edition(room.root, text.name, form.texts.get("commit", ""))
    if data is None:
        raise DeskError("Udgaven findes ikke i git. Intet er hentet tilbage.")
    written = room.write(f"Hentede en tidligere udgave af »{text.path}« tilbage", {text.name: data})
    return Outcome(see(EDIT, fil=text.path, sket="gendannet"), written)
