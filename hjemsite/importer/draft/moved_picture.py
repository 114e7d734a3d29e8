"""What changes when a picture of the library gets another name: its description, and the texts that show it."""

import os
import re
from collections.abc import Mapping
from posixpath import basename, dirname, join, splitext
from urllib.parse import quote

from hjemsite.content.scan import Inputs
from hjemsite.content.sources import text_of
from hjemsite.importer.draft.moved_file import TARGET, CannotMoveError, Move, as_target
from hjemsite.urls import LIBRARY


def is_library_picture(inputs: Inputs, name: str) -> bool:
    """Whether an editor's `name` is that of a picture in the library."""
    return not name.endswith(".yaml") and _path(name) in inputs.files


def _path(name: str) -> str:
    name = name.replace("\\", "/").removeprefix("./").removeprefix("content/")
    return f"content/{name}" if name.startswith("billeder/") else ""


def planned_picture_move(inputs: Inputs, old_name: str, new_name: str) -> Move:
    """What becomes of the site when a picture is called `new_name`. Raises `CannotMoveError`."""
    old = _path(old_name)
    new = _path(new_name) if "/" in new_name.replace("\\", "/") else join(dirname(old), new_name)
    if not new.startswith(LIBRARY) or ".." in new.split("/"):
        raise CannotMoveError(f"»{new_name}« ligger ikke i content/billeder, hvor billedet skal blive.")
    new = new if splitext(new)[1] else new + splitext(old)[1]
    if splitext(new)[1].lower() != splitext(old)[1].lower():
        raise CannotMoveError(
            f"»{new_name}« ender på noget andet end {splitext(old)[1]}, så det er ikke samme billede."
        )
    if old == new:
        raise CannotMoveError("Billedet hedder det i forvejen.")
    texts = {path: text_of(inputs.source(path)).value for path in inputs.paths if path.endswith((".md", ".yaml"))}
    beside = _descriptions(texts, old, new)
    for path in (new, *beside.values()):
        if os.path.lexists(f"{inputs.root}/{path}"):
            raise CannotMoveError(f"Der ligger allerede noget på »{path}«. Vælg et andet navn.")
    changed = {path: _renamed(path, text, old, new) for path, text in texts.items()}
    changed = {path: text for path, text in changed.items() if text != texts[path]}
    return Move(old, new, old, new, changed, None, beside)


def _descriptions(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Where the file that describes the picture lies before and after: one that names it, or is called as it is."""
    moves = {}
    for path, text in texts.items():
        if path.endswith(".yaml") and dirname(path) == dirname(old):
            named = re.search(r"(?m)^file:[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", text)
            if named and named[1] == basename(old):
                moves[path] = join(dirname(new), basename(path))
            elif not named and path == f"{splitext(old)[0]}.yaml":
                moves[path] = f"{splitext(new)[0]}.yaml"
    return {before: after for before, after in moves.items() if before != after}


def _renamed(path: str, text: str, old: str, new: str) -> str:
    """The text of the file at `path` with the picture's new name: in its fields, and in the targets of its body."""
    if path.startswith(LIBRARY):
        # A description that names its picture has it beside itself.
        field = rf"(?m)^(file:[ \t]*[\"']?){re.escape(basename(old))}(?![\w.-])"
        return re.sub(field, rf"\g<1>{basename(new)}", text) if dirname(path) == dirname(old) else text
    was = old.removeprefix(LIBRARY)
    names = "|".join(re.escape(spelling) for spelling in {was, as_target(was), quote(was)})
    shown = re.compile(rf"(?<![\w./-])(/?(?:\.\./)*(?:content/)?billeder/)(?:{names})(?![\w./-])")
    head, fence, body = text.partition("\n---")
    short = new.removeprefix(LIBRARY)
    head = shown.sub(lambda match: match[1] + short, head)
    body = TARGET.sub(lambda match: shown.sub(lambda inner_match: inner_match[1] + as_target(short), match[0]), body)
    return head + fence + body
