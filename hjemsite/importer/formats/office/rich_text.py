"""RTF as a manuscript: its words by paragraphs, read by striprtf; formatting is not kept.

striprtf shows hidden, struck-out and deleted text like all other. A file with such text is refused, so that nothing
that was hidden comes out.
"""

import re
from dataclasses import replace
from typing import Any

from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.manuscript import Manuscript, UnreadableError
from hjemsite.limits import RTF_BYTES

_UNSHOWN = re.compile(r"\\(?:v|strike|striked1|deleted)(?=[\\{}\s;])")
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
    tasks = (
        ["RTF-filen har fodnoter eller kommentarer; se, om de står rigtigt i teksten"] if _NOTES.search(code) else []
    )
    made = plain_text.from_text(name, "\n\n".join(filter(None, lines)))
    return replace(made, unfinished=tuple(tasks))
