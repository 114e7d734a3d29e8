"""`check --public`: what readers see, compared with what they should see now; `cli.main` prints the sentences.

And `check --links`: whether what the site leads to elsewhere is there. That is told, and the command does not fail.
"""

from collections.abc import Sequence

from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.publish_command import Outcome
from hjemsite.diagnostics.report import json_text
from hjemsite.pipeline.dry_run import read
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.outside_links import OutsideLink, dead_links, outside_links
from hjemsite.pipeline.public_check import DAY, WHEN, Finding, NoAnswer, PublicCheck
from hjemsite.pipeline.publish_site import settings_of
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers


def look(command: Command, options: BuildOptions, workers: Workers) -> Outcome:
    """Ask the site. Raises `UsageError` without an address to ask, and `MachineError` where nobody answers."""
    if command.links:
        return _tried(command, tuple(outside_links(read(options, workers))))
    settings = settings_of(command.root)
    address = command.look_at or (settings.address if settings else "")
    if not address:
        raise UsageError("Der står ingen adresse i content/site.yaml. Skriv den efter --public.")
    check = PublicCheck(
        address.rstrip("/"), read(options, workers), options.as_of, settings.publish_to if settings else ""
    )
    try:
        findings = list(check.findings())
    except NoAnswer as error:
        raise MachineError(str(error)) from error
    problems = [_sentence(finding) for finding in findings if not finding.is_remark]
    remarks = [_sentence(finding) for finding in findings if finding.is_remark]
    if command.format == "json":
        records = [
            {"kind": finding.kind, "message": _sentence(finding), "is_remark": finding.is_remark}
            for finding in findings
        ]
        return Outcome([json_text(records)], problems)
    done = [] if problems else [f"Læserne på {address} ser det, de skal se; {check.asked} adresser er set efter."]
    return Outcome(done, problems, remarks)


def _tried(command: Command, links: Sequence[OutsideLink]) -> Outcome:
    """What to tell of links to others' pages."""
    dead = dead_links(links)
    if command.format == "json":
        return Outcome([json_text([{"message": message} for message in dead])])
    asked = danish.plural(len(links), "link", "links")
    return Outcome([f"{asked} til andres sider er prøvet; {len(dead) or 'ingen'} ser ud til at være døde."], (), dead)


def _sentence(finding: Finding) -> str:
    if finding.when is None:
        return finding.sentence
    when = finding.when.astimezone(danish.COPENHAGEN)
    day = f"den {danish.long_date(when.date())}"
    return finding.sentence.replace(WHEN, danish.at(when)).replace(DAY, day)
