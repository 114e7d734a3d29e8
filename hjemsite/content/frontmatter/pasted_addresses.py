"""What an editor probably meant with an address that was pasted or half written, in the form that a field takes.

These functions only propose: a field refuses the text and shows the proposal, so nothing is changed unseen.
"""

import re
from urllib.parse import unquote, urlsplit

from hjemsite.danish.word_patterns import lazy_pattern

_SCHEME = lazy_pattern(r"(?:h[tps]{2,5}:/*|https?/+|//)", re.I)
_HOST = r"(?:[\w-]+\.)+[a-zæøå-]{2,}(?::[0-9]+)?"
_PIECE = r"(?![.])[\w.~-]+(?<![.])"
_FILE = rf"{_PIECE}\.[A-Za-z][A-Za-z0-9]{{1,4}}"
_QUERY = r"\?[\w.~%=&+,:/-]{1,200}"
OLD_ADDRESS = lazy_pattern(rf"/(?:{_PIECE}/)*(?:{_FILE}|(?:{_FILE}|{_PIECE})?{_QUERY})?")
"""An old address: a folder or a file, from which no piece leads out of the output, perhaps with a query.

Without a query, what follows the last slash is a file with an ending; a folder ends with its slash.
"""

# An old page of a program for websites; its address can be a folder here.
_PROGRAM = r"\.(?:php[345]?|aspx?|jsp|cfm|cgi)"


def old_path(text: str) -> str | None:
    """An address on the old website as a field takes it; None where that cannot be.

    Domain and fragment are left out, and so is the query of a page, which is redirected whatever follows it. The pages
    of a program are told apart by their queries alone, so those stay.

    >>> old_path("https://gammel.example/nyheder/havn?fbclid=1#top"), old_path("Nyheder/%C3%86bler")
    ('/nyheder/havn/', '/Nyheder/Æbler/')
    >>> old_path("https://gammel.example/?p=17"), old_path("gammel.example/vis.aspx?id=3#top")
    ('/?p=17', '/vis.aspx?id=3')
    """
    written, query = re.fullmatch(r"([^?#]*)(\?[^#]*)?.*", _without_host(text.strip()), re.S).groups()  # type: ignore[union-attr]  # it matches any text
    path = re.sub("/{2,}", "/", "/" + unquote(written, errors="replace"))
    is_program = path == "/" or re.search(rf"{_PROGRAM}$", path, re.I)
    if query and is_program and OLD_ADDRESS.fullmatch(path + query):
        return path + query
    if not path.endswith("/") and not OLD_ADDRESS.fullmatch(path):
        path += "/"
    return path if path not in ("/", "/index.html", "/index.htm") and OLD_ADDRESS.fullmatch(path) else None


def _without_host(text: str) -> str:
    """An address without scheme and domain. Browsers hide the scheme, so a domain may stand first."""
    bare = _without(_SCHEME, text)
    host = re.match(_HOST, bare, re.I)
    if not host or bare[host.end() :][:1] not in ("", "/", "?", "#"):
        return text
    is_file = re.fullmatch(rf"[^/]*(?:\.html?|{_PROGRAM})", host[0], re.I)
    return text if bare == text and is_file else bare[host.end() :]


def web_address(text: str) -> str | None:
    """A whole web address; None where there is no domain in `text`.

    >>> web_address("www.noeglen.example/x"), web_address("htps:/noeglen.example"), web_address("Nøglen")
    ('https://www.noeglen.example/x', 'https://noeglen.example', None)
    """
    bare = _without(_SCHEME, text.strip("<> "))
    scheme = "http" if re.match("(?i)http:", text) else "https"
    address = f"{scheme}://{bare}"
    return address if re.match(rf"{_HOST}(?:[/?#]|$)", bare, re.I) and is_web_address(address) else None


def is_web_address(text: str) -> bool:
    """Whether `text` is an address on the web with a domain, and without a user's name."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and not parts.username and parts.port != 0
    except ValueError:
        return False
    host = re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.hostname or "")
    return is_web and bool(host) and not re.search(r"[\s<>\"\\^`{|}]", text) and _is_domain(parts.netloc)


def _is_domain(host: str) -> bool:
    """Whether a domain with other letters than a-z has a form that programs use (IDNA)."""
    try:
        return host.isascii() or bool(host.encode("idna"))
    except UnicodeError:
        return False


def mail_address(text: str) -> str | None:
    """The mail address that is all that `text` says; None where it is none, or says more.

    >>> mail_address("mailto:frida@noeglen.example"), mail_address("Frida <frida@noeglen.example>")
    ('frida@noeglen.example', None)
    """
    bare = _without(re.compile("mailto:", re.I), text.strip("<> ")).partition("?")[0].rstrip(".,;")
    return bare if is_mail_address(bare) else None


def is_mail_address(text: str) -> bool:
    return bool(re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text)) and _is_domain(text.partition("@")[2])


def _without(opening: re.Pattern[str], text: str) -> str:
    match = opening.match(text)
    return text[match.end() :] if match else text
