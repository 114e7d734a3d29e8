"""RTF as a manuscript: its words by paragraphs, read by striprtf; formatting is not kept.

striprtf shows hidden, struck-out and deleted text like all other. A file with such text is refused, so that nothing
that was hidden comes out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.manuscript import Manuscript, SourceText, UnreadableError
from hjemsite.limits import RTF_BYTES

_UNSHOWN = re.compile(r"\\(?:v|strike|striked1|deleted)(?=[\\{}\s;])")
_LINK = re.compile(r'\\fldinst[^"{}]{0,40}HYPERLINK\s+"(https?://[^"{}\\\s]{1,300})"')
_NOTES = re.compile(r"\{\\(?:footnote|annotation)\b")


def is_rtf(data: bytes) -> bool:
    """Whether `data` begins like an RTF file."""
    return data[:10].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def manuscript(name: str, data: bytes) -> Manuscript:
    """An RTF file as a manuscript. Raises `UnreadableError`."""
    if len(data) > RTF_BYTES:
        raise UnreadableError(f"RTF-filen fylder mere end {RTF_BYTES.millions} MB. Gem den som .docx, og prøv igen.")
    code = data.decode("latin-1")
    if _UNSHOWN.search(code):
        raise UnreadableError(
            "RTF-filen har tekst, som er skjult, streget over eller slettet, og den kan ikke skilles fra resten. "
            "Åbn den i Word, gem den som .docx, og prøv igen."
        )
    # The types of the library are not known.
    from striprtf.striprtf import rtf_to_text

    read: Any = rtf_to_text
    try:
        text = str(read(code, errors="replace")).replace("\u2028", "\n").replace("\x0b", "\n")
    # The library does not say which errors it raises.
    except Exception:
        raise UnreadableError("RTF-filen er gået i stykker. Åbn den i Word, gem den som .docx, og prøv igen.") from None
    if not text.strip():
        raise UnreadableError("Der er ingen tekst i RTF-filen. Åbn den i Word, gem den som .docx, og prøv igen.")
    # Every line of the text is a paragraph of the document.
    lines = [line.strip(" \t") for line in text.split("\n")]
    blocks = [block for is_table, rows in groupby(filter(None, lines), _is_row) for block in _blocks(rows, is_table)]
    tasks = (
        ["RTF-filen har fodnoter eller kommentarer; se, om de står rigtigt i teksten"] if _NOTES.search(code) else []
    )
    manuscript = plain_text.from_text(name, "\n\n".join(blocks))
    links = dict.fromkeys(_LINK.findall(code))
    tasks += [f"linket {link} er ikke taget med; sæt det ind igen, hvor det hører til" for link in links]
    source = (*manuscript.source, *(SourceText("et link", link) for link in links))
    return replace(manuscript, unfinished=tuple(tasks), source=source)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table, as striprtf writes it: »År|Kr.|«."""
    return line.endswith("|") and line.count("|") > 1


def _blocks(lines: Iterable[str], is_table: bool) -> Iterator[str]:
    """Each line as a block of its own, or the rows of a table as one, with tabs between the cells."""
    if is_table:
        yield "\n".join(line[:-1].replace("|", "\t") for line in lines)
    else:
        yield from lines
