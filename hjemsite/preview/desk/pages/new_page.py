"""A new text of any kind: what `new` asks for, and the form of the file that is written of the answers."""

from collections.abc import Mapping

from hjemsite.content.frontmatter import values
from hjemsite.importer.draft import new_file
from hjemsite.importer.draft.new_file import Question
from hjemsite.importer.known_site import known_site
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.pages.edit_page import PAGE as EDIT
from hjemsite.preview.desk.pages.form import Input, Options
from hjemsite.preview.desk.room import DeskError, Outcome, Room, required, see

PAGE = "ny"
KINDS: Mapping[str, str] = {
    "article": "Ny nyhed",
    "event": "Nyt arrangement",
    "member": "Nyt medlem",
    "person": "Ny person",
    "page": "Ny side",
}
"""Kind of a text → what its page is called."""


def new_page(room: Room, kind: str) -> Answer:
    """Where a text of a `kind` is begun; an article where the kind is none."""
    kind = kind if kind in KINDS else "article"
    asked = [_input(room, question) for question in new_file.questions(kind, room.clock().date())]
    return room.page("ny.html", {"kinds": KINDS, "kind": kind, "inputs": asked})


def _input(room: Room, question: Question) -> Input:
    options: Options = ()
    if question.key == "kind":
        options = [(kind, kind) for kind in values.MEMBER_KINDS]
    elif question.key == "member" and room.shown.site:
        options = [("", "–"), *((slug, member.name) for slug, member in room.shown.site.members.items())]
    label, hint = _words(question)
    widget = "choice" if options else "line"
    return Input(question.key, label, hint, widget, question.default or "", options, question.default is None)


def _words(question: Question) -> tuple[str, str]:
    """A question as the name of an input and what stands below it."""
    asked = question.ask.rpartition("\n")[2].removesuffix(" (kan være tom)")
    label, _, example = asked.partition(", f.eks. ")
    return label, f"For eksempel {example}." if example else ""


def begin(room: Room, form: FormData) -> Outcome:
    """Write the file. Raises `DeskError`."""
    site, kind = known_site(room.root), form.texts.get("slags", "")
    if kind not in KINDS:
        raise DeskError("Det bliver ikke skrevet herfra.")
    asked = {
        question.key: required(form, question.key, f"noget i »{_words(question)[0]}«")
        if question.default is None
        else form.texts.get(question.key, "") or question.default
        for question in new_file.questions(kind, room.clock().date())
    }
    try:
        answers = {key: new_file.answer(key, text, site.members) for key, text in asked.items()}
    except new_file.InvalidAnswerError as error:
        raise DeskError(str(error)) from None
    path = new_file.file_path(kind, answers)
    if taken := site.taken_by(path):
        raise DeskError(f"»{taken}« har den samme adresse. Kald den noget andet, eller ret den, der er.")
    name = answers.get("name") or answers["title"]
    written = room.write(f"Begyndte på »{name}«", {path: new_file.file_text(kind, answers).encode()})
    return Outcome(see(EDIT, fil=path), written)
