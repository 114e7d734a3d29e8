"""The site with something of everything (`tests/doors/site`), for tests that build it many times.

Encoding pictures takes most of a build, so they are small here; tests of pictures take the site as it is.
"""

import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from hjemsite.pipeline.state import load_last_build
from hjemsite.pipeline.state_files import SavedState, load_state, save_state
from hjemsite.system.memory_folder import FOLDER

ROOT = Path(__file__).resolve().parents[1]
WIDEST = 640
"""In pixels: three renditions, and wide enough to be cut for social networks."""


def copy_fixture_site(root: Path) -> None:
    """Put its content into the project folder `root`."""
    shutil.copytree(ROOT / "tests/doors/site/content", root / "content")
    for file in (root / "content").rglob("*.jpg"):
        file.write_bytes(_small(file.read_bytes()))


def copy_templates(root: Path) -> None:
    """Put a copy of every template of the program into `root`, where each stands in place of the program's.

    A build in a process of its own takes three times as long with them.
    """
    shutil.copytree(ROOT / "templates", root / "templates")


@cache
def _small(data: bytes) -> bytes:
    """The picture, no wider and no higher than `WIDEST`, as JPEG."""
    stream = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        picture.save(stream, "JPEG")
    return stream.getvalue()


def copy_built_site(built: Path, root: Path) -> Path:
    """A copy of the project `built` at `root`, with what its last build knew, which a mere copy of the files is not."""
    shutil.copytree(built, root)
    last = load_last_build(built / FOLDER)
    assert last is not None
    save_state(last, load_state(last, built / FOLDER).state, SavedState(), root / FOLDER)
    return root
