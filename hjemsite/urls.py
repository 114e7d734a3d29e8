"""Where a page lives: the addresses of the site itself, and those that follow from the paths of sources.

The address of a source follows from its path alone, never from what the file says.
So a link can be resolved without reading its target, and a new headline moves no page.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from posixpath import basename, dirname, splitext
from typing import NamedTuple, NewType
from urllib.parse import quote

Url = NewType("Url", str)
"""An address on the site, from its root: `/nyheder/aalborg-kommune/`. Never with a host."""

Slug = NewType("Slug", str)
"""One piece of an address: a-z, 0-9 and single hyphens."""

HOME, NEWS, MEMBERS, PEOPLE = Url("/"), Url("/nyheder/"), Url("/medlemmer/"), Url("/personer/")
QUOTES, TOPICS, PRESS, FOLLOW = Url("/citater/"), Url("/emner/"), Url("/presse/"), Url("/foelg-med/")
EVENTS = Url("/arrangementer/")
ACCESSIBILITY, SEARCH, NOT_FOUND = Url("/was/"), Url("/soeg/"), Url("/404.html")
FEED, RSS, JSON_FEED, OPML = Url("/feed.xml"), Url("/rss.xml"), Url("/feed.json"), Url("/feeds.opml")
DIGESTS = Url("/nyhedsbrev/rss.xml")
SITEMAP, NEWS_SITEMAP, ROBOTS = Url("/sitemap.xml"), Url("/sitemap-news.xml"), Url("/robots.txt")
SECURITY, LLMS = Url("/.well-known/security.txt"), Url("/llms.txt")
HEADERS, REDIRECTS, EDITOR, PRIVACY = Url("/_headers"), Url("/_redirects"), Url("/redaktion/"), Url("/privatliv/")
ASSETS, PICTURES, SEARCH_INDEX, DATA = Url("/assets/"), Url("/billeder/"), Url("/soeg/indeks/"), Url("/data/v1/")
PRESS_LIBRARY = Url(f"{PRESS}billeder/")
"""The pictures for the press, and where the originals of all pictures in `LIBRARY` live."""
STREET = Url("/gade.svg")
"""The drawing at the foot of every page."""
CALENDAR = Url(f"{EVENTS}kalender.ics")
"""All events, to subscribe to."""
STATUS = Url(f"{DATA}status.json")
"""Where a site says how many pages it has and how new its news are (docs/data.md)."""
_YEAR, _NUMBERED = "{year}/", "side/{number}/"

ROUTES: tuple[str, ...] = (
    *(HOME, NEWS, MEMBERS, PEOPLE, QUOTES, TOPICS, PRESS, FOLLOW, ACCESSIBILITY, SEARCH, NOT_FOUND),
    *(FEED, RSS, JSON_FEED, OPML, SITEMAP, NEWS_SITEMAP, "/sitemap-{number}.xml", ROBOTS, SECURITY, HEADERS, REDIRECTS),
    *(
        f"{PRESS_LIBRARY}{{path}}",
        LLMS,
        STREET,
        DIGESTS,
        EVENTS,
        CALENDAR,
        *(f"{EVENTS}{name}" for name in ("feed.xml", "rss.xml", "feed.json")),
    ),
    *(ASSETS, PICTURES, f"{SEARCH_INDEX}{{path}}", "/data/{path}", f"{EDITOR}{{path}}"),
    *(f"{NEWS}{_YEAR}", f"{NEWS}side/", f"{NEWS}{_NUMBERED}", f"{QUOTES}side/", f"{QUOTES}{_NUMBERED}"),
    *("/sider/", "/404/", "/admin/{path}"),
)
"""Every address that the site itself uses, whatever it holds: no source and no old address may have one.

