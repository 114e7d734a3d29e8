"""What a program does with the proposal of a fault."""

from hjemsite.diagnostics.diagnostic import Proposal


def applied(proposal: Proposal, text: str) -> str:
    """The text of the file of `proposal`, with it applied."""
    lines = text.split("\n")
    _, line, column, end_line, end_column = proposal.span
    before = [*lines[: line - 1], lines[line - 1][: column - 1]]
    after = [lines[end_line - 1][end_column - 1 :], *lines[end_line:]]
    return "\n".join(before) + proposal.text + "\n".join(after)
