"""What `move` changes: a text gets another name, its old address is kept, and links to it lead to the new one.

It is worked out before anything is written, so a dry run shows what would be done.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import quote, unquote

from msgspec import Struct

from hjemsite.content.document import FIELDS_OF_FOLDER
from hjemsite.content.frontmatter.field_errors import typed
from hjemsite.content.frontmatter.fields import ArticleFields, TextFields
from hjemsite.content.frontmatter.split import parse, split
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import text_of
from hjemsite.urls import SECTIONS, Slug, Url, address, is_reserved, slug_of

TARGET = re.compile(r"(\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?)([^\s()<>\"']+)", re.MULTILINE)
"""The target of a link in Markdown, behind what opens it."""
_REDIRECTS = re.compile(r"^redirects:.*\n(?:(?:[ \t]+|- ).*\n)*", re.MULTILINE)
_MEMBER = re.compile(
    r"\bmember:[ \t]*(?:\[[^\]]*\]|[^\n,}\]]+)|^([ \t]*)member:[ \t]*\n(?:\1[ \t]*- .*\n)+", re.MULTILINE
)
"""The field `member` with its value, in a line or in a list below it."""
_PERSON = re.compile(r"\b(?:person|speaker):[ \t]*[^\n,}\]]+")
"""A field that may name a person's file."""


class CannotMoveError(Exception):
    """A text cannot be moved; the error's text says why, in Danish."""


class Move(Struct, frozen=True):
    """Path of the text before and after, and of what is renamed: a file, or the folder of a bundle.

    `texts`: path, as it is before, → what the file says then, of each file that changes.
    """

    old: str
    new: str
    old_place: str
    new_place: str
    texts: Mapping[str, str]
    keeps: Url | None
    """The old address, where it is kept."""
    beside: Mapping[str, str] = {}
    """Files that are renamed with it: path before → path after."""


def planned_move(inputs: Inputs, old_name: str, new_name: str, site_address: str) -> Move:
    """What becomes of the site when the text called `old_name` is called `new_name`. Raises `CannotMoveError`."""
    old = _existing(inputs, old_name)
    section = old.split("/")[1]
    kind = FIELDS_OF_FOLDER.get(section)
    if kind is None:
        raise CannotMoveError(f"»{old}« kan ikke flyttes sådan: Filen har ingen adresse for sig selv.")
    new = _new_path(old, new_name)
    before, after = address(old), address(new)
    if before is None or after is None or is_reserved(after):
        raise CannotMoveError(f"»{new}« kan ikke blive til en adresse.")
    if new.split("/")[1] != section:
        raise CannotMoveError(f"»{new}« ligger ikke i content/{section}, hvor filen skal blive.")
    old_place, new_place = (dirname(path) if basename(path) == "index.md" else path for path in (old, new))
    _require_room(inputs, old, old_place, new_place, after)
    texts = {path: text_of(inputs.source(path)).value for path in inputs.paths if path.endswith((".md", ".yaml"))}
    mover = _Links(inputs, old_place, new_place, before, after, site_address)
    changed = {path: mover.corrected(path, text) for path, text in texts.items()}
    if section == "medlemmer":
        names = slug_of(old), slug_of(new)
        changed = {path: _renamed(_MEMBER, text, *names) for path, text in changed.items()}
    if section == "personer":
        names = slug_of(old), slug_of(new)
        changed = {path: _renamed(_PERSON, text, *names) for path, text in changed.items()}
    keeps = None
    if before != after:
        changed[old], keeps = _with_redirect(changed[old], old, kind, before, after)
    return Move(
        old, new, old_place, new_place, {path: changed[path] for path in texts if changed[path] != texts[path]}, keeps
    )


def _require_room(inputs: Inputs, old: str, old_place: str, new_place: str, after: Url) -> None:
    """Raises `CannotMoveError` where something else has the new place or the address `after`."""
    if old_place == new_place:
        raise CannotMoveError("Filen hedder det i forvejen.")
    if os.path.lexists(f"{inputs.root}/{new_place}") and not _is_same_file(inputs.root, old_place, new_place):
        raise CannotMoveError(f"Der ligger allerede noget på »{new_place}«. Vælg et andet navn.")
    taken = next((path for path in inputs.paths if path != old and address(path) == after), None)
    if taken is not None:
        raise CannotMoveError(f"»{taken}« har allerede adressen {after}. Vælg et andet navn.")


def into_bundle(inputs: Inputs, path: str) -> Move:
    """What becomes of the site when the text at `path`, a file alone, gets a folder for its pictures.

    Its address stays; links by paths, in it and to it, lead where they led.
    """
    url = address(path)
    assert url is not None, path
    new = f"{path.removesuffix('.md')}/index.md"
    mover = _Links(inputs, path, new, url, url, "")
    texts = {
        text_path: text_of(inputs.source(text_path)).value for text_path in inputs.paths if text_path.endswith(".md")
    }
    changed = {text_path: mover.corrected(text_path, text) for text_path, text in texts.items()}
    rewritten = {text_path: text for text_path, text in changed.items() if text != texts[text_path]}
    return Move(path, new, path, new, rewritten, None)


def _is_same_file(root: str, old: str, new: str) -> bool:
    """Whether two names are of one file, as on a disk to which capitals are no difference."""
    return old.casefold() == new.casefold() and Path(root, old).samefile(Path(root, new))


