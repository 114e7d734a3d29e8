"""Where a link or a picture in a body leads: another page, a file of the same folder, the world, or nowhere.

A target is judged as a browser would read it, not as it is written, and only what is known to be harmless passes.
Whether the page or the file exists is for a later stage to say.
"""

import re
import unicodedata
from posixpath import dirname, normpath, splitext
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from msgspec import Struct

from hjemsite import urls
from hjemsite.content.library_names import library_name
from hjemsite.diagnostics.diagnostic import Span
from hjemsite.limits import LINK_CHARACTERS
from hjemsite.urls import Url, ascii_address

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"})


class Link(Struct, frozen=True):
    """A link to a page of the site: its address, perhaps with an anchor, and where the target stands in the source."""

    url: Url
    span: Span


class FileUse(Struct, frozen=True):
    """A picture or attachment that a body uses: its path from the source's folder, and the address it will live at."""

    name: str
    url: Url
    span: Span


class Target(Struct, frozen=True):
    """What `href` or `src` shall say (empty: nothing), and what it uses of the site: a page, or a file of the folder.

    `fault` is a rule, a message and a hint.
    """

    href: str = ""
    page: Url | None = None
    file: str | None = None
    fault: tuple[str, str, str] | None = None


_SCHEME = r"([^/?#:]*):"
_UNSEEN = r"[\0-\x20\x7f-\xa0]+"
_WEB = r"(?i)https?://[^\s/?#\\@]+(?:[/?#][^\\]*)?"
_DIRECT = r"(?i)mailto:[^\s\\]+|tel:[+0-9][0-9 ().-]*"
_HOST = r"(?i)(?:www\.\S+|(?:[\w-]+\.)+(?:dk|com|org|net|eu|nu|info|no|se|de)(?:[/?#]\S*)?)"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ENDING = r"\.[A-Za-z0-9]{1,10}"
_ODD = r"[\s\"<>\\^`{|}]"


def own_address(path: str) -> Url:
    """The address of the page that the source at `path` becomes; the front page when it becomes none."""
    return urls.address(path) or urls.HOME


def link(target: str, path: str, site_address: str = "") -> Target:
    """Where `target` leads, written as a link in the source at `path`. Entities are resolved already.

    A full address below `site_address` is one of the site's own.

    >>> link("../medlemmer/kab.md#om", "content/nyheder/2022-09-28-aeroe.md").page
    '/medlemmer/kab/#om'
    >>> link("JavaScript:alert(1)", "content/nyheder/x.md").fault[0]
    'usikkert-link'
    """
    target = target.strip()
    shown = _shown(target)
    if len(target) > LINK_CHARACTERS:
        return _unsafe(f"Linkets adresse er længere end {LINK_CHARACTERS} tegn", "Brug en kortere adresse")
    scheme = re.match(_SCHEME, re.sub(_UNSEEN, "", target))
    if scheme:
        own = own_path(target, site_address) if site_address else None
        return _outward(target, shown) if own is None else _from_root(own, shown)
    if re.sub(_UNSEEN, "", target).replace("\\", "/").startswith("//"):
        return _unsafe(f"Linket »{shown}« mangler https: foran", f"Skriv https:{shown}")
    if "\\" in target:
        return _dead(f"Linket »{shown}« indeholder en omvendt skråstreg", "Brug / mellem mapperne")
    if target.startswith("#"):
        return Target(_spelt(target), Url(own_address(path) + target))
    if target.startswith("/"):
        return _from_root(target, shown)
    if not target:
        return _dead("Linket har ingen adresse", "Skriv adressen i parentesen: [tekst](https://www.example.dk)")
    return _beside(target, shown, path)


def _outward(target: str, shown: str) -> Target:
    if re.fullmatch(_WEB, target) or re.fullmatch(_DIRECT, target):
        return Target(_spelt(target))
    return _unsafe(
        f"Linket »{shown}« er ikke sikkert", "Brug en adresse, der begynder med https://, mailto: eller tel:"
    )


def _from_root(target: str, shown: str) -> Target:
    if ".." in re.split("[/?#]", target):
        return _dead(f"Linket »{shown}« går op ad mapperne", "Skriv adressen uden ..")
    return Target(_spelt(target), Url(re.sub(r"\?[^#]*", "", target)))


def own_path(target: str, site_address: str) -> str | None:
    """Where a full address leads on the site itself, from its root; None where it leads elsewhere.

    >>> own_path("https://www.noeglen.example/om/", "https://noeglen.example"), own_path("/om/", "https://a.example")
    ('/om/', None)
    """
    site = urlsplit(site_address)
    try:
        there = urlsplit(target)
        if there.scheme not in ("http", "https") or _host(there) != _host(site):
            return None
    except ValueError:  # brackets or letters that no host has
        return None
    path, base = there.path or "/", site.path.rstrip("/")
    if not f"{path}/".startswith(f"{base}/"):
        return None
    return urlunsplit(("", "", path[len(base) :] or "/", there.query, there.fragment))


