"""What a drawing or another file of tags fetches: pictures, other drawings, style sheets, scripts."""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

from hjemsite.checks.csp_tags import STYLED, fetched_by
from hjemsite.checks.fetches.fetch import Fetch
from hjemsite.checks.fetches.scripts import script_fetches
from hjemsite.checks.fetches.style_sheets import style_fetches
from hjemsite.diagnostics.diagnostic import place_in

_STYLESHEET = re.compile(r"""xml-stylesheet\b.*?\bhref\s*=\s*["']([^"']*)""", re.DOTALL)
_INSIDE: Mapping[str, Callable[[str], Iterator[Fetch]]] = {"style": style_fetches, "script": script_fetches}


def markup_fetches(text: str) -> Iterator[Fetch]:
    """Every address in a file of SVG, XML or HTML that a browser gets by itself."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from reader.fetches


class _Reader(HTMLParser):
    """Collects what tags, styles, scripts and processing instructions fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.fetches: list[Fetch] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        attributes = {name: value or "" for name, value in attrs}
        for name, value in attributes.items():
            if name in STYLED:
                for fetch in style_fetches(value):
                    self._add(fetch.address, self.get_starttag_text() or "")
            elif fetched_by(tag, name, attributes):
                self._add(value, self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._tag = ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # html.parser's signature
        self._tag = ""

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        for fetch in _INSIDE[self._tag](data) if self._tag in _INSIDE else ():
            before = column if fetch.line == 1 else 0
            self.fetches.append(Fetch(fetch.address, line + fetch.line - 1, before + fetch.column, fetch.length))

    def unknown_decl(self, data: str) -> None:
        # In a drawing a style sheet may stand in CDATA.
        self.handle_data(data.removeprefix("CDATA["))

    def handle_pi(self, data: str) -> None:
        if sheet := _STYLESHEET.match(data):
            self._add(sheet[1], f"<?{data}")

    def _add(self, address: str, holder: str) -> None:
        """An address within `holder`, which has just been read."""
        line, column = self.getpos()
        down, right = place_in(holder, max(0, holder.find(address)))
        self.fetches.append(Fetch(address, line + down - 1, right + (column if down == 1 else 0), max(1, len(address))))
