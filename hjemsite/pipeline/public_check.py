"""Whether readers see what they should see now: the site at its public address, compared with the content.

A build that has not run, a file that a host has lost, settings of a server that somebody replaced, a certificate that
ends: none of these is seen in the content. All is asked as a reader would ask, and only addresses that have been public
are asked for, so that no log of a server tells a headline before its time.
"""

import json
import ssl
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from hjemsite.content.frontmatter.publish_address import is_own_server
from hjemsite.limits import LIVE_LATE_MINUTES, LIVE_SECONDS, PUBLIC_BYTES, PUBLIC_CHECK_SECONDS
from hjemsite.model import Listed, Site
from hjemsite.pages.content_security_policy import allowing
from hjemsite.pages.http_headers import everywhere
from hjemsite.site.gate import Edition, changed, publication_gate, published
from hjemsite.site.site import newest_first
from hjemsite.system.web import Response, certificate_end, fetch
from hjemsite.urls import HOME, SECURITY, Url, feed_urls

WHEN, DAY = "{when}", "{day}"

_FEW, _MANY = 3, 20
"""How many pages, and how many old addresses, are asked for."""


_CERTIFICATE = timedelta(days=14)
"""Most are renewed a month before their end, so one with less to go is not being renewed."""

_SECURITY_TXT = timedelta(days=30)
_ACCESSIBILITY = timedelta(days=366)
"""Danish law requires the accessibility statement to be reviewed once a year."""

_REFUSED = "certifikat-afvist"


class Finding(NamedTuple):
    """What is not as it should be, in a Danish sentence in which `WHEN` stands for an instant, and `DAY` for its day.

    A remark is nothing that the host could do.
    """

    kind: str
    sentence: str
    when: datetime | None = None
    is_remark: bool = False


class NoAnswer(Exception):  # noqa: N818 - a sentence for whoever asked
    """Nobody answers at the address. The text is Danish, in whole sentences."""


