"""The configuration of the editors' program: where the files lie, and a form for each kind of source.

It is public, like the page that reads it, so it names nothing that readers may not see.
"""

from collections.abc import Mapping
from typing import Any

from hjemsite.content.frontmatter.fields import (
    ArticleFields,
    EventFields,
    Fields,
    LibraryPictureFields,
    MemberFields,
    PageFields,
    PersonFields,
)
from hjemsite.pages.editing.editor_fields import Choices, Field, form

_HOSTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "github.com": ("github", ("https://api.github.com", "https://*.githubusercontent.com")),
    "gitlab.com": ("gitlab", ("https://gitlab.com",)),
    "codeberg.org": ("gitea", ("https://codeberg.org",)),
}
"""Host of a repository → its name in the configuration, and the origins that the program asks for files."""

_WITH_REVIEW = ("github", "gitlab")
"""The hosts on which the program has states of review: a change is a pull request until somebody publishes it."""

_TEXT = "Teksten. En tom linje skiller to afsnit, og ## foran en linje gør den til en mellemrubrik."
_BODY: Field = {"name": "body", "label": "Tekst", "widget": "markdown", "modes": ["raw", "rich_text"], "hint": _TEXT}
_NAME = "{{fields.name}}"


def git_origins(repository: str) -> tuple[str, ...]:
    """The origins of the git host, which the program may ask for files.

    >>> git_origins("https://gitlab.com/noeglen/side")
    ('https://gitlab.com',)
    """
    return _HOSTS[repository.split("/")[2]][1]


def configuration(repository: str, title: str, prefix: str, choices: Choices) -> Mapping[str, Any]:
    """The configuration for the site `title` whose files lie in `repository`; `prefix` is the path it stands at."""
    host, _, name = repository.removeprefix("https://").partition("/")
    backend = {"name": _HOSTS[host][0], "repo": name, "auth_methods": ["token"]}
    if backend["name"] == "gitea":
        backend |= {"base_url": f"https://{host}", "api_root": f"https://{host}/api/v1"}
    return {
        "backend": backend,
        # A change waits for a colleague, and for the checks of the pull request, where the host has such.
        **({"publish_mode": "editorial_workflow"} if backend["name"] in _WITH_REVIEW else {}),
        "app_title": f"Redaktionen – {title}",
        "display_url": f"{prefix}/",
        "media_folder": "content",
        "public_folder": "/",
        "slug": {"encoding": "unicode", "timezone": "local", "maxlength": 80},
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True, "quote": "none"}},
        "collections": [*_collections(choices)],
    }


def _collections(choices: Choices) -> list[Mapping[str, Any]]:
    date = "{{fields.date | date('YYYY-MM-DD')}}"
    news = [*form(ArticleFields, choices), _BODY]
    flat = [field for field in news if not _takes_files(field)]
    pictures = form(LibraryPictureFields, choices)
    return [
        {
            **_collection("nyheder", "nyheder", ("Nyheder", "Nyhed"), f"{date}-{{{{fields.title}}}}", news),
            "path": "{{slug}}/index",
            "description": "Nyheder i en mappe for sig selv, sammen med billeder og bilag.",
            "sortable_fields": ["date", "title"],
        },
        {
            **_collection("nyheder-uden-mappe", "nyheder", ("Nyheder uden mappe", "Nyhed"), "{{fields.title}}", flat),
            "create": False,
            "description": "Nyheder i en fil uden mappe. De kan rettes her, men ikke få billeder.",
            "sortable_fields": ["date", "title"],
        },
        _folder("medlemmer", ("Medlemmer", "Medlem"), MemberFields, _NAME, choices),
        _folder("personer", ("Personer", "Person"), PersonFields, _NAME, choices),
        _folder(
            "arrangementer",
            ("Arrangementer", "Arrangement"),
            EventFields,
            "{{fields.starts | date('YYYY-MM-DD')}}-{{fields.title}}",
            choices,
        ),
        _folder("sider", ("Sider", "Side"), PageFields, "{{fields.title}}", choices),
        {
            **_collection("billeder", "billeder", ("Billeder", "Billede"), "{{fields.alt}}", pictures),
            "extension": "yaml",
            "format": "yaml",
            "identifier_field": "alt",
            "description": "Billeder, der er beskrevet én gang og kan vises i flere tekster.",
        },
    ]


def _folder(folder: str, labels: tuple[str, str], kind: type[Fields], slug: str, choices: Choices) -> Mapping[str, Any]:
    fields = [field for field in form(kind, choices) if not _takes_files(field)]
    return _collection(folder, folder, labels, slug, [*fields, {**_BODY, "required": False}])


def _takes_files(field: Field) -> bool:
    """Whether a field asks for files, which can only lie beside a text that has a folder of its own."""
    return field["widget"] in ("image", "file") or any(map(_takes_files, field.get("fields", ())))


def _collection(name: str, folder: str, labels: tuple[str, str], slug: str, fields: list[Field]) -> Mapping[str, Any]:
    identifier = "name" if any(field["name"] == "name" for field in fields) else "title"
    return {
        "name": name,
        "label": labels[0],
        "label_singular": labels[1],
        "folder": f"content/{folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": identifier,
        "slug": slug,
        "media_folder": "",
        "public_folder": "",
        "fields": fields,
    }
