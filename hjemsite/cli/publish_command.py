"""What `publish` does, in Danish sentences; `cli.main` prints them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from hjemsite import danish
from hjemsite.cli.arguments import Command, UsageError
from hjemsite.content.frontmatter.publish_address import NotATarget
from hjemsite.pipeline.publish_site import (
    RECORD,
    DeployOptions,
    Halted,
    Occupied,
    Overtaken,
    Publication,
    PublicSite,
    PublishOptions,
    Shrinks,
    StrangersInTheWay,
    UploadPlan,
    publish_site,
)
from hjemsite.system.errors import MachineError
from hjemsite.system.workers import Workers

_SHOWN, _NAMES = 20, 3
"""Lines of one kind in a plan, and names in a sentence; the rest is counted."""


class Outcome(NamedTuple):
    """`done` is for stdout, the others for stderr; with `problems`, the command has failed."""

    done: Sequence[str]
    problems: Sequence[str] = ()
    remarks: Sequence[str] = ()


def publish(command: Command, workers: Workers, say: Callable[[str], None]) -> Outcome:
    """Publish the built site. Raises `UsageError` and `MachineError`. `say` shows a sentence at once."""
    options = PublishOptions(
        root=command.root,
        output=command.output or command.root / "output",
        target=command.target,
        endpoint=command.endpoint,
        deploy=DeployOptions(command.allow_shrink, command.allow_older, command.overwrite),
        dry_run=command.dry_run,
        public=command.public,
        look=not command.no_look,
    )
    try:
        publication = publish_site(options, workers, say)
    except NotATarget as error:
        raise UsageError(f"{error.message}. {error.hint}.") from error
    except Overtaken as error:
        raise MachineError(_overtaken(error)) from error
    except Halted as error:
        return Outcome((), [_refusal(error)])
    if command.dry_run:
        refusal = [_refusal(publication.refusal)] if publication.refusal else []
        return Outcome([*_plan(publication.plan, publication.target)], refusal)
    done = [_summary(publication)]
    if publication.readers is None:
        return Outcome(done)
    if problem := _problem(publication.readers):
        return Outcome(done, [problem])
    return Outcome([*done, _seen(publication.readers)], (), publication.readers.remarks)


def _summary(publication: Publication) -> str:
    plan = publication.plan
    if plan.is_empty:
        return f"{publication.target} har allerede denne udgave: {_files(len(plan.kept))} er uændret."
    gone = len(plan.clear) + len(plan.delete)
    return (
        f"Siden er lagt ud på {publication.target}: {_files(len(plan.put))} sendt, {danish.number(gone)} slettet og "
        f"{danish.plural(len(plan.kept), 'uændret', 'uændrede')}."
    )


def _plan(plan: UploadPlan, target: str) -> Iterator[str]:
    if plan.is_empty:
        yield f"{target} har allerede denne udgave, så intet ville blive ændret."
        return
    for verb, paths in (("slet", plan.clear), ("send", plan.put), ("slet", plan.delete)):
        yield from (f"{verb} {path}" for path in paths[:_SHOWN])
        if len(paths) > _SHOWN:
            yield f"… og {_files(len(paths) - _SHOWN)} til"
    gone = len(plan.clear) + len(plan.delete)
    yield (
        f"På {target} ville {_files(len(plan.put))} blive sendt, {danish.number(gone)} slettet, og "
        f"{danish.number(len(plan.kept))} ville være uændret. Intet er ændret."
    )


def _refusal(refusal: Halted) -> str:
    if isinstance(refusal, Shrinks):
        return _shrinking(refusal)
    if isinstance(refusal, Occupied):
        return _occupied(refusal)
    assert isinstance(refusal, StrangersInTheWay)
    return _in_the_way(refusal)


def _shrinking(error: Shrinks) -> str:
    return (
        f"{danish.number(error.gone)} af {_files(error.before)} ville blive slettet, og det er mange. Intet er ændret. "
        "Se med --dry-run, om noget er forsvundet ved et uheld. Er det meningen, så udgiv med --allow-shrink."
    )


def _in_the_way(error: StrangersInTheWay) -> str:
    names = [f"»{path}«" for path in error.paths[:_NAMES]]
    if len(error.paths) > _NAMES:
        names.append(_files(len(error.paths) - _NAMES) + " til")
    is_single = len(error.paths) == 1
    return (
        f"{danish.list_of(names)} ligger der i forvejen og er ikke lavet af hjemsite. Intet er ændret. "
        f"Flyt {'den' if is_single else 'dem'}, eller udgiv med --overwrite, hvis siden skal tage "
        f"{'dens' if is_single else 'deres'} plads."
    )


def _occupied(error: Occupied) -> str:
    names = [f"»{name}«" for name in error.names[:_NAMES]]
    if len(error.names) > _NAMES:
        names.append(f"{danish.number(len(error.names) - _NAMES)} til")
    return (
        f"På {error.target} ligger der {danish.list_of(names)}, og intet er lavet af hjemsite. Intet er ændret. "
        "Se efter, om det er det rigtige sted. Er det, så udgiv første gang med --overwrite; det, der "
        "ligger der, bliver liggende."
    )


def _overtaken(error: Overtaken) -> str:
    built = datetime.fromtimestamp(error.number / 1000, danish.COPENHAGEN)
    return (
        f"Den side, der ligger ude, er nyere: Den er bygget {danish.at(built)}. Intet er ændret. Byg siden igen af de "
        "nyeste tekster, og udgiv den så. Skal den ældre side ud alligevel, så udgiv med --allow-older."
    )


def _seen(readers: PublicSite) -> str:
    return f"Læserne på {readers.address} ser den nye side; {_files(readers.checked)} er set efter."


def _problem(readers: PublicSite) -> str:
    """Why it is not certain that readers see the new site; empty where it is."""
    if readers.unreachable:
        return (
            f"{readers.address} svarer ikke, så det er ikke til at se, om læserne har den nye side. "
            "Se efter, om adressen er rigtig, og om værten viser den mappe, der er udgivet til."
        )
    if not readers.stale:
        return ""
    names = danish.list_of([f"»{path}«" for path in readers.stale[:_NAMES]])
    return (
        f"{danish.number(len(readers.stale))} af {_files(readers.checked)} på {readers.address} er ikke den nye "
        f"udgave: {names}. Enten viser værten en kopi fra før, eller den viser en anden mappe, eller den ændrer "
        "filerne på vejen. Tøm kopierne (cachen) hos værten, og udgiv igen for at se efter. Har nogen slettet eller "
        f"ændret filer dér, så slet filen {RECORD} samme sted, og udgiv igen; så bliver filerne sammenlignet en for en."
    )


def _files(count: int) -> str:
    return danish.plural(count, "fil", "filer")
