"""Builds that write no file to the output folder: for the faults of the site, its status, and what changes it next."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from hjemsite.cache.cache import Cache
from hjemsite.content.scan import Inputs, scan
from hjemsite.diagnostics.diagnostic import Checked, has_errors, in_order
from hjemsite.model import Site
from hjemsite.pipeline.address_record import missing_addresses
from hjemsite.pipeline.build import Build, State, build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.published_editions import silent_edits
from hjemsite.pipeline.reading import read_site
from hjemsite.pipeline.state_files import load
from hjemsite.pipeline.time_guard import require_plausible_time
from hjemsite.pipeline.tracked_folders import tracked_folders
from hjemsite.publishing.write import require_sound
from hjemsite.site.article_records import Articles
from hjemsite.site.gate import is_published, publication_gate
from hjemsite.site.local_faults import mark_local
from hjemsite.site.newsroom_status import NewsroomStatus, newsroom_status
from hjemsite.site.schedule import Upcoming, upcoming
from hjemsite.site.site_status import newest
from hjemsite.system.memory_folder import memory_folder
from hjemsite.system.workers import Workers


@contextmanager
def last_build(root: Path) -> Iterator[tuple[State, Inputs, Cache]]:
    """What the last build of the project in `root` knew, the files as they are now, and its cache while it is open."""
    memory = memory_folder(root)
    before, files = load(memory)
    with closing(Cache(memory)) as cache:
        yield before, scan(root, files), cache


def check(options: BuildOptions, workers: Workers) -> Build:
    """The build of a project, starting from what the last one knew; its bytes are gone with the cache."""
    with last_build(options.root) as (before, inputs, cache):
        finished = build(options, before, inputs, cache, workers)
        faults = [*silent_edits(options.root, inputs, publication_gate(finished.site, options.as_of).articles, cache)]
    if not has_errors(finished.faults):
        faults += missing_addresses(finished, options)
        # Paths that no folder can hold are found here too, although nothing is written.
        require_sound(finished.files)
    require_plausible_time(options, finished.site)
    return replace(finished, faults=in_order((*finished.faults, *faults, *tracked_folders(options.root))))


def read(options: BuildOptions, workers: Workers) -> Site:
    """The site with everything that its texts say, also what readers cannot see yet."""
    with last_build(options.root) as (before, inputs, cache):
        return read_site(inputs, before.read, cache, workers, options.as_of).site


def hidden_articles(options: BuildOptions, workers: Workers) -> dict[str, str]:
    """Source → address of each article that no reader may see."""
    articles = read(options, workers).articles
    return {article.source: article.url for article in articles if not is_published(article, options.as_of)}


def newest_article(options: BuildOptions, workers: Workers) -> datetime | None:
    """When the newest article came out that readers may see."""
    return newest(publication_gate(read(options, workers), options.as_of).articles)


def newsroom(options: BuildOptions, workers: Workers) -> NewsroomStatus:
    """What is out, what waits, and what has faults; no search index is made for it."""
    with last_build(options.root) as (before, inputs, cache):
        read = read_site(inputs, before.read, cache, workers, options.as_of)
        articles = Articles(read.site.articles, read.articles, cache)
        finished = build(replace(options, search=False), before, read.inputs, cache, workers)
        return newsroom_status(read.site, options.as_of, finished.faults, lambda article: articles[article.url].title)


def next_changes(options: BuildOptions, workers: Workers) -> Checked[Upcoming]:
    """What changes the site first after `options.as_of`, and what is wrong with its documents."""
    with last_build(options.root) as (before, inputs, cache):
        read = read_site(inputs, before.read, cache, workers, options.as_of)
        articles = Articles(read.site.articles, read.articles, cache)
        coming = upcoming(read.site, options.as_of, lambda article: articles[article.url].title)
        return Checked(coming, tuple(mark_local(read.faults, read.site, options.as_of)))
