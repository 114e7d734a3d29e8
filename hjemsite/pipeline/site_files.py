"""All files of a site by their addresses: pages, assets, pictures, attachments and share cards."""

from datetime import datetime

from hjemsite.cache.blob import Blob
from hjemsite.cache.file_set import FileSet
from hjemsite.images.image_set import ImageSet
from hjemsite.publishing.manifest import page_count
from hjemsite.render.templates import Templates
from hjemsite.site.gate import Edition
from hjemsite.site.site_status import site_status
from hjemsite.urls import STATUS, Url


def site_files(
    pages: FileSet[Url],
    templates: Templates,
    images: ImageSet,
    edition: Edition,
    cards: FileSet[Url],
    until: datetime | None,
) -> FileSet[Url]:
    """What each address of the site holds, but for the index of its search page. It changes by itself at `until`."""
    others: dict[Url, Blob] = {asset.url: asset.data for asset in templates.assets.values()}
    others |= images.files(edition.files)
    count = page_count((*pages, *others, *edition.root_files))
    others[STATUS] = site_status(edition, count, until).as_json().encode()
    return pages | others | cards