class PublicCheck:
    """Checks the site at `address`, which should show what `site` holds at `as_of`.

    `publish_to` is where it is published, as the settings say. `asked` counts the addresses that were fetched.
    """

    def __init__(self, address: str, site: Site, as_of: datetime, publish_to: str) -> None:
        self.address, self.site, self.as_of, self.publish_to = address, site, as_of, publish_to
        self.asked = 0
        self._reported: set[str] = set()
        """Addresses of articles with a finding: one cause is reported once."""
        self._end = time.monotonic() + PUBLIC_CHECK_SECONDS
        # What changed within the hour may be on its way.
        late = as_of - timedelta(minutes=LIVE_LATE_MINUTES)
        self.before, self.now = publication_gate(site, late), publication_gate(site, as_of)

    def findings(self) -> Iterator[Finding]:
        """Everything that readers see and should not, or should see and do not. Raises `NoAnswer`."""
        if (finding := self._certificate()) is not None:
            yield finding
            if finding.kind == _REFUSED:
                return
        try:
            front = self._get(HOME)
        except OSError as error:
            raise NoAnswer(f"{self.address} svarer ikke. Se efter, om adressen er rigtig, og om der er net.") from error
        if front.status != 200:
            yield Finding("forside", f"Forsiden får svaret {front.status} og ikke 200.")
            return
        yield from self._asked_for(self._headers(front), self._feed(), self._news(), self._gone(), self._moved())
        yield from self._asked_for(self._not_found(), self._security_txt(), self._accessibility())

    def _asked_for(self, *questions: Iterator[Finding]) -> Iterator[Finding]:
        for question in questions:
            if time.monotonic() > self._end:
                yield Finding(
                    "langsom", f"Værten svarer så langsomt, at resten ikke er set efter ({self.asked} spurgt)."
                )
                return
            try:
                yield from question
            except OSError:
                yield Finding("svarer-ikke", "Værten holdt op med at svare, mens der blev set efter.")

    def _get(self, url: str) -> Response:
        self.asked += 1
        return fetch(self.address + url, PUBLIC_BYTES, LIVE_SECONDS)

    def _some(self, things: Iterable[Any], most: int) -> Iterator[Any]:
        """The first of `things`, for as long as there is time."""
        return (thing for thing in islice(things, most) if time.monotonic() < self._end)

    def _certificate(self) -> Finding | None:
        parts = urlsplit(self.address)
        if parts.scheme != "https" or parts.hostname is None:
            return None
        try:
            ends = certificate_end(parts.hostname, parts.port or 443, LIVE_SECONDS)
        except ssl.SSLCertVerificationError as error:
            return Finding(_REFUSED, f"Browsere lukker ikke læserne ind på {self.address}: {_why(error)}.")
        except OSError:
            # Whether anybody answers is asked next.
            return None
        if ends >= self.as_of + _CERTIFICATE:
            return None
        return Finding("certifikat", f"Certifikatet for {parts.hostname} udløber {DAY}. Forny det hos værten.", ends)

    def _headers(self, front: Response) -> Iterator[Finding]:
        allow = self.site.settings.allow
        rules = {name: allowing(value, allow) for name, value in everywhere(allow).items()}
        expected = {name: value for name, value in rules.items() if front.headers.get(name.lower()) != value}
        if not expected:
            return
        is_told = len(expected) < len(rules) or is_own_server(self.publish_to)
        names = ", ".join(sorted(expected))
        yield Finding(
            "hoveder", f"Serveren sender ikke {names}, som siden skal have. Se kommandoen headers.", None, not is_told
        )

    def _feed(self) -> Iterator[Finding]:
        url = feed_urls(HOME).json
        answer = self._get(url)
        shown = _feed_items(answer) if answer.status == 200 else None
        if shown is None:
            yield Finding("strøm", f"Nyhedsstrømmen {url} får svaret {answer.status} eller er ikke til at læse.")
            return
        here = {self._full(article.url): article for article in self.site.articles}
        for article in _both(self._in_feed(self.before), self._in_feed(self.now)):
            full, when = self._full(article.url), changed(article)
            if full not in shown:
                self._reported.add(article.url)
                yield Finding(
                    "mangler", f"{article.url} skulle være kommet ud {WHEN}, men er det ikke.", published(article)
                )
            elif shown[full] < when and when <= self.as_of - timedelta(minutes=LIVE_LATE_MINUTES):
                yield Finding("gammel", f"{article.url} er rettet {WHEN}, men læserne ser den, som den var før.", when)
        gone = self.before.hidden.keys() & self.now.hidden.keys()
        for url in sorted(here[full].url for full in shown if full in here):
            if url in gone:
                self._reported.add(url)
                yield Finding("skjult", f"{url} er i nyhedsstrømmen, men læserne skal ikke kunne se den.")

    def _in_feed(self, edition: Edition) -> tuple[Listed, ...]:
        """The articles that the feed brings; of those that are withdrawn it brings the notice."""
        return tuple(newest_first((*edition.articles, *edition.withdrawn))[: self.site.settings.feed_entries])

    def _full(self, url: Url) -> str:
        return self.site.settings.address + url

    def _news(self) -> Iterator[Finding]:
        for article in self._some(_both(self.before.articles, self.now.articles), _FEW):
            if article.url not in self._reported and (status := self._get(article.url).status) != 200:
                yield Finding("mangler", f"{article.url} skal kunne læses, men får svaret {status}.")

    def _gone(self) -> Iterator[Finding]:
        """What has been public and is so no more."""
        late = self.as_of - timedelta(minutes=LIVE_LATE_MINUTES)
        over = [
            (article.expires, article.url)
            for article in self.site.articles
            if article.expires and published(article) < article.expires <= late
        ]
        for _, url in self._some(sorted(over, reverse=True), _MANY):
            if url in self.now.hidden and url not in self._reported and self._get(url).status == 200:
                yield Finding("skjult", f"{url} er udløbet, men kan stadig læses.")

    def _moved(self) -> Iterator[Finding]:
        moved = [
            (old, article.url)
            for article in _both(self.before.articles, self.now.articles)
            for old in article.redirects
        ]
        moved += [(old, entry.url) for entry in self.now.entries() for old in entry.redirects]
        for old, new in self._some(moved, _MANY):
            answer = self._get(old)
            leads_on = answer.address.endswith(new) or f'"{self._full(new)}"'.encode() in answer.body
            if answer.status != 200 or not leads_on:
                yield Finding("flyttet", f"Den gamle adresse {old} fører ikke til {new} (svaret er {answer.status}).")

    def _not_found(self) -> Iterator[Finding]:
        if (status := self._get("/findes-ikke-7f3a/").status) != 404:
            yield Finding("404", f"En adresse, der ikke findes, får svaret {status} og ikke 404.")

    def _security_txt(self) -> Iterator[Finding]:
        if self.site.settings.security is None:
            return
        answer = self._get(SECURITY)
        expires = _expires(answer.body.decode("utf-8", "replace")) if answer.status == 200 else None
        if expires is None:
            yield Finding(
                "security.txt", f"{SECURITY} får svaret {answer.status} eller siger ikke, hvornår den udløber."
            )
        elif expires < self.as_of + _SECURITY_TXT:
            verb = "udløb" if expires <= self.as_of else "udløber"
            yield Finding(
                "security.txt",
                f"security.txt {verb} {WHEN}. Se den efter, og ret security.expires i content/site.yaml.",
                expires,
            )

    def _accessibility(self) -> Iterator[Finding]:
        if self.site.settings.accessibility is None:
            return
        assessed = datetime(*self.site.settings.accessibility.assessed, tzinfo=self.as_of.tzinfo)
        if assessed < self.as_of - _ACCESSIBILITY:
            yield Finding(
                "tilgængelighed",
                f"Tilgængelighedserklæringen er fra {DAY}, og den skal ses efter hvert år. "
                "Ret accessibility.assessed i content/site.yaml, når det er gjort.",
                assessed,
            )


def _both(before: Iterable[Listed], now: Iterable[Listed]) -> Iterator[Listed]:
    """The articles that were public at an earlier instant and still are, newest first."""
    held = {article.url for article in before}
    return (article for article in now if article.url in held)


def _feed_items(answer: Response) -> dict[str, datetime] | None:
    """Address → when it last changed, of the entries of a JSON feed; None where it is none."""
    try:
        items = json.loads(answer.body)["items"]
        return {str(item["url"]): datetime.fromisoformat(item["date_modified"]) for item in items}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _expires(text: str) -> datetime | None:
    """When a security.txt says that it expires (RFC 9116, 2.5.5)."""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "expires":
            try:
                expires = datetime.fromisoformat(value.strip())
            except ValueError:
                return None
            return expires if expires.tzinfo else None
    return None


def _why(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate, in Danish; OpenSSL's own words where it is something rare."""
    return _WRONG.get(error.verify_code, error.verify_message)


_UNKNOWN_ISSUER = "certifikatet er ikke udstedt af nogen, browsere kender"
_WRONG = {
    10: "certifikatet er udløbet",
    **dict.fromkeys((62, 64), "certifikatet er udstedt til et andet navn"),
    **dict.fromkeys((18, 19, 20, 21), _UNKNOWN_ISSUER),
}
"""By OpenSSL's numbers (x509_vfy.h)."""
