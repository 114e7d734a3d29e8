"""The privacy notice about cookies and what is fetched from elsewhere: a line on every page, and a page of its own.

Every sentence follows from the settings and from what builds look for on pages and in scripts. A site can have its own
page at the same address instead.
"""

from collections.abc import Iterator

from hjemsite import danish
from hjemsite.model import Allow
from hjemsite.pages.context import PageContext
from hjemsite.pages.layout import Layout
from hjemsite.pages.page import Page, page
from hjemsite.pages.views import PrivacyView, TextSection
from hjemsite.urls import PRIVACY

TITLE = "Privatliv"


def privacy_page(layout: Layout) -> Iterator[Page]:
    """The page on privacy, unless an editor has written one."""
    if all(text.url != PRIVACY for text in layout.edition.pages):
        yield page(PRIVACY, "privacy.html", privacy_view)


def privacy_view(context: PageContext) -> PrivacyView:
    settings = context.edition.settings
    return PrivacyView(
        frame=context.page_frame(TITLE, PRIVACY, f"Hvad andre får at vide, når du læser {settings.title}."),
        title=TITLE,
        sections=tuple(_sections(settings.allow)),
    )


def _sections(allow: Allow) -> Iterator[TextSection]:
    yield TextSection("Cookies og statistik", _cookies(allow))
    yield TextSection("Andre steder på nettet", (*_elsewhere(allow), _LINKS))
    yield TextSection("Din egen browser", (_SCHEME, _SEARCH))
    yield TextSection("Serveren", (_SERVER,))


def _cookies(allow: Allow) -> tuple[str, ...]:
    if not allow.scripts:
        return ("Siden bruger ingen cookies og fører ingen statistik over, hvem der læser den.",)
    return (
        f"Siden bruger ikke selv cookies. Den henter programkode fra {_places(allow.scripts)}, for eksempel til "
        "statistik. Den kode kan se, hvad du læser her, og den kan bruge cookies.",
    )


def _elsewhere(allow: Allow) -> Iterator[str]:
    if not allow.hosts:
        yield (
            "Alt på siden kommer fra siden selv, også billeder, skrifter og søgning. Din browser spørger ingen andre, "
            "og det bliver efterset, hver gang siden bliver bygget."
        )
        return
    if allow.frames:
        yield f"Nogle sider viser noget fra {_places(allow.frames)}, for eksempel film."
    if allow.pictures:
        yield f"Nogle billeder kommer fra {_places(allow.pictures)}."
    yield (
        "Når din browser henter noget dér, kan det ses, at du har været her, og hvad der sker med den viden, står på "
        f"de steders egne sider. Andre steder end {_places(allow.hosts)} henter siden ikke fra, og det bliver "
        "efterset, hver gang den bliver bygget."
    )


def _places(origins: tuple[str, ...]) -> str:
    return danish.list_of([origin.removeprefix("https://") for origin in origins])


_LINKS = (
    "Links til andre steder er almindelige links, også dem til at dele en nyhed. De andre får først noget at vide, når "
    "du følger et."
)
_SCHEME = "Vælger du lys eller mørk, husker din egen browser det. Valget bliver ikke sendt til nogen."
_SEARCH = "Det er også din egen browser, der søger. Det, du søger efter, kommer til at stå i sidens adresse."
_SERVER = (
    "Siden ligger på en server. Den får som alle servere at vide, hvilken IP-adresse der henter hvilken side, og hvor "
    "længe den gemmer det, bestemmer den, der driver den."
)
