"""The limits that input and output are held to: sizes, lengths, depths, counts and waiting times.

A limit stands here and nowhere else, with its unit and the reason for it, and modules import it by name.
Numbers that only tune one algorithm stay beside that algorithm. `docs/graenser.md` is made from this table.
"""

from collections.abc import Iterator
from typing import Self


class Limit(int):
    """The largest number that is accepted. It is used as an `int`.

    `unit`, `subject` (what is limited) and `reason` are Danish: they are the columns of `docs/graenser.md`.
    """

    unit: str
    subject: str
    reason: str

    def __new__(cls, number: int, unit: str, subject: str, reason: str) -> Self:
        limit = super().__new__(cls, number)
        limit.unit, limit.subject, limit.reason = unit, subject, reason
        return limit

    @property
    def millions(self) -> int:
        """For messages: megabytes of bytes, megapixels of pixels."""
        return self // 1_000_000


# Files and folders of the content
TEXT_FILE_BYTES = Limit(
    1_200_000, "byte", "En Markdown- eller YAML-fil", "Den rummer den længste brødtekst og felterne over den."
)
BUNDLE_FILE_BYTES = Limit(
    25_000_000,
    "byte",
    "Et billede, en optagelse eller en vedhæftet fil",
    "Værter tager 25 MB i én fil, og git gemmer hver udgave af den.",
)
TRANSCRIPT_BYTES = Limit(
    400_000,
    "byte",
    "Undertekster til en optagelse, eller det, der bliver sagt i den",
    "To timers tale fylder 130.000; siden viser det hele.",
)
ROOT_FILE_BYTES = Limit(
    1_000_000, "byte", "En fil i content/rod", "Det er bekræftelser, ikoner og indstillinger, og de lægges ud uændret."
)
FILE_NAME_BYTES = Limit(200, "byte", "Navnet på en fil", "Filsystemer standser ved 255, og kopier får en endelse til.")
FOLDER_DEPTH = Limit(
    12, "mapper", "Mapper inden i hinanden i content/", "Windows har besvær med stier på over 260 tegn."
)
SLUG_CHARACTERS = Limit(
    120, "tegn", "Det stykke af en adresse, som filnavnet bliver til", "En adresse skal kunne læses og deles."
)

# Front matter
FRONT_MATTER_BYTES = Limit(
    64_000, "byte", "Felterne øverst i en fil", "Felter er korte; det lange hører til under dem."
)
YAML_DEPTH = Limit(
    20, "trin", "Lister og felter inden i hinanden", "Felterne selv bruger tre; YAML-læseren kalder sig selv."
)
YAML_EVENTS = Limit(3_000, "dele", "Nøgler, værdier og klammer i felterne", "En nyhed med tredive citater har 250.")
SYNTAX_ERRORS = Limit(10, "meddelelser", "Skrivefejl i felterne, der vises på én gang", "Hver koster en læsning til.")
TITLE_CHARACTERS = Limit(
    300, "tegn", "En overskrift eller en stilling", "Den står i lister, faner og søgeresultater, som viser omkring 60."
)
NAME_CHARACTERS = Limit(
    200, "tegn", "Et navn eller et emne", "Det længste navn på en forening, vi kender, er på 110 tegn."
)
SUMMARY_CHARACTERS = Limit(2_000, "tegn", "Feltet summary", "Det er en underrubrik; mere hører til i teksten.")
FIELD_CHARACTERS = Limit(
    10_000, "tegn", "Ethvert andet felt, for eksempel et citat", "Det længste citat, vi har set, er på 1.500 tegn."
)

