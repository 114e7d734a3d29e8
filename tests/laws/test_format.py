"""Laws of `format`: it keeps every comment, changes no meaning, and has nothing to change a second time.

They are held over every source that the tests and the real content have, and over random front matter.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from hjemsite.content.document import Document, kind_of
from hjemsite.content.formatter.source_format import formatted
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from tests.cases.test_cases import BASE, CASES, halves, sources_of

ROOT = Path(__file__).resolve().parents[2]
SEED = 2026
NEWS = "content/nyheder/2026-01-02-a.md"


def sources() -> Iterator[tuple[str, bytes]]:
    """Path below the project folder and bytes of every source that a test or the real site has."""
    for folder in (ROOT / "content", *ROOT.glob("tests/**/content")):
        for file in sorted(folder.rglob("*")):
            path = f"content/{file.relative_to(folder).as_posix()}"
            if file.is_file() and kind_of(path):
                yield path, file.read_bytes()
    for case in CASES:
        for path, data in sources_of(halves(case)[0]).items():
            if kind_of(path):
                yield path, data
    for path, text in BASE.items():
        yield path, text.encode()


Formatter: TypeAlias = Callable[[Source], Checked[bytes]]


def broken_laws(path: str, data: bytes, formatted: Formatter = formatted) -> list[str]:
    """What a formatter does to one file that it must not do."""
    source = Source(path, data)
    result = formatted(source)
    if result.faults:
        return [] if result.value == data else ["a file with faults was changed"]
    after = Source(path, bytes(result.value))
    broken = [] if formatted(after) == Checked(after.data) else ["a second time changes more"]
    if _meaning(source) != _meaning(after):
        broken.append("the meaning changed")
    if sorted(_comments(data)) != sorted(_comments(after.data)):
        broken.append("a comment changed")
    return broken


def _meaning(source: Source) -> object:
    """What is read of a file: its fields, its body, and every fault with what it points at."""
    read = document(source)
    whole = read.value
    meaning = (whole.fields, whole.marked, whole.text, sorted(whole.broken)) if whole else None
    return meaning, [_fault(fault, whole, source.data) for fault in read.faults]


def _fault(fault: Diagnostic, read: Document | None, data: bytes) -> object:
    """A fault by its rule, its words, and the field or the line of the body that it stands at."""
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fences = [number for number, line in enumerate(lines, 1) if line.rstrip() == "---"][:2]
    if len(fences) == 2 and fault.span.line > fences[1]:
        position: object = (fault.span.line - fences[1], fault.span.column)
    else:
        position = [path for path, span in (read.spans if read else {}).items() if span == fault.span]
    # Messages that count lines of the file count others afterwards.
    return fault.rule, re.sub(r"linje \d+", "linje", fault.message), fault.hint, position


def _comments(data: bytes) -> list[str]:
    """Everything from a `#` to the end of its line that stands by itself in the front matter, however it is read."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n---", 1)[0]
    return [match[0].strip() for match in re.finditer(r"(?m)(?<!\S)#.*$", head)]


def test_every_source_that_we_have_is_formatted_without_loss() -> None:
    """The sites of the tests, the cases of every rule and the real content."""
    files = list(sources())
    assert len(files) > 300
    for path, data in files:
        assert broken_laws(path, data) == [], f"{path}\n{data.decode('utf-8', 'replace')}"


def test_random_front_matter_is_formatted_without_loss() -> None:
    """Whatever the layout: indents, lists in brackets and below, blocks, comments and blank lines everywhere."""
    r = random.Random(SEED)
    formatted_files = 0
    for _ in range(150):
        text = random_file(r)
        result = formatted(Source(NEWS, text.encode()))
        formatted_files += not result.faults
        assert broken_laws(NEWS, text.encode()) == [], text
    assert formatted_files > 100


PLANTED: dict[str, tuple[Callable[[str], str], str]] = {
    "a comment is lost": (lambda text: re.sub(r"(?m)^# .*\n", "", text), "a comment changed"),
    "a comment becomes text": (lambda text: text.replace("# navnet", "  # navnet"), "the meaning changed"),
    "a list in brackets is split at its commas": (lambda text: text.replace(", to]", ",\n  to]"), ""),
    "a value loses its marks": (lambda text: text.replace('"Ja, tak"', "Ja, tak"), "the meaning changed"),
    "a line break in the text": (lambda text: text.replace("linje  \n", "linje\n"), "the meaning changed"),
    "ever more blanks": (lambda text: text.replace("draft: ", "draft:  "), "a second time changes more"),
}
FILE = """---
# øverst
title: Ny dør
date: 2026-01-02
summary: |-
  Et hus
# navnet
member: "Ja, tak"
topics: [et, to]
draft: ja
---

En linje{}
til.
""".format("  ")


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    """Each law sees a formatter that breaks it; another layout of the same is no fault."""
    change, broken = PLANTED[fault]
    assert broken_laws(NEWS, FILE.encode()) == []
    assert change(FILE) != FILE
    laws = broken_laws(NEWS, FILE.encode(), lambda source: Checked(change(source.data.decode()).encode()))
    assert broken in laws if broken else set(laws) <= {"a second time changes more"}


