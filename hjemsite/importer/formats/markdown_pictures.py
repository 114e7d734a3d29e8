"""The pictures of an imported Markdown text: those inside it become files, all others are named and left out.

Nothing is fetched: a picture on another site, or beside a text that came alone, is for the editor to bring.
"""

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass, field, replace

from hjemsite.content.placeholders import NO_CREDIT
from hjemsite.importer.formats import embedded_pictures, plain_text
from hjemsite.importer.formats.manuscript import EmbeddedFile, Manuscript, source_lines

_PICTURE = re.compile(r"!\[([^\[\]]*)\](?:\(\s*<?([^\s()<>]*)>?(?:\s+\"([^\"]*)\")?\s*\)|\[([^\[\]]*)\])")
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?[^\n]*\n?", re.MULTILINE)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,")
_DATA_ADDRESS = re.compile(r"(?:\[[^\[\]\n]+\]:[ \t]*)?<?data:image/[\w.+-]+;base64,[A-Za-z0-9+/=]*>?")
"""A picture that is written into the text, as some programs save it, perhaps under a label."""

_LABEL = re.compile(r"(?<=!\[\])\[[^\[\]\n]*\]")


def manuscript(name: str, text: str) -> Manuscript:
    """A Markdown text that came as a file, with its pictures. Raises `UnreadableError`."""
    pictures = _Pictures()
    read = plain_text.from_markdown(name, pictures.bring(text))
    source = source_lines(_LABEL.sub("", _DATA_ADDRESS.sub("", text)))
    return replace(read, files=tuple(pictures.files), unfinished=tuple(pictures.unfinished), source=source)


@dataclass(slots=True)
class _Pictures:
    """Brings the pictures of one text along. `unfinished` are tasks for the editor."""

    files: list[EmbeddedFile] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)

    def bring(self, text: str) -> str:
        """The text with the names of the files that came along in place of their contents."""
        if "![" not in text:
            return text
        addresses = {match[1].casefold(): match[2] for match in _DEFINITION.finditer(text)}

        def picture(match: re.Match[str]) -> str:
            alt, address, title, label = match.groups()
            if label is not None:
                address = addresses.get((label or alt).casefold())
            # What refers to nothing is no picture but text.
            return match[0] if address is None else self._picture(alt, address, title or "")

        brought = _PICTURE.sub(picture, text)
        return _DEFINITION.sub(lambda match: "" if _DATA.match(match[2]) else match[0], brought)

    def _picture(self, alt: str, address: str, title: str) -> str:
        name = f"billede-{len(self.files) + 1}"
        if not _DATA.match(address):
            shown = alt or address[:200] or "uden navn"
            task = f"billedet »{shown}« er ikke taget med; læg det ved siden af teksten, og sæt det ind igen"
            self.unfinished.append(task)
            return ""
        try:
            data = b64decode(address.partition(",")[2], validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if reason := embedded_pictures.rejection_reason(data):
            self.unfinished.append(f"{name} er ikke taget med; det {reason}")
            return ""
        name += embedded_pictures.suffix_for(data)
        self.files.append(EmbeddedFile(name, data))
        if not alt.strip():
            self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        if not title.strip():
            self.unfinished.append(f"skriv, hvem der har taget billedet {name}")
        return f'![{embedded_pictures.alt_text(alt)}]({name} "{title or NO_CREDIT}")'
