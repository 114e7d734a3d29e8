"""What a script fetches, as far as it says so: addresses written where JavaScript loads something.

What a script works out while it runs cannot be read from it. There the policy of the page has the last word, which
every page carries: no browser lets a script fetch from elsewhere.
"""

import re
from collections.abc import Iterator

from hjemsite.checks.fetches.fetch import COOKIE, Fetch
from hjemsite.diagnostics.diagnostic import place_in

# A slash begins a regular expression where a value may begin; elsewhere it divides.
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|(?P<regex>(?<=[(,=:\[!&|?{};+~\n])[ \t]*/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/)""",
    re.DOTALL,
)
_STRING = r"""(?:"[^"]*"|'[^']*'|S)"""
_LOADING = re.compile(
    r"""(?:\b(?:import|export)\b[\w\s{},*$]*\bfrom|\bimport|\bimport\s*\("""
    r"""|\b(?:fetch|sendBeacon|addModule|register|Request|EventSource|WebSocket|(?:Shared)?Worker|Audio)\s*\("""
    rf"""|\bimportScripts\s*\((?:\s*{_STRING}\s*,)*"""
    r"""|\bnew\s+(?:(?:Shared)?Worker|EventSource|WebSocket|Request)\s*\(\s*new\s+URL\s*\("""
    r"""|\.(?:src|srcset|poster|action)\s*=|\.open\s*\(\s*["'`]\w+["'`]\s*,"""
    r"""|\.setAttribute\s*\(\s*["'](?:src|srcset|poster|data|action)["']\s*,)\s*\Z"""
)
"""What stands before an address that is loaded, without comments; `S` stands for a long string."""
_COOKIE = re.compile(r"\b(?:document\s*\.\s*cookie|cookieStore)\b")
_LONG, _BEFORE = 20, 200
"""Characters from which a string is a long one, and how many are looked at before an address."""
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)


def script_fetches(script: str) -> Iterator[Fetch]:
    """Every address that `script` loads something from and that stands there as a string, or begins as one.

    Where it reads or sets cookies, that is `COOKIE`.
    """
    before, end = "", 0
    for token in _TOKEN.finditer(script):
        yield from _cookies(script, end, token.start())
        before = (before + script[end : token.start()])[-_BEFORE:]
        end = token.end()
        if token.lastgroup == "string":
            if _LOADING.search(before):
                line, column = place_in(script, token.start())
                yield Fetch(_ESCAPED.sub(_unescaped, token[0][1:-1]), line, column, len(token[0]))
            before += token[0] if len(token[0]) < _LONG else "S"
        else:
            before += " " if token.lastgroup == "comment" else "R"
    yield from _cookies(script, end, len(script))


def _cookies(script: str, start: int, end: int) -> Iterator[Fetch]:
    for match in _COOKIE.finditer(script, start, end):
        line, column = place_in(script, match.start())
        yield Fetch(COOKIE, line, column, len(match[0]))


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code and int(code, 16) < 0x110000 else escape[4] or ""
