"""»Udgiv«: one text is committed and sent, after the editor has seen what that holds and what happens then.

Nothing with errors is published, no draft, and nothing that the editor has not been shown.
"""

from hjemsite.cache.blob import digest
from hjemsite.content.frontmatter.fields import ArticleFields, EventFields
from hjemsite.content.reader import document
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.importer.editing.field_edits import CannotEditError, edited
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.publication import base_of, commit, is_in_git, name_author, pending, send, take_in
from hjemsite.preview.desk.room import DeskError, Outcome, Room, Text, line_and_words, required, see

PAGE = "udgiv"


def publish_page(
    room: Room, path: str, notice: str = "", refusal: str = "", complaint: str = "", *, is_behind: bool = False
) -> Answer:
    """What would be committed of a text, and what stands in the way. Raises `DeskError`."""
    text = room.text(path)
    read = document(text.source).value
    changes = pending(room.root, text.name) if is_in_git(room.root) else None
    own = _own_faults(room, text)
    others = {fault.span.path for fault in room.shown.faults if fault.stops_build and fault not in own}
    values = {
        "path": path,
        "edition": text.edition,
        "title": getattr(read.fields, "title", "") or getattr(read.fields, "name", path) if read else path,
        "is_draft": _is_draft(text),
        "obstacles": _obstacles(room, text),
        "faults": [line_and_words(fault) for fault in own if fault.is_error],
        "warnings": [line_and_words(fault) for fault in own if not fault.is_error],
        "others_at_fault": sorted(others),
        "when": room.shown.unpublished.get(read.url, "") if read else "",
        "pending": changes,
        "notice": notice,
        "refusal": refusal,
        "complaint": complaint,
        "is_behind": is_behind,
    }
    return room.page("udgiv.html", values)


def _is_draft(text: Text) -> bool:
    read = document(text.source).value
    return read is not None and isinstance(read.fields, ArticleFields | EventFields) and read.fields.draft


def _own_faults(room: Room, text: Text) -> list[Diagnostic]:
    """The faults of a text and of the files beside it."""
    base = base_of(text.path)
    return [
        fault for fault in room.shown.faults if fault.span.path == text.path or fault.span.path.startswith(f"{base}/")
    ]


def _obstacles(room: Room, text: Text) -> list[str]:
    """Why a text cannot be published as it is, in Danish; its errors are shown beside it."""
    obstacles = []
    file = room.shown.inputs.files.get(text.path)
    if room.shown.failure:
        obstacles.append(f"Siden kan ikke bygges: {room.shown.failure}")
    elif file is None or file.digest != digest(text.source.data):
        obstacles.append("Filen er netop ændret, og forhåndsvisningen er ved at bygge den. Prøv igen om lidt.")
    if _is_draft(text):
        obstacles.append("Den er en kladde, så læserne ville ikke kunne se den.")
    return obstacles


def finish(room: Room, form: FormData) -> Outcome:
    """Remove the field `draft` from a text. Raises `DeskError`."""
    text = room.unchanged(form, "Intet er udgivet.")
    try:
        data = edited(text.source, text.kind, {"draft": ""})
    except CannotEditError as error:
        raise DeskError(str(error)) from None
    written = room.write(f"Gjorde »{text.path}« færdig", {text.name: data})
    return Outcome(see(PAGE, fil=text.path), {text.path: written[text.name]})


def publish(room: Room, form: FormData) -> Outcome:
    """Commit the files of a text and send them. Raises `DeskError`."""
    path = form.texts.get("fil", "")
    text = room.text(path)
    if not is_in_git(room.root):
        raise DeskError("Mappen er ikke i git, så der kan ikke udgives herfra.")
    changes = pending(room.root, text.name)
    if form.texts.get("udgave") != text.edition or form.texts.get("indhold") != changes.digest:
        refusal = "Noget er ændret, siden du så det igennem. Intet er udgivet. Se det igennem igen."
        return Outcome(publish_page(room, path, refusal=refusal))
    if _obstacles(room, text) or any(fault.is_error for fault in _own_faults(room, text)):
        return Outcome(publish_page(room, path, refusal="Intet er udgivet."))
    if not changes.has_author:
        name_author(room.root, required(form, "navn", "dit navn"), required(form, "mail", "din mailadresse"))
    if changes.files:
        git_answer = commit(room.root, tuple(changes.files), required(form, "besked", "hvad ændringen er"))
        if not git_answer.is_done:
            refusal = "Git ville ikke tage imod det. Intet er udgivet."
            return Outcome(publish_page(room, path, refusal=refusal, complaint=git_answer.complaint))
    if not changes.upstream or "send" not in form.texts:
        return Outcome(publish_page(room, path, notice="Det er committet på denne computer, men ikke sendt."))
    sent = send(room.root)
    if sent.is_done:
        return Outcome(publish_page(room, path, notice=f"Det er committet og sendt til {changes.upstream}."))
    return Outcome(_not_sent(room, path, sent.complaint))


def _not_sent(room: Room, path: str, complaint: str) -> Answer:
    refusal = "Det er committet på denne computer, men kunne ikke sendes."
    if any(words in complaint for words in ("fetch first", "non-fast-forward")):
        refusal += " Andre har sendt ændringer siden; de skal hentes først."
        return publish_page(room, path, refusal=refusal, is_behind=True)
    return publish_page(room, path, refusal=refusal, complaint=complaint)


def take_in_and_send(room: Room, form: FormData) -> Outcome:
    """Fetch what others have sent, and send what is committed here. Raises `DeskError`."""
    path = room.text(form.texts.get("fil", "")).path
    taken = take_in(room.root)
    if not taken.is_done:
        refusal = (
            "Andre har rettet det samme som dig, eller der er ikke forbindelse. Intet er ændret her, og intet er sendt."
        )
        words = f"{refusal} Bed den, der står for siden, om hjælp."
        return Outcome(publish_page(room, path, refusal=words, complaint=taken.complaint))
    sent = send(room.root)
    if not sent.is_done:
        return Outcome(_not_sent(room, path, sent.complaint))
    return Outcome(publish_page(room, path, notice="Andres ændringer er hentet, og dine er sendt til dem."))
