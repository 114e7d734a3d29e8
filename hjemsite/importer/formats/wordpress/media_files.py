"""Pictures and documents of WordPress posts, from a copy of its folder `uploads`; nothing is ever fetched.

A file is found by its path below `uploads`, else by its name: the original of a picture that WordPress made smaller.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from hjemsite.filetypes import PICTURES
from hjemsite.importer.formats import embedded_pictures
from hjemsite.importer.formats.manuscript import EmbeddedFile
from hjemsite.importer.formats.wordpress.wordpress_xml import Item
from hjemsite.limits import BUNDLE_FILE_BYTES
from hjemsite.urls import slug

_ATTRIBUTE = re.compile(r"""\b(data-src|data-lazy-src|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_SIZE = re.compile(r"-(?:\d+x\d+|scaled|rotated)(?=\.\w+$)")


def path_of(address: str) -> str:
    """The path of a web address, without percent-encoding; empty where it is no address."""
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


@dataclass(slots=True)
class MediaFiles:
    """The files of one post. `attached` are the items of the export that are files, by their number.

    `taken` has the files that come along by their path on the disk; `unfinished` are tasks for the editor.
    """

    folder: Path | None
    attached: Mapping[str, Item]
    taken: dict[Path, EmbeddedFile] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)

    def featured(self, number: str) -> str:
        """HTML for the picture that stands above the post; empty where it has none."""
        item = self.attached.get(number.strip())
        if item is None:
            return ""
        address = item.text("wp:attachment_url") or item.text("guid")
        shown = self._picture(address, item.meta.get("_wp_attachment_image_alt", ""))
        return f"<p>{shown}</p>" if shown else ""

    def image(self, image: re.Match[str]) -> str:
        """For `re.sub`: the element of a picture, with the name of its file beside the article."""
        values = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(image[0])}
        # Programs that load pictures late put the address elsewhere.
        late = values.get("data-src") or values.get("data-lazy-src")
        return self._picture(unescape(late or values.get("src", "")), unescape(values.get("alt", "")))

    def document(self, address: str) -> str:
        """The name beside the article of a document that a link leads to; empty where it cannot come along."""
        file = self._file(address)
        name = path_of(address).rpartition("/")[2][:100]
        if file is None:
            self.unfinished.append(f"filen {name} er ikke taget med; den ligger ikke i mediemappen")
            return ""
        if file not in self.taken and (reason := self._take(file)):
            self.unfinished.append(f"filen {name} er ikke taget med; den {reason}")
            return ""
        return self.taken[file].name

    def _picture(self, address: str, alt: str) -> str:
        file = self._file(address)
        if file is None:
            shown = address[:200] or "uden adresse"
            self.unfinished.append(f"billedet {shown} er ikke taget med; det ligger ikke i mediemappen")
            return ""
        if file not in self.taken and (reason := self._take(file)):
            self.unfinished.append(f"billedet {file.name} er ikke taget med; det {reason}")
            return ""
        name = self.taken[file].name
        if not alt.strip():
            self.unfinished.append(f"beskriv billedet {name} for dem, der ikke kan se det")
        return f'<img src="{name}" alt="{escape(embedded_pictures.alt_text(alt))}">'

    def _take(self, file: Path) -> str:
        """Take a file along; why not, as the end of a Danish sentence, and empty when it is done."""
        if file.stat().st_size > BUNDLE_FILE_BYTES:
            return f"fylder mere end {BUNDLE_FILE_BYTES.millions} MB"
        data = file.read_bytes()
        suffix = embedded_pictures.suffix_for(data)
        is_picture = suffix or file.suffix.lower() in PICTURES
        reason = embedded_pictures.rejection_reason(data) if is_picture else ""
        if reason or (not is_picture and (reason := embedded_pictures.attachment_rejection(file.name, data))):
            return reason
        names = {file_taken.name for file_taken in self.taken.values()}
        stem, suffix = slug(file.stem) or ("billede" if is_picture else "fil"), suffix or file.suffix.lower()
        numbered = (f"{stem}{(number and f'-{number}') or ''}{suffix}" for number in count())
        self.taken[file] = EmbeddedFile(next(name for name in numbered if name not in names), data)
        return ""

    def _file(self, address: str) -> Path | None:
        """The file that `address` names in the folder of media; never one outside it, and never through a link."""
        if self.folder is None:
            return None
        path = path_of(address)
        below = path.partition("/uploads/")[2] or path.rpartition("/")[2]
        ways = dict.fromkeys((_SIZE.sub("", below), below, _SIZE.sub("", below).rpartition("/")[2]))
        root = self.folder.resolve()
        for way in ways:
            parts = way.split("/")
            if not way or "\\" in way or "\0" in way or any(part in ("", ".", "..") for part in parts):
                continue
            file = root.joinpath(*parts)
            if file.resolve() == file and file.is_file():
                return file
        return None
