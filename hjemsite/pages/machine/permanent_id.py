"""What an article is called for ever, by readers that ask whether they have shown it before.

It is the address at which the article first came out, on the site's own address: a new headline, a new date, a new name
of the file or a copy of the site elsewhere change nothing.
"""

from hjemsite.model import Listed, Settings
from hjemsite.urls import SECTIONS, ascii_address


def permanent_id(article: Listed, settings: Settings) -> str:
    """The id of `article` in feeds and in ninjs: the oldest address of its own, complete with scheme and host.

    Editors write old addresses with the oldest first. One beyond `/nyheder/` is from another system, whose feeds had
    ids of their own; it may be added at any time and changes nothing.
    """
    own = (url for url in article.redirects if url.startswith(SECTIONS["nyheder"]))
    return ascii_address(settings.address) + next(own, article.url)
