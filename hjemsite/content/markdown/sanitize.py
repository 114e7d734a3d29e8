"""What no parser may see: invisible characters, comments, scripts and other HTML that hides its content.

Everything that is taken out leaves fillers of the same length, so an offset keeps its meaning from the file to the
finished tree, and two pieces that stood apart are never joined into something new.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from hjemsite.content.markdown import budget
from hjemsite.content.markdown.commonmark.blocks.code_lines import CodeLines
from hjemsite.content.markdown.invisible_characters import FORBIDDEN
from hjemsite.content.markdown.positions import FILLER, BodyText
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic
from hjemsite.limits import FAULTS_PER_KIND

# Soft hyphen, zero width space, word joiner and byte order mark come along when text is copied. They say nothing.
_EMPTY = "[\xad\u200b\u2060\ufeff]"
_LINE_SEPARATORS = "[\u2028\u2029]"

_HOLDERS = (
    "script|style|template|textarea|title|iframe|object|svg|math|noscript|noembed|noframes|xmp|select|video|audio"
)
_KIND = lazy_pattern(rf"<(?:!--|!\[CDATA\[|(?:{_HOLDERS})(?=[\s/>]))", re.IGNORECASE)
_OPENING = rf"(?i)(?<![`\\])`(?!`)[^`\n]*+`(?!`)|(?P<kind>{_KIND.pattern})"
_ENDLESS = lazy_pattern(r"<(?:!|script|style|textarea)", re.IGNORECASE)
_BEFORE_HTML = lazy_pattern(r"(?:[ \t>*+-]|\d+[.)])*+")
"""What may stand before the first word of a line: blanks, and markers of quotes and lists."""
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
    # (Whether there is a < is seen fifty times faster.)
    if "<" in text and _KIND.search(text):
        hidden = tuple(_hidden(text))
        faults += (_hidden_fault(body, *stretch) for stretch in hidden[:FAULTS_PER_KIND])
        text = _without(text, hidden)
    return Checked(text, tuple(faults))


def _hidden(text: str) -> Iterator[tuple[int, int, str]]:
    """Where HTML that hides its content begins and ends, and how it begins; what begins in code is text.

    What is hidden is no code: a fence within a comment begins none.
    """
    # The parser must not read what asks for too much. Where it reads nothing, nothing is code.
    code = CodeLines() if budget.first_block_over_budget(text) is None else None
    missing: set[str] = set()
    at = done = 0
    for line in text.split("\n"):
        end = at + len(line)
        line = _blanked(line, at, [(0, done)])
        if code is None or not code.is_code(line, at):
            stretches = list(_hidden_from(text, max(at, done), end, missing))
            yield from stretches
            if stretches:
                done = stretches[-1][1]
                if code is not None:
                    code.replace_last(_blanked(line, at, ((first, last) for first, last, _ in stretches)), at)
        at = end + 1


def _blanked(line: str, at: int, ranges: Iterable[tuple[int, int]]) -> str:
    """The line at the offset `at` with fillers for the `ranges` of the text, which are in order."""
    pieces: list[str] = []
    done = 0
    for start, end in ranges:
        first, last = (min(max(offset - at, 0), len(line)) for offset in (start, end))
        pieces += line[done:first], FILLER * (last - first)
        done = last
    return "".join((*pieces, line[done:]))


def _hidden_from(text: str, at: int, end: int, missing: set[str]) -> Iterator[tuple[int, int, str]]:
    """The hidden stretches that begin from `at` up to `end`; `missing` gets the kinds that have no end further on."""
    openings = re.compile(_OPENING)
    # The sign behind the last one is seen: a tag may end with its line.
    while opening := openings.search(text, at, end + 1):
        kind = opening["kind"]
        at = opening.end()
        if kind is None:
            continue
        closing = None if kind.lower() in missing else _closing(kind.lower()).search(text, opening.end("kind"))
        if closing is None:
            # Without an end it hides its paragraph. Looking once is enough: there is no end further on either.
            missing.add(kind.lower())
            closing = re.compile(r"\Z" if _hides_rest(text, opening) else _BLANK_LINE).search(text, at)
        assert closing is not None  # the end of the text ends a paragraph too
        at = closing.end() if closing[0].strip() else closing.start()
        yield opening.start(), at, kind


def _hides_rest(text: str, opening: re.Match[str]) -> bool:
    """Whether HTML begins its line, so that without an end it hides all that follows (CommonMark 4.6), as on GitHub."""
    before = text[text.rfind("\n", 0, opening.start()) + 1 : opening.start()]
    return _ENDLESS.match(opening["kind"]) is not None and _BEFORE_HTML.fullmatch(before) is not None


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
    if kind == "<!--" and not body.text[:end].endswith("-->"):
        message, hint = (
            "En skjult kommentar slutter aldrig og er fjernet med det, der følger",
            "Skriv -->, hvor den slutter, eller slet den",
        )
    elif kind == "<!--":
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
