"""`--quiet-hidden`: what is shown of faults in a log that more people can read than the texts."""

from collections.abc import Callable, Sequence

from hjemsite.cli.arguments import Command
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.quoted_lines import QuotedLines
from hjemsite.pipeline.options import BuildOptions


def shown(
    order: Command, faults: Sequence[Diagnostic], lines: QuotedLines, options: Callable[[Command], BuildOptions]
) -> Sequence[Diagnostic]:
    """The faults as a log may show them. Reports in files, as JSON and GitLab's, always hold them whole."""
    if not order.quiet_hidden or not faults:
        return faults
    from hjemsite.diagnostics.discretion import discreet
    from hjemsite.pipeline.dry_run import hidden_articles
    from hjemsite.system.workers import Workers

    return discreet(faults, hidden_articles(options(order), Workers()), lines)
