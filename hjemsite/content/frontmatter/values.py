"""Single values of front matter: how the text in the file becomes a date, a number, an address.

A scalar is a text until one of these readers has read it, so what YAML guesses (`no` is false) never reaches a page.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeAlias, get_args

from msgspec import Struct
from msgspec.structs import force_setattr

from hjemsite import danish, model
from hjemsite.content.frontmatter import pasted_addresses
from hjemsite.content.frontmatter.publish_address import NotATarget, publish_address
from hjemsite.content.frontmatter.syntax.field_lines import unquoted
from hjemsite.content.frontmatter.syntax.nodes import Scalar
from hjemsite.limits import FIELD_CHARACTERS, NAME_CHARACTERS, SUMMARY_CHARACTERS, TITLE_CHARACTERS
from hjemsite.model import Day, Kind
from hjemsite.urls import Slug, Url


class InvalidValueError(ValueError):
    """A text that its field cannot hold: the rule it breaks, what is wrong and what to do (Danish).

    `proposal` is a text that the field takes and that says all that the refused one says; empty where none is known.
    """

    def __init__(self, rule: str, message: str, hint: str = "", proposal: str = "") -> None:
        super().__init__(message)
        self.rule, self.message, self.hint, self.proposal = rule, message, hint, proposal


class ScalarReader(Struct, frozen=True):
    """Reads a scalar with `read`, from a text in composed letters (NFC) that is not empty and has `longest` characters.

    Raises `InvalidValueError`; `field_errors` words the errors of a value that is empty or no scalar.
    """

    read: Callable[[str], object]
    longest: int = FIELD_CHARACTERS

    def __call__(self, node: object) -> object:
        if not isinstance(node, Scalar):
            raise InvalidValueError("forkert-slags", "ikke en enkelt tekst")
        # Soft hyphens come along when text is copied from a website or a PDF.
        text = unicodedata.normalize("NFC", node.text.replace("\xad", "").strip())
        if node.is_empty or not text:
            raise InvalidValueError("tomt-felt", "tomt")
        if len(text) > self.longest:
            message = f"Feltet er på {danish.number(len(text))} tegn; grænsen er {danish.number(self.longest)}"
            raise InvalidValueError("for-langt-felt", message, "Skriv det kortere; det lange hører til under felterne")
        try:
            return self.read(text)
        except InvalidValueError as error:
            raise self._inside_quotation_marks(text) or error from None

    def _inside_quotation_marks(self, text: str) -> InvalidValueError | None:
        """The error of a text in quotation marks that are not YAML's; None where it is no value without them either."""
        inner = unquoted(text.strip("»«"))
        if inner == text:
            return None
        try:
            self.read(inner)
        except InvalidValueError as error:
            return error if error.proposal else None
        return InvalidValueError(
            "ugyldig-vaerdi", f"Anførselstegnene om »{inner}« hører ikke med", f"Skriv {inner}", inner
        )


class Instant(Struct, frozen=True):
    """An instant in Copenhagen. `timed` says that the editor gave an hour."""

    at: datetime
    timed: bool

    def __post_init__(self) -> None:
        # An instant is decoded from the cache in UTC.
        if self.at.tzinfo is UTC:
            force_setattr(self, "at", self.at.astimezone(danish.COPENHAGEN))


def _line(text: str) -> str:
    return " ".join(text.split())


def moment(text: str) -> Instant:
    """The point in time that `text` writes. Raises `InvalidValueError`."""
    try:
        instant = danish.instant(text)
    except danish.NotADate as error:
        raise InvalidValueError("ugyldig-dato", error.message, error.hint, error.proposal) from None
    return Instant(instant.at, instant.timed)


def _day(text: str) -> Day:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        better = danish.rewritten(text)
        if better is None:
            message = f"»{text}« er ikke en dato som år-måned-dag"
            raise InvalidValueError("ugyldig-dato", message, "Skriv for eksempel 2022-09-28")
        instant = moment(better)
        day = f"{instant.at:%Y-%m-%d}"
        message = f"»{text}« er ikke en dato som år-måned-dag"
        if instant.timed:
            message = f"Her kan kun stå en dag, og »{text}« har et klokkeslæt"
        raise InvalidValueError("ugyldig-dato", message, f"Skriv {day}", day)
    at = moment(text).at
    return Day(at.year, at.month, at.day)


