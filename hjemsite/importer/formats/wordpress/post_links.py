"""Links in WordPress posts: to other posts of the export, to its files, and to the rest of the old site."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from hjemsite.filetypes import ATTACHMENTS
from hjemsite.importer.formats.wordpress.media_files import MediaFiles, path_of

_LINK = re.compile(r"""(<a\b[^<>]*?\bhref\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Destination:
    """A post that is imported: its new address, its title, and whether readers will see it."""

    url: str
    title: str
    is_public: bool


def _key(path: str) -> str:
    return path.strip("/").casefold()


@dataclass(frozen=True, slots=True)
class PostLinks:
    """Where the links of an export lead. `hosts` are those of the old site, without `www.`."""

    address: str
    hosts: frozenset[str]
    by_path: Mapping[str, Destination]
    by_number: Mapping[str, Destination]

    def rewrite(self, html: str, base: str, media: MediaFiles) -> "Rewritten":
        """The HTML of the post at the address `base` with its links to new addresses and to files beside it."""
        local: dict[str, str] = {}
        unfinished: list[str] = []

        def link(match: re.Match[str]) -> str:
            href = unescape(match[2] or match[3] or "").strip()
            new, task = self._target(href, base, media)
            if task:
                unfinished.append(task)
            if new and not re.match(r"[a-z]+:|#", new):
                local[href] = new
            return f'{match[1]}"{escape(new)}"'

        return Rewritten(_LINK.sub(link, html), local, tuple(dict.fromkeys(unfinished)))

    def _target(self, href: str, base: str, media: MediaFiles) -> tuple[str, str]:
        """Where a link shall lead, and a task for the editor; no target turns the link into plain words."""
        if not href or href.startswith("#") or re.match(r"(?!https?:)[A-Za-z][A-Za-z+.-]*:", href):
            return href, ""
        try:
            whole = urljoin(base or f"{self.address}/", href)
            parts = urlsplit(whole)
        except ValueError:
            return "", f"linket {href[:200]} kan ikke læses og er taget ud"
        if (parts.hostname or "").removeprefix("www.") not in self.hosts:
            return whole, ""
        number = parse_qs(parts.query).get("p", [""])[0]
        post = self.by_number.get(number) if number else self.by_path.get(_key(path_of(whole)))
        if post is not None:
            if post.is_public:
                return post.url, ""
            return "", f"linket til »{post.title}« er taget ud, for den nyhed er ikke offentlig"
        suffix = f".{parts.path.rpartition('.')[2].lower()}"
        if "/uploads/" in parts.path and suffix in ATTACHMENTS:
            name = media.document(whole)
            # What is missing is named by `media`.
            return name or whole, ""
        return whole, f"linket {whole[:200]} fører til den gamle side; ret det, hvis siden findes her"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """HTML with new links. `local` has the targets on this site by the old ones, `unfinished` are tasks."""

    html: str
    local: Mapping[str, str]
    unfinished: tuple[str, ...]


def post_links(addresses: Iterable[str], posts: Iterable[tuple[str, str, Destination]]) -> PostLinks:
    """The links of an export. `addresses` are those of the old site, `posts` old address, number and destination."""
    addresses = [address for address in addresses if address]
    hosts = frozenset((urlsplit(address).hostname or "").removeprefix("www.") for address in addresses)
    by_path: dict[str, Destination] = {}
    by_number: dict[str, Destination] = {}
    for old, number, destination in posts:
        if _key(path_of(old)):
            by_path.setdefault(_key(path_of(old)), destination)
        if number:
            by_number.setdefault(number, destination)
    return PostLinks(addresses[0] if addresses else "", hosts - {""}, by_path, by_number)