WORDS = ("Et hjem", "til alle", "åben dør", "12:30", "2026", "a:b", "ja", "*x*", "C#", "null", "-", "~")
NAMES = ("title", "date", "member", "speakers", "quotes", "topics", "credit", "summary", "contact", "image", "ukendt")


def random_file(r: random.Random) -> str:
    """A file with random fields in a random layout; most of them are YAML that can be read."""
    keys = r.sample(NAMES, r.randint(1, 7))
    margin = r.choice((0, 0, 0, 2))
    lines = [line for key in keys for line in (*_between(r), *_entry(r, key, margin, 0))]
    fence = r.choice(("---", "---", "---  "))
    return "\n".join((fence, *lines, *_between(r), "---", r.choice(("", "Tekst", "\nTekst  \n\n", "```\nkode\n\n"))))


def _between(r: random.Random) -> Iterator[str]:
    while r.random() < 0.25:
        yield r.choice(("", "  ", " " * r.randint(0, 8) + f"# {r.choice(WORDS)}"))


def _behind(r: random.Random) -> str:
    return " " * r.randint(1, 4) + f"# {r.choice(WORDS)}" if r.random() < 0.2 else " " * r.choice((0, 0, 0, 2))


def _entry(r: random.Random, key: str, margin: int, depth: int) -> Iterator[str]:
    """A field and its value, in column `margin`."""
    kind = r.random()
    blank = " " * margin
    if kind < 0.25 and depth < 3:
        yield f"{blank}{key}:{_behind(r)}"
        yield from _items(r, margin + r.randint(0, 4), depth)
    elif kind < 0.4 and depth < 3:
        yield f"{blank}{key}:{_behind(r)}"
        yield from _record(r, margin + r.randint(1, 4), depth + 1)
    elif kind < 0.5:
        yield from _block(r, f"{blank}{key}: ", margin)
    else:
        yield from _scalar(r, f"{blank}{key}:{' ' * r.randint(1, 3)}", margin)


def _record(r: random.Random, margin: int, depth: int) -> Iterator[str]:
    for key in r.sample(NAMES, r.randint(1, 3)):
        yield from _between(r)
        yield from _entry(r, key, margin, depth)


def _items(r: random.Random, margin: int, depth: int) -> Iterator[str]:
    for _ in range(r.randint(1, 3)):
        yield from _between(r)
        dash = " " * margin + "-" + " " * r.randint(1, 3)
        kind = r.random()
        if kind < 0.5:
            lines = list(_record(r, len(dash), depth + 1))
            if r.random() < 0.8:
                while not lines[0].strip() or lines[0].lstrip().startswith("#"):
                    lines.pop(0)
                lines[0] = dash + lines[0].lstrip()
            else:
                yield dash.rstrip() + _behind(r)
            yield from lines
        elif kind < 0.6:
            yield from _block(r, dash, margin)
        else:
            yield from _scalar(r, dash, margin)


def _block(r: random.Random, start: str, margin: int) -> Iterator[str]:
    indent = margin + r.randint(1, 4)
    own = r.choice((0, 0, 2))
    digit = str(indent - margin) if own else ""
    yield start + r.choice("|>") + digit + r.choice(("", "-", "+")) + _behind(r)
    for number in range(r.randint(1, 4)):
        text = r.choice((*WORDS, "# ingen kommentar", "", "  dybere", "linje  "))
        yield " " * (indent + (own if number == 0 else 0)) + (text or "x") if number == 0 or text else ""


def _scalar(r: random.Random, start: str, margin: int) -> Iterator[str]:
    words = r.choice(WORDS)
    more = " " * (margin + r.randint(1, 5))
    kind = r.randrange(9)
    if kind == 0:
        yield f"{start}'{words}, det''s'{_behind(r)}"
    elif kind == 1:
        yield f'{start}"{words} \\"hjem\\""{_behind(r)}'
    elif kind == 2:
        yield f"{start}[{words.replace(' ', ' , ')},'b' ,{{c: d,e: [f]}}]{_behind(r)}"
    elif kind == 3:
        yield f"{start}[et,{_behind(r)}"
        yield f"{more}to,{_behind(r)}"
        yield f"{more}tre]{_behind(r)}"
    elif kind == 4:
        yield f'{start}"{words}'
        yield from ("",) * r.randint(0, 1)
        yield f'{more}går videre"{_behind(r)}'
    elif kind == 5:
        yield f"{start}ord og {words}"
        yield f"{more}går videre{_behind(r)}"
    elif kind == 6:
        yield f"{start.rstrip()}{_behind(r)}"
    elif kind == 7:
        yield f"{start}[{', '.join(['et ret langt emne'] * r.randint(1, 8))}]{_behind(r)}"
    else:
        yield f"{start}{words}{_behind(r)}"
