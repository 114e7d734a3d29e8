"""The commands with which an editor writes, such as `new`, `import` and `format`, and what each takes."""

import argparse
from pathlib import Path
from typing import Any

import hjemsite
from hjemsite import danish
from hjemsite.content.frontmatter.values import MEMBER_KINDS

KINDS = {"article": "nyhed", "member": "medlem", "person": "person", "event": "arrangement", "page": "side"}
"""What `new` can make, and what it is called in Danish; both are understood."""

ANSWERS = {
    "title": ("TEKST", "nyhedens, arrangementets eller sidens overskrift; for en person vedkommendes titel"),
    "date": ("DATO", "nyhedens dato, også med klokkeslæt (ellers i dag)"),
    "embargo": (
        "TIDSPUNKT",
        "hvornår det tidligst må komme ud, for eksempel »4. december 2026 kl. 6«",
    ),
    "name": ("NAVN", "medlemmets eller personens navn"),
    "kind": (
        "SLAGS",
        f"medlemmets slags: {danish.list_of(MEMBER_KINDS, 'eller')}",
    ),
    "joined": ("DATO", "hvornår medlemmet kom med: år, år-måned eller år-måned-dag"),
    "website": ("ADRESSE", "medlemmets hjemmeside"),
    "member": ("MEDLEM", "det medlem, som nyheden handler om, personen kommer fra, eller som står for arrangementet"),
    "organisation": ("NAVN", "personens organisation, når den ikke er medlem"),
    "starts": ("TIDSPUNKT", "hvornår arrangementet begynder"),
    "ends": ("TIDSPUNKT", "hvornår arrangementet slutter"),
    "place": ("STED", "hvor arrangementet er"),
    "published": ("DATO", "fra hvornår arrangementet må ses på siden (ellers i dag)"),
    "menu": ("TAL", "sidens plads i menuen"),
}
"""What a new file can be told, and how it is explained."""


class _Answer(argparse.Action):
    """Gathers the answers under one name."""

    def __call__(self, _parser: Any, namespace: Any, value: Any, _option: str | None = None) -> None:
        namespace.answers = {**getattr(namespace, "answers", {}), self.dest: value}


def add(branches: Any) -> dict[str, Any]:
    """The parser of each command, by its name."""
    new = branches.add_parser(
        "new",
        usage=f"{hjemsite.COMMAND} new [article|member|person|event|page] [TILVALG …]",
        help="begynd på en nyhed, et medlem, en person, et arrangement eller en side",
        description="Skriver en udfyldt fil at begynde på. Det, der mangler, bliver du spurgt om.",
    )
    new.add_argument_group("Hvad det skal være").add_argument(
        "kind",
        metavar="SLAGS",
        type=_kind,
        help="article (nyhed), member (medlem), person, event (arrangement) eller page (side)",
    )
    group = new.add_argument_group("Hvad filen skal sige")
    for name, (metavar, help_text) in ANSWERS.items():
        group.add_argument(f"--{name}", metavar=metavar, action=_Answer, dest=name, help=help_text)
    init = branches.add_parser(
        "init",
        usage=f"{hjemsite.COMMAND} init MAPPE [TILVALG …]",
        help="begynd på en ny side i en mappe for sig selv",
        description="Skriver en ny side, der kan bygges med det samme: indstillinger, en Om-side, en nyhed og et "
        "medlem som eksempler, der ikke kan komme ud, og det, der bygger og udgiver siden. Det, der mangler, bliver du "
        "spurgt om. Ingen fil, der findes i forvejen, bliver rørt.",
    )
    _add_init(init)
    taking = branches.add_parser(
        "import",
        usage=f"{hjemsite.COMMAND} import FIL … [TILVALG …]",
        help="læs pressemeddelelser ind som kladder",
        description="Læser pressemeddelelser ind som kladder: Word (.docx), OpenDocument (.odt), RTF, tekst, Markdown, "
        "mails (.eml), websider (.html), nyhedsstrømme eller en eksport fra WordPress. Citater, talere og medlemmer "
        "bliver fundet i teksten, og det usikre bliver mærket med # tjek:. Det, der ikke kommer med, bliver nævnt.",
    )
    taking.add_argument_group("Hvad der skal læses ind").add_argument(
        "files", metavar="FIL", nargs="+", help="filer eller mapper at læse ind; - er den tekst, du sætter ind"
    )
    _add_import(taking)
    quotes = branches.add_parser(
        "quotes",
        usage=f"{hjemsite.COMMAND} quotes FIL … [--write]",
        help="find citater og talere i en nyhed",
        description="Finder citater og talere i en nyhed og viser, hvad der kan tilføjes øverst i filen.",
    )
    group = quotes.add_argument_group("Hvad der skal ses efter")
    group.add_argument("files", metavar="FIL", nargs="+", help="nyheder i content/nyheder")
    group.add_argument("--write", action="store_true", help="skriv forslagene ind i filen")
    others = {name: parser(branches) for name, parser in _OTHERS.items()}
    return {"init": init, "new": new, "import": taking, "quotes": quotes, **others}


class _Name(argparse.Action):
    """Gathers names under one name, in their order."""

    def __call__(self, _parser: Any, namespace: Any, value: Any, _option: str | None = None) -> None:
        namespace.files = [*getattr(namespace, "files", ()), value]


