"""What a newer version changes for a site's own templates: which of the program's, that they use, have changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from hjemsite.cache.template_folders import OWN, name_in_folder
from hjemsite.content.scan import scan
from hjemsite.pages.assets import FOLDER
from hjemsite.render.names.name_changes import NameChange, name_changes
from hjemsite.render.names.template_names import names_of, number, versions
from hjemsite.render.template_parts import OF_PROGRAM, named_templates


def template_changes(root: Path, since: str) -> Mapping[str, tuple[NameChange, ...]]:
    """Path of one of the site's own templates → what changed in those that it stands in place of, or names.

    `since` is the version that the site was made for; without a record of it, the nearest older one is taken.
    """
    older = [version for version in versions()[:-1] if number(version) <= number(since)]
    nearest = older[-1:] or list(versions()[:1])
    by_owner = {change.owner: change for change in name_changes(names_of(nearest[0]), names_of()) if not change.whole}
    return {
        path: changes for path, names in _own(root) if (changes := tuple(by_owner[n] for n in names if n in by_owner))
    }


def _own(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Each of the site's own templates, with the names of the program's templates that it replaces or names."""
    inputs = scan(root)
    for path in sorted(inputs.files):
        if path.startswith(OWN) and not path.startswith(f"{OWN}{FOLDER}"):
            named = named_templates(inputs.source(path).data.decode("utf-8", "replace")) or ()
            names = (name_in_folder(path), *(name.removeprefix(OF_PROGRAM) for name in sorted(named)))
            yield path, list(dict.fromkeys(names))
