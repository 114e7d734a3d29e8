"""The law of bad input: whatever lies in `content/`, a build ends soon, raises nothing and says where it is wrong."""

import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hjemsite.content.document import SITE
from hjemsite.content.reader import document
from hjemsite.content.sources import Source, text_of
from hjemsite.diagnostics.diagnostic import Diagnostic, Span, in_order
from hjemsite.diagnostics.report import as_github, as_json, as_text
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
SOON = 2.0
"""Seconds that a hostile file may cost."""

PATH = "content/nyheder/a.md"
SETTINGS = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt\nabout: |\n  Vi er *alle* på Ærø.\n"
ARTICLE = """\
---
title: "Åben dør: på Ærø"
date: 2022-09-28 14:30
member: [aagaard, tidsel]
alliance_size: 20
topics: [bolig, Ærø]
speakers:
  - name: Søren Nørgaard
    title: formand
    member: aagaard
  - person: ida
quotes:
  - speaker: Søren Nørgaard
    text: >-
      Vi åbner døren
      for alle
image: {file: hus.gif, alt: Et hus, credit: Ida}
redirects: /gammel/
---

Vi er nu 20. »Vi åbner døren for alle«, siger Søren Nørgaard til [Ida](../personer/ida.md#x).

## Åben dør {.faktaboks}

| a | b |
|---|:-:|
| ![Hus](hus.gif) | <b>c</b> |

- "Ja", svarer *Ida*.[^1]

[^1]: Note – med &amp; og `kode`.
"""

# What editors, other programs and enemies write: each piece means something to one of the readers.
PIECES = """
--- ... : :: - # ## > * *a &a !!a !x << ? | >- [ ] { } , ' " ''' \\ \\n \\u202e ~ null no 12:30 0123
2026-02-30 [] {} [[ ]] {{x}} {% title: date: member: speakers: quotes: name: text: alliance_size: image: file:
draft: about: ../ /etc/passwd javascript: https:// //x ( ) ]( ![ <b> </b> <!-- --> <script> </script> <![ <?
&#8238; &amp; ` ``` | |- --| [^1] [^1]: » « “ ” – — {.lille} {: onclick=x} æ Ø å ß İ ﬁ 😀 é <<<<<<< >>>>>>>
=======
""".split()
BLANKS = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\r",
    "\r\n",
    "\xa0",
    "\xad",
    "\u200b",
    "\u202e",
    "\ufeff",
]
CONTROLS = ["\0", "\x02", "\x03", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ud7ff", "\ufffe", "\U0010ffff", "a\u030a"]

pieces = st.sampled_from([*PIECES, *BLANKS, *CONTROLS])
scribbles = st.lists(pieces, max_size=25).map("".join)
edits = st.lists(st.tuples(st.integers(0, len(ARTICLE)), st.integers(0, 12), scribbles), min_size=1, max_size=4)


def _edited(changes: list[tuple[int, int, str]]) -> str:
    text = ARTICLE
    for start, length, words in changes:
        text = text[:start] + words + text[start + length :]
    return text


texts = st.one_of(
    edits.map(_edited),
    scribbles.map(lambda words: f"---\n{words}\n---\n"),
    scribbles.map(lambda words: f"---\ntitle: A\ndate: 2022-09-28\n{words}\n---\n{words}"),
    scribbles.map(lambda words: f"---\ntitle: A\ndate: 2022-09-28\n---\n{words}"),
    scribbles,
)
contents = st.one_of(
    texts.map(str.encode), st.binary(max_size=200), texts.map(lambda text: text.encode("cp1252", "replace"))
)


def _outside(span: Span, source: Source) -> bool:
    """Whether `span` leads out of the file. It may end one after the last letter of a line, and stand there."""
    text = text_of(source)
    lines = (source.data.decode("utf-8", "replace") if text.faults else text.value).splitlines() + [""]
    lines = [*text.value.split("\n")] if not text.faults else lines
    if span == Span(source.path) or text.faults:
        return span.line > len(lines)
    return not (
        1 <= span.line <= span.end_line <= len(lines)
        and 1 <= span.column <= len(lines[span.line - 1]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


def _spans(faults: tuple[Diagnostic, ...]) -> list[Span]:
    return [span for fault in faults for span in (fault.span, *(related.span for related in fault.related))]


@given(st.sampled_from([PATH, "content/medlemmer/a.md", "content/personer/a.md", "content/sider/a.md"]), contents)
@settings(max_examples=600)
def test_any_bytes_are_read_or_refused(path: str, data: bytes) -> None:
    """Soon, without an exception, and with every fault inside the file. What is no document has a fault."""
    source = Source(path, data)
    start = time.process_time()
    read = document(source)
    assert time.process_time() - start < SOON
    assert read.value is not None or any(fault.is_error for fault in read.faults)
    assert [span for span in _spans(read.faults) if _outside(span, source)] == []


@given(st.one_of(scribbles, scribbles.map(lambda words: SETTINGS.replace("Nøglen", words))), scribbles)
@settings(max_examples=150)
def test_any_settings_are_read_or_refused(above: str, about: str) -> None:
    """So are those of the whole site, and the text in them."""
    indented = about.replace("\n", "\n  ")
    source = Source(SITE, f"{above}\nabout: |\n  {indented}\n".encode())
    read = document(source)
    assert read.value is not None or any(fault.is_error for fault in read.faults)
    assert [span for span in _spans(read.faults) if _outside(span, source)] == []


names = st.one_of(
    st.sampled_from(
        [*"-Aaå😀", "aux", "index", "2022", "side", "a.b", " x", "x ", "a\u030a", "a:b", "a\nb", "x" * 130]
    ),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20),
)
paths = st.builds(
    lambda folder, name, ending: f"content/{folder}{name}{ending}",
    st.sampled_from(["", "nyheder/", "nyheder/mappe/", "medlemmer/", "personer/", "sider/", "blog/"]),
    names,
    st.sampled_from([".md", ".md", ".md", ".yaml", ".jpg", ".txt", ""]),
)
folders = st.dictionaries(paths, contents, max_size=12)


@given(folders)
@settings(max_examples=25)
def test_any_folder_is_built_or_refused(folder: dict[str, bytes]) -> None:
    """Faults come in order, each once, and can be shown; whatever is broken hides no other file's fault."""
    fixed_files = {
        SITE: SETTINGS.encode(),
        "content/nyheder/kendt.md": b"---\ntitle: Kendt\ndate: 2026-02-30\n---\n",
        "content/nyheder/god.md": ARTICLE.replace("tidsel", "aagaard").encode(),
        "content/medlemmer/aagaard.md": b"---\nname: Aagaard Kommune\nkind: kommune\n---\n",
    }
    with TemporaryDirectory() as directory:
        root = Path(directory)
        (root / "templates").symlink_to(ROOT / "templates")
        for path, data in (folder | fixed_files).items():
            _put(root / path, data)
        start = time.process_time()
        built = build(BuildOptions(root, AS_OF))
        assert time.process_time() - start < SOON + len(folder)
    assert built.faults == in_order(built.faults)
    assert "content/nyheder/kendt.md" in {fault.span.path for fault in built.faults if fault.rule == "ugyldig-dato"}
    for shown in (as_text(built.faults, built.lines), as_json(built.faults), as_github(built.faults)):
        assert "\x1b" not in shown
        shown.encode()


def _put(file: Path, data: bytes) -> None:
    """A file, unless its name cannot be had: `.` is the folder, and `x` cannot be both a file and a folder."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError:
        assert file.is_dir() or file.parent.is_file()
