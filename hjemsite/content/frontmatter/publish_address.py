"""Where a site is published to, as an address that an editor writes: `s3://bucket/mappe`, `sftp://host/www`.

An address holds no secret: a password in it would be in git, and in every log.
"""

from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from msgspec import Struct

from hjemsite.danish.word_patterns import lazy_pattern

FORMS = (
    "file:/mappe, s3://bucket/mappe, gs://bucket/mappe, az://container/mappe, sftp://bruger@host/mappe, "
    "git+https://host/projekt.git#gren, git+ssh://git@host/projekt.git#gren, rsync://host/modul/mappe "
    "eller bruger@host:mappe"
)
_SCHEMES = {
    **dict.fromkeys(("s3", "gs", "az"), "store"),
    **dict.fromkeys(("git+https", "git+http", "git+ssh", "git+file"), "git"),
    "file": "folder",
    "sftp": "sftp",
    "rsync": "rsync",
}
_SETTINGS = {"store": {"endpoint", "region"}, "git": {"history"}}
"""Kind of address → the settings that may stand behind its question mark."""

_OVER_SSH = lazy_pattern(r"(?:(?P<user>[\w.-]+)@)(?P<host>[\w.-]+|\[[0-9a-fA-F:]+\]):(?P<path>[^\s:]+)")
"""An address over SSH as rsync and scp write it: `user@host:path`."""

_SERVER = lazy_pattern(r"https?://(?:[^\W_][\w.-]*|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?(?:/[^\s<>\"\\?#]*)?")
"""Names of machines without a domain and numbers are servers, too: »localhost«, »[::1]«."""


class NotATarget(ValueError):  # noqa: N818 - an answer to the user, no accident
    """A text that is no address to publish to: what is wrong and what to do (Danish)."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class PublishAddress(Struct, frozen=True):
    """`kind` is `folder`, `store`, `sftp`, `git` or `rsync`. `path` has no slash at its end; `text` is the whole of it.

    `branch` is that of a git repository, `endpoint` and `region` are those of a store that is not where its kind is
    at home. `history` is `one` for a branch that is always a single commit. Without `port`, the program's own is meant.
    """

    kind: str
    scheme: str
    text: str
    host: str = ""
    path: str = ""
    user: str = ""
    port: int | None = None
    branch: str = ""
    endpoint: str = ""
    region: str = ""
    history: str = ""

    @property
    def url(self) -> str:
        """The address of a git repository as git takes it, without the user's name where a token goes along."""
        scheme = self.scheme.removeprefix("git+")
        user = f"{self.user}@" if self.user and scheme == "ssh" else ""
        return f"{scheme}://{user}{self.host}{f':{self.port}' if self.port else ''}{self.path}"


def publish_address(text: str) -> PublishAddress:
    """The parts of an address to publish to. Raises `NotATarget`.

    >>> publish_address("sftp://web@noeglen.example/www").host
    'noeglen.example'
    """
    over_ssh = _OVER_SSH.fullmatch(text)
    if over_ssh and "://" not in text:
        user, host, path = over_ssh.group("user", "host", "path")
        return PublishAddress("rsync", "ssh", text, host, path, user)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _not_a_target(text) from None
    _refuse_password(text, parts)
    kind, settings = _SCHEMES.get(parts.scheme), _settings(parts)
    if kind is None or not (_is_whole(kind, parts) and _takes(kind, parts, settings)):
        raise _not_a_target(text)
    return PublishAddress(
        kind,
        parts.scheme,
        text,
        parts.hostname or "",
        unquote(parts.path).rstrip("/"),
        unquote(parts.username or ""),
        port,
        parts.fragment or ("gh-pages" if kind == "git" else ""),
        settings.get("endpoint", ""),
        settings.get("region", ""),
        settings.get("history", ""),
    )


def _not_a_target(text: str) -> NotATarget:
    return NotATarget(f"»{text}« er ikke et sted at udgive til", f"Skriv for eksempel {FORMS}")


def _refuse_password(text: str, parts: SplitResult) -> None:
    """Raises `NotATarget` for an address with a password, and names the variable that is to hold it."""
    if parts.password is not None:
        shown = text.replace(f":{parts.password}@", "@")
        variable = "HJEMSITE_GIT_TOKEN" if parts.scheme.startswith("git+") else "HJEMSITE_PASSWORD"
        hint = f"Skriv {shown}, og læg adgangskoden i miljøvariablen {variable}"
        raise NotATarget("En adgangskode hører ikke til i adressen, for den ville ligge i git", hint)


def _settings(parts: SplitResult) -> dict[str, str]:
    """What stands after the question mark. Raises `NotATarget` for an endpoint that is no address."""
    settings = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if not is_server_address(settings.get("endpoint", "https://x")):
        hint = "Skriv hele adressen på lageret, for eksempel ?endpoint=https://s3.eksempel.example"
        raise NotATarget(f"»{settings['endpoint']}« er ikke en adresse på et lager", hint)
    return settings


def _takes(kind: str, parts: SplitResult, settings: Mapping[str, str]) -> bool:
    """Whether a target of this kind knows all the settings, and the branch if one is named."""
    is_known = settings.keys() <= _SETTINGS.get(kind, set()) and settings.get("history", "one") == "one"
    return is_known and (not parts.fragment or kind == "git")


def is_own_server(publish_to: str) -> bool:
    """Whether the address, which is valid or empty, is of a server whose headers and redirects the site can choose."""
    return bool(publish_to) and publish_address(publish_to).kind in ("folder", "sftp", "rsync")


def is_server_address(text: str) -> bool:
    """Whether it is the address of a server on the web, or of a folder there: without a user, a query or a fragment.

    >>> [is_server_address(text) for text in ("http://localhost:9000", "https://a@b.example", "https://:80", "http://x?y")]
    [True, False, False, False]
    """
    match = _SERVER.fullmatch(text)
    return match is not None and int(match[1] or 0) <= 65_535


def _is_whole(kind: str, parts: SplitResult) -> bool:
    """Whether it names a host where it must, and a path that no program takes for an option."""
    host = parts.hostname or ""
    if kind == "folder":
        return not parts.netloc and parts.path.strip("/") != ""
    if _missing(parts) or host.startswith("-"):
        return False
    if kind == "git":
        return bool(parts.path.strip("/")) and not parts.fragment.startswith("-")
    # A store knows no folder above another, and has no way to say so.
    return kind != "store" or not {".", ".."} & {host, *unquote(parts.path).split("/")}


def _missing(parts: SplitResult) -> set[str]:
    return set() if parts.hostname or parts.scheme == "git+file" else {"host"}