def _host(address: SplitResult) -> str:
    host = address.netloc.lower().removeprefix("www.")
    return ascii_address(f"https://{host}").removeprefix("https://")


def _beside(target: str, shown: str, path: str) -> Target:
    """A path from the folder of the source: to another source, or to a file that belongs to it."""
    if re.fullmatch(_HOST, target):
        return _dead(f"Linket »{shown}« mangler https:// foran", f"Skriv https://{shown}")
    if re.fullmatch(_MAIL, target):
        return _dead(f"Linket »{shown}« mangler mailto: foran", f"Skriv mailto:{shown}")
    target_path, mark, fragment = target.partition("#")
    target_path = unicodedata.normalize("NFC", unquote(target_path.partition("?")[0], errors="replace"))
    folder = dirname(path)
    resolved = normpath(f"{folder}/{target_path}")
    if not resolved.startswith("content/") or re.search(r"[\0-\x1f\\]", target_path):
        return _dead(f"Linket »{shown}« fører ud af mappen content", "Ret linket")
    if not target_path:
        return _dead(f"Linket »{shown}« fører ingen steder hen", "Ret linket")
    if resolved.lower().endswith(".md"):
        page = urls.address(resolved)
        return Target(_spelt(f"{page}{mark}{fragment}"), Url(f"{page}{mark}{fragment}")) if page else _no_page(shown)
    if not re.fullmatch(_ENDING, splitext(resolved)[1]):
        return _dead(f"Linket »{shown}« er ikke en fil", "Skriv hele stien, for eksempel ../medlemmer/navn.md")
    if not resolved.startswith(f"{folder}/"):
        return _dead(f"Filen »{shown}« ligger uden for tekstens egen mappe", "Læg filen i mappen ved siden af teksten")
    name = resolved.removeprefix(f"{folder}/")
    return Target(_spelt(f"{urls.file_address(own_address(path), name)}{mark}{fragment}"), file=name)


def picture(target: str, path: str) -> Target:
    """Where the picture `target` lives, used in the source at `path`: a file of its own folder, or of the library.

    >>> picture("Åben dør.JPG", "content/nyheder/aeroe/index.md")
    Target(href='/nyheder/aeroe/aaben-doer.jpg', page=None, file='Åben dør.JPG', fault=None)
    >>> picture("billeder/Åben dør.JPG", "content/nyheder/aeroe.md").file
    'content/billeder/Åben dør.JPG'
    """
    target = target.strip()
    shown = _shown(target)
    if path_in_library := _in_library(target):
        if splitext(path_in_library)[1].lower() not in PICTURES:
            return Target(fault=("filtype", f"»{shown}« er ikke et billede, der kan vises", _FORMATS))
        return Target(_spelt(urls.file_address(urls.HOME, path_in_library)), file=path_in_library)
    if (
        re.match(_SCHEME, re.sub(_UNSEEN, "", target))
        or target.replace("\\", "/").startswith("//")
        or re.fullmatch(_HOST, target)
    ):
        message = f"Billedet »{shown}« ligger på en anden hjemmeside"
        if target.casefold().startswith("data:"):
            message = "Billedet er skrevet ind i teksten i stedet for at ligge i en fil"
        return Target(fault=("fremmed-billede", message, "Læg billedet i mappen ved siden af teksten"))
    if target.startswith("/"):
        return _dead(f"Billedet »{shown}« ligger ikke ved siden af teksten", "Skriv billedets navn uden / foran")
    resolved_link = link(target, path)
    if resolved_link.fault or resolved_link.file is None:
        return Target(fault=resolved_link.fault or ("filtype", f"»{shown}« er ikke et billede", _FORMATS))
    if splitext(resolved_link.file)[1].lower() not in PICTURES:
        return Target(fault=("filtype", f"»{shown}« er ikke et billede, der kan vises", _FORMATS))
    return Target(resolved_link.href.partition("#")[0], file=resolved_link.file)


def _in_library(target: str) -> str:
    """The path of the picture of the library that `target` names; empty where it names none."""
    target_path = unicodedata.normalize("NFC", unquote(re.split("[?#]", target)[0], errors="replace"))
    name = library_name(target_path)
    return name if name and normpath(name) == name and not re.search(r"[\0-\x1f\\:]", name) else ""


_FORMATS = "Gem billedet som jpg, png, webp, avif eller gif"


def _spelt(href: str) -> str:
    """`href` with what may not stand in an address spelt as percent codes."""
    return re.sub(_ODD, lambda odd: quote(odd[0]), href)


def _shown(target: str) -> str:
    text = " ".join(target.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _no_page(shown: str) -> Target:
    return _dead(f"Linket »{shown}« peger på en fil, der ikke bliver til en side", "Ret linket")


def _unsafe(message: str, hint: str) -> Target:
    return Target(fault=("usikkert-link", message, hint))


def _dead(message: str, hint: str) -> Target:
    return Target(fault=("doedt-link", message, hint))
