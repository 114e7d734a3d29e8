"""A picture put into an article, with what it shows and who took it."""

from hjemsite.importer.editing.field_edits import CannotEditError
from hjemsite.importer.editing.placed_picture import NewPicture, placed_picture
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.pages.edit_page import PAGE as EDIT
from hjemsite.preview.desk.pages.edit_page import WITH_PICTURES
from hjemsite.preview.desk.room import DeskError, Outcome, Room, required, see


def put_picture(room: Room, form: FormData) -> Outcome:
    """Write the picture beside the text. Raises `DeskError`."""
    text = room.unchanged(form, "Billedet er ikke lagt ved.")
    sent = form.files.get("billede")
    if text.kind not in WITH_PICTURES:
        raise DeskError("Der kan kun lægges billeder ved nyheder og arrangementer herfra.")
    if sent is None:
        raise DeskError("Vælg et billede.")
    picture = NewPicture(
        sent.name,
        sent.data,
        required(form, "alt", "hvad billedet viser"),
        required(form, "credit", "hvem der har taget billedet"),
        " ".join(form.texts.get("caption", "").split()),
        form.texts.get("sted") != "tekst",
    )
    try:
        placed = placed_picture(room.shown.inputs, text.source, text.kind, picture)
    except CannotEditError as error:
        raise DeskError(f"{error} Billedet er ikke lagt ved.") from None
    names = room.shown.inputs.names
    files = {names.get(path, path): data for path, data in placed.files.items()}
    written = room.write(f"Lagde »{sent.name}« ved »{text.path}«", files)
    return Outcome(see(EDIT, fil=placed.path, sket="billede"), written)
