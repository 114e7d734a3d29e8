"""The sockets of the preview server: on the loopback interface only, unless the user asks for more."""

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from hjemsite.preview.request import Hosts

HOST, PORT = "127.0.0.1", 8000

_TRIES = 20
"""How many ports are tried, counted from the one that is wanted."""


class CannotListen(Exception):  # noqa: N818 - a sentence for whoever sits at the keyboard
    """The preview server cannot listen. The text is Danish, in whole sentences."""


def sockets(host: str, port: int, warn: Callable[[str], None]) -> list[socket.socket]:
    """Listening sockets at `host` and `port`, or at the next free port. Port 0 means any. Raises `CannotListen`."""
    if not is_own(host):
        warn(
            "Advarsel: med --host kan alle, der kan nå denne computer over nettet, læse forhåndsvisningen, "
            "også kladder og nyheder med embargo."
        )
    for candidate in range(port, min(port + _TRIES, 65_536)) if port else [0] * _TRIES:
        try:
            listener = _listening(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotListen(_refusal(host, candidate, error)) from error
            continue
        if candidate != port:
            warn(f"Port {port} er optaget af et andet program; forhåndsvisningen tager port {candidate} i stedet.")
        return listener
    raise CannotListen(f"Port {port} og de næste {_TRIES - 1} er alle optaget. Vælg en anden med --port.")


def _listening(host: str, port: int) -> list[socket.socket]:
    if host not in (HOST, "localhost"):
        return [_open(host, port)]
    first = _open(HOST, port)
    # A browser may take »localhost« for either; the other must not be somebody else's site.
    try:
        return [first, _open("::1", first.getsockname()[1])]
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return [first]  # a machine without IPv6
        first.close()
        raise


def _open(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno in (errno.EADDRNOTAVAIL, socket.EAI_NONAME, socket.EAI_AGAIN):
        return f"»{host}« er ikke en adresse på denne computer. Udelad --host, eller angiv en, der er."
    if error.errno == errno.EACCES:
        return f"Du har ikke lov til at bruge port {port} på denne computer. Vælg en over 1023 med --port."
    return f"Forhåndsvisningen kan ikke svare på port {port}: {error.strerror or error}."


def is_own(host: str) -> bool:
    """Whether `host` can be reached from this machine only."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def hosts(host: str) -> Hosts:
    """The host names that a request to a preview at `host` may carry."""
    if is_own(host):
        return Hosts()
    own = socket.gethostname().lower()
    return Hosts(frozenset({host.lower(), own, f"{own}.local"}), everyone=True)


def url(host: str, door: socket.socket) -> str:
    """The address of the preview for a browser, without a path."""
    with suppress(ValueError):
        if ip_address(host).is_unspecified:
            host = "::1" if ":" in host else HOST
    return f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}"
