"""Whether a folder may be used as the output folder, checked before anything else is done.

Only where nothing else can be lost: in a folder that is missing, empty, or made by an earlier build.
"""

import os
from pathlib import Path

from hjemsite.publishing.manifest import GUESTS, STAGING, manifest_digest, read_manifest, refusal
from hjemsite.system.memory_folder import FOLDER

PROTECTED = ("content", "templates", "hjemsite", ".git", FOLDER, ".venv")
"""What belongs to the project and may not be mixed with the site."""


def guard(folder: Path, root: Path, manifest: bytes = b"") -> None:
    """Raise `Refused` unless the site of the project at `root` may be built in `folder`.

    `manifest` is the digest of the manifest that the last build wrote there.
    """
    real = _real(folder)
    if reason := claim(real, root):
        raise refusal(folder, reason)
    standing = next(path for path in (real, *real.parents) if os.path.lexists(path))
    if standing.is_symlink() or any(path.is_symlink() and not path.exists() for path in (folder, *folder.parents)):
        raise refusal(folder, "det er en genvej, der ikke fører nogen steder hen")
    if not standing.is_dir():
        raise refusal(folder, f"»{standing.name}« er en fil og ikke en mappe")
    if standing == real and _is_strange(real, manifest):
        raise refusal(folder, "mappen ikke er tom og ikke er lavet af hjemsite")


def claim(real: Path, root: Path) -> str:
    """Why the folder at `real` belongs to something else (Danish); empty when it does not."""
    if real == real.parent:
        return "det er roden af hele disken"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home fails for users that have none, as in containers
    for folder, itself, above in (
        (root, "det er projektets egen mappe", "hele projektet ligger i den"),
        (home, "det er din hjemmemappe", "din hjemmemappe ligger i den"),
    ):
        if _within(_real(folder), real):
            return itself if _within(real, _real(folder)) else above
    for name in PROTECTED:
        protected = _real(root / name)
        if _within(real, protected):
            return f"mappen hører til »{name}«"
        if _within(protected, real):
            return f"»{name}« ligger i den"
    # Any `.git`, not only this project's: writing a site into it would destroy the repository.
    return "mappen hører til ».git«" if ".git" in (part.lower() for part in real.parts) else ""


def _real(path: Path) -> Path:
    # Path.resolve raises for links in a ring; here they are a name like any other.
    return Path(os.path.realpath(path))


def _within(inner: Path, outer: Path) -> bool:
    """Whether `inner` is `outer` or lies in it."""
    paths = (inner, *inner.parents)
    if outer in paths:
        return True
    # Names alone do not tell: »Content« and »content« are one folder on macOS and Windows.
    return outer.exists() and any(path.exists() and path.samefile(outer) for path in paths)


def _is_strange(folder: Path, manifest: bytes) -> bool:
    """Whether `folder` holds anything but `GUESTS`, and was not made by a build."""
    with os.scandir(folder) as entries:
        # A build that was killed before it changed anything leaves nothing but its staging.
        names = {entry.name for entry in entries} - GUESTS - {STAGING}
    if manifest and manifest_digest(folder) == manifest:
        return False
    return bool(names) and read_manifest(folder) is None
