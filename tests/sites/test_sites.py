"""Whole little sites: a folder in, its `expected/` out. Of a page only `<main>` is compared, not the frame,
of a picture only its format and size, and of a Word file its parts, for the encoders of another machine may choose
other bytes.

An expected file that nobody made is a failure, and so is a page that nobody expected.
`python3 build.py test tests/sites --skriv` writes what comes out; read it before you commit it.
"""

import io
import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

HERE = Path(__file__).parent
SITES = sorted(folder.parent for folder in HERE.glob("*/content"))
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
_MAIN = re.compile(r"<main.*?</main>", re.S)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_comes_out_as_expected(site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The main part of every page, and every other file whole, are as in `expected/`; nothing more, nothing less."""
    shutil.copytree(site / "content", tmp_path / "content")
    (tmp_path / "templates").symlink_to(HERE.parents[1] / "templates")
    result = build(BuildOptions(tmp_path, AS_OF))
    assert [fault for fault in result.faults if fault.is_error] == []
    actual_files = {
        path: _essence(path, data) for path, data in result.loaded().items() if not path.startswith("assets/")
    }
    expected = site / "expected"
    if request.config.getoption("--skriv"):
        for file in (file for file in expected.rglob("*") if file.is_file()):
            file.unlink()
        for path, data in actual_files.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    files = (file for file in expected.rglob("*") if file.is_file())
    expected_files = {file.relative_to(expected).as_posix(): file.read_bytes() for file in files}
    assert actual_files.keys() == expected_files.keys()
    for path, data in expected_files.items():
        assert actual_files[path].decode("utf-8", "replace") == data.decode("utf-8", "replace"), path


def _essence(path: str, data: bytes) -> bytes:
    """What a case holds fast of a file."""
    if path.endswith((".png", ".jpg", ".webp", ".avif")):
        with Image.open(io.BytesIO(data)) as picture:
            return f"{picture.format} {picture.width} x {picture.height} {picture.mode}\n".encode()
    if path.endswith((".docx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            # git may write line ends of its own.
            found_in = ((name, _essence(name, parts.read(name)).replace(b"\r\n", b"\n")) for name in parts.namelist())
            return b"".join(b"%s\n%s\n" % (name.encode(), part) for name, part in found_in)
    if path.endswith(".sha256"):
        # Makes of zlib differ, and with them the digest.
        return data.partition(b"  ")[2]
    match = _MAIN.search(data.decode()) if path.endswith(".html") else None
    return match[0].encode() + b"\n" if match else data
