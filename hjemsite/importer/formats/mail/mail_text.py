"""The press release inside the text of a mail, with the heads, quoting, greetings and signatures of mail programs.

A mail may hold several mails, one forwarded in the other. The one with the most words is the press release; the others,
its greeting and its signature are left out, so that nobody's private address comes into an article.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hjemsite import danish
from hjemsite.content.embargo.embargo_lines import embargo_lines
from hjemsite.importer.formats import plain_text
from hjemsite.importer.formats.manuscript import Manuscript, source_lines

_FIELDS = {
    "from": "fra from afsender", "date": "sendt sent dato date", "to": "til to modtager", "cc": "cc kopi bcc",
    "subject": "emne subject vedrørende vedr",
    "other": "vedhæftet vedhæftede vedhæftninger attachments svar-til reply-to prioritet importance",
}  # fmt: skip
_KIND_OF = {name: kind for kind, names in _FIELDS.items() for name in names.split()}
_HEAD_LINE = re.compile(rf"[\s>*_]*({'|'.join(_KIND_OF)})\s*:[\s*_]*(.*?)[\s*_\\]*", re.IGNORECASE)
_RECEIVERS = re.compile(r"[ \t]+\S.*|[^.!?@]*<?[\w.+-]+@[\w.-]+>?[;,]?.*")
_INTRODUCTION = re.compile(
    r"[\s>]*(?:(?:Den|On)\b.{6,80}\b(?:skrev|wrote)\b.*:|.{3,120}<[^<>@\s]+@[^<>\s]+>\s*(?:skrev|wrote)\b.*:)\s*",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[\s>]*(?:[-_=]{5,}|[-_ ]*(?:(?:oprindelig|videresendt|start på videresendt) (?:meddelelse|besked)|"
    r"(?:original|forwarded|begin forwarded) message)[-_: ]*)\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s{0,3}(?:\\?>|&gt;) ?")
_GREETING = re.compile(r"(?:hej|kære|goddag|godmorgen|hi|hello|dear)\b[^.!?]{0,40}[,!.]?", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"[\s*_]*(?:(?:(?:med|de|mange|bedste|kærlige?|venlige?|varme|gode) ){0,3}hils(?:en|ner)|mvh|vh|dbh|kh|"
    r"(?:best|kind|warm) regards|regards|sincerely(?: yours)?|--|—)[\s,.*_\\]*"
    r"(?:[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*){0,3})?[\s*_\\]*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"fortrolige? oplysninger|rette modtager|intended (?:only )?(?:for|recipient)|confidential|tænk på miljøet|"
    r"before printing|sendt fra min|sent from my|hent outlook til|get outlook for|virus(?:tjekket|scannet)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:(?:sv|vs|re|fw|fwd|vb|videresendt)\s*:\s*)+", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:pressemeddelelse|press release|pm|pressenyt|nyhed)\s*(?:[:–—-]|fra [^:]{2,60}:)\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST_LINE = 1_000
"""In characters. No head or signature is longer, and a pattern never meets a longer line."""

_LONGEST_DATE = 60
"""Characters of a paragraph that is a date, at most; a longer one says more than that."""

_FEWEST_FIELDS = 2
_LONGEST_HEADLINE = 150
"""In characters. A longer first paragraph is no headline, so the subject is taken for one."""


@dataclass(frozen=True, slots=True)
class MailText:
    """The press release in a mail. `subject` is without prefixes, `date` as the mail writes it.

    `unfinished` are tasks for the editor, as Danish sentences.
    """

    text: str
    subject: str = ""
    date: str = ""
    unfinished: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """One of the mails in a text: its head by kind of field, and its lines."""

    head: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def is_mail(text: str) -> bool:
    """Whether a text holds a mail: the head that a mail program writes, or an introduction to a quoted mail."""
    return any(part.head for part in _parts(text.split("\n")))


def press_release(text: str, head: Mapping[str, str] | None = None) -> MailText:
    """The press release in the text of a mail. `head` has the fields of the outermost mail, where they are known.

    >>> mail = "Hej Frida\\n\\nFra: Bo <bo@hus.example>\\nEmne: VS: Åben dør\\n\\n"
    >>> press_release(mail + "Åben dør\\n\\nVi åbner nu en dør.\\n\\nMvh\\nBo").text
    'Åben dør\\n\\nVi åbner nu en dør.'
    """
    parts = _parts(text.split("\n"))
    parts[0].head = dict(head or {}) | parts[0].head
    # Of two that are equally long, the inner one was there first.
    part = max(reversed(parts), key=lambda candidate: len(" ".join(_body(candidate.lines)[0]).split()))
    lines, is_signed = _body(part.lines)
    body = "\n".join(lines).strip("\n")
    subject = _LABEL.sub("", _PREFIX.sub("", part.head.get("subject", ""))).strip()
    return MailText(body, subject, part.head.get("date", ""), tuple(_tasks(body, parts, is_signed)))


def _tasks(body: str, parts: list[_Part], is_signed: bool) -> Iterator[str]:
    if is_signed:
        yield "mailens underskrift er ikke taget med; skriv en kontakt i feltet contact, hvis pressen må ringe"
    if len(parts) > 1:
        yield f"filen rummede {danish.number(len(parts))} mails; kun den længste er taget med"
    heads = " ".join(value for part in parts for value in part.head.values())
    for address in dict.fromkeys(_ADDRESS.findall(heads)):
        if address in body:
            yield f"adressen {address} står i teksten; se, om den må udgives"


def _parts(lines: list[str]) -> list[_Part]:
    """The mails in a text, the outermost first. Without any head it is one mail."""
    parts = [_Part()]
    number = 0
    while number < len(lines):
        head, after = _head_at(lines, number)
        if head:
            parts.append(_Part(head))
            number = after
        elif _matches(_INTRODUCTION, lines[number]):
            parts.append(_Part({"date": lines[number]}))
            number += 1
        else:
            parts[-1].lines.append(lines[number])
            number += 1
    has_text = [
        part for part in parts if part.head or any(line.strip() and not _matches(_RULE, line) for line in part.lines)
    ]
    return has_text or parts


def _head_at(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """The head that begins at a line, and the number of the line after it; no head where there are too few fields."""
    head: dict[str, str] = {}
    number = start
    while number < len(lines) and (match := _matches(_HEAD_LINE, lines[number])):
        head.setdefault(_KIND_OF[match[1].lower()], match[2])
        number += 1
        # A long list of receivers goes on in lines that are indented, or that hold an address and nothing else.
        while number < len(lines) and head and _goes_on(lines[number]):
            number += 1
    is_head = len(head) >= _FEWEST_FIELDS and {"from", "subject"} & head.keys()
    return (head, number) if is_head else ({}, start)


def _goes_on(line: str) -> bool:
    return bool(_matches(_RECEIVERS, line)) and not _matches(_HEAD_LINE, line)


def _matches(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.fullmatch(line) if len(line) <= _LONGEST_LINE else None


def _body(lines: list[str]) -> tuple[list[str], bool]:
    """The lines of one mail without quoting, greeting, signature and disclaimer, and whether it was signed."""
    filled = [line for line in lines if line.strip()]
    quoted = [line for line in filled if _QUOTED.match(line)]
    if len(quoted) > len(filled) / 2:
        lines = [_QUOTED.sub("", line) for line in lines]
    elif quoted:
        lines = [line for line in lines if not _QUOTED.match(line)]
    lines = [line for line in lines if not _matches(_RULE, line)]
    while lines and not lines[0].strip():
        lines = lines[1:]
    if lines and _matches(_GREETING, lines[0].strip()):
        lines = lines[1:]
    end = next((number for number, line in enumerate(lines) if number and _ends_mail(line)), len(lines))
    kept = lines[:end]
    return kept, any(line.strip() for line in lines[end + 1 :])


def _ends_mail(line: str) -> bool:
    return bool(line.strip()) and bool(_matches(_SIGN_OFF, line) or _DISCLAIMER.search(line[:_LONGEST_LINE]))


def manuscript(name: str, text: str) -> Manuscript:
    """The press release in a text that holds a mail. Raises `UnreadableError`."""
    release, tasks = with_headline_and_date(press_release(text))
    return replace(plain_text.from_text(name, release), unfinished=tasks, source=source_lines(text))


def _is_preliminary(block: str) -> bool:
    """Whether a block is no headline but a date or an embargo, which may stand above one."""
    is_date = len(block) < _LONGEST_DATE and danish.parse_date(block) is not None
    return is_date or bool(embargo_lines(block))


def with_headline_and_date(mail: MailText) -> tuple[str, tuple[str, ...]]:
    """The text with a headline and a date, where the mail alone has them, and what the editor must look at."""
    text, tasks = mail.text, list(mail.unfinished)
    first = next((block.strip() for block in text.split("\n\n") if not _is_preliminary(block)), "")
    if mail.subject and (len(first) > _LONGEST_HEADLINE or first.endswith(".")):
        text = f"{mail.subject}\n\n{text}"
        tasks.append("overskriften er mailens emne")
    day = danish.parse_date(mail.date) if mail.date else None
    if day and not any(danish.parse_date(line) for line in text.split("\n")[:8] if len(line) < _LONGEST_DATE):
        head, _, rest = text.partition("\n\n")
        text = f"{head}\n\n{danish.long_date(day)}\n\n{rest}" if rest else f"{head}\n\n{danish.long_date(day)}"
        tasks.append("datoen er mailens; se, om det også er pressemeddelelsens")
    return text, tuple(tasks)
