"""What the pages of an edition depend on, from what was read of the site and what the last build knew."""

from hjemsite.cache.cache import Cache
from hjemsite.content.document_cache import Bodies
from hjemsite.images.image_set import ImageSet
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.digests import Digests
from hjemsite.pages.layout import Layout
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.reading import ReadSite
from hjemsite.site.article_records import Articles
from hjemsite.urls import ascii_address


def edition_dependencies(
    options: BuildOptions,
    read: ReadSite,
    layout: Layout,
    images: ImageSet,
    before: Digests,
    layout_digest: bytes,
    cache: Cache,
) -> Dependencies:
    """What the pages of `layout` depend on, compared with the digests of `before`."""
    base = ascii_address(options.base_url or read.site.settings.address).rstrip("/")
    left_out = layout.edition.left_out
    return Dependencies(
        layout,
        read.articles.records,
        Articles(layout.listed.values(), read.articles, cache, left_out),
        images,
        base,
        Bodies(cache, left_out),
        read.templates.digests,
        layout_digest,
        before,
    )
