"""`check --public`: what readers see, held up against what they should see now; `cli.main` prints the sentences."""

from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.cli.publish_command import Outcome
from hjemsite.diagnostics.report import json_text
from hjemsite.pipeline.dry_run import read
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.public_check import DAY, WHEN, Finding, NoAnswer, PublicCheck
from hjemsite.pipeline.publish_site import settings_of
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers


def look(command: Command, options: BuildOptions, workers: Workers) -> Outcome:
    """Ask the site. Raises `UsageError` without an address to ask, and `MachineError` where nobody answers."""
    settings = settings_of(command.root)
    address = command.look_at or (settings.address if settings else "")
    if not address:
        raise UsageError("Der står ingen adresse i content/site.yaml. Skriv den efter --public.")
    check = PublicCheck(
        address.rstrip("/"), read(options, workers), options.as_of, settings.publish_to if settings else ""
    )
    try:
        found = list(check.findings())
    except NoAnswer as error:
        raise MachineError(str(error)) from error
    problems = [_sentence(one) for one in found if not one.is_remark]
    remarks = [_sentence(one) for one in found if one.is_remark]
    if command.format == "json":
        records = [{"kind": one.kind, "message": _sentence(one), "is_remark": one.is_remark} for one in found]
        return Outcome([json_text(records)], problems)
    done = [] if problems else [f"Læserne på {address} ser det, de skal se; {check.asked} adresser er set efter."]
    return Outcome(done, problems, remarks)


def _sentence(found: Finding) -> str:
    if found.when is None:
        return found.sentence
    when = found.when.astimezone(danish.COPENHAGEN)
    day = f"den {danish.long_date(when.date())}"
    return found.sentence.replace(WHEN, danish.at(when)).replace(DAY, day)
