"""Files that are not the text of one template: what such a page's view must be, and how it becomes bytes.

A page names its format where others name their template. Each format is a pure function of the view, and where the
name of the format stands in `TEMPLATED`, of the templates in a folder too.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import jinja2
import msgspec

# What writes files to take away is loaded when one is written: few edits make any, and a site may have none.
if TYPE_CHECKING:
    from hjemsite.pages.downloads.blocks import Block
    from hjemsite.pages.downloads.docx_writer import WordView
    from hjemsite.pages.downloads.kit_writer import PressKitView


def _text(blocks: "Sequence[Block]", _: jinja2.Environment) -> bytes:
    from hjemsite.pages.downloads.text_writer import plain_text

    return plain_text(blocks).encode()


def _markdown(blocks: "Sequence[Block]", _: jinja2.Environment) -> bytes:
    from hjemsite.pages.downloads.markdown_release import markdown_text

    return markdown_text(blocks).encode()


def _word(view: "WordView", environment: jinja2.Environment) -> bytes:
    from hjemsite.pages.downloads.docx_writer import docx

    return docx(view, environment)


def _press_kit(view: "PressKitView", environment: jinja2.Environment) -> bytes:
    from hjemsite.pages.downloads.kit_writer import press_kit

    return press_kit(view, environment)


def _press_kit_digest(view: "PressKitView", environment: jinja2.Environment) -> bytes:
    from hjemsite.pages.downloads.kit_writer import press_kit_digest

    return press_kit_digest(view, environment)


FORMATS: Mapping[str, Callable[[Any, jinja2.Environment], bytes]] = {
    "json": lambda value, _: msgspec.json.encode(value) + b"\n",
    "release.txt": _text,
    "release.md": _markdown,
    "release.docx": _word,
    "press_kit": _press_kit,
    "press_kit.sha256": _press_kit_digest,
    "text": lambda text, _: text.encode(),
}
"""Format → how a view in it is written: anything JSON holds, blocks, a `WordView`, a `PressKitView`, a text.

A text stands as it is.
"""

TEMPLATED = dict.fromkeys(("release.docx", "press_kit", "press_kit.sha256"), "word/")
"""Format → how the names of the templates begin that it is written with."""