# The body
BODY_CHARACTERS = Limit(
    1_000_000, "tegn", "Brødteksten i en fil, også en, der indlæses", "En roman er på omkring 500.000."
)
MARKDOWN_WORK = Limit(
    1_800_000,
    "mikrosekunder",
    "Arbejdet med en brødtekst, regnet ud fra dens tegn",
    "Det er halvandet sekund på en langsom computer; en nyhed på 400 ord beder om 3.500.",
)
MARKDOWN_DEPTH = Limit(
    8, "trin", "Citater, lister og fodnoter inden i hinanden på én linje", "Markdown-læseren kalder sig selv for hvert."
)
EMPHASIS_DEPTH = Limit(
    40, "trin", "Fed, kursiv og links inden i hinanden", "Ingen kan se mere end to; HTML-læseren kalder sig selv."
)
LINK_CHARACTERS = Limit(
    2_000, "tegn", "Adressen i et link", "Længere adresser tager browsere og servere ikke sikkert imod."
)
TAG_CHARACTERS = Limit(
    4_000, "tegn", "En HTML-kode med sine egenskaber", "Den bliver fjernet; en længere læses som tegnet < og tekst."
)
EXCERPT_CHARACTERS = Limit(
    200, "tegn", "Uddraget af en tekst uden summary", "Det er to-tre linjer på et kort i en liste."
)
QUOTE_PARTS = Limit(
    12, "stykker", "Stykker, som teksten deler ét citat i", "Mellem to stykker står »siger hun«; flere er en hel tale."
)
EMBARGO_LINES = Limit(20, "linjer", "Embargolinjer, der meldes i én tekst", "En pressemeddelelse har højst et par.")
EMBARGO_CUES = Limit(
    500,
    "steder",
    "Ord som »embargo til«, der undersøges i én tekst",
    "En pressemeddelelse har højst ti; hvert koster en læsning.",
)
EMBARGO_CHARACTERS = Limit(
    400,
    "tegn",
    "En sætning, hvor der ledes efter en embargo",
    "En besked er kort; en længere sætning er løbende tekst.",
)

# Pictures
PICTURE_PIXELS = Limit(
    40_000_000, "pixel", "Et billede, også i et Word-dokument", "Udpakket fylder det 120 MB i computerens hukommelse."
)
PICTURE_SIDE = Limit(16_000, "pixel", "Den lange led af et billede", "WebP-formatet standser ved 16.383.")
SHARE_BYTES = Limit(
    300_000, "byte", "Det billede, der vises, når en nyhed deles", "De strengeste netværk viser ikke større billeder."
)
DOCUMENT_PICTURE_BYTES = Limit(
    200_000, "byte", "Billedet i Word-filen til pressen", "Filen skal kunne sendes med mail; originalen hentes for sig."
)

# Attached documents
ATTACHED_PARTS = Limit(
    5_000, "dele", "Dele i et vedhæftet dokument, der undersøges", "En præsentation har nogle hundrede."
)
ATTACHED_BYTES = Limit(
    100_000_000,
    "byte",
    "Et vedhæftet dokument, pakket ud, der undersøges",
    "100.000 rækker i et regneark er 30 MB.",
)
ATTACHED_PAGES = Limit(
    500, "sider", "Sider i en pdf, hvor der ledes efter kommentarer", "Hver side tager et millisekund."
)
NAME_CHARACTERS_SHOWN = Limit(
    60, "tegn", "Et navn fra et vedhæftet dokument i en meddelelse", "Længere navne er ingen navne."
)

