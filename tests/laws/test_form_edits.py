"""A form writes what was changed in it, and leaves every other byte of the file alone: comments, order, line ends."""

import random
from collections import Counter
from collections.abc import Mapping

import pytest

from hjemsite.content.formatter.yaml_comments import remarks
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.sources import Source, text_of
from hjemsite.importer.editing.field_edits import CannotEditError, edited, fields_in, shown_names
from hjemsite.importer.editing.form_values import Item, Shape, Value, shapes, value_of
from hjemsite.importer.editing.tree_edits import last_line
from tests.laws.test_format import random_file

NEWS = "content/nyheder/2026-11-01-oe.md"
FILE = """\
---
# Om nyheden
title: Et hjem  # kort
date: 2026-11-01
member: noeglen
topics: [dør, hus]  # to emner
draft: ja  # slet linjen
speakers:
  # Borgmesteren først
  - name: Ib Bo  # tjek: usikker
    title: borgmester
    ukendt: x

  -   name: 'Åse Ø'
quotes:
  - speaker: Ib Bo
    text: >-  # hele citatet
      Vi er klar,
      og det er du.

  - speaker: Åse Ø
    text: "Nu går
      vi i gang"
# det sidste
---

Vi er klar, og det er du.
"""


def after(wish: Mapping[str, Value], file: str = FILE, body: str | None = None, marks: tuple[int, ...] = ()) -> str:
    return edited(Source(NEWS, file.encode()), ArticleFields, wish, body, marks).decode()


def names(file: str = FILE) -> dict[str, str]:
    """All inputs of the form of a file."""
    tree = fields_in(Source(NEWS, file.encode()))
    assert tree is not None
    groups = (shown_names(tree, shape) for shape in shapes(ArticleFields))
    return {name: text for group in groups if group for name, text in group.items()}


def wished(key: str, **changes: str) -> dict[str, Value]:
    """The field `key` as the form has it, with some inputs changed; two underscores stand for a dot."""
    inputs = names() | {name.replace("__", "."): text for name, text in changes.items()}
    shape = next(shape for shape in shapes(ArticleFields) if shape.key == key)
    return {key: value_of(inputs, shape, key)}


DRAFT = "draft: ja  # slet linjen\n"
BLOCK = ">-  # hele citatet\n      Vi er klar,\n      og det er du.\n"
CASES: tuple[tuple[dict[str, Value], str, str], ...] = (
    ({"title": "Et andet hjem"}, "title: Et hjem ", "title: Et andet hjem "),
    ({"title": "Et: #1"}, "title: Et hjem ", 'title: "Et: #1" '),
    ({"draft": ""}, DRAFT, ""),
    ({"credit": "Tekst: Ø"}, "# det sidste", 'credit: "Tekst: Ø"\n# det sidste'),
    ({"embargo": "2026-11-02 06:00"}, DRAFT, f"{DRAFT}embargo: 2026-11-02 06:00\n"),
    ({"member": [Item(0, "aagaard")]}, "member: noeglen", "member: aagaard"),
    ({"member": [Item(0, "noeglen"), Item(1, "aagaard")]}, "member: noeglen\n", "member:\n  - noeglen\n  - aagaard\n"),
    ({"topics": [Item(0, "dør")]}, "topics: [dør, hus]  # to emner\n", "# to emner\ntopics:\n  - dør\n"),
    (wished("speakers", speakers__0__title="minister"), "title: borgmester", "title: minister"),
    (wished("speakers", speakers__0__title=""), "    title: borgmester\n", ""),
    (wished("speakers", speakers__1__title="chef"), "name: 'Åse Ø'\n", "name: 'Åse Ø'\n      title: chef\n"),
    (wished("speakers", speakers__2__name="Bo"), "name: 'Åse Ø'\n", "name: 'Åse Ø'\n  - name: Bo\n"),
    (wished("speakers", speakers__1__name=""), "  -   name: 'Åse Ø'\n", ""),
    (wished("quotes", quotes__0__text="Nej."), BLOCK, "Nej.  # hele citatet\n"),
    (wished("quotes", quotes__1__text="Nu"), '"Nu går\n      vi i gang"', "Nu"),
    (wished("quotes", quotes__0__text="A\n\nB"), BLOCK, "|-  # hele citatet\n      A\n\n      B\n"),
)  # fmt: skip


@pytest.mark.parametrize(("wish", "old", "new"), CASES)
def test_only_what_is_changed_is_written(wish: dict[str, Value], old: str, new: str) -> None:
    """The file is what it was, with `new` in place of `old`; in line ends of its own, and behind its mark."""
    new_file = FILE.replace(old, new, 1)
    assert after(wish) == new_file
    for end in ("\r\n", "\r"):
        data = b"\xef\xbb\xbf" + FILE.replace("\n", end).encode()
        assert edited(Source(NEWS, data), ArticleFields, wish) == b"\xef\xbb\xbf" + new_file.replace("\n", end).encode()


