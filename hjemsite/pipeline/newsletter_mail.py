"""The newsletter of a month, made from what readers may see at one instant."""

from collections.abc import Sequence

from msgspec import Struct

from hjemsite.diagnostics.diagnostic import Diagnostic, has_errors
from hjemsite.images.image_set import image_set
from hjemsite.pages.digests import Digests
from hjemsite.pages.layout import Layout
from hjemsite.pages.newsletter import newsletter_shows, newsletter_text, newsletter_view
from hjemsite.pipeline.dry_run import last_build
from hjemsite.pipeline.edition_dependencies import edition_dependencies
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.reading import read_site
from hjemsite.site.attachments import used_files
from hjemsite.site.gate import publication_gate
from hjemsite.site.local_faults import mark_local
from hjemsite.system.workers import Workers

TEMPLATE = "mail/newsletter.html"


class Newsletter(Struct, frozen=True):
    """A mail as HTML and as plain text, with the number of articles in it. With an error among `faults` it is empty."""

    html: str
    text: str
    articles: int
    faults: Sequence[Diagnostic] = ()


def newsletter(options: BuildOptions, year: int, month: int, workers: Workers) -> Newsletter:
    """The newsletter of a month, with the articles that are out at `options.as_of`."""
    with last_build(options.root) as (before, inputs, cache):
        read = read_site(inputs, before.read, cache, workers, options.as_of)
        faults = mark_local(read.faults, read.site, options.as_of)
        if has_errors(faults):
            return Newsletter("", "", 0, faults)
        images = image_set(used_files(read.site), cache, workers)
        layout = Layout(publication_gate(read.site, options.as_of), images.processed.keys())
        dependencies = edition_dependencies(options, read, layout, images, Digests(), b"", cache)
        shows = newsletter_shows(layout, year, month)
        dependencies.fetch([shows])
        view = newsletter_view(dependencies.context(shows), year, month)
        environment = read.templates.environment(dependencies.whole.addresses.href)
        return Newsletter(environment.get_template(TEMPLATE).render(view=view), newsletter_text(view), len(view.items))
