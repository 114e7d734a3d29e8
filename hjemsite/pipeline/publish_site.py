"""The built site in the output folder, put where readers are served.

What is published is what was built: this reads the output folder, and of the content no more than the settings.
"""

import html
import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

import hjemsite
from hjemsite.content.document import SITE
from hjemsite.content.frontmatter.fields import SiteFields
from hjemsite.content.frontmatter.front_matter import front_matter
from hjemsite.content.frontmatter.publish_address import PublishAddress, publish_address
from hjemsite.content.frontmatter.split import split
from hjemsite.content.sources import ReadFile, Source, read_file, text_of
from hjemsite.publishing.deployment import deploy as deployment
from hjemsite.publishing.deployment import public_sample
from hjemsite.publishing.deployment.deploy import (
    BuiltSite,
    DeployOptions,
    Halted,
    Occupied,
    Overtaken,
    Shrinks,
    StrangersInTheWay,
)
from hjemsite.publishing.deployment.public_sample import PublicSite
from hjemsite.publishing.deployment.target import Target
from hjemsite.publishing.deployment.target_record import RECORD
from hjemsite.publishing.deployment.upload_plan import UploadPlan
from hjemsite.publishing.guard import claim
from hjemsite.publishing.manifest import STAGING, build_number, read_manifest
from hjemsite.system.errors import Refused
from hjemsite.system.lock import exclusive
from hjemsite.system.memory_folder import memory_folder
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers

__all__ = [
    "RECORD",
    "DeployOptions",
    "Halted",
    "Occupied",
    "Overtaken",
    "PublicSite",
    "Publication",
    "PublishOptions",
    "Shrinks",
    "StrangersInTheWay",
    "UploadPlan",
    "publish_site",
]


class PublishOptions(Struct, frozen=True):
    """`target` and `endpoint` are empty where the settings decide. `public` is the address that readers use."""

    root: Path
    output: Path
    target: str = ""
    endpoint: str = ""
    deploy: DeployOptions = DeployOptions()
    dry_run: bool = False
    public: str = ""
    look: bool = True


class Publication(Struct, frozen=True):
    """What was done, or would be. `readers` is what they see now; None where that was not looked at.

    A dry run whose plan would not be carried out has a `refusal`.
    """

    target: str
    plan: UploadPlan
    readers: PublicSite | None = None
    refusal: Halted | None = None


def publish_site(options: PublishOptions, workers: Workers, say: Callable[[str], None]) -> Publication:
    """Publish the site in the output folder, or with `dry_run` only plan it.

    Raises `NotATarget`, `Refused` where nothing can be published, `AlreadyLocked`, and what `deploy` raises.
    """
    with exclusive(memory_folder(options.root)):
        site, settings = _built_site(options.output), settings_of(options.root)
        target = open_target(_address(options, settings), options.root, options.output)
        try:
            if options.dry_run:
                plan, refusal = deployment.preview(site, target, options.deploy)
                return Publication(target.name, plan, refusal=refusal)
            workers.progress.enter(Stage.DEPLOYING)
            plan = deployment.deploy(site, target, options.deploy, workers.progress.step, say)
        finally:
            target.close()
    public = options.public or _public_address(options.output) or (settings.address if settings else "")
    if not options.look or not public:
        return Publication(target.name, plan)
    paths = public_sample.sample((*plan.kept, *plan.put), plan.put)
    readers = public_sample.look(
        public, site.files, paths, lambda: say(f"{public} viser endnu den gamle udgave. Venter på den nye …")
    )
    return Publication(target.name, plan, readers)


def _built_site(folder: Path) -> BuiltSite:
    """The finished site in `folder`. Raises `Refused` where there is none."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise Refused(f"Der er ingen færdig side i »{folder}«. Byg den først med »{hjemsite.COMMAND}«.")
    if not manifest.finished or (folder / STAGING).exists():
        raise Refused(f"Siden i »{folder}« blev ikke bygget færdig. Byg den igen med »{hjemsite.COMMAND}«.")
    front = folder / "index.html"
    if front.is_file() and re.search(r'<meta name="robots" content="noindex">', front.read_text("utf-8")):
        raise Refused(f"Siden i »{folder}« er bygget med --drafts og må ikke ud til læserne. Byg den igen uden.")
    return BuiltSite(folder, manifest.files, build_number(folder))


def settings_of(root: Path) -> SiteFields | None:
    """What `content/site.yaml` says, as far as it can be read."""
    read = read_file(str(root / SITE), SITE)
    text = text_of(Source(SITE, read.data)) if isinstance(read, ReadFile) else None
    if text is None or text.faults:
        return None
    parts = split(text.value, SITE)
    front = None if parts.faults else front_matter(parts.value, SITE, SiteFields).value
    return front.fields if front and isinstance(front.fields, SiteFields) else None


def _address(options: PublishOptions, settings: SiteFields | None) -> PublishAddress:
    """Where to publish: what was asked for, or what the settings say. Raises `NotATarget` and `Refused`."""
    target = options.target or (settings.publish_to if settings else "")
    if not target:
        raise Refused(
            "Der er ikke valgt et sted at udgive til. Skriv det efter kommandoen, for eksempel "
            f"»{hjemsite.COMMAND} publish sftp://bruger@host/mappe«, eller i feltet publish_to i {SITE}."
        )
    address = publish_address(target)
    return replace(address, endpoint=options.endpoint) if options.endpoint else address


def open_target(address: PublishAddress, root: Path, output: Path) -> Target:
    """The target at `address`, which may belong neither to the project at `root` nor to the built site in `output`.

    Raises `Refused` and `MachineError` where it cannot be published to.
    """
    if address.kind == "folder":
        from hjemsite.publishing.targets.folder import Folder

        folder = Path(address.path)
        if output.resolve() in (folder.resolve(), *folder.resolve().parents):
            raise Refused(f"»{folder}« er den byggede side selv. Vælg en mappe mere til den, læserne skal se.")
        if reason := claim(folder.resolve(), root):
            raise Refused(f"Siden kan ikke udgives til »{folder}«, fordi {reason}. Vælg en mappe kun til siden.")
        return Folder(folder, address.text)
    if address.kind == "store":
        from hjemsite.publishing.targets.object_store import Store

        name = f"{address.scheme}://{address.host}{address.path}"
        return Store(address.scheme, address.host, address.path, name, address.endpoint, address.region)
    if address.kind == "sftp":
        from hjemsite.publishing.targets.sftp import Sftp

        return Sftp(address.host, address.port, address.user, address.path, address.text)
    if address.kind == "git":
        from hjemsite.publishing.targets.git_branch import GitBranch

        return GitBranch(address.url, address.user, address.branch, address.text, one_commit=address.history == "one")
    from hjemsite.publishing.targets.rsync import Rsync

    return Rsync(address.text, address.host, over_ssh=address.scheme == "ssh")


def _public_address(output: Path) -> str:
    """The address for which the site was built, as its front page says; empty where it does not."""
    try:
        page = (output / "index.html").read_text("utf-8")
    except OSError:
        return ""
    canonical = re.search(r'<link rel="canonical" href="([^"]+)">', page)
    return html.unescape(canonical[1]).rstrip("/") if canonical else ""
