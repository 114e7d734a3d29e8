"""What no parser may see: invisible characters, comments, scripts and other HTML that hides its content.

Everything that is taken out leaves fillers of the same length, so an offset keeps its meaning from the file to the
finished tree, and two pieces that stood apart are never joined into something new.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from hjemsite.content.markdown.commonmark.blocks.blocks_model import Range
from hjemsite.content.markdown.commonmark.blocks.code_lines import code_lines
from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.content.markdown.positions import FILLER, BodyText
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.limits import FAULTS_PER_KIND

# Soft hyphen, zero width space, word joiner and byte order mark come along when text is copied. They say nothing.
_EMPTY = "[\xad\u200b\u2060\ufeff]"
_LINE_SEPARATORS = "[\u2028\u2029]"

_HOLDERS = (
    "script|style|template|textarea|title|iframe|object|svg|math|noscript|noembed|noframes|xmp|select|video|audio"
)
_KIND = re.compile(rf"<(?:!--|!\[CDATA\[|(?:{_HOLDERS})(?=[\s/>]))", re.IGNORECASE)
_OPENING = rf"(?i)(?<![`\\])`(?!`)[^`\n]*+`(?!`)|(?P<kind>{_KIND.pattern})"
_BLANK_LINE = r"\n[ \t]*+\n|\Z"


def clean(body: BodyText) -> Checked[str]:
    """The text of `body` without what no parser may see; as long as it was, line for line."""
    text = body.text
    faults: list[Diagnostic] = []
    if not text.replace("\n", " ").isprintable():
        faults += islice(
            (_invisible(body, m.start(), m.end(), m[0]) for m in FORBIDDEN.finditer(text)), FAULTS_PER_KIND
        )
        text = re.sub(_LINE_SEPARATORS, " ", re.sub(_EMPTY, FILLER, FORBIDDEN.sub(FILLER, text)))
    if _KIND.search(text):
        hidden = tuple(_hidden(text, code_lines(text)))
        faults += (_hidden_fault(body, *stretch) for stretch in hidden[:FAULTS_PER_KIND])
        text = _without(text, hidden)
    return Checked(text, tuple(faults))


def _hidden(text: str, code: Sequence[Range]) -> Iterator[tuple[int, int, str]]:
    """Where HTML that hides its content begins and ends, and how it begins; what begins in `code` is text."""
    done = 0
    missing = set()
    openings = re.compile(_OPENING)
    while opening := openings.search(text, done):
        kind = opening["kind"]
        done = opening.end()
        if kind is None or _is_within(code, opening.start()):
            continue
        closing = None if kind.lower() in missing else _closing(kind.lower()).search(text, opening.end("kind"))
        if closing is None:
            # Without an end it hides its paragraph. Looking once is enough: there is no end further on either.
            missing.add(kind.lower())
            closing = re.compile(_BLANK_LINE).search(text, done)
        assert closing is not None  # the end of the text ends a paragraph too
        done = closing.end() if closing[0].strip() else closing.start()
        yield opening.start(), done, kind


def _is_within(lines: Sequence[Range], at: int) -> bool:
    number = bisect_right(lines, at, key=itemgetter(0))
    return number > 0 and at < lines[number - 1][1]


def _closing(kind: str) -> re.Pattern[str]:
    if kind == "<!--":
        return re.compile("-->")
    if kind.startswith("<!"):
        return re.compile("]]>")
    return re.compile(rf"</{kind[1:]}(?=[\s/>])[^<>]*+>", re.IGNORECASE)


def _without(text: str, stretches: Iterable[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, _ in stretches:
        pieces += text[done:start], re.sub(r"[^\n]", FILLER, text[start:end])
        done = end
    return "".join([*pieces, text[done:]])


def _hidden_fault(body: BodyText, start: int, end: int, kind: str) -> Diagnostic:
    if kind == "<!--":
        message, hint = (
            "En skjult kommentar er fjernet",
            "Slet kommentaren; noter til kolleger hører ikke til i teksten",
        )
    else:
        name = kind if kind.startswith("<!") else f"{kind}>"
        message, hint = f"HTML-koden »{name}« og alt, hvad den rummer, er fjernet", "Slet HTML-koden"
    return Diagnostic("fjernet-html", body.span(start, end), message, hint)


def _invisible(body: BodyText, start: int, end: int, character: str) -> Diagnostic:
    code = f"U+{ord(character):04X}"
    return Diagnostic(
        "usynligt-tegn",
        body.span(start, end),
        f"Her står et usynligt tegn ({code})",
        "Slet tegnet, og skriv stedet igen",
    )


_REFERENCE = r"&#(?:([0-9]{1,7})|[xX]([0-9A-Fa-f]{1,6}));?"


def forbidden_references(body: BodyText) -> tuple[Diagnostic, ...]:
    """Faults for the forbidden characters that the body writes as HTML codes, such as `&#8238;`."""
    return tuple(islice(_spelt_out(body), FAULTS_PER_KIND))


def _spelt_out(body: BodyText) -> Iterator[Diagnostic]:
    for match in re.finditer(_REFERENCE, body.text):
        number = int(match[1]) if match[1] else int(match[2], 16)
        if number < 0x110000 and FORBIDDEN.match(chr(number)):
            yield _invisible(body, match.start(), match.end(), chr(number))