def _existing(inputs: Inputs, name: str) -> str:
    """The path of the text that an editor calls `name`: its path, the folder that is its own, or its address."""
    name = name.replace("\\", "/").removeprefix("./").rstrip("/")
    candidates = {f"{folder}{name}{end}" for folder in ("", "content/") for end in ("", ".md", "/index.md")}
    texts = [path for path in inputs.paths if path.endswith(".md")]
    text_path = next((path for path in texts if path in candidates), None)
    text_path = text_path or next((path for path in texts if address(path) == f"/{name.lstrip('/')}/"), None)
    if text_path is None or text_path in inputs.refused:
        raise CannotMoveError(f"Der er ingen tekst, der hedder »{name}«.")
    return text_path


def _new_path(old: str, name: str) -> str:
    """The path of the text after the move; a name alone stays in the folder."""
    name = name.replace("\\", "/").removeprefix("./").rstrip("/")
    is_bundle = basename(old) == "index.md"
    bundle_or_file = dirname(old) if is_bundle else old
    if "/" not in name:
        name = join(dirname(bundle_or_file), name)
    elif not name.startswith("content/"):
        name = f"content/{name}"
    name = name.removesuffix("/index.md")
    if is_bundle:
        return f"{name.removesuffix('.md')}/index.md"
    path = PurePosixPath(name if name.endswith(".md") else f"{name}.md")
    if ".." in path.parts or len(path.parts) < 3 or path.parts[1] not in SECTIONS:
        raise CannotMoveError(f"»{name}« ligger ikke i en mappe med tekster.")
    return str(path)


class _Links:
    """The links of a site in which one text is moved."""

    def __init__(
        self, inputs: Inputs, old_place: str, new_place: str, before: Url, after: Url, site_address: str
    ) -> None:
        self.old_place, self.new_place, self.after = old_place, new_place, after
        self.paths = {*inputs.paths, *(dirname(path) for path in inputs.paths)}
        host = re.escape(site_address.rstrip("/")) if site_address else r"(?!)"
        there = re.escape(before.rstrip("/"))
        self.addresses = re.compile(rf"(?P<host>{host}|(?<![\w/.:-])){there}(?=[/#?)\s\"'>,\]]|$)")

    def corrected(self, path: str, text: str) -> str:
        """The text of the file at `path` with links to where things lie after the move."""
        text = self.addresses.sub(lambda match: match["host"] + self.after.rstrip("/"), text)
        return TARGET.sub(lambda match: match[1] + self._target(path, match[2]), text) if path.endswith(".md") else text

    def _target(self, path: str, target: str) -> str:
        """Where a link in the file at `path` leads after the move, when it leads to a file by its path."""
        file, mark, anchor = target.partition("#")
        if not file or file.startswith("/") or ":" in file:
            return target
        there = normpath(join(dirname(path), unquote(file)))
        if there not in self.paths:
            return target
        here = self._moved(path)
        now = relpath(self._moved(there), dirname(here))
        if now == normpath(unquote(file)):
            return target
        return as_target(now) + mark + anchor

    def _moved(self, path: str) -> str:
        if path == self.old_place or path.startswith(f"{self.old_place}/"):
            return self.new_place + path[len(self.old_place) :]
        return path


def as_target(path: str) -> str:
    """A path as the target of a link; Danish letters stay as an editor reads them."""
    return re.sub(r"[\s()<>%\"'#?]", lambda sign: quote(sign[0]), path)


def _renamed(field: re.Pattern[str], text: str, old: Slug, new: Slug) -> str:
    """The text with another name of a member's or person's file in its fields that `field` matches."""
    if old == new:
        return text
    name = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    head, fence, body = text.partition("\n---")
    return field.sub(lambda match: name.sub(new, match[0]), head) + fence + body


def _with_redirect(text: str, path: str, kind: type[TextFields], before: Url, after: Url) -> tuple[str, Url | None]:
    """The text with its old address among `redirects`, and that address; a draft has had no readers and keeps none."""
    parts = split(text, path).value
    fields = typed(parse(parts.yaml, path, parts.yaml_line).value, kind)
    if "redirects" in fields.value.broken:
        raise CannotMoveError(f"Feltet redirects i »{path}« kan ikke læses. Ret det først.")
    if isinstance(fields.value.fields, ArticleFields) and fields.value.fields.draft:
        return text, None
    kept = [url for url in dict.fromkeys((*fields.value.fields.redirects, before)) if url != after]
    block = _REDIRECTS.search(parts.yaml)
    comments = "".join(
        f" {comment}" for comment in re.findall(r"(?:^|(?<=\s))#.*", block[0] if block else "", re.MULTILINE)
    )
    line = f"redirects: {kept[0] if len(kept) == 1 else '[' + ', '.join(kept) + ']'}{comments}\n"
    head, body = parts.yaml, text[text.index(parts.yaml) + len(parts.yaml) :] if parts.yaml else text
    opening = text[: text.index(parts.yaml)] if parts.yaml else ""
    changed = _REDIRECTS.sub(lambda _: line, head, count=1) if block else f"{head}{line}"
    return opening + changed + body, before


def sentences(move: Move, *, done: bool) -> Iterator[str]:
    """What the move does, in Danish."""
    verb = "hedder nu" if done else "ville komme til at hedde"
    for old, new in {move.old_place: move.new_place, **move.beside}.items():
        yield f"{old} {verb} {new}."
    if move.keeps:
        yield f"Den gamle adresse {move.keeps} {'fører' if done else 'ville føre'} til {address(move.new)}."
    sentence = "Det, der henviste hertil, er rettet." if done else "Det, der henviser hertil, ville blive rettet."
    yield from (f"{path}: {sentence}" for path in move.texts if path != move.old)