# Import
IMPORT_BYTES = Limit(
    100_000_000,
    "byte",
    "En fil, der indlæses, også når den er pakket ud",
    "En eksport fra WordPress kan fylde så meget.",
)
IMPORT_TEXT_BYTES = Limit(
    25_000_000, "byte", "En tekst eller HTML-fil, der indlæses", "Selve teksten er langt mindre; resten er kode."
)
ZIP_ENTRY_BYTES = Limit(
    50_000_000, "byte", "En del af et Word-dokument, pakket ud", "En del er en tekst eller et billede."
)
ZIP_XML_BYTES = Limit(
    8_000_000, "byte", "En XML-del af et Word-dokument", "En pressemeddelelse er langt under 1.000.000."
)
ZIP_RATIO = Limit(
    100,
    "gange",
    "Hvor meget større et Word-dokument må blive pakket ud",
    "XML pakkes tyve gange sammen, en zipbombe tusind.",
)
ZIP_ENTRIES = Limit(
    1_000, "dele", "Dele i et Word-dokument", "Et dokument har omkring tyve dele og en for hvert billede."
)
XML_DEPTH = Limit(
    100, "trin", "Elementer inden i hinanden i et Word-dokument", "En tabel i en tabel i et tekstfelt bruger fyrre."
)
XML_ELEMENTS = Limit(
    30_000, "elementer", "Elementer i et Word-dokument", "400 ord bruger 3.000, og læseren er et sekund om 10.000."
)
WORDPRESS_DEPTH = Limit(30, "trin", "Elementer inden i hinanden i en eksport fra WordPress", "En eksport bruger fem.")
HTML_DEPTH = Limit(
    60, "trin", "Elementer inden i hinanden i HTML, der indlæses", "En nyhed bruger ti; HTML-læseren kalder sig selv."
)
DOCX_PICTURES = Limit(
    50, "billeder", "Billeder, der tages med fra et Word-dokument", "Flere er et album og ikke en nyhed."
)
MAIL_PARTS = Limit(200, "dele", "Dele i en mail", "En mail med bilag har ti.")
FEED_ENTRIES = Limit(1_000, "nyheder", "Nyheder i en strøm, der indlæses", "De fleste strømme har ti.")
RTF_BYTES = Limit(10_000_000, "byte", "En RTF-fil, der indlæses", "Billeder fylder meget i RTF, og læseren er langsom.")
DOCX_CHUNKS = Limit(
    10, "dokumenter", "Hele filer, der er sat ind i et Word-dokument", "Ingen pressemeddelelse har flere."
)
EXTRACT_CHARACTERS = Limit(
    40_000,
    "tegn",
    "Den del af en indlæst tekst, hvor der ledes efter felter",
    "En nyhed er på nogle tusind; resten er brødtekst.",
)
IMPORT_SUMMARY_CHARACTERS = Limit(
    400, "tegn", "Et underrubriksafsnit, der bliver til summary ved indlæsning", "Et længere afsnit er brødtekst."
)
EMBARGO_REQUESTS = Limit(
    5, "sætninger", "Sætninger i en indlæst tekst, der beder om at vente", "Én er nok til, at kladden bliver mærket."
)
EMBARGO_SOURCES = Limit(
    200,
    "steder",
    "Steder uden for den indlæste tekst, hvor der ledes efter en embargo",
    "Et dokument har en sidefod eller ti, en mail et hoved.",
)
HTML_TAG_DEPTH = Limit(
    1_000,
    "trin",
    "Koder inden i hinanden i HTML, før den bliver sat i stand",
    "Rod kan fordoble dybden mange gange; HTML-læseren bruger tid i anden potens.",
)
MERGED_CELLS = Limit(
    30, "celler", "Celler, som én flettet celle i en tabel dækker", "En tabel i en nyhed har under ti kolonner."
)
STYLE_CHAIN = Limit(
    20,
    "typografier",
    "Typografier i Word, der bygger på hinanden",
    "Word bruger fire; et dokument kan have dem i ring.",
)
CHART_FIGURES = Limit(500, "tal", "Tal i et diagram, der bliver til en tabel", "Flere tal kan ingen læse som tabel.")
WORD_NOTES = Limit(20, "opgaver", "Farvelagte steder, der bliver til opgaver", "Flere er pynt og ikke arbejdsnoter.")
JSON_DEPTH = Limit(
    50,
    "trin",
    "Klammer inden i hinanden i en bloks data fra WordPress",
    "En sidebygger bruger tyve; JSON-læseren kalder sig selv.",
)
WORDPRESS_REUSES = Limit(
    3, "trin", "Genbrugte blokke inden i hinanden fra WordPress", "Blokke kan indeholde hinanden i ring."
)
BLOCK_TEXTS = Limit(
    200, "tekster", "Tekster i en bloks data fra WordPress", "En forside i en sidebygger har halvtreds."
)

# What comes out
FAULTS_PER_KIND = Limit(20, "meddelelser", "Fejl af én slags i én fil, der vises", "Flere skjuler kun de andre.")
REPEATED_CHARACTERS = Limit(
    80, "tegn", "Det, en meddelelse gentager af en tekst", "Meddelelsen skal kunne læses; stedet står ved siden af."
)
UNLISTED_QUOTES = Limit(100, "citater", "Citater uden post, der vises for én nyhed", "Flere skjuler kun de andre.")
LOSSES_SHOWN = Limit(
    10, "steder", "Steder, som indlæsningen ikke tog med, der vises for én tekst", "»--format json« har dem alle."
)
COMPARED_WORDS = Limit(
    25_000_000,
    "par",
    "Par af ord, når to udgaver af en tekst sammenlignes",
    "Det er et sekunds arbejde; udgaver på mere end 5.000 ord hver regnes for helt forskellige.",
)
EXCERPT_SHOWN = Limit(120, "tegn", "Det, indlæsningen gentager af en tekst", "Stedet står ved siden af.")
FAULTS_IN_PREVIEW = Limit(
    30, "meddelelser", "Fejl, der vises på en side i forhåndsvisningen", "Flere skjuler kun siden."
)
SITEMAP_URLS = Limit(50_000, "adresser", "Adresser i ét sitemap", "sitemaps.org sætter grænsen; der laves flere filer.")
NEWS_SITEMAP_URLS = Limit(1_000, "adresser", "Adresser i nyhedskortet", "Google sætter grænsen.")
SEARCH_WORD_CHARACTERS = Limit(
    40, "tegn", "Et ord, som søgningen finder", "»Speciallægepraksisplanlægningsstabiliseringsperiode« er på 51."
)
PRESS_KIT_BYTES = Limit(
    25_000_000,
    "byte",
    "Filerne i en pressepakke",
    "Det er, hvad værter tager imod i én fil; af et billede eller en optagelse, der ikke er plads til, står adressen.",
)
DOCX_LIST_LEVELS = Limit(
    5, "trin", "Indrykning af lister i Word-filen til pressen", "Word kan ni, men ingen læser så dybt."
)

