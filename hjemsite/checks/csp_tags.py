"""A page read tag by tag, as a browser does: what its tags would run, or fetch from elsewhere.

It is loaded for the first page that is in doubt.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from hjemsite.render.render import Flaw

_LOADING = {"src", "srcset", "poster", "data", "background", "imagesrcset", "action", "formaction"}
_LINKS = {"canonical", "alternate", "author", "license", "next", "prev", "me", "help", "search", "bookmark", "tag"}
"""The relations of `link` that fetch nothing."""
_FIRST = re.compile(r"[^\s,]+")
"""The first of a list of addresses."""
_NEVER = {"base", "iframe", "frame", "object", "embed"}


def tag_faults(html: str) -> Iterable[Flaw]:
    """What tags of the page `html` do against the policy; each once."""
    reader = _Reader()
    reader.feed(html)
    return dict.fromkeys(reader.found)


class _Reader(HTMLParser):
    """Notes what is against the policy."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Flaw] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        kind = attributes.get("type", "")
        if tag in _NEVER or tag == "style" or (tag == "script" and "src" not in attributes and "json" not in kind):
            self.found.append(Flaw(f": <{tag}> må ikke stå på en side", (f"<{tag}",)))
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.found.append(Flaw(f": {name}=… må ikke stå i <{tag}>", (f"{name}=", f"<{tag}")))
            elif _foreign(value) and (name in _LOADING or self._fetches(tag, name, attributes)):
                says = f": <{tag}> henter noget fra et andet sted: {value[:80]}"
                self.found.append(Flaw(says, (*_FIRST.findall(value[:80])[:1], f"<{tag}")))

    def _fetches(self, tag: str, name: str, attributes: dict[str, str]) -> bool:
        if name not in ("href", "xlink:href"):
            return False
        return tag in ("use", "image") or (tag == "link" and not set(attributes.get("rel", "").split()) <= _LINKS)


def _foreign(value: str) -> bool:
    """Whether an address, or a list of them, leads away from the site."""
    return bool(re.search(r"(?:^|[\s,])(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", value.strip(), re.I))
