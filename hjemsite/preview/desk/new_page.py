"""A new article: a headline and a date, and the form of the draft that is written of them."""

from hjemsite.importer.draft import new_file
from hjemsite.importer.known_site import known_site
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.edit_page import PAGE as EDIT
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.room import DeskError, Outcome, Room, required, see

PAGE = "ny"


def new_page(room: Room) -> Answer:
    """Where a headline and a date are asked for."""
    return room.page("ny.html", {"today": room.clock().date().isoformat()})


def begin(room: Room, form: FormData) -> Outcome:
    """Write the draft. Raises `DeskError`."""
    site = known_site(room.root)
    try:
        asked = {"title": required(form, "title", "en overskrift"), "date": required(form, "date", "en dato")}
        answers = {key: new_file.answer(key, text, site.members) for key, text in asked.items()}
    except new_file.InvalidAnswerError as error:
        raise DeskError(str(error)) from None
    path = new_file.file_path("article", answers)
    if taken := site.taken_by(path):
        raise DeskError(f"»{taken}« har den samme adresse. Vælg en anden overskrift, eller ret den, der er.")
    written = room.write(f"Begyndte på »{answers['title']}«", {path: new_file.file_text("article", answers).encode()})
    return Outcome(see(EDIT, fil=path), written)
