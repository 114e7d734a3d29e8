"""What `newsletter` does: the mail of a month as two files, which somebody sends from their own mail service."""

from hjemsite import danish
from hjemsite.cli.arguments import Command
from hjemsite.pipeline.newsletter_mail import newsletter
from hjemsite.pipeline.options import BuildOptions
from hjemsite.system.workers import Workers

_FOLDER = "nyhedsbreve"


def written(command: Command, options: BuildOptions, workers: Workers) -> str | None:
    """Write the files; what to tell of them. None where the site has faults, so that nothing is written."""
    year, month = command.month
    issue = newsletter(options, year, month, workers)
    if not issue.html:
        return None
    folder = command.output or command.root / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{year}-{month:02}.html"
    file.write_text(issue.html, encoding="utf-8", newline="\n")
    file.with_suffix(".txt").write_text(issue.text, encoding="utf-8", newline="\n")
    what = danish.plural(issue.articles, "nyhed", "nyheder")
    return f"{file.as_posix()} og {file.with_suffix('.txt').name} er skrevet, med {what}."
