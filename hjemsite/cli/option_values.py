"""The values of options on the command line: what they may be, and the Danish for what they may not."""

import argparse
import re
from datetime import date, datetime

from hjemsite import danish

FORMATS = ("text", "json", "github", "gitlab")


def instant(text: str) -> datetime:
    try:
        return danish.instant(text).at
    except danish.NotADate as error:
        raise argparse.ArgumentTypeError(f"{error.message}. {error.hint}") from None


def month(text: str) -> tuple[int, int]:
    """The year and the month."""
    match = re.fullmatch(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])", text)
    if not match:
        better = danish.rewritten_month(text)
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en måned; skriv {better or 'for eksempel 2026-11'}")
    return int(match[1]), int(match[2])


def day(text: str) -> date:
    return instant(text).date()


def base_url(text: str) -> str:
    # Few commands are given an address.
    from hjemsite.content.frontmatter.publish_address import is_server_address

    if not is_server_address(text):
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en adresse som https://www.example.dk")
    return text.rstrip("/")


def site_address(text: str) -> str:
    """The address of a site; empty stands for the one in the settings."""
    return base_url(text) if text else ""


def jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f"»{text}« er ikke et antal fra 1 til 999")
    return int(text)


def port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en port fra 1 til 65535")
    return int(text)


def plain_format(text: str) -> str:
    if text not in ("text", "json"):
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne text og json")
    return text


def fault_format(text: str) -> str:
    if text not in FORMATS:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en af mulighederne text, json, github og gitlab")
    return text
