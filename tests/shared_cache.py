"""Builds of little sites that share a cache, as those of one project do: what is the same in two sites is made once.

It holds what pure functions returned, by their arguments; a fault that one site gives to another breaks their tests.
Laws on the cache itself, and those that compare two builds, call `hjemsite.pipeline.build` without it.
"""

from hjemsite.cache.cache import Cache
from hjemsite.pipeline import build as pipeline
from hjemsite.pipeline.options import BuildOptions

MEMORY = Cache(None)


def build(options: BuildOptions, before: pipeline.State = pipeline.EMPTY) -> pipeline.Build:
    """The build of the site in `options.root`, starting from the state `before`."""
    return pipeline.build(options, before, cache=MEMORY)