def test_nothing_wished_is_nothing_written() -> None:
    """Also where every field is sent back as it was shown."""
    for shape in shapes(ArticleFields):
        assert after({shape.key: value_of(names(), shape, shape.key)}) == FILE


def test_marks_and_bodies() -> None:
    """A mark goes without its value; the text keeps the blank lines around it."""
    assert after({}, marks=(10,)) == FILE.replace("  # tjek: usikker", "")
    assert after({}, body="Nej.\r\n\r\nJo.") == FILE.replace("Vi er klar, og det er du.", "Nej.\n\nJo.")
    assert after({}, body="\r\nVi er klar, og det er du.\r\n") == FILE
    assert after({}, "---\ntitle: Ø\ndate: 2026-11-01\n---\n", "Hej") == "---\ntitle: Ø\ndate: 2026-11-01\n---\n\nHej\n"


def test_what_a_form_does_not_know_stays() -> None:
    """A record that must be written anew is refused where a field in it would be lost."""
    file = "---\ntitle: Ø\ndate: 2026-11-01\nimage: {file: a.jpg, alt: A, credit: B, mere: C}\n---\n"
    image: Value = {"file": "b.jpg", "alt": "A", "credit": "B"}
    with pytest.raises(CannotEditError, match="image"):
        after({"image": image}, file)
    assert after({"image": image}, file.replace(", mere: C", "")).endswith(
        "image:\n  file: b.jpg\n  alt: A\n  credit: B\n---\n"
    )


def test_random_files_keep_what_is_not_wished() -> None:
    """Three hundred files in every layout that YAML has: values, comments and lines of other fields, and the body."""
    r = random.Random(20_261_129)
    done = Counter[str]()
    while done["written"] + done["refused"] < 300:
        source = Source(NEWS, random_file(r).encode())
        tree = fields_in(source)
        if tree is None:
            continue
        shape = r.choice([shape for shape in shapes(ArticleFields) if shape.key != "extra"])
        inputs = shown_names(tree, shape)
        if inputs is None:
            continue
        wish = changed(r, shape, value_of(inputs, shape, shape.key))
        try:
            data = edited(source, ArticleFields, {shape.key: wish})
        except CannotEditError:
            done["refused"] += 1
            continue
        done["written"] += 1
        assert broken(source, data, shape.key, bool(inputs.keys() - texts_of(wish, shape.key))) == [], (
            source.data.decode(),
            wish,
            data.decode(),
        )
    assert done["written"] > 270, done


def changed(r: random.Random, shape: Shape, value: Value) -> Value:
    """Some other value of a field: a word changed, an item added or taken away."""
    word = r.choice(("Et andet hjem", "nej", "a: b", "To\n\nafsnit", "2026-01-02", "#1", "[x]", "x" * 120))
    if shape.item is not None:
        assert isinstance(value, list)
        kept = [Item(item.number, changed(r, shape.item, item.value)) for item in value if r.random() < 0.8]
        new = [Item(len(value) + 3, changed(r, shape.item, ""))] if r.random() < 0.4 else []
        return [*kept, *new] if all(item.value for item in (*kept, *new)) else []
    if shape.kind is not None:
        inner = value if isinstance(value, dict) else {}
        parts = {field.key: changed(r, field, inner.get(field.key, "")) for field in shapes(shape.kind) if field.reader}
        return {key: part for key, part in parts.items() if part}
    return word if r.random() < 0.7 or not value else value


def texts_of(value: Value, name: str) -> set[str]:
    """The names of the inputs that hold a value."""
    if isinstance(value, dict):
        return {input_name for key, part in value.items() for input_name in texts_of(part, f"{name}.{key}")}
    if isinstance(value, list):
        return {input_name for item in value for input_name in texts_of(item.value, f"{name}.{item.number}")}
    return {name} if value else set()


def broken(source: Source, data: bytes, key: str, is_deleted: bool) -> list[str]:
    """What an edit of the field `key` has touched beside it."""
    before, later = text_of(source).value, text_of(Source(source.path, data)).value
    parts, parts_later = split.split(before, NEWS).value, split.split(later, NEWS).value
    changes = []
    if parts.body != parts_later.body:
        changes.append("the body")
    now = _lines(later, key)
    changes += [f"the field {name}" for name, lines in _lines(before, key).items() if lines != now.get(name)]
    if not is_deleted and _comments(before) - _comments(later):
        changes.append("a comment")
    return changes


def _lines(text: str, key: str) -> dict[str, str]:
    tree = fields_in(Source(NEWS, text.encode()))
    assert tree is not None
    lines = text.split("\n")
    return {
        name: "\n".join(lines[tree.keys[name].line - 1 : last_line(value, lines, tree.keys[name].line)])
        for name, value in tree.entries.items()
        if name != key
    }


def _comments(text: str) -> Counter[str]:
    tree = fields_in(Source(NEWS, text.encode()))
    assert tree is not None
    parts = split.split(text, NEWS).value
    lines = text.split("\n")[: parts.body_line - 2]
    return Counter(remark.text for remark in remarks(tree, lines, 2) if remark.text)
