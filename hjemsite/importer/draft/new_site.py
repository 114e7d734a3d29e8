"""The files of a new site, from a few answers: settings, a page, two examples, and what stands around them.

They lie in `starter/` as they will lie in the site; a name in double square brackets stands for an answer. Neither
example can come out by mistake: the article is a draft, the member lies outside `content/`, and both hold a
placeholder that no build lets through.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec import Struct

import hjemsite
from hjemsite import danish
from hjemsite.content.document import SITE
from hjemsite.content.frontmatter.editor_files import editor_files
from hjemsite.content.frontmatter.json_schema import SiteNames
from hjemsite.content.reader import document
from hjemsite.content.sources import Source
from hjemsite.importer.draft import ci_files
from hjemsite.importer.draft.frontmatter import one_line, scalar
from hjemsite.importer.draft.new_file import InvalidAnswerError, Question
from hjemsite.urls import ADDRESS_LIST

HOSTS = (*ci_files.HOSTS, "ingen")
"""Who may build and publish the site at every change, as an editor types it."""

QUESTIONS = (
    Question("title", "Sidens navn, for eksempel alliancens"),
    Question("address", "Sidens adresse, for eksempel https://www.alliancen.dk (den kan rettes senere)"),
    Question(
        "members_called", "Hvad bliver dem, der er med, kaldt, for eksempel medlemmer eller partnere", "medlemmer"
    ),
    Question("ci", f"Hvem skal bygge siden: {danish.list_of([*HOSTS], 'eller')}", "github"),
)
"""What is asked before a site can be begun."""

EXECUTABLE = frozenset({PurePosixPath("start.command")})
"""The files that a double click runs."""

_OTHER_WORD = "Vælg medlemmer nu, og skriv alle fire former under members_called i content/site.yaml bagefter."

_STARTER = Path(__file__).with_name("starter")

_FILES = {
    "content/site.yaml": SITE,
    "content/adresser.txt": ADDRESS_LIST,
    "content/om.md": "content/sider/om.md",
    "content/medlem.md": "eksempler/medlem.md",
    "readme.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "vscode_settings.json": ".vscode/settings.json",
    "vscode_extensions.json": ".vscode/extensions.json",
    "packages.txt": "pakker/laesmig.txt",
    "start.command": "start.command",
    "start.bat": "start.bat",
}
"""Name of a file in `starter/` → its path in the site."""

_PUBLISHING = {
    "github": "Læg mappen i et projekt hos GitHub, og vælg *Settings*, *Pages* og så *GitHub Actions* under *Source*. "
    "Filen `.github/workflows/site.yml` efterser hver ændring og udgiver det, der ligger på `main`; hver time bliver "
    "siden bygget igen, så en embargo slutter til tiden.",
    "gitlab": "Læg mappen i et projekt hos GitLab. Filen `.gitlab-ci.yml` efterser hver ændring og udgiver det, der "
    "ligger på hovedgrenen. Opret under *Build* og *Pipeline schedules* en kørsel hver time, så en embargo slutter til "
    "tiden.",
    "forgejo": "Læg mappen i et projekt hos Forgejo. Filen `.forgejo/workflows/site.yml` efterser og bygger siden ved "
    "hver ændring og hver time. Skriv i feltet `publish_to` i `content/site.yaml`, hvor siden skal ud, og kør "
    "`hjemsite ci forgejo --write --force`; så udgiver den også det, der ligger på `main`.",
    "ingen": "`hjemsite build` bygger siden i mappen `output`, og `hjemsite publish` lægger den ud: til et webhotel "
    "(SFTP), et lager (S3), en gren i git, rsync eller en mappe. Kør begge hver time, så en embargo slutter til tiden.",
}


class NewSite(Struct, frozen=True):
    """The answers for a new site, each in its final form, and the line of `requirements.txt` that names hjemsite."""

    title: str
    address: str
    members_called: str
    ci: str
    requirement: str


def answer(key: str, text: str) -> str:
    """An answer in its final form. Raises `InvalidAnswerError` where the site would refuse it.

    >>> answer("title", " Nøglen-alliancen "), answer("ci", "GitLab")
    ('Nøglen-alliancen', 'gitlab')
    """
    text = one_line(text)
    if key == "ci":
        host = {"none": "ingen"}.get(text.lower(), text.lower())
        if host not in HOSTS:
            raise InvalidAnswerError(f"»{text}« er ikke en af mulighederne {danish.list_of([*HOSTS], 'og')}.")
        return host
    fields = {
        "title": "Siden",
        "address": "https://side.example",
        "members_called": "medlemmer",
        "description": "Nyheder.",
        key: text,
    }
    source = Source(SITE, _filled("content/site.yaml", {name: scalar(value) for name, value in fields.items()}))
    # Every example stands in a comment, so what is wrong is wrong with the answer.
    for fault in document(source).faults:
        if key == "members_called":
            raise InvalidAnswerError(f"{fault.message}. {_OTHER_WORD}")
        raise InvalidAnswerError(f"{fault.message}. {fault.hint}.".replace("..", "."))
    return text


def site_files(site: NewSite, today: date) -> dict[PurePosixPath, bytes]:
    """Path below the folder of the site → what the file holds."""
    words = {
        "title": scalar(site.title),
        "address": scalar(site.address),
        "description": scalar(f"Nyheder fra {site.title}."),
        "about_title": scalar(f"Om {site.title}"),
        "members_called": scalar(site.members_called),
        "date": today.isoformat(),
        "command": hjemsite.COMMAND,
        "publishing": _PUBLISHING[site.ci],
        "version": hjemsite.__version__,
    }
    article = {"content/nyhed.md": f"content/nyheder/{today.isoformat()}-eksempel.md"}
    files = {path: _filled(name, words) for name, path in (_FILES | article).items()}
    files["README.md"] = _filled("readme.md", words | {"title": _as_text(site.title)})
    files["start.bat"] = files["start.bat"].replace(b"\n", b"\r\n")
    files |= editor_files(SiteNames())
    files["requirements.txt"] = f"{_REQUIREMENTS}{site.requirement}\n".encode()
    if site.ci in ci_files.HOSTS:
        files[ci_files.PATHS[site.ci]] = ci_files.ci_file(site.ci, ci_files.SITE).encode()
    return {PurePosixPath(path): files[path] for path in sorted(files)}


_REQUIREMENTS = (
    "# Den udgave af hjemsite, siden bygges med. Den bliver også ledt efter i mappen pakker.\n--find-links pakker\n"
)


def _as_text(title: str) -> str:
    """A title as it can stand in Markdown."""
    return re.sub(r"([\\`*_\[\]<>#&])", r"\\\1", title)


def _filled(name: str, words: Mapping[str, str]) -> bytes:
    """A file of `starter/`, with an answer in place of each name."""
    text = (_STARTER / name).read_text(encoding="utf-8")
    return re.sub(r"\[\[(\w+)\]\]", lambda match: words.get(match[1], ""), text).encode()
