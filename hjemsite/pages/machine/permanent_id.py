"""The permanent id of an article or an event, by which feed readers recognise what they have already shown.

It is the address at which the article first came out, on the site's own address: a new headline, a new date, a new name
of the file or a copy of the site elsewhere change nothing.
"""

from hjemsite.model import Event, Listed, Settings
from hjemsite.urls import ascii_address


def permanent_id(text: Listed | Event, settings: Settings) -> str:
    """The id of an article or event in feeds, calendars and ninjs: the oldest address of its own, with scheme and host.

    Editors write old addresses with the oldest first. One beyond `/nyheder/` or `/arrangementer/` is from another
    system, whose feeds had ids of their own; it may be added at any time and changes nothing.
    """
    section = text.url[: text.url.index("/", 1) + 1]
    own = (url for url in text.redirects if url.startswith(section))
    return ascii_address(settings.address) + next(own, text.url)
