"""The file by which a host checks, builds and publishes a site, from its settings.

The files lie in `ci/` as they will lie in a site; a name in double square brackets stands for what differs between
sites. docs/decisions/0037-what-ci-keeps.md says what they promise.
"""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.frontmatter.publish_address import PublishAddress, publish_address

HOSTS = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo"}
"""Who can build a site at every change: the name on the command line, and what it is called."""

PATHS = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml", "forgejo": ".forgejo/workflows/site.yml"}
"""Where the host reads its file."""

_PAGES = frozenset({"github", "gitlab"})
"""Hosts with pages of their own, which take the site where the settings name no other place."""

_SSH = ("HJEMSITE_SSH_KEY", "HJEMSITE_SSH_KEY_PASSPHRASE", "HJEMSITE_PASSWORD", "HJEMSITE_SSH_KNOWN_HOSTS")
_SECRETS = {
    "s3": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"),
    "gs": ("GOOGLE_SERVICE_ACCOUNT_KEY",),
    "az": ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"),
    "sftp": _SSH,
    "ssh": _SSH,
    "rsync": ("HJEMSITE_PASSWORD",),
    "git+ssh": _SSH,
    "git+https": ("HJEMSITE_GIT_TOKEN",),
}
"""The scheme of an address to publish to → what must be in the environment; docs/udgiv.md says what each of them is."""

_TEMPLATES = Path(__file__).with_name("ci")


class CannotBePublishedError(Exception):
    """No host can publish to where the settings say. The text is Danish, in whole sentences."""


class Project(Struct, frozen=True):
    """How hjemsite is started in a project. `install` is a command for a shell, or empty where none is needed.

    `packages` are the files that say which packages are installed; `program` are patterns of those that decide what
    the program does. The first of `packages` alone is known to GitLab, which takes no patterns.
    """

    command: str
    hjemsite: str
    install: str
    packages: tuple[str, ...]
    program: tuple[str, ...]


_VENV = "python3 -m venv --clear .venv && .venv/bin/python -m pip install --quiet -r requirements.txt"

SITE = Project(
    "hjemsite",
    ".venv/bin/hjemsite",
    f".venv/bin/hjemsite --version || {{ {_VENV}; }}",
    ("requirements.txt", "pakker/**"),
    ("requirements.txt", "pakker/**"),
)
"""The site of an alliance, in a repository of its own."""

CHECKOUT = Project(
    "python3 build.py",
    "python3 build.py",
    "",
    ("requirements.lock",),
    ("hjemsite/**", "requirements.lock"),
)
"""A checkout of hjemsite with content in it; `build.py` installs what it needs."""


def ci_file(host: str, project: Project, publish_to: str = "", publish_preview_to: str = "") -> str:
    """The text of the file for `host`, which publishes to the address `publish_to`, or else to the host's own pages.

    Where there is neither, it builds and does not publish. Drafts of a pull request with a label are put below the
    address `publish_preview_to`, if there is one. Raises `CannotBePublishedError`.
    """
    target = publish_address(publish_to) if publish_to else None
    secrets = _secrets(target) if target else ()
    preview = publish_address(publish_preview_to) if publish_preview_to else None
    preview_secrets = _secrets(preview, "publish_preview_to") if preview else ()
    words = {
        "command": project.command,
        "hjemsite": project.hjemsite,
        "install": _install(host, project.install),
        "packages": project.packages[0] if host == "gitlab" else _patterns(project.packages),
        "program": _patterns(project.program),
        "where": _where(host, target),
        "secrets": _secret_lines(secrets),
        "secret_names": danish.list_of(secrets) if secrets else "",
        "labels": "    types: [opened, synchronize, reopened, labeled]\n" if preview else "",
        "preview_to": _numbered(host, preview) if preview else "",
        "preview_secrets": _secret_lines(preview_secrets),
        "preview_secret_names": danish.list_of(preview_secrets) if preview_secrets else "",
    }
    ending = f"{host}_target.yml" if target else f"{host}_pages.yml" if host in _PAGES else ""
    words["publish"] = _filled(ending, words) if ending else ""
    words["preview"] = _filled(f"{host}_preview.yml", words) if preview else ""
    return _filled(f"{host}.yml", words).rstrip("\n") + "\n"


def publishes(host: str, publish_to: str) -> bool:
    """Whether the file for `host` publishes the site, or only builds it."""
    return bool(publish_to) or host in _PAGES


def path_of(host: str) -> PurePosixPath:
    """The path of the file for `host`, below the project folder."""
    return PurePosixPath(PATHS[host])


def _secret_lines(names: Iterable[str]) -> str:
    return "\n".join(f"          {name}: ${{{{ secrets.{name} }}}}" for name in names)


_NUMBERS = {"gitlab": "$CI_MERGE_REQUEST_IID"}
"""Host → how its file writes the number of a request; those that are not here write it as GitHub does."""


def _numbered(host: str, target: PublishAddress) -> str:
    """The address of the folder that a request has below `target`."""
    if target.kind == "git":
        raise CannotBePublishedError(
            f"»{target.text}« er en gren i git, og den kan ikke have en mappe for hver kladde. Skriv et andet sted i "
            "feltet publish_preview_to i content/site.yaml, eller slet linjen."
        )
    before, mark, settings = target.text.partition("?")
    return f"{before.rstrip('/')}/{_NUMBERS.get(host, '${{ github.event.pull_request.number }}')}{mark}{settings}"


def _secrets(target: PublishAddress, field: str = "publish_to") -> tuple[str, ...]:
    if target.scheme not in _SECRETS:
        raise CannotBePublishedError(
            f"»{target.text}« er et sted på en computer, og dér kan en vært ikke lægge noget. Skriv et sted på nettet "
            f"i feltet {field} i content/site.yaml, eller slet linjen"
            f"{', så siden kommer ud hos værten selv' if field == 'publish_to' else ''}."
        )
    return _SECRETS[target.scheme]


def _where(host: str, target: PublishAddress | None) -> str:
    if target:
        return f", på {target.text}"
    return f", hos {HOSTS[host]} Pages" if host in _PAGES else ", når publish_to er skrevet i content/site.yaml"


def _install(host: str, command: str) -> str:
    if host == "gitlab":
        return f"    - {command}\n" if command else "    - python3 --version\n"
    return f"      - run: {command}\n" if command else ""


def _patterns(files: tuple[str, ...]) -> str:
    return ", ".join(f"'{file}'" for file in files)


def _filled(name: str, words: dict[str, str]) -> str:
    """A file of `ci/`, with what differs in place of each name."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    return re.sub(r"\[\[(\w+)\]\]", lambda match: words[match[1]], text).rstrip("\n")
