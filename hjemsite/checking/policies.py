"""What a page would do against the site's policy: run something of its own, or fetch something from elsewhere.

Every page is looked at. A quick look finds the few that might; those are read tag by tag.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from hjemsite.making.policy import PAGE, SEARCH

_NAME = r"(?:[sS][tT][yY][lL][eE]|[oO][nN][a-zA-Z]+)\s*="
# Tags that run or fetch, but for our own script and for data; then attributes that run. Each begins with a fixed
# character, which makes the look ten times as quick.
_DOUBTS = (
    re.compile(
        r'<(?:[A-Z]|style\b|base\b|i?frame\b|object\b|embed\b|script(?! src="/[^/]| type="application/ld\+json">)'
        r'|(?:link(?! rel="(?:canonical|alternate)")|img|source|video|audio|track|input|form|use|image)\b[^>]*//)'
    ),
    re.compile(" " + _NAME),
    re.compile("\n" + _NAME),
)
# As a template escapes it.
_POLICIES = tuple('content="{}"'.format(one.replace("'", "&#39;")) for one in (PAGE, SEARCH))

_LOADING = {"src", "srcset", "poster", "data", "background", "imagesrcset", "action", "formaction"}
_LINKS = {"canonical", "alternate", "author", "license", "next", "prev", "me", "help", "search", "bookmark", "tag"}
"""The relations of `link` that fetch nothing."""
_NEVER = {"base", "iframe", "frame", "object", "embed"}


def policy_faults(html: str) -> Iterator[str]:
    """In Danish, what in the page `html` would break the policy, or how it lacks one."""
    if not any(policy in html for policy in _POLICIES):
        yield "sikkerhedspolitikken (Content-Security-Policy) mangler"
    if any(doubt.search(html) for doubt in _DOUBTS):
        reader = _Reader()
        reader.feed(html)
        yield from dict.fromkeys(reader.found)


class _Reader(HTMLParser):
    """Reads tags as a browser does, and notes what is against the policy."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        kind = attributes.get("type", "")
        if tag in _NEVER or tag == "style" or (tag == "script" and "src" not in attributes and "json" not in kind):
            self.found.append(f"<{tag}> må ikke stå på en side")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"{name}=… må ikke stå i <{tag}>")
            elif _foreign(value) and (name in _LOADING or self._fetches(tag, name, attributes)):
                self.found.append(f"<{tag}> henter noget fra et andet sted: {value[:80]}")

    def _fetches(self, tag: str, name: str, attributes: dict[str, str]) -> bool:
        if name not in ("href", "xlink:href"):
            return False
        return tag in ("use", "image") or (tag == "link" and not set(attributes.get("rel", "").split()) <= _LINKS)


def _foreign(value: str) -> bool:
    """Whether an address, or a list of them, leads away from the site."""
    return bool(re.search(r"(?:^|[\s,])(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", value.strip(), re.I))
