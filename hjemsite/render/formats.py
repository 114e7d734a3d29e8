"""Files that are not the text of one template: what such a page's view must be, and how it becomes bytes.

A page names its format where others name their template. Each format is a pure function of the view, and where the
name of the format stands in `TEMPLATED`, of the templates in a folder too.
"""

from collections.abc import Callable, Mapping
from typing import Any

import jinja2
import msgspec

from hjemsite.pages.downloads.docx_writer import docx
from hjemsite.pages.downloads.kit_writer import press_kit, press_kit_digest
from hjemsite.pages.downloads.markdown_release import markdown_text
from hjemsite.pages.downloads.text_writer import plain_text

FORMATS: Mapping[str, Callable[[Any, jinja2.Environment], bytes]] = {
    "json": lambda value, _: msgspec.json.encode(value) + b"\n",
    "release.txt": lambda blocks, _: plain_text(blocks).encode(),
    "release.md": lambda blocks, _: markdown_text(blocks).encode(),
    "release.docx": docx,
    "press_kit": press_kit,
    "press_kit.sha256": press_kit_digest,
    "text": lambda text, _: text.encode(),
}
"""Format → how a view in it is written: anything JSON holds, blocks, a `WordView`, a `PressKitView`, a text.

A text stands as it is.
"""

TEMPLATED = dict.fromkeys(("release.docx", "press_kit", "press_kit.sha256"), "word/")
"""Format → how the names of the templates begin that it is written with."""