# The preview, and the check that a site is still built
PREVIEW_HEAD_BYTES = Limit(
    16_384, "byte", "Hovedet på en forespørgsel til forhåndsvisningen", "Det er rigeligt til en browser."
)
PREVIEW_SECONDS = Limit(
    10,
    "sekunder",
    "Ventetid på en browser, der forbinder sig til forhåndsvisningen",
    "Så optager ingen pladsen for de andre.",
)
PREVIEW_CONNECTIONS = Limit(
    250,
    "forbindelser",
    "Forbindelser til forhåndsvisningen på én gang",
    "En browser bruger seks; den, der har tiet længst, må vige.",
)
DESK_FORM_BYTES = Limit(
    110_000_000,
    "byte",
    "Det, en formular på skrivebordet sender",
    "En fil til indlæsning, og felterne ved siden af den.",
)
PACKAGE_SECONDS = Limit(
    180,
    "sekunder",
    "Ventetid på redaktionens program, der hentes én gang",
    "Det er på 11,5 MB; en langsom forbindelse bruger et minut.",
)
LIVE_SECONDS = Limit(
    20, "sekunder", "Ventetid på svar fra siden på nettet", "Et websted, der er længere om det, er nede."
)
LIVE_ANSWER_BYTES = Limit(10_000, "byte", "Svaret ved »--live«", "status.json fylder nogle hundrede.")
LIVE_LATE_MINUTES = Limit(
    60, "minutter", "Forsinkelse, før »next --live« melder, at byggeriet står stille", "Der bygges hver time."
)

# Publishing
DELETED_FILES = Limit(
    50,
    "filer",
    "Filer, der slettes hos værten uden »--allow-shrink«",
    "En redaktør trækker en nyhed eller to tilbage ad gangen.",
)
PUBLIC_BYTES = Limit(
    30_000_000, "byte", "En fil, der sammenlignes med den, læserne får", "Den største fil på siden er mindre."
)
PUBLIC_CHECK_SECONDS = Limit(
    120, "sekunder", "Alt det, »check --public« spørger siden om", "Så bliver den færdig, også når værten er langsom."
)
SHARED_DAYS = Limit(
    90, "dage", "Den tid, en kladde kan ses af en kollega", "En kladde, der kan læses længere, bliver glemt der."
)
PUBLIC_SECONDS = Limit(
    75, "sekunder", "Ventetid på, at læserne får den nye side", "Værter gemmer en side i 60 sekunder."
)
SSH_SECONDS = Limit(
    30, "sekunder", "Ventetid på en server, der logges ind på", "En server, der er længere om det, er nede."
)

_GROUPS = {
    "TEXT_FILE_BYTES": "Filer og mapper",
    "FRONT_MATTER_BYTES": "Felterne øverst i filen",
    "BODY_CHARACTERS": "Teksten",
    "PICTURE_PIXELS": "Billeder",
    "IMPORT_BYTES": "Indlæsning",
    "FAULTS_PER_KIND": "Det, der kommer ud",
    "PREVIEW_HEAD_BYTES": "Forhåndsvisning og tilsyn",
    "DELETED_FILES": "Udgivelse",
}
"""Name of the first limit of each group → the group's heading on the page."""


def limits_page() -> str:
    """The text of `docs/graenser.md`: a table of limits for each part of the work."""
    return "".join(_page())


def _page() -> Iterator[str]:
    yield (
        "<!-- Siden er lavet automatisk ud fra hjemsite/limits.py. Ret den ikke i hånden. -->\n\n"
        "# Grænser\n\n"
        "Så stort, langt og dybt kan indholdet være. Grænserne er der, for at én fil ikke kan standse hele byggeriet. "
        "Hvad der sker ved en grænse, står i meddelelsen; [reglerne](regler.md) fortæller mere.\n"
    )
    for name, limit in globals().items():
        if name in _GROUPS:
            yield f"\n## {_GROUPS[name]}\n\n| Hvad | Højst | Hvorfor |\n|---|---|---|\n"
        if isinstance(limit, Limit):
            number = f"{limit:,}".replace(",", ".")
            yield f"| {limit.subject} | {number} {limit.unit} | {limit.reason} |\n"
