"""Deprecated names: what to write instead, and how long the old name still works.

A name that goes works for one more version, with a warning. The row stays, so that whoever comes from an older version
is told what the name became.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from hjemsite.diagnostics.diagnostic import Diagnostic, Proposal, Span

Kind = Literal["view", "block", "macro", "field", "command"]


class DeprecatedName(Struct, frozen=True):
    """`old` of `owner` is called `new` since the version `since`, and is not understood from the version `gone` on.

    `owner` is the struct of a view, the template of a block or a macro, the struct of the fields that an editor
    writes, or empty for a command. Before 0.2.0 names went without notice: there, `gone` is `since`.
    """

    kind: Kind
    owner: str
    old: str
    new: str
    since: str
    gone: str


DEPRECATED: tuple[DeprecatedName, ...] = (
    DeprecatedName("view", "QuotesView", "quotes", "years", "0.2.0", "0.3.0"),
    DeprecatedName("view", "PressView", "feeds", "frame.follow", "0.2.0", "0.2.0"),
)


def deprecated(kind: Kind, owner: str, old: str, table: Sequence[DeprecatedName] = DEPRECATED) -> DeprecatedName | None:
    """The row of a deprecated name; None for any other name."""
    return next((row for row in table if (row.kind, row.owner, row.old) == (kind, owner, old)), None)


def warning(name: DeprecatedName, span: Span, *, is_spelling: bool = False) -> Diagnostic:
    """The fault of somebody who uses `name`; with `is_spelling` the new name can stand in its place as it is."""
    message = f"»{name.old}« er et gammelt navn, som forsvinder med hjemsite {name.gone}"
    proposal = Proposal(span, name.new) if is_spelling else None
    return Diagnostic("foraeldet-navn", span, message, f"Skriv {name.new}", proposal=proposal)
