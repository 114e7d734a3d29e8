"""Files in a site's own folders that builds write: the list of public addresses, and the schemas for text editors."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.model import Site
from hjemsite.model.own_fields import ExtraField
from hjemsite.pipeline.address_record import record_addresses
from hjemsite.pipeline.build import Build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.urls import Slug

SITE_SCHEMA = ".vscode/site.schema.json"
"""The schema of the settings; a site that has it keeps the others beside it."""


def keep_files(build: Build, options: BuildOptions, cache: Cache) -> None:
    """Bring the files up to what was `build`. A site that has none of them gets none."""
    record_addresses(build, options)
    _keep_editor_files(options.root, build.site, cache)


def _keep_editor_files(root: Path, site: Site, cache: Cache) -> None:
    if not (root / SITE_SCHEMA).is_file() or (root / ".vscode").is_symlink():
        return
    # They follow from names alone, which an edit of words leaves as they are.
    key = cache.key("files for editors' programs", encode(_names(site)))
    [data] = cache.get_or_compute(_editor_files, [site], [key])
    files: dict[str, bytes] = decode(data, dict[str, bytes], {})
    for path, text in files.items():
        file = root / PurePosixPath(path)
        # Where the folder is read-only, as in CI, the next build on an editor's machine writes it.
        with suppress(OSError):
            if not file.is_symlink() and (not file.exists() or file.read_bytes() != text):
                atomic_write(file, text)


def _editor_files(site: Site) -> bytes:
    """Path in the site → file, encoded."""
    from hjemsite.content.frontmatter.editor_files import editor_files
    from hjemsite.content.frontmatter.json_schema import SiteNames

    return encode(dict(editor_files(SiteNames(*_names(site)))))


def _names(site: Site) -> tuple[tuple[Slug, ...], tuple[Slug, ...], tuple[str, ...], tuple[ExtraField, ...]]:
    """What the texts of the site can name: members, people, topics and its own fields."""
    topics = {topic for article in site.articles for topic in article.topics}
    return tuple(site.members), tuple(site.people), tuple(sorted(topics)), site.settings.extra_fields
