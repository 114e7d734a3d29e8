"""The pictures of a site, and what is wrong with its pictures and attached documents."""

from collections.abc import Iterator, Mapping

from hjemsite.cache.cache import Cache
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.images.image_set import ImageSet, image_set
from hjemsite.images.renditions import Refusal
from hjemsite.pages.card_text import card_faults
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.reading import ReadSite
from hjemsite.site.anonymous_files import names_in_files
from hjemsite.site.attachments import file_faults, focal_points, used_files
from hjemsite.site.consents import ended_pictures
from hjemsite.site.hidden_information.findings import hidden_information
from hjemsite.system.workers import Workers
from hjemsite.urls import Url


def site_images(read: ReadSite, options: BuildOptions, cache: Cache, workers: Workers) -> Checked[ImageSet]:
    """The pictures that the site uses, in their sizes; faults of what readers must not see in a file are among them."""
    used = used_files(read.site, ended_pictures(read.site, options.as_of))
    images = image_set(used, cache, workers, focal_points(read.site))
    hidden = hidden_information(used, cache) | names_in_files(used, read.inputs.anonymised, cache)
    return Checked(images, tuple(_faults(read, images, images.findings | hidden)))


def _faults(read: ReadSite, images: ImageSet, findings: Mapping[Url, Refusal]) -> Iterator[Diagnostic]:
    """Faults of files, and of headlines that no share card can show. `findings`: address of a file → what is wrong."""
    if findings:
        yield from file_faults(read.refs(), read.registry.addresses.library, findings)
    rare = (record.refs for record in read.articles.records.values() if record.has_rare_letters)
    refs = (*read.registry.xrefs, *(refs for refs in rare if refs is not None))
    yield from card_faults(refs, read.site.settings, images)
