"""How a value is written in front matter, and the marks for what an editor must look at.

Written so that our own reader finds the very text again, with as few signs as that takes.
"""

import re
import textwrap

from hjemsite.content.frontmatter.review_marks import MARK_PREFIX
from hjemsite.content.markdown.sanitize import INVISIBLE
from hjemsite.importer.extract.result import Confidence

LONG = 100
"""A text with more characters stands on lines of its own."""

_PLAIN = re.compile(r"[^\W_](?:[^\s#:]|:(?=[0-9/])|[ ](?=[^\s#]))*+")
_EMPTY = ("null", "Null", "NULL")

_SURE = {Confidence.CERTAIN: "", Confidence.LIKELY: "sandsynlig", Confidence.DOUBTFUL: "usikker"}


def mark(confidence: Confidence, more: str = "") -> str:
    """The mark that tells how sure a value is, to stand behind it; empty where there is nothing to tell."""
    said = "; ".join(filter(None, (_SURE[confidence], more)))
    return f"  {MARK_PREFIX} {line(said)}" if said else ""


def line(text: str) -> str:
    """`text` in one line, without characters that nobody can see."""
    return " ".join(INVISIBLE.sub("", text).replace("\u00ad", "").split())


def scalar(text: str) -> str:
    """A text of one line as YAML.

    >>> print(scalar("Aalborg Kommune"), scalar("Tekst: Nøglen"), scalar('"Hjem" til alle'))
    Aalborg Kommune "Tekst: Nøglen" '"Hjem" til alle'
    """
    text = line(text)
    if _PLAIN.fullmatch(text) and text not in _EMPTY:
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def field(key: str, text: str, indent: str = "", mark: str = "") -> str:
    """A field with a text that may be long and have paragraphs, and a mark, as whole lines without the last break.

    >>> print(field("text", "Vi er klar.\\n\\nNu.", "    "))
        text: |-
          Vi er klar.
    <BLANKLINE>
          Nu.
    """
    paragraphs = [line(part) for part in text.split("\n\n")]
    if len(paragraphs) == 1 and len(paragraphs[0]) <= LONG:
        return f"{indent}{key}: {scalar(paragraphs[0])}{mark}"
    sign = "|-" if len(paragraphs) > 1 else ">-"
    return f"{indent}{key}: {sign}{mark}\n" + textwrap.indent("\n\n".join(paragraphs), f"{indent}  ")
