"""What a site holds for VS Code and its like: a schema for each kind of source, and pieces to put in while typing.

VS Code's extension for YAML reads `content/site.yaml` alone; in Markdown it leaves fields alone. So what stands there
is offered as snippets, which need no extension. Other programs read the schemas in Markdown as well.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from hjemsite.content.frontmatter.field_docs import EXPLANATIONS
from hjemsite.content.frontmatter.fields import ArticleFields, SpeakerFields
from hjemsite.content.frontmatter.json_schema import SiteNames, texts

_MOST = 200
"""Names that one snippet offers."""


def editor_files(names: SiteNames) -> Mapping[str, bytes]:
    """Path in the site → file."""
    schemas = {f".vscode/{name.removesuffix('.json')}.schema.json": text for name, text in texts(names).items()}
    snippets = json.dumps(dict(_snippets(names)), ensure_ascii=False, indent=2) + "\n"
    return {path: text.encode() for path, text in {**schemas, ".vscode/hjemsite.code-snippets": snippets}.items()}


def _snippets(names: SiteNames) -> Iterator[tuple[str, dict[str, object]]]:
    """What is offered for the first letters of a field's name, by the name that VS Code shows."""
    if names.members:
        yield _snippet("member", [f"member: {_choice(names.members)}"], EXPLANATIONS[ArticleFields]["member"])
    if names.people:
        yield _snippet("person", [f"person: {_choice(names.people)}"], EXPLANATIONS[SpeakerFields]["person"])
    if names.topics:
        yield _snippet("topics", [f"topics: [{_choice(names.topics)}]"], EXPLANATIONS[ArticleFields]["topics"])
    if names.extra:
        lines = [f"  {field.name}: ${number}" for number, field in enumerate(names.extra, 1)]
        yield _snippet("extra", ["extra:", *lines], "Sidens egne felter.")
    for field in names.extra:
        value = _choice(("ja", "nej")) if field.kind == "flag" else "[$1]" if field.kind == "list" else "$1"
        yield _snippet(field.name, [f"{field.name}: {value}"], field.explanation or "Et af sidens egne felter.")


def _snippet(name: str, body: list[str], description: str) -> tuple[str, dict[str, object]]:
    return f"hjemsite: {name}", {"scope": "markdown", "prefix": name, "body": body, "description": description}


def _choice(words: Iterable[str]) -> str:
    """A list to choose from, as snippets have it."""
    escaped = (word.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|") for word in [*words][:_MOST])
    return f"${{1|{','.join(escaped)}|}}"
