"""All files of a site by their addresses: pages, assets, pictures, attachments and share cards."""

from collections.abc import Mapping
from datetime import datetime

from hjemsite.cache.blob import Blob
from hjemsite.images.image_set import ImageSet
from hjemsite.render.templates import Templates
from hjemsite.site.gate import Edition
from hjemsite.site.site_status import site_status
from hjemsite.urls import STATUS, Url


def site_files(
    pages: Mapping[Url, Blob],
    templates: Templates,
    images: ImageSet,
    edition: Edition,
    cards: Mapping[Url, Blob],
    until: datetime | None,
) -> dict[Url, Blob]:
    """What each address of the site holds, but for the index of its search page. It changes by itself at `until`."""
    files = {**pages, **{one.url: one.data for one in templates.assets.values()}}
    files |= images.files(edition.files)
    count = sum(url.endswith(("/", ".html")) for url in (*files, *edition.root_files))
    files[STATUS] = site_status(edition, count, until).as_json().encode()
    return {**files, **cards}
