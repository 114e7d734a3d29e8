"""The commands that make the site, `build`, `check` and `serve`, and those that tell about it, `next` and `status`."""

import argparse
from pathlib import Path
from typing import Any

import hjemsite
from hjemsite.cli.option_values import (
    base_url,
    day,
    fault_format,
    instant,
    jobs,
    month,
    plain_format,
    port,
    site_address,
)


def making(branches: Any) -> dict[str, Any]:
    """The parser of each command that makes the site, by its name."""
    build = branches.add_parser(
        "build",
        usage=f"{hjemsite.COMMAND} [build] [TILVALG …]",
        help="byg siden (det sker også, når ingen kommando er nævnt)",
        description="Bygger siden. Er der fejl i indholdet, bliver den gamle side stående.",
    )
    check = branches.add_parser(
        "check",
        usage=f"{hjemsite.COMMAND} check [TILVALG …]",
        help="find fejl uden at skrive noget",
        description="Gør alt det, som build gør, men skriver ingen filer.",
    )
    serve = branches.add_parser(
        "serve",
        usage=f"{hjemsite.COMMAND} serve [TILVALG …]",
        help="se siden i en browser, mens du skriver",
        description="Viser siden på denne computer, med kladder og kommende nyheder, og igen, hver gang du gemmer. "
        "Skriver ingen filer.",
    )
    _add_output(build)
    _add_serving(serve)
    for parser in (build, check):
        _add_making(parser)
    _add_account(build)
    _add_sharing(build)
    _add_public(check)
    return {"build": build, "check": check, "serve": serve}


def telling(branches: Any) -> dict[str, Any]:
    """The parser of each command that tells about the site and changes nothing, by its name."""
    coming = branches.add_parser(
        "next",
        usage=f"{hjemsite.COMMAND} next [TILVALG …]",
        help="hvornår siden næste gang ændrer sig af sig selv, og hvorfor",
        description="Fortæller, hvornår siden næste gang ændrer sig, uden at nogen rører ved den, og hvorfor. "
        "Med --live bliver siden på nettet spurgt, om den er fulgt med.",
    )
    status = branches.add_parser(
        "status",
        usage=f"{hjemsite.COMMAND} status [TILVALG …]",
        help="hvad der er ude, hvad der venter, og hvad der er fejl i",
        description="Fortæller i få linjer, hvor mange nyheder der er ude, hvilke kladder der ligger, hvad der kommer "
        "ud og bliver taget af hvornår, og hvilke filer der er fejl i. Med --format json kommer det hele med.",
    )
    letter = branches.add_parser(
        "newsletter",
        usage=f"{hjemsite.COMMAND} newsletter MÅNED [TILVALG …]",
        help="lav et nyhedsbrev af en måneds nyheder",
        description="Laver en mail af de nyheder, der kom ud i en måned, og de arrangementer, der kommer: som HTML, "
        "der kan ses i alle mailprogrammer, og som ren tekst. Kladder og det, der har embargo, er aldrig med.",
    )
    _add_coming(coming)
    _add_report_options(status)
    _add_letter(letter)
    return {"next": coming, "status": status, "newsletter": letter}


def _add_output(parser: Any) -> None:
    group = parser.add_argument_group("Hvor siden skal ligge")
    group.add_argument("--output", metavar="MAPPE", type=Path, help="byg i MAPPE i stedet for i output")
    group.add_argument("--allow-shrink", action="store_true", help="byg, selv om siden bliver meget mindre eller tom")
    group.add_argument("--clean", action="store_true", help="begynd forfra uden at bruge noget fra tidligere")
    group.add_argument(
        "--live",
        metavar="ADRESSE",
        nargs="?",
        const="",
        type=site_address,
        help="sammenlign med siden på ADRESSE (ellers adressen i content/site.yaml), så en side, der er blevet meget "
        "mindre eller ældre, ikke kommer ud. Til byggeri i CI, hvor output er tom",
    )
    group.add_argument(
        "--no-search", action="store_true", help="byg hurtigere uden søgning, for eksempel for at se efter"
    )