`{year}`, `{number}` and `{path}`, which may be empty, stand for a piece of it. `/sider/` is kept free, for editors look
for their pages there; so are `/404/`, which some hosts show in place of `/404.html`, and `/admin/`, where editors'
programs live.
Pages of topics and people follow from what articles say; two pages at one address are found when both are there.
"""

_PIECES = {"{year}": r"\d{4}", "{number}": r"\d+", "{path}": ".*"}

SECTIONS = {"nyheder": NEWS, "medlemmer": MEMBERS, "personer": PEOPLE, "arrangementer": EVENTS, "sider": HOME}
"""The folders of `content/` and the address below which their pages live."""


def is_reserved(url: str) -> bool:
    """Whether the site itself uses the address.

    >>> is_reserved("/nyheder/2022/"), is_reserved("/feed.xml"), is_reserved("/nyheder/aabent-hus/")
    (True, True, False)
    """
    return _reserved().fullmatch(url) is not None


@cache
def _reserved() -> re.Pattern[str]:
    """Matches what `ROUTES` say; compiled when it is first wanted."""
    pieces = (re.split(r"(\{\w+})", route) for route in ROUTES)
    return re.compile("|".join("".join(_PIECES.get(part) or re.escape(part) for part in route) for route in pieces))


def year_url(year: int) -> Url:
    """The page with all news of a year."""
    return Url(NEWS + _YEAR.format(year=year))


def numbered(first: Url, number: int) -> Url:
    """The address of page `number`, counted from the oldest, of a list whose newest page is `first`."""
    return Url(first + _NUMBERED.format(number=number))


def person_url(name: str) -> Url:
    """The page of the person with the slug `name`, who may have no file."""
    return Url(f"{PEOPLE}{name}/")


def topic_url(name: str) -> Url:
    """The page of the topic with the slug `name`."""
    return Url(f"{TOPICS}{name}/")


class Feeds(NamedTuple):
    """Where the feeds of a page's news are."""

    atom: Url
    rss: Url
    json: Url


def feed_urls(page: Url) -> Feeds:
    """The feeds of the news on `page`.

    >>> feed_urls(Url("/medlemmer/kab/")).atom
    '/medlemmer/kab/feed.xml'
    """
    return Feeds(*(Url(page + name.removeprefix(HOME)) for name in (FEED, RSS, JSON_FEED)))


LIBRARY, ADDRESS_LIST = "content/billeder/", "content/adresser.txt"
"""The folder of pictures that any text may show; the file that lists what has been public, in a site that has one."""

# æ ø å as Danish WordPress spells them out (remove_accents() for locale da_DK); ä ö ü as in German.
_LETTERS = str.maketrans(
    dict(
        pair.split("=")
        for pair in ("æ=ae ø=oe å=aa ä=ae ö=oe ü=ue ß=ss ð=d þ=th œ=oe ł=l đ=d ħ=h ŧ=t ŋ=ng ı=i ə=e").split()
    )
)
# As Danish newspapers spell names from Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian.
_CYRILLIC = str.maketrans(
    dict(
        pair.split("=")
        for pair in (
            "а=a б=b в=v г=g ґ=g д=d е=e ё=jo є=je ж=zj з=z и=i і=i ї=ji й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t "
            "у=u ў=u ф=f х=kh ц=ts ч=tj ш=sj щ=sjtj ъ= ы=y ь= э=e ю=ju я=ja "
            "ђ=dj ѓ=gj ѕ=dz ј=j љ=lj њ=nj ћ=tj ќ=kj џ=dzj"
        ).split()
    )
)
_GREEK = str.maketrans("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", "") | str.maketrans(
    {"θ": "th", "χ": "ch", "ψ": "ps"}
)
# Patterns of which few starts of the program need any; Python keeps what it has compiled.
_JOINED = r"(?<=\d)\.(?=\d)|['’`´\u00ad\u200b-\u200d\ufeff]"
_SPELT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE_PREFIX = r"\d{4}-\d{2}-\d{2}[-_ ]+(?=.)"


@lru_cache(maxsize=10_000)
def slug(text: str, longest: int = 80) -> Slug:
    """The piece of an address that says `text`: at most `longest` characters, cut at a word.

    Letters that have no spelling here, such as Chinese ones, are left to a mark: 8 hexadecimal digits that stand for
    the whole text, so that two names never share an address for what was left out. Empty when no letter or digit is in
    the text.

    >>> slug("Ny børnehave på Ærø – åbner i maj")
    'ny-boernehave-paa-aeroe-aabner-i-maj'
    >>> slug("Røde Kors & SF's 1.000 venner")
    'roede-kors-og-sfs-1000-venner'
    >>> slug("Олена Шевченко"), slug("王小明")
    ('olena-sjevtjenko', 'navn-acf979cc')
    """
    # Most names of files are addresses already, and every build reads thousands of them.
    if len(text) <= longest and _SPELT.fullmatch(text):
        return Slug(text)
    # macOS stores å as a and a ring; both spellings must reach one page.
    composed = unicodedata.normalize("NFC", text).lower()
    spelt = re.sub(_JOINED, "", composed).replace("&", " og ").replace("+", " plus ").translate(_LETTERS)
    if spelt.isascii():
        return _joined(spelt, longest)
    spelt = unicodedata.normalize("NFKD", spelt.translate(_CYRILLIC)).lower()
    spelt = "".join(map(_digit, spelt.replace("ου", "ou").translate(_GREEK).translate(_LETTERS)))
    if not any(unicodedata.category(sign) in _LETTER and not sign.isascii() for sign in spelt):
        return _joined(spelt, longest)
    mark = hashlib.sha256(" ".join(composed.split()).encode("utf-8", "replace")).hexdigest()[:8]
    return Slug(f"{_joined(spelt, longest - len(mark) - 1) or 'navn'}-{mark}")


