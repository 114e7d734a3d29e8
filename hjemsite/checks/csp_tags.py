"""A page read tag by tag, as a browser does: what its tags would run, or fetch from elsewhere.

It is loaded for the first page that is in doubt.
"""

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from hjemsite.limits import REPEATED_CHARACTERS
from hjemsite.model import Allow
from hjemsite.render.render import Flaw

_LOADING = {
    "src", "srcset", "poster", "data", "background", "imagesrcset", "action", "formaction",
    "ping", "attributionsrc", "manifest", "archive", "lowsrc", "dynsrc",
}  # fmt: skip
"""Attributes whose address a browser gets, or sends something to, by itself or from a form."""
_LINKS = {"canonical", "alternate", "author", "license", "next", "prev", "me", "help", "search", "bookmark", "tag"}
"""The relations of `link` that fetch nothing. Others do, or connect beforehand, as preconnect does."""
_ANIMATED = {"to", "from", "by", "values"}
STYLED = {
    "style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker-start", "marker-mid", "marker-end",
}  # fmt: skip
"""Attributes that are read as CSS."""
_IN_STYLE = re.compile(r"\burl\(\s*[\"']?\s*(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
"""An address elsewhere in CSS."""
_AWAY = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[/\\]{2})[^\s,\"')]+", re.IGNORECASE)
"""The address elsewhere in a list of addresses, or behind other words."""
_NEVER = {"base", "iframe", "frame", "object", "embed"}


def tag_faults(html: str, allow: Allow = Allow()) -> Iterable[Flaw]:  # noqa: B008 - frozen
    """What tags of the page `html` do against the policy, which has what the settings `allow`; each once."""
    reader = _Reader(allow)
    reader.feed(html)
    return dict.fromkeys(reader.flaws)


class _Reader(HTMLParser):
    """Notes what is against the policy."""

    def __init__(self, allow: Allow) -> None:
        super().__init__()
        self.flaws: list[Flaw] = []
        self.allowed = {
            "iframe": allow.frames,
            "script": allow.scripts,
            "img": allow.pictures,
            "source": allow.pictures,
        }
        """Name of a tag → the origins from which it may fetch."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        kind = attributes.get("type", "")
        origins = self.allowed.get(tag, ())
        is_frame = tag == "iframe" and "srcdoc" not in attributes and _all_from(attributes.get("src", ""), origins)
        if (
            (tag in _NEVER and not is_frame)
            or tag == "style"
            or (tag == "script" and "src" not in attributes and "json" not in kind)
        ):
            self._add(f": <{tag}> må ikke stå på en side", f"<{tag}")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self._add(f": {name}=… må ikke stå i <{tag}>", f"{name}=", f"<{tag}")
            elif _fetches_from_elsewhere(tag, name, attributes) and not _all_from(value, origins):
                says = f": <{tag}> henter noget fra et andet sted: {value[:REPEATED_CHARACTERS]}"
                self._add(says, *_AWAY.findall(value)[:1], f"<{tag}")

    def _add(self, says: str, *words: str) -> None:
        # What an editor has written has been cleaned of all this.
        self.flaws.append(Flaw(says, words, is_of_template=True))


def _all_from(value: str, origins: Iterable[str]) -> bool:
    """Whether every address in an attribute, or in its list of addresses, is at one of the `origins`."""
    addresses = [part.split()[0] for part in value.split(",") if part.strip()]
    return bool(addresses) and all(any(address.startswith(f"{origin}/") for origin in origins) for address in addresses)


def _fetches_from_elsewhere(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    value = attributes[name]
    if name in STYLED:
        return _IN_STYLE.search(value) is not None
    return fetched_by(tag, name, attributes) and _foreign(_target(tag, value))


def fetched_by(tag: str, name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser gets, by itself, what the attribute `name` of a tag leads to.

    It does so for every address but those of links that a reader may follow; names are in lower case.
    """
    if name in ("href", "xlink:href"):
        return tag not in ("a", "area") and (
            tag != "link" or not set(attributes.get("rel", "").lower().split()) <= _LINKS
        )
    if tag == "meta":
        return name == "content" and attributes.get("http-equiv", "").lower() == "refresh"
    return name in _LOADING or (tag in ("animate", "set") and name in _ANIMATED)


def _target(tag: str, value: str) -> str:
    """The address in an attribute that is fetched; that of a page which reloads itself stands behind the seconds."""
    return re.sub(r"(?is).*?url\s*=\s*[\"']?", "", value, count=1) if tag == "meta" else value


def _foreign(value: str) -> bool:
    """Whether an address, or a list of them, leads away from the site."""
    return bool(re.search(r"(?:^|[\s,;])(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", value.strip(), re.I))