def _add_public(parser: Any) -> None:
    group = parser.add_argument_group("Hvad læserne ser")
    group.add_argument(
        "--links",
        action="store_true",
        help="prøv links til andres sider: omtale og medlemmernes egne sider. Det bliver fortalt og er aldrig en fejl",
    )
    group.add_argument(
        "--public",
        metavar="ADRESSE",
        nargs="?",
        const="",
        type=site_address,
        dest="look_at",
        help="se efter, om siden på ADRESSE (ellers adressen i content/site.yaml) viser det, den skal nu: nyheder, "
        "strøm, gamle adresser, sikkerhed og certifikat. Til cron: 0 er i orden, 1 er ikke, 3 er intet svar",
    )


def _add_account(parser: Any) -> None:
    group = parser.add_argument_group("Hvad der skal fortælles")
    group.add_argument(
        "--explain", action="store_true", help="vis for hver side, der er lavet på ny, hvorfor den er det"
    )
    group.add_argument("--timings", action="store_true", help="vis, hvor lang tid hvert trin tog")


def _add_sharing(parser: Any) -> None:
    group = parser.add_argument_group("Når en kladde skal vises til en kollega")
    group.add_argument(
        "--share",
        metavar="FIL",
        nargs="+",
        help="byg kun siderne for disse nyheder, med et bånd øverst, i mappen delt (eller --output), på en adresse, "
        "som ingen kan gætte. Den offentlige side bliver ikke rørt",
    )
    group.add_argument("--until", metavar="DATO", type=day, help="sidste dag, de kan læses (ellers to uger fra i dag)")


def _add_making(parser: Any) -> None:
    group = parser.add_argument_group("Hvad der skal med")
    group.add_argument("--drafts", action="store_true", help="tag kladder med")
    _add_as_of(group)
    group.add_argument(
        "--allow-any-time", action="store_true", help="byg, selv om tidspunktet ikke ser ud til at kunne passe"
    )
    group.add_argument(
        "--base-url",
        metavar="ADRESSE",
        type=base_url,
        help="brug ADRESSE i stedet for adressen i content/site.yaml",
    )
    group.add_argument(
        "--format",
        metavar="FORM",
        type=fault_format,
        help="vis fejl som text (til mennesker), json, github eller gitlab",
    )
    group.add_argument(
        "--quiet-hidden",
        action="store_true",
        help="skriv intet om nyheder, der ikke er ude, som røber dem; til en log, som flere kan læse end teksterne",
    )
    group.add_argument(
        "--jobs", metavar="ANTAL", type=jobs, help="brug højst ANTAL af computerens kerner (ellers alle)"
    )


def _add_serving(parser: Any) -> None:
    group = parser.add_argument_group("Hvad der skal vises og hvor")
    _add_as_of(group)
    group.add_argument("--port", metavar="TAL", type=port, help="den port, siden vises på (ellers 8000)")
    group.add_argument(
        "--host", metavar="NAVN", help="vis siden for andre computere på adressen NAVN (ellers kun for denne)"
    )
    group.add_argument("--open", action="store_true", help="åbn skrivebordet i browseren, når siden er klar")
    group.add_argument(
        "--poll",
        action="store_true",
        help="se selv efter ændringer (netværksdrev, WSL, Docker)",
    )


def _add_report_options(parser: Any) -> Any:
    group = parser.add_argument_group("Hvad der skal fortælles")
    _add_as_of(group)
    group.add_argument("--format", metavar="FORM", type=plain_format, help="som text (til mennesker) eller json")
    return group


def _add_letter(parser: Any) -> None:
    group = parser.add_argument_group("Hvad brevet skal have med, og hvor det skal ligge")
    group.add_argument("month", metavar="MÅNED", type=month, help="måneden, for eksempel 2026-11")
    _add_as_of(group)
    group.add_argument("--output", metavar="MAPPE", type=Path, help="læg brevet i MAPPE i stedet for i nyhedsbreve")


def _add_coming(parser: Any) -> None:
    _add_report_options(parser).add_argument(
        "--live",
        metavar="ADRESSE",
        type=base_url,
        help="spørg siden på ADRESSE; det er en fejl, hvis den skulle have ændret sig for over en time siden",
    )


def _add_as_of(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--as-of",
        metavar="TIDSPUNKT",
        type=instant,
        help="vis siden, som den er på TIDSPUNKT (dansk tid): 2026-11-22, som er dagens begyndelse, eller "
        "»2026-11-22 14:30«. Ellers gælder SOURCE_DATE_EPOCH, hvis den er sat, og ellers computerens ur",
    )