def _partial_day(text: str) -> Day:
    hint = "Skriv et årstal, år-måned eller år-måned-dag, for eksempel 2022-09"
    if re.fullmatch("[0-9]{4}(-[0-9]{2})?", text):
        year, month = int(text[:4]), int(text[5:] or 0)
        if not 1900 <= year <= 2100 or (text[5:] and not 1 <= month <= 12):
            raise InvalidValueError("ugyldig-dato", f"»{text}« findes ikke", hint)
        return Day(year, month)
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) or danish.rewritten(text):
        return _day(text)
    better = danish.rewritten_month(text)
    raise InvalidValueError(
        "ugyldig-dato", f"»{text}« er ikke en dato", f"Skriv {better}" if better else hint, better or ""
    )


def _number(text: str) -> int:
    digits = re.sub(r"(?<=[0-9])[. \u00a0](?=[0-9]{3}\b)", "", text)
    if not re.fullmatch("[0-9]{1,7}", digits) or not int(digits):
        better = next((str(value) for value in range(1, 101) if text.lower() in danish.number_words(value)), "")
        message = f"»{text}« er ikke et helt tal fra 1 til 9.999.999"
        hint = f"Skriv {better}" if better else "Skriv tallet med cifre, for eksempel 20"
        raise InvalidValueError("ugyldigt-tal", message, hint, better)
    return int(digits)


def _flag(text: str) -> bool:
    if text.lower() in ("true", "ja", "yes"):
        return True
    if text.lower() in ("false", "nej", "no"):
        return False
    raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er hverken ja eller nej", "Skriv ja eller nej")


def _web(text: str) -> str:
    if not pasted_addresses.is_web_address(text):
        better = pasted_addresses.web_address(text) or ""
        hint = f"Skriv {better}" if better else "Skriv hele adressen, for eksempel https://www.example.dk"
        raise InvalidValueError("ugyldig-adresse", f"»{text}« er ikke en webadresse", hint, better)
    return text


def _site_address(text: str) -> str:
    better = re.split("[?#]", pasted_addresses.web_address(text) or text)[0]
    if pasted_addresses.is_web_address(better) and re.search("[?#]", text):
        message = "Sidens adresse kan ikke indeholde ? eller #"
        raise InvalidValueError("ugyldig-adresse", message, f"Skriv {better}", better)
    return _web(text).rstrip("/")


def _old_address(text: str) -> Url:
    """An address that may become a folder below the output: no piece of it may hide there, or lead out of it."""
    if not pasted_addresses.OLD_ADDRESS.fullmatch(text) or text == "/":
        better = pasted_addresses.old_path(text) or ""
        message = f"»{text}« kan ikke være en gammel adresse på siden"
        hint = f"Skriv {better}" if better else "Kun adresser som /nyheder/den-gamle-adresse/ kan føres videre"
        raise InvalidValueError("ugyldig-adresse", message, hint, better)
    return Url(text)


def _menu_address(text: str) -> str:
    if not _is_own_address(text) and not pasted_addresses.is_web_address(text):
        better = f"/{text}/" if _is_own_address(f"/{text}/") and "." not in text else pasted_addresses.web_address(text)
        message = f"»{text}« er hverken en adresse på siden eller en webadresse"
        hint = f"Skriv {better}" if better else "Skriv for eksempel /om/ eller https://www.example.dk"
        raise InvalidValueError("ugyldig-adresse", message, hint, better or "")
    return text


def _is_own_address(text: str) -> bool:
    return re.fullmatch(r"/[\w./#-]*", text) is not None and "//" not in text


def _file_name(text: str) -> str:
    text = text.removeprefix("./")
    if text.startswith(("/", "\\")) or ".." in text.split("/") or "\\" in text or ":" in text:
        raise InvalidValueError(
            "ugyldig-vaerdi",
            f"»{text}« ligger ikke i tekstens egen mappe",
            "Læg filen i mappen ved siden af index.md, og skriv kun dens navn",
        )
    return text


def _email(text: str) -> str:
    if not pasted_addresses.is_mail_address(text):
        better = pasted_addresses.mail_address(text) or ""
        hint = f"Skriv {better or 'den som navn@example.dk'}"
        raise InvalidValueError("ugyldig-adresse", f"»{text}« er ikke en mailadresse", hint, better)
    return text


def _phone(text: str) -> str:
    shown = danish.phone(text)
    if shown is None:
        raise InvalidValueError(
            "ugyldigt-tal", f"»{text}« er ikke et dansk telefonnummer", "Skriv otte cifre, for eksempel 12 34 56 78"
        )
    return shown


