"""The files among a site's own that builds keep: its addresses, and what helps a program while somebody types."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from hjemsite.model import Site
from hjemsite.pipeline.address_record import record_addresses, replace_file
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions

SITE_SCHEMA = ".vscode/site.schema.json"
"""The schema of the settings; a site that has it keeps the others beside it."""


def keep_files(made: Build, options: BuildOptions) -> None:
    """Bring the files up to what was `made`. A site that has none of them gets none."""
    record_addresses(made, options)
    _keep_editor_files(options.root, made.site)


def _keep_editor_files(root: Path, site: Site) -> None:
    if not (root / SITE_SCHEMA).is_file() or (root / ".vscode").is_symlink():
        return
    # Loaded for a site that keeps them.
    from hjemsite.content.frontmatter.editor_files import editor_files
    from hjemsite.content.frontmatter.json_schema import SiteNames

    names = SiteNames(tuple(site.members), tuple(site.people), _topics(site), site.settings.extra_fields)
    for path, data in editor_files(names).items():
        file = root / PurePosixPath(path)
        # Where nobody may write, as in a check-out that is thrown away, the next build of an editor's does it.
        with suppress(OSError):
            if not file.is_symlink() and (not file.exists() or file.read_bytes() != data):
                replace_file(file, data)


def _topics(site: Site) -> tuple[str, ...]:
    """The topics of all articles, sorted."""
    return tuple(sorted({topic for article in site.articles for topic in article.topics}))
