"""A press release that was copied with the page around it, as from a newsroom of Ritzau: what belongs to the page goes.

Nothing is taken from a text that does not have the signs of such a page.
"""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?:(?:følg|flere) (?:pressemeddelelser|nyheder) fra|(?:læs|se) flere nyheder)\b.{0,100}",
    re.IGNORECASE,
)
"""What the page has below the release begins with such a line."""
_BUTTON = re.compile(
    r"(?:følg|del|del (?:på .{1,30}|artiklen|siden)|download|print|udskriv|kopi[eé]r link|abonn[eé]r|log ind|menu|søg)",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"(?:nøgleord|emneord|tags):?", re.IGNORECASE)
_FEWEST_BUTTONS = 2
"""Different labels of buttons from which a text has been copied together with its page."""


def main_text(text: str) -> str:
    """The text without buttons, keywords and what stands below a release; as it is where it was not copied so.

    >>> main_text("Nøglen\\nFølg\\nNøglen åbner dør\\n\\nDel\\n\\nVi åbner.\\n\\nFlere nyheder fra Nøglen\\nNy bro")
    'Nøglen\\nNøglen åbner dør\\n\\n\\nVi åbner.\\n'
    """
    lines = text.split("\n")
    buttons = {line.strip().casefold() for line in lines if _BUTTON.fullmatch(line.strip())}
    has_end = any(_END.fullmatch(line.strip()) for line in lines)
    return "\n".join(_kept(lines)) if len(buttons) + has_end >= _FEWEST_BUTTONS else text


def _kept(lines: list[str]) -> Iterator[str]:
    is_keyword = False
    for line in lines:
        words = line.strip()
        if _END.fullmatch(words):
            return
        is_keyword = bool(words) and (is_keyword or bool(_KEYWORDS.fullmatch(words)))
        if not is_keyword and not _BUTTON.fullmatch(words):
            yield line