def _move_parser(branches: Any) -> Any:
    parser = branches.add_parser(
        "move",
        usage=f"{hjemsite.COMMAND} move GAMMEL NY [--dry-run]",
        help="giv en nyhed, et medlem eller et billede et andet navn",
        description="Giver filen eller mappen med en nyhed eller et medlem et andet navn, skriver den gamle adresse i "
        "redirects, så links udefra stadig virker, og retter de links i content, der fører til den. Et billede i "
        "content/billeder tager sin beskrivelse med, og de tekster, der viser det, bliver rettet. Skriv filens navn "
        "eller dens adresse, og hvad den skal hedde.",
    )
    group = parser.add_argument_group("Hvad der skal flyttes")
    group.add_argument("old", metavar="GAMMEL", action=_Name, help="filen, mappen eller adressen, som den er nu")
    group.add_argument("new", metavar="NY", action=_Name, help="det nye navn, eller en sti i samme del af content")
    group.add_argument("--dry-run", action="store_true", help="vis, hvad der ville ske, uden at skrive noget")
    return parser


def _format_parser(branches: Any) -> Any:
    parser = branches.add_parser(
        "format",
        usage=f"{hjemsite.COMMAND} format [FIL …] [--check]",
        help="sæt felterne øverst i filerne ens op",
        description="Sætter felterne øverst i filerne op på samme måde, med samme indrykning og mellemrum. "
        "Kommentarer bliver stående, og hverken ord, rækkefølge eller betydning bliver ændret. Teksten under felterne "
        "bliver ikke rørt. Uden navne er det alle tekster i content og site.yaml.",
    )
    group = parser.add_argument_group("Hvad der skal sættes op")
    group.add_argument("files", metavar="FIL", nargs="*", help="filer eller mapper i content")
    group.add_argument(
        "--check", action="store_true", dest="check_only", help="ret intet, men sig, hvilke filer der står anderledes"
    )
    return parser


def _upgrade_parser(branches: Any) -> Any:
    parser = branches.add_parser(
        "upgrade",
        usage=f"{hjemsite.COMMAND} upgrade [--check]",
        help="skift siden til denne udgave af hjemsite",
        description="Efterser siden med denne udgave af hjemsite, fortæller, hvad der er ændret i de skabeloner, som "
        "sidens egne bygger på, og skriver udgaven i requirements.txt. Er der fejl, bliver intet skrevet.",
    )
    group = parser.add_argument_group("Hvad der skal ske")
    group.add_argument(
        "--check", action="store_true", dest="check_only", help="skriv intet, men sig, hvad der skal rettes"
    )
    return parser


_OTHERS = {"format": _format_parser, "move": _move_parser, "upgrade": _upgrade_parser}


def _add_init(parser: Any) -> None:
    parser.add_argument_group("Hvor siden skal ligge").add_argument(
        "folder", metavar="MAPPE", type=Path, help="en mappe, der er tom eller ikke findes"
    )
    group = parser.add_argument_group("Hvad siden skal hedde")
    group.add_argument("--title", metavar="TEKST", action=_Answer, help="sidens navn, for eksempel alliancens")
    group.add_argument(
        "--address", metavar="ADRESSE", action=_Answer, help="sidens adresse, for eksempel https://www.alliancen.dk"
    )
    group.add_argument(
        "--members-called", metavar="ORD", action=_Answer, help="hvad dem, der er med, bliver kaldt (ellers medlemmer)"
    )
    group.add_argument(
        "--ci", metavar="VÆRT", action=_Answer, help="hvem der skal bygge siden: github, gitlab, forgejo eller ingen"
    )
    group.add_argument("--dry-run", action="store_true", help="vis, hvad der ville blive skrevet")


def _add_import(parser: Any) -> None:
    group = parser.add_argument_group("Hvordan der skal læses ind")
    group.add_argument("--output", metavar="MAPPE", type=Path, help="læg kladderne i MAPPE og ikke i content/nyheder")
    group.add_argument(
        "--media", metavar="MAPPE", type=Path, help="hent billeder og filer fra WordPress i MAPPE (uploads)"
    )
    group.add_argument(
        "--post-types",
        metavar="TYPER",
        type=_post_types,
        help="indlægstyper fra WordPress, som er nyheder (ellers post), for eksempel pressemeddelelse,news",
    )
    group.add_argument(
        "--embargo",
        metavar="TIDSPUNKT",
        help="hvornår det tidligst må komme ud, hvis du ved det bedre end teksten",
    )
    group.add_argument("--recover", action="store_true", help="red, hvad der kan læses i en beskadiget eksport")
    group.add_argument("--force", action="store_true", help="erstat tekster, der findes i forvejen")
    group.add_argument("--dry-run", action="store_true", help="vis, hvad der ville ske, uden at skrive noget")
    group.add_argument(
        "--format", metavar="FORM", type=_format, help="text skriver kladder; json viser kun det, der er fundet"
    )


def _kind(text: str) -> str:
    if text in KINDS.values():
        return next(kind for kind, danish_name in KINDS.items() if danish_name == text)
    if text not in KINDS:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne article, member, person, event og page")
    return text


def _post_types(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip())) or ("post",)


def _format(text: str) -> str:
    if text not in ("text", "json"):
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne text og json")
    return text
