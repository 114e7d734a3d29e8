"""Pages cut out of a built site, so that a colleague can look at a draft: whole by themselves, and at a secret address.

What a page needs comes along. Its other links lead to the public site, for nothing else of what was built may be seen.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from html import escape
from posixpath import dirname, relpath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from hjemsite.cache.blob import Blob, read
from hjemsite.urls import Url

STYLE, SCRIPT = "deling.css", "deling.js"

_PARTS = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".woff2")
"""Endings of files that pages are made of."""
_OF_ARTICLE = (
    *(".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".zip", ".sha256", ".txt", ".md", ".json"),
    *(".mp3", ".mp4", ".webm", ".vtt"),
)
"""Endings of files that can be heard, seen or taken away on the page of an article."""
_PREVIEW_ONLY = "Siden ses kun i forhåndsvisningen."

_LINK = re.compile(r'( (?:href|src|srcset|imagesrcset|poster)=)"([^"]*)"')

_STYLE = b"""\
.deling { position: sticky; top: 0; z-index: 9; margin: 0; padding: .6rem 1rem; text-align: center;
  background: #7a1f1f; color: #fff; font-weight: 600; }
@media print { .deling { position: static; border: 2px solid; background: none; color: #000; } }
"""
_SCRIPT = """\
// En delt kladde holder op med at kunne læses, når dens tid er gået, også hvor filen endnu ligger.
if (Date.now() >= Date.parse("{end}")) {{
  document.title = "Delingen er slut";
  document.body.textContent = "Delingen er slut. Bed om en ny adresse, hvis du skal se kladden igen.";
}}
"""


class Sharing(Struct, frozen=True):
    """A site as it was built to be shared: `files` by their paths, at the address `public` that readers know.

    `pages` are the addresses of the shared articles. `ribbon`
    is what stands at the top of each page, and `end` the instant from which on nothing can be read there.
    """

    files: Mapping[str, Blob]
    pages: tuple[Url, ...]
    public: str
    ribbon: str
    end: datetime


def shared_files(sharing: Sharing) -> dict[str, bytes]:
    """Path → file of a folder that shows the shared pages, and nothing else, to whoever knows where it is."""
    files = sharing.files
    shared = {}
    for path in filter(partial(_is_shown, sharing), files):
        parts: set[str] = set()
        shared[path] = _page(path, read(files[path]).decode(), sharing, parts).encode()
        shared |= {part: read(files[part]) for part in parts}
    # A style sheet names the fonts beside it.
    shared |= {path: read(files[path]) for path in files if path.startswith("assets/") and path.endswith(".woff2")}
    return shared | {STYLE: _STYLE, SCRIPT: _SCRIPT.format(end=sharing.end.isoformat()).encode()}


def _is_shown(sharing: Sharing, path: str) -> bool:
    return path.endswith("/index.html") and f"/{path}".startswith(sharing.pages)


def _page(path: str, html: str, sharing: Sharing, parts: set[str]) -> str:
    """The page at `path` of the folder; the files that it needs are added to `parts`."""
    html = _LINK.sub(lambda match: f'{match[1]}"{_targets(match[2], path, sharing, parts)}"', html)
    html = html.replace(_PREVIEW_ONLY, "Nyheden er ikke udgivet.")
    up = relpath(".", dirname(path))
    head = f'<link rel="stylesheet" href="{up}/{STYLE}">\n<script src="{up}/{SCRIPT}" defer></script>\n</head>'
    ribbon = f'<p class="deling" role="note">{escape(sharing.ribbon)}</p>'
    html = html.replace("</head>", head, 1)
    return re.sub(r"<body[^>]*>", lambda body: f"{body[0]}\n{ribbon}", html, count=1)


def _targets(value: str, page: str, sharing: Sharing, parts: set[str]) -> str:
    """The value of an attribute with one address, or with a list of them, as it is on a page of the folder."""
    prefix = urlsplit(sharing.public).path
    own = re.compile(rf"(?:^|(?<=, )){re.escape(prefix)}(/(?!/)[^\s,#]*)")
    return own.sub(lambda match: _target(match[1], page, sharing, parts), value)


def _target(url: str, page: str, sharing: Sharing, parts: set[str]) -> str:
    """What a link on `page` to `url` of the whole site becomes: one within the folder, or to the public site."""
    path = unquote(url).removeprefix("/")
    if url.endswith("/") and _is_shown(sharing, f"{path}index.html"):
        return relpath(url, f"/{dirname(page)}") + "/"
    if path in sharing.files and _comes_along(url, sharing):
        parts.add(path)
        return relpath(url, f"/{dirname(page)}")
    return sharing.public + url


def _comes_along(url: str, sharing: Sharing) -> bool:
    return url.endswith(_PARTS) or (url.startswith(sharing.pages) and url.endswith(_OF_ARTICLE))
