"""A line of Markdown while the markers of its blocks are taken off from the left.

Indentation is counted in columns, and a tab reaches to the next multiple of four (CommonMark, section 2.2).
"""

TAB = 4


class Line:
    """What is left of a line: `indent` columns of blanks, then `text`, which begins with no blank.

    `at` is the offset of `text` in the body, `number` the line's own number; a line of white space alone has no text.
    """

    __slots__ = ("_blanks", "_width", "at", "column", "indent", "number", "text")

    def __init__(self, text: str, at: int, number: int) -> None:
        self.text = text
        self.at = at
        self.number = number
        self.column = 0
        self.indent = 0
        self._blanks = ""
        self._width = 0
        self._measure()

    def skip(self, length: int) -> None:
        """Take `length` characters off `text`, and the blanks before it."""
        self.text = self.text[length:]
        self.at += length
        self.column += length
        self.indent = 0
        self._blanks = ""
        self._measure()

    def code(self, width: int) -> str:
        """What is left of the line behind `width` columns, with the tabs that are left whole."""
        left = max(self.indent - width, 0)
        if "\t" not in self._blanks:
            return " " * left + self.text
        widths = _widths(self._blanks, self.column - self._width)
        kept = len(widths)
        while kept and sum(widths[kept - 1 :]) <= left:
            kept -= 1
        return " " * (left - sum(widths[kept:])) + self._blanks[kept:] + self.text

    def _measure(self) -> None:
        if self.text[:1] not in " \t":
            # White space of any kind alone is a blank line: it comes along when text is pasted.
            if self.text[:1].isspace() and self.text.isspace():
                self.text = ""
            return
        rest = self.text.lstrip(" \t")
        self._blanks = self.text[: len(self.text) - len(rest)]
        self._width = sum(_widths(self._blanks, self.column)) if "\t" in self._blanks else len(self._blanks)
        self.indent = self._width
        self.column += self._width
        self.at += len(self._blanks)
        self.text = "" if rest.isspace() else rest


def _widths(blanks: str, column: int) -> list[int]:
    """How many columns each blank takes; the first one stands at `column`."""
    widths = []
    for blank in blanks:
        widths.append(TAB - column % TAB if blank == "\t" else 1)
        column += widths[-1]
    return widths
