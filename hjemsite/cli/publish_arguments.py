"""The commands with which a site comes out, `publish`, `headers` and `ci`, and what each of them takes."""

import argparse
from pathlib import Path
from typing import Any

import hjemsite
from hjemsite import danish
from hjemsite.cli.option_values import base_url
from hjemsite.cli.server_config import SERVERS
from hjemsite.content.frontmatter.publish_address import NotATarget, publish_address
from hjemsite.importer.draft.ci_files import HOSTS
from hjemsite.limits import DELETED_FILES


def add(branches: Any) -> dict[str, Any]:
    """The parser of each command, by its name."""
    return {"publish": _publish(branches), "headers": _headers(branches), "ci": _ci(branches)}


def _publish(branches: Any) -> Any:
    parser = branches.add_parser(
        "publish",
        usage=f"{hjemsite.COMMAND} publish [MÅL] [TILVALG …]",
        help="læg den byggede side ud til læserne",
        description="Lægger den side, der er bygget i output, ud til læserne. Kun det, der er anderledes, bliver "
        "sendt: først billeder og andet, som siderne bruger, så siderne, så nyhedsstrømmene, og til sidst bliver det "
        "slettet, der er væk. Det, der ikke kommer fra hjemsite, bliver liggende. Adgangskoder og nøgler kommer fra "
        "miljøvariabler; docs/udgiv.md viser hvordan.",
    )
    group = parser.add_argument_group("Hvor siden skal ud")
    group.add_argument(
        "target",
        metavar="MÅL",
        nargs="?",
        default="",
        type=_target,
        help="file:/mappe, s3://bucket/mappe (også gs:// og az://), sftp://bruger@host/mappe, "
        "git+https://host/projekt.git#gren, git+ssh://…, rsync://host/modul eller bruger@host:mappe "
        "(ellers publish_to i content/site.yaml)",
    )
    group.add_argument(
        "--endpoint",
        metavar="ADRESSE",
        type=base_url,
        help="adressen på et lager, der taler S3, men ikke er Amazons",
    )
    group.add_argument("--output", metavar="MAPPE", type=Path, help="læg siden i MAPPE ud i stedet for den i output")
    group.add_argument(
        "--at-next",
        action="store_true",
        help="byg den udgave, som siden bliver til inden for den næste time, og læg den ud på sekundet, når en embargo "
        "slutter eller en nyhed udløber; indtil da ligger den kun på denne computer. Til cron, en gang i timen",
    )
    group = parser.add_argument_group("Hvad der må ske")
    group.add_argument("--dry-run", action="store_true", help="vis, hvad der ville ske, uden at ændre noget")
    group.add_argument(
        "--allow-shrink",
        action="store_true",
        help=f"slet, selv om det er over en tiendedel af filerne eller over {DELETED_FILES}",
    )
    group.add_argument(
        "--overwrite", action="store_true", help="læg siden, hvor der ligger andet, og erstat det, der er i vejen"
    )
    group.add_argument("--allow-older", action="store_true", help="læg siden ud, selv om en nyere ligger der")
    _add_look(parser)
    return parser


def _add_look(parser: Any) -> None:
    group = parser.add_argument_group("Hvad læserne ser bagefter")
    group.add_argument(
        "--public",
        metavar="ADRESSE",
        type=base_url,
        help="se efter på ADRESSE i stedet for den, siden er bygget til",
    )
    group.add_argument("--no-look", action="store_true", help="se ikke efter, om læserne får den nye side")


def _headers(branches: Any) -> Any:
    parser = branches.add_parser(
        "headers",
        usage=f"{hjemsite.COMMAND} headers nginx|apache|caddy [TILVALG …]",
        help="skriv en servers indstillinger: sikkerhed, levetider og viderestillinger",
        description="Skriver, hvad en server skal sige om den byggede side, i nginx’, Apaches eller Caddys egne ord. "
        "Netlify og Cloudflare Pages læser det selv i filerne _headers og _redirects.",
    )
    group = parser.add_argument_group("Hvad der skal skrives")
    group.add_argument("server", metavar="SERVER", type=_server, help="nginx, apache eller caddy")
    group.add_argument("--output", metavar="MAPPE", type=Path, help="siden er bygget i MAPPE og ikke i output")
    return parser


def _ci(branches: Any) -> Any:
    parser = branches.add_parser(
        "ci",
        usage=f"{hjemsite.COMMAND} ci github|gitlab|forgejo [TILVALG …]",
        help="skriv den fil, som en vært efterser, bygger og udgiver siden efter",
        description="Viser den fil, som GitHub, GitLab eller Forgejo efterser, bygger og udgiver siden efter, lavet af "
        "indstillingerne i content/site.yaml. Med --write bliver den lagt, hvor værten læser den.",
    )
    group = parser.add_argument_group("Hvad der skal skrives")
    group.add_argument("ci_host", metavar="VÆRT", type=_ci_host, help="github, gitlab eller forgejo")
    group.add_argument("--write", action="store_true", help="skriv filen i projektet i stedet for at vise den")
    group.add_argument("--force", action="store_true", help="skriv den, også hvor der ligger en, som siger noget andet")
    return parser


def _ci_host(text: str) -> str:
    if text.lower() not in HOSTS:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne {danish.list_of([*HOSTS], 'og')}")
    return text.lower()


def _server(text: str) -> str:
    if text.lower() not in SERVERS:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne {danish.list_of([*SERVERS], 'eller')}")
    return text.lower()


def _target(text: str) -> str:
    try:
        if text:
            publish_address(text)
    except NotATarget as error:
        raise argparse.ArgumentTypeError(f"{error.message}. {error.hint}") from None
    return text