MEMBER_KINDS: tuple[str, ...] = get_args(Kind)


def one_of(choices: tuple[str, ...], what: str, lower: bool = False) -> ScalarReader:
    """Reads one of the words `choices`, each of which is `what`; with `lower` capitals do not count."""

    def read(text: str) -> str:
        text = text.lower() if lower else text
        if text in choices:
            return text
        near = danish.closest(text, choices)
        hint = f"mente du »{near}«?" if near else f"Vælg {danish.list_of(choices, 'eller')}"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er ikke {what}", hint, near or "")

    return ScalarReader(read)


def _secure_web(text: str) -> str:
    # RFC 9116 takes no other scheme for pages about security.
    if not text.startswith("https://"):
        better = (pasted_addresses.web_address(text) or "").replace("http://", "https://", 1)
        hint = f"Skriv {better or 'hele adressen, for eksempel https://www.example.dk/sikkerhed'}"
        message = f"»{text}« er ikke en webadresse, der begynder med https"
        raise InvalidValueError("ugyldig-adresse", message, hint, better)
    return _web(text)


def _security_contact(text: str) -> str:
    return _secure_web(text) if "://" in text else _email(text)


def _publish_target(text: str) -> str:
    try:
        publish_address(text)
    except NotATarget as error:
        raise InvalidValueError("ugyldig-adresse", error.message, error.hint) from None
    return text


def plural_forms(text: str) -> danish.NounForms:
    """The forms of the noun whose plural is `text`. Raises `InvalidValueError` where they cannot be told from it."""
    many = _line(text)
    # »Partnere« is a heading's spelling; »NGO’er« is the word's own.
    many = many.lower() if many.istitle() else many
    forms = danish.noun_forms(many)
    if forms is None:
        hint = (
            "Skriv alle fire former, hver på sin linje under members_called: one (som partner), "
            "many (partnere), the_one (partneren) og the_many (partnerne)"
        )
        raise InvalidValueError("ugyldig-vaerdi", f"De andre former af »{many}« kan ikke gættes", hint)
    return forms


Line: TypeAlias = Annotated[str, ScalarReader(_line)]
Title: TypeAlias = Annotated[str, ScalarReader(_line, TITLE_CHARACTERS)]
Name: TypeAlias = Annotated[str, ScalarReader(_line, NAME_CHARACTERS)]
Summary: TypeAlias = Annotated[str, ScalarReader(str, SUMMARY_CHARACTERS)]
Text: TypeAlias = Annotated[str, ScalarReader(str)]
Reference: TypeAlias = Annotated[Slug, ScalarReader(Slug)]
When: TypeAlias = Annotated[Instant, ScalarReader(moment)]
FullDay: TypeAlias = Annotated[Day, ScalarReader(_day)]
PartialDay: TypeAlias = Annotated[Day, ScalarReader(_partial_day)]
Number: TypeAlias = Annotated[int, ScalarReader(_number)]
Flag: TypeAlias = Annotated[bool, ScalarReader(_flag)]
Web: TypeAlias = Annotated[str, ScalarReader(_web)]
SiteAddress: TypeAlias = Annotated[str, ScalarReader(_site_address)]
OldAddress: TypeAlias = Annotated[Url, ScalarReader(_old_address)]
MenuAddress: TypeAlias = Annotated[str, ScalarReader(_menu_address)]
FileName: TypeAlias = Annotated[str, ScalarReader(_file_name)]
Email: TypeAlias = Annotated[str, ScalarReader(_email)]
Phone: TypeAlias = Annotated[str, ScalarReader(_phone)]
MemberKind: TypeAlias = Annotated[Kind, one_of(MEMBER_KINDS, "en slags medlem")]
FrontPosition: TypeAlias = Annotated[model.FrontPosition, one_of(get_args(model.FrontPosition), "en plads på forsiden")]
AiCrawlers: TypeAlias = Annotated[
    model.AiCrawlers, one_of(get_args(model.AiCrawlers), "et svar på, hvad AI-robotter må")
]
DownloadForm: TypeAlias = Annotated[
    model.Download, one_of(get_args(model.Download), "en slags fil, som en nyhed kan hentes som", lower=True)
]
PublishTarget: TypeAlias = Annotated[str, ScalarReader(_publish_target)]
SecureWeb: TypeAlias = Annotated[str, ScalarReader(_secure_web)]
SecurityContact: TypeAlias = Annotated[str, ScalarReader(_security_contact)]
