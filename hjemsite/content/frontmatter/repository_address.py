"""The address of the repository with a site's files, at one of the git hosts that the editors' page can sign in to."""

import re
from typing import Annotated, TypeAlias

from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader
from hjemsite.danish.word_patterns import lazy_pattern

HOSTS = ("github.com", "gitlab.com", "codeberg.org")

_ADDRESS = lazy_pattern(r"(?:https?://)?(?:www\.)?(?P<host>[a-z.]+)/(?P<name>[\w.-]+(?:/[\w.-]+)+)/?", re.ASCII)
_SSH = lazy_pattern(r"git@(?P<host>[a-z.]+):(?P<name>[\w.-]+(?:/[\w.-]+)+)", re.ASCII)


def repository(text: str) -> str:
    """An address such as `https://github.com/noeglen/side`. Raises `InvalidValueError`.

    >>> repository("https://github.com/noeglen/side")
    'https://github.com/noeglen/side'
    """
    match = _ADDRESS.fullmatch(text) or _SSH.fullmatch(text)
    better = ""
    if match and match["host"] in HOSTS:
        better = f"https://{match['host']}/{match['name'].removesuffix('.git')}"
    if better == text:
        return text
    message = f"»{text}« er ikke adressen på et repository hos GitHub, GitLab eller Codeberg"
    hint = f"Skriv {better or 'den som https://github.com/ejer/navn'}"
    raise InvalidValueError("ugyldig-adresse", message, hint, better)


Repository: TypeAlias = Annotated[str, ScalarReader(repository)]
