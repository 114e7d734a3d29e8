"""The page on which an article is edited: a form for its fields and its body, or the whole file where it cannot be
read."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from msgspec import Struct

from hjemsite.cache.blob import digest
from hjemsite.content.document import Document
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.field_labels import label
from hjemsite.content.frontmatter.fields import ArticleFields, EventFields, SiteFields
from hjemsite.content.frontmatter.syntax.nodes import Mapping as Tree
from hjemsite.content.reader import document
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.importer.editing.field_edits import CannotEditError, edited, fields_in, shown_names
from hjemsite.importer.editing.form_values import Shape, is_in_forms, plain, shapes, value_of
from hjemsite.preview.answer import Answer
from hjemsite.preview.desk.form_data import FormData
from hjemsite.preview.desk.pages.form import (
    FormContext,
    Options,
    ShownFault,
    faults_by_name,
    input_names,
    inputs,
    marks_of,
    tasks_of,
)
from hjemsite.preview.desk.publication import editions, is_in_git
from hjemsite.preview.desk.room import DeskError, Outcome, Room, Text, line_and_words, see

PAGE = "ret"
BODY = "tekst"
"""The name of the area with the body, and of its faults."""

WITH_PICTURES = (ArticleFields, EventFields)
"""The kinds of texts that a picture can be put into."""
_FIRST = frozenset(
    "title name date starts place published kind summary draft embargo member speakers quotes brand press".split(),
)
"""Fields that are always open; the others are, where there is something in them."""
_SETTINGS = "Sidens indstillinger"
_NOT_IN_FORMS = frozenset({(SiteFields, "about"), (SiteFields, "members_called")})
"""A text whose lines mean something, where a form has paragraphs; a text that stands for another part of its record."""


class Content(Struct, frozen=True):
    """What the form of a file has: its fields that a form can show, the texts in their inputs, and the body."""

    tree: Tree
    shapes: tuple[Shape, ...]
    names: Mapping[str, str]
    body: str
    body_line: int


def content_of(text: Text) -> Content | None:
    """The content of a text for its form; None where its fields cannot be read."""
    tree = fields_in(text.source)
    if tree is None:
        return None
    parts = split.split(text_of(text.source).value, text.path).value
    in_forms = (
        shape for shape in shapes(text.kind) if is_in_forms(shape) and (text.kind, shape.key) not in _NOT_IN_FORMS
    )
    names_by_shape = {shape: shown_names(tree, shape) for shape in in_forms}
    shown = tuple(shape for shape, names in names_by_shape.items() if names is not None)
    names = {name: value for names in names_by_shape.values() if names for name, value in names.items()}
    return Content(tree, shown, names, parts.body.strip("\n"), parts.body_line)


def edit_page(room: Room, path: str, notice: str = "") -> Answer:
    """The form of the file at `path`, as it is on disk. Raises `DeskError`."""
    text = room.text(path)
    content = content_of(text)
    if content is None:
        return whole_page(room, path)
    return _form_page(room, text, content, _Sent(content.names, content.body), notice)


class _Sent(Struct, frozen=True):
    """The texts in the inputs: from the file, or as an editor sent them; then `others` are those of the file."""

    names: Mapping[str, str]
    body: str
    others: Mapping[str, str] = {}
    status: HTTPStatus = HTTPStatus.OK
    refusal: str = ""


def _form_page(room: Room, text: Text, content: Content, sent: _Sent, notice: str = "") -> Answer:
    whole = text_of(text.source).value
    faults = _faults(room, text)
    spans = input_names(content.tree, content.names)
    marks = marks_of(whole, spans)
    all_names = [*content.names, *(f"{shape.key}" for shape in content.shapes), *_groups(content.names)]
    by_name = faults_by_name(faults, content.tree, content.body_line, all_names)
    context = FormContext(sent.names, by_name, marks, sent.others, _choices(room, content), content.names)
    fields = inputs(text.kind, content.shapes, context)
    shown = {shape.key for shape in content.shapes}
    values = {
        **_about(room, text, content),
        "first": [field for field in fields if field.name in _FIRST or field.required],
        "more": [field for field in fields if field.name not in _FIRST and not field.required],
        "unfit": [label(text.kind, key) for key in content.tree.entries if key not in shown],
        "keys": " ".join(shape.key for shape in content.shapes),
        "has_body": not text.path.endswith(".yaml"),
        "body": sent.body,
        "other_body": sent.others.get(BODY),
        "body_faults": by_name.get(BODY, []),
        "faults": by_name.get("", []),
        "tasks": tasks_of(whole),
        "before": json.dumps({"names": content.names, BODY: content.body}, ensure_ascii=False),
        "notice": notice,
        "has_errors": any(fault.is_error for shown in by_name.values() for fault in shown),
        "refusal": sent.refusal,
        "is_conflict": sent.status is HTTPStatus.CONFLICT and not sent.refusal,
    }
    return room.page("ret.html", values, sent.status)


def _groups(names: Mapping[str, str]) -> Sequence[str]:
    """The names of the records and lists that inputs stand in."""
    parts = (name.split(".") for name in names)
    return [".".join(keys[:end]) for keys in parts for end in range(1, len(keys))]


def _about(room: Room, text: Text, content: Content | None) -> dict[str, object]:
    """The values that every page about a text shows."""
    shown = room.shown
    read: Document | None = document(text.source).value
    url = read.url if read else ""
    names = content.names if content else {}
    title = _SETTINGS if text.kind is SiteFields else names.get("title") or names.get("name") or text.path
    is_article = text.kind in WITH_PICTURES
    why = shown.unpublished.get(url, "")
    return {
        "title": title,
        "path": text.path,
        "edition": text.edition,
        "address": f"{shown.prefix}{url}" if url else "",
        "state": (why or "Udgivet, når den er sendt") if is_article else "",
        "is_article": is_article,
        "kind": text.kind.__name__,
        "editions": editions(room.root, text.name) if is_in_git(room.root) else [],
        "zone": room.clock().tzinfo,
        "can_have_picture": text.kind in WITH_PICTURES,
    }


def _faults(room: Room, text: Text) -> Sequence[Diagnostic]:
    """The faults of a file: those of the last build, if it read these bytes; else those that the file alone shows."""
    file = room.shown.inputs.files.get(text.path)
    if file is not None and file.digest == digest(text.source.data) and not room.shown.failure:
        return [fault for fault in room.shown.faults if fault.span.path == text.path]
    return document(text.source).faults


def _choices(room: Room, content: Content) -> Mapping[str, Options]:
    site = room.shown.site
    choices: dict[str, Options] = {}
    if site and site.members:
        choices["member"] = [("", "–"), *((slug, member.name) for slug, member in site.members.items())]
    if site and site.people:
        choices["person"] = [("", "–"), *((slug, person.name) for slug, person in site.people.items())]
    speakers = [text for name, text in content.names.items() if name.startswith("speakers.") and name.endswith(".name")]
    if speakers:
        choices["speaker"] = [("", "–"), *((speaker, speaker) for speaker in speakers)]
    return choices


def save(room: Room, form: FormData) -> Outcome:
    """Write what was changed in the form into the file. Raises `DeskError`."""
    text = room.text(form.texts.get("fil", ""))
    content = content_of(text)
    if content is None:
        raise DeskError("Felterne i filen kan ikke læses længere. Ret dem i hele filen.")
    keys = form.texts.get("felter", "").split()
    sent = {name: plain(value) for name, value in form.texts.items() if name.partition(".")[0] in keys}
    body = form.texts.get(BODY, content.body).replace("\r\n", "\n")
    if form.texts.get("udgave") != text.edition:
        return Outcome(_conflict(room, text, content, form, _Sent(sent, body)))
    wish = {shape.key: value_of(sent, shape, shape.key) for shape in content.shapes if shape.key in keys}
    marks = marks_of(text_of(text.source).value, input_names(content.tree, content.names))
    ticked = (name.removeprefix("efterset.") for name in form.texts if name.startswith("efterset."))
    seen = {int(number) for number in ticked if number.isdecimal()}
    seen |= {mark.line for name, mark in marks.items() if sent.get(name, "") != content.names[name]}
    lines = text_of(text.source).value.count("\n") + 1
    try:
        data = edited(text.source, text.kind, wish, body, [number for number in sorted(seen) if 0 < number <= lines])
    except CannotEditError as error:
        failed = _Sent(sent, body, status=HTTPStatus.CONFLICT, refusal=str(error))
        return Outcome(_form_page(room, text, content, failed))
    if data == text.source.data:
        return Outcome(see(PAGE, fil=text.path, sket="uaendret"))
    written = room.write(f"Rettede »{_name(content, text)}«", {text.name: data})
    return Outcome(see(PAGE, fil=text.path, sket="gemt"), _by_path(text, written))


def _by_path(text: Text, written: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    return {text.path if name == text.name else name: data for name, data in written.items()}


def _name(content: Content, text: Text) -> str:
    return content.names.get("title") or content.names.get("name") or text.path


def _conflict(room: Room, text: Text, content: Content, form: FormData, sent: _Sent) -> Answer:
    """The form again, where the file has changed since it was shown: nothing is written, and both are there to see.

    What only one of the two has changed is as that one has it.
    """
    try:
        before = json.loads(form.texts.get("foer", ""))
        old_names, old_body = {**before["names"]}, str(before[BODY])
    except (ValueError, KeyError, TypeError):
        old_names, old_body = {}, ""
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    for shape in content.shapes:
        mine, theirs, old = (_below(values, shape.key) for values in (sent.names, content.names, old_names))
        mine = {name: value for name, value in mine.items() if value}
        if mine in (old, theirs):
            names |= theirs
        else:
            names |= mine
            if theirs != old:
                others[shape.key] = "\n".join(theirs.values())
    body = content.body if sent.body.strip("\n") == old_body else sent.body
    if body != content.body and content.body != old_body:
        others[BODY] = content.body
    return _form_page(room, text, content, _Sent(names, body, others, HTTPStatus.CONFLICT))


def _below(names: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: value for name, value in names.items() if name.partition(".")[0] == key}


def whole_page(room: Room, path: str, sent: str | None = None) -> Answer:
    """The whole file as text. With `sent`, what an editor wrote, and beside it what the file says now."""
    text = room.text(path)
    now = text_of(text.source)
    if now.faults:
        raise DeskError(f"»{path}« kan ikke læses som tekst: {now.faults[0].message}.")
    values = {
        **_about(room, text, content_of(text)),
        "text": now.value if sent is None else sent,
        "other": None if sent is None else now.value,
        "faults": [ShownFault(line_and_words(fault), fault.is_error) for fault in _faults(room, text)],
    }
    return room.page("hele.html", values, HTTPStatus.OK if sent is None else HTTPStatus.CONFLICT)


def save_whole(room: Room, form: FormData) -> Outcome:
    """Write a whole file. Raises `DeskError`."""
    text = room.text(form.texts.get("fil", ""))
    sent = form.texts.get("hele", "").replace("\r\n", "\n")
    if form.texts.get("udgave") != text.edition:
        return Outcome(whole_page(room, text.path, sent))
    end = "\r\n" if b"\r\n" in text.source.data else "\n"
    if sent == text_of(Source(text.path, text.source.data)).value:
        return Outcome(see(PAGE, fil=text.path, sket="uaendret"))
    written = room.write(f"Rettede »{text.path}«", {text.name: sent.replace("\n", end).encode()})
    return Outcome(see(PAGE, fil=text.path, sket="gemt"), _by_path(text, written))
