"""Files that no template makes: what such a page's view must be, and how it becomes bytes.

A page names its format where others name their template. Each format is a pure function of the view.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hjemsite.pages.downloads.docx_writer import docx
from hjemsite.pages.downloads.text_writer import plain_text

FORMATS: Mapping[str, Callable[[Any], bytes]] = {
    "json": lambda value: msgspec.json.encode(value) + b"\n",
    "release.txt": lambda blocks: plain_text(blocks).encode(),
    "release.docx": docx,
    "text": str.encode,
}
"""Format → how a view in it is written: anything JSON holds, blocks, a `WordView`, a text that stands as it is."""
