"""The editors' program, Sveltia CMS: fetched once, kept below the project folder, and served from the site itself.

Version and digests stand here, so every site has the same bytes, whoever gave them. What the program would load from
elsewhere is beside it, and its addresses are put right; what else it could load, it does without.
"""

import hashlib
import io
import shutil
import subprocess
import tarfile
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.limits import PACKAGE_SECONDS
from hjemsite.pages.editing.editor_pages import PROGRAM
from hjemsite.system.errors import MachineError
from hjemsite.system.memory_folder import FOLDER, memory_folder
from hjemsite.urls import EDITOR, Url, file_path

EditorFiles: TypeAlias = Mapping[Url, bytes]
"""Address → file of the program."""

PAGE_FILE = file_path(EDITOR)
"""The page's path below the output folder."""

VERSION = "0.221.1"
_INTEGRITY = "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
"""SHA-512 of the package, as npm writes it."""

_LOCALES = f"@sveltia/cms@{VERSION}/locales/"


class _File(NamedTuple):
    """A file of the package: where it lies beside the page, and its SHA-256."""

    name: str
    sha256: str


_FONTS = "npm/assets/"
FILES: Mapping[str, _File] = {
    "dist/sveltia-cms.js": _File(PROGRAM, "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a"),
    "locales/da.json": _File(f"{_LOCALES}da.json", "facb895ea3212bcb799923c33e0f994d19f637b930917d69c62345b0f99970e9"),
    f"{_FONTS}source-sans-3-latin-wght-normal-BqRLTx4X.woff2": _File(
        "source-sans-3.woff2", "7a19a7027e125257d310c6dbd78ae3a30b5ea1e3794d60b12bb28227a003bfda"
    ),
    f"{_FONTS}noto-mono-latin-400-normal-DiC8lJru.woff2": _File(
        "noto-mono.woff2", "2787a2983d94072a2c6262b1992a2642519800a889bd90ca1042d04a89852d58"
    ),
    f"{_FONTS}material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2": _File(
        "material-symbols.woff2", "98db9feefa170bf76e9c19d19af6dd62054165efc89c4b506c361e069719e884"
    ),
    "LICENSE.txt": _File("LICENSE.txt", "dcbe3c626d85741f6fabefed0b34d07a2e92c032f63aa21c0279062363859c32"),
    f"{_FONTS}source-sans-3.LICENSE.txt": _File(
        "source-sans-3.LICENSE.txt", "18aabf190848725e2576eefb5c29ba06aac1029d02132252a7f312eac2e50cf3"
    ),
    f"{_FONTS}noto-mono.LICENSE.txt": _File(
        "noto-mono.LICENSE.txt", "0dab92d0544f7b233403f14b84a663bdbfa746982eda629e7f4f9ffe1b036feb"
    ),
    f"{_FONTS}material-symbols-outlined.LICENSE.txt": _File(
        "material-symbols.LICENSE.txt", "18aabf190848725e2576eefb5c29ba06aac1029d02132252a7f312eac2e50cf3"
    ),
}
"""Path in the package → the file. Whoever takes another version takes all of this from it."""

_FONT_HOST = "https://cdn.jsdelivr.net/fontsource/fonts"
_ADDRESSES: Mapping[str, str] = {
    f"{_FONT_HOST}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3.woff2",
    f"{_FONT_HOST}/noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono.woff2",
    f"{_FONT_HOST}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "material-symbols.woff2",
    "https://unpkg.com/": "./",
}
"""Address elsewhere in the program → what it loads instead, from beside the page."""


def editor_files(root: Path) -> EditorFiles:
    """The editors' program for the site at `root`. Raises `MachineError` where none can be had."""
    folder = memory_folder(root)
    files = _kept(folder) or _installed(root)
    if files is None:
        files = _fetched()
        _keep(files, folder)
    return {Url(f"{EDITOR}{FILES[path].name}"): _without_foreign_addresses(data) for path, data in files.items()}


def _without_foreign_addresses(data: bytes) -> bytes:
    for elsewhere, here in _ADDRESSES.items():
        data = data.replace(elsewhere.encode(), here.encode())
    return data


def _checked(read: Mapping[str, bytes | None]) -> Mapping[str, bytes] | None:
    """The files, or None where one of them is missing or another."""
    whole = {path: data for path, data in read.items() if data is not None and _is_right(path, data)}
    return whole if whole.keys() == FILES.keys() else None


def _is_right(path: str, data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == FILES[path].sha256


def _kept(folder: Path) -> Mapping[str, bytes] | None:
    return _checked({path: _read(folder / _kept_name(path)) for path in FILES})


def _kept_name(path: str) -> str:
    return f"redaktion-{hashlib.sha256(path.encode()).hexdigest()[:8]}-{FILES[path].sha256[:8]}"


def _installed(root: Path) -> Mapping[str, bytes] | None:
    """The files as npm has put them below `root`, for machines that may not fetch anything themselves."""
    return _checked({path: _read(root / "node_modules/@sveltia/cms" / path) for path in FILES})


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _keep(files: Mapping[str, bytes], folder: Path) -> None:
    # What cannot be kept is fetched again.
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        for path, data in files.items():
            atomic_write(folder / _kept_name(path), data)


def _fetched() -> Mapping[str, bytes]:
    """The files as npm fetches them; npm knows which registry this machine uses."""
    with TemporaryDirectory() as folder:
        _pack(Path(folder))
        data = next((file.read_bytes() for file in Path(folder).glob("*.tgz")), b"")
    if hashlib.sha512(data).digest() != b64decode(_INTEGRITY):
        raise _unavailable("det, npm henter, er noget andet")
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        read = {path: member.read() for path in FILES if (member := package.extractfile(f"package/{path}"))}
    files = _checked({**read})
    assert files is not None, "the digests of the package and of its files belong together"
    return files


def _pack(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise _unavailable("programmet npm, der følger med Node.js, er ikke på computeren")
    command = [
        npm,
        "pack",
        f"@sveltia/cms@{VERSION}",
        "--ignore-scripts",
        "--silent",
        "--pack-destination",
        str(folder),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - npm of this machine, without a shell
            command, cwd=folder, capture_output=True, timeout=PACKAGE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unavailable("npm svarer ikke") from error
    if done.returncode:
        raise _unavailable("npm kan ikke hente det")


def _unavailable(why: str) -> MachineError:
    return MachineError(
        f"Redaktionens program (Sveltia CMS {VERSION}) kan ikke hentes: {why}. Det hentes kun første gang og ligger "
        f"derefter i mappen {FOLDER}. Byg igen, når der er forbindelse, kør »npm install @sveltia/cms@{VERSION}« i "
        "mappen med siden, eller slet linjen med editing i content/site.yaml."
    )
