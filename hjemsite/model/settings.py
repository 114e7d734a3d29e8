"""The settings of `content/site.yaml`, with texts read and names resolved."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hjemsite.danish import NounForms
from hjemsite.danish.partial_dates import Day
from hjemsite.model.own_fields import ExtraField
from hjemsite.model.parts import Contact, Html
from hjemsite.urls import Url


class KnownSize(Struct, frozen=True):
    """How many members the alliance had on a day, and who says so."""

    date: Day
    count: int
    source: str
    note: str = ""


class Boilerplate(Struct, frozen=True):
    """What newsrooms can put at the end of a story, in up to three lengths; empty where there is none."""

    short: str
    medium: str
    long: str


class MenuItem(Struct, frozen=True):
    title: str
    url: str


AiCrawlers = Literal["ja", "ikke-træning", "nej"]
"""Which programs of makers of language models may read the site: all, all but those that train models, none."""

Download = Literal["tekst", "word", "ninjs", "markdown", "pressepakke"]
"""A form in which an article can be taken away."""


class Security(Struct, frozen=True):
    """The contact in security.txt: an e-mail address or a web address, valid until `expires`."""

    contact: str
    expires: datetime
    policy: str


class Accessibility(Struct, frozen=True):
    """The alliance's accessibility statement. `statement` is the official one, or empty."""

    assessed: Day
    contact: Contact
    shortcomings: tuple[str, ...]
    statement: str


class Allow(Struct, frozen=True):
    """Other hosts from which pages may fetch, each as `https://film.example.dk`."""

    frames: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Hosts from which scripts may be loaded, and to which they may send."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host that pages may fetch from, once, as people write them."""
        every = dict.fromkeys((*self.frames, *self.pictures, *self.scripts))
        return tuple(host.removeprefix("https://") for host in every)


class BrandImage(Struct, frozen=True):
    """A logo or an icon: `source` is the path of its file, `url` where it is published; lengths in pixels."""

    source: str
    url: Url
    width: int
    height: int


class Brand(Struct, frozen=True):
    """An alliance's own visual identity. `colour` is `#rrggbb`, or empty."""

    colour: str
    logo: BrandImage | None
    dark_logo: BrandImage | None
    """The logo on dark paper, where that is another."""
    has_name_in_logo: bool
    icon: BrandImage | None
    has_house: bool
    """Whether the house is the mark, and the street stands at the foot."""


class Settings(Struct, frozen=True):
    """What `content/site.yaml` says. `next_change`: the site tells everybody when it changes by itself."""

    title: str
    address: str
    """Scheme, host and perhaps a path; no slash at the end."""
    description: str
    alliance: str
    register_complete: bool
    sizes: tuple[KnownSize, ...]
    press: Contact | None
    about: Html
    menu: tuple[MenuItem, ...]
    members_called: NounForms
    news_per_page: int
    feed_entries: int
    social_cards: bool
    accessibility: Accessibility | None
    downloads: tuple[Download, ...]
    ai_crawlers: AiCrawlers
    security: Security | None
    next_change: bool = False
    quote_pages: bool = False
    """Whether each quote has a page of its own."""
    history: bool = False
    """Whether articles show the editions that they have had."""
    newsletter: bool = False
    """Whether there is a feed whose entries are newsletters, one for each month."""
    brand: Brand | None = None
    extra_fields: tuple[ExtraField, ...] = ()
    allow: Allow = Allow()
    boilerplate: Boilerplate | None = None
    editing: str = ""
    """The repository that the editors' page works on; empty where there is no such page."""

    @property
    def foreign_hosts(self) -> tuple[str, ...]:
        """The hosts from which the site may fetch, as people write them, and on which pages where not on all."""
        return (*self.allow.hosts, *((f"{self.editing_host} (kun på /redaktion/)",) if self.editing else ()))

    @property
    def editing_host(self) -> str:
        """The git host that the editors' page asks; empty where there is no such page."""
        return self.editing.split("/")[2] if self.editing else ""