_LETTER = ("Lu", "Ll", "Lo", "Nl", "No")


def _digit(sign: str) -> str:
    """A digit of another script as one of ours; any other sign as it is."""
    return sign if sign.isascii() else str(unicodedata.decimal(sign, sign))


def _joined(spelt: str, longest: int) -> Slug:
    """The words of `spelt` with hyphens between them; what is no letter of ours or a digit is dropped."""
    words = re.findall(r"[a-z0-9]+", spelt.encode("ascii", "ignore").decode())
    ends = accumulate(len(word) + 1 for word in words)
    fitting = sum(1 for _ in takewhile(lambda end: end - 1 <= longest, ends))
    return Slug("-".join(words[: max(fitting, 1)])[:longest])


def name_of(path: str) -> str:
    """What the file or bundle at `path` is called, without date prefix and ending.

    >>> name_of("content/nyheder/2022/2022-09-28-aalborg-kommune/index.md")
    '2022-09-28-aalborg-kommune'
    """
    stem, _ = splitext(basename(path))
    return basename(dirname(path)) if stem == "index" and path.count("/") > 2 else stem


@cache
def slug_of(path: str) -> Slug:
    """The slug of the source at `path`; empty when its name holds no letter or digit.

    >>> slug_of("content/nyheder/2022/2022-09-28-Aalborg Kommune.md")
    'aalborg-kommune'
    """
    return slug(re.sub(_DATE_PREFIX, "", name_of(path)), longest=10_000)


@cache
def address(path: str) -> Url | None:
    """The address of the Markdown source at `path` (`content/…`, `/` between parts); None where no page lives.

    >>> address("content/nyheder/2022-09-28-aalborg-kommune.md")
    '/nyheder/aalborg-kommune/'
    >>> address("content/sider/om.md")
    '/om/'
    """
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != "content" or parts[1] not in SECTIONS or not path.endswith(".md"):
        return None
    piece = slug_of(path)
    return Url(f"{SECTIONS[parts[1]]}{piece}/") if piece else None


def file_address(bundle: Url, name: str) -> Url:
    """The address of the file `name` that belongs to the bundle whose page lives at `bundle`, or of one in `LIBRARY`.

    >>> file_address(Url("/nyheder/aeroe/"), "Åben dør.JPG")
    '/nyheder/aeroe/aaben-doer.jpg'
    >>> file_address(Url("/nyheder/aeroe/"), "content/billeder/Åben dør.JPG")
    '/presse/billeder/aaben-doer.jpg'
    """
    if name.startswith(LIBRARY):
        bundle, name = PRESS_LIBRARY, name.removeprefix(LIBRARY)
    stem, ending = splitext(name)
    return Url(f"{bundle}{slug(stem) or 'fil'}{ending.lower()}")


def calendar_file(event: Url) -> Url:
    """The file of the event at `event`, for calendars.

    >>> calendar_file(Url("/arrangementer/aabent-hus/"))
    '/arrangementer/aabent-hus/aabent-hus.ics'
    """
    return Url(f"{event}{event.rstrip('/').rpartition('/')[2]}.ics")


def ascii_address(address: str) -> str:
    """A web or mail address as programs write it: its domain in Punycode (IDNA), other letters percent-encoded.

    People read Danish letters in a domain, but not every program does.

    >>> ascii_address("https://blåbær.example:8000/på-tur"), ascii_address("mailto:bo@blåbær.example")
    ('https://xn--blbr-roah.example:8000/p%C3%A5-tur', 'mailto:bo@xn--blbr-roah.example')
    """
    if address.isascii():
        return address
    before, host, path = re.fullmatch(r"((?:\w+:)?(?://)?(?:[^/@]*@)?)([^/?#]*)(.*)", address, re.S).groups()  # type: ignore[union-attr]  # it matches any text
    return before + host.encode("idna").decode() + quote(path, safe="/%:;,@&=+$!*'()~?#[]")


def file_path(url: Url) -> str:
    """The path below `output/` of the file that a web server returns for `url`.

    >>> file_path(Url("/nyheder/")), file_path(Url("/feed.xml"))
    ('nyheder/index.html', 'feed.xml')
    """
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def file_paths(urls: Iterable[Url]) -> list[str]:
    """The path of each file, as `file_path` says it, for all of a site: it takes a third of the time."""
    return [url[1:] + "index.html" if url[-1] == "/" else url[1:] for url in urls]
