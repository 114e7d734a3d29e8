"""The files among a site's own that builds keep: its addresses, and what helps a program while somebody types."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from hjemsite.content.frontmatter.editor_files import SITE_SCHEMA, editor_files
from hjemsite.content.frontmatter.json_schema import SiteNames
from hjemsite.model import Site
from hjemsite.pipeline.address_record import record_addresses, replace_file
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions


def keep_files(made: Build, options: BuildOptions) -> None:
    """Bring the files up to what was `made`. A site that has none of them gets none."""
    record_addresses(made, options)
    _keep_editor_files(options.root, made.site)


def _keep_editor_files(root: Path, site: Site) -> None:
    if not (root / SITE_SCHEMA).is_file() or (root / ".vscode").is_symlink():
        return
    for path, data in editor_files(_site_names(site)).items():
        file = root / PurePosixPath(path)
        # Where nobody may write, as in a check-out that is thrown away, the next build of an editor's does it.
        with suppress(OSError):
            if not file.is_symlink() and (not file.exists() or file.read_bytes() != data):
                replace_file(file, data)


def _site_names(site: Site) -> SiteNames:
    """What the texts of the site can name."""
    topics = sorted({topic for article in site.articles for topic in article.topics})
    return SiteNames(tuple(site.members), tuple(site.people), tuple(topics), site.settings.extra_fields)
