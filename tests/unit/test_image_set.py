"""The pictures of a site together: each developed once, and published only where it is used."""

import io
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.cache.blob import Blob
from hjemsite.cache.cache import Cache
from hjemsite.images.image_set import ImageSet, image_set
from hjemsite.system.workers import Workers
from hjemsite.urls import Url


def _gif() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), (90, 120, 60)).save(stream, "GIF")
    return stream.getvalue()


FILES = {
    Url("/nyheder/hus/foto.gif"): _gif(),
    Url("/nyheder/hus/brev.pdf"): b"%PDF-",
    Url("/nyheder/dam/blomst.gif"): _gif(),
    Url("/nyheder/dam/hul.png"): b"\x89PNG",
    Url("/nyheder/dam/uden.png"): b"",
}


def _album(folder: Path | None, files: Mapping[Url, bytes] = FILES, jobs: int = 1) -> ImageSet:
    with closing(Cache(folder)) as cache:
        return image_set(files, cache, Workers(jobs))


def test_pictures_are_developed_and_refused() -> None:
    """Other files, and those that could not be read, are no concern of the album."""
    album = _album(None)
    assert list(album.processed) == ["/nyheder/hus/foto.gif", "/nyheder/dam/blomst.gif"]
    assert {url: refusal.rule for url, refusal in album.refused.items()} == {"/nyheder/dam/hul.png": "filtype"}


def test_only_what_is_used_is_published() -> None:
    """A picture with its renditions, another file as it is, and nothing of what was refused."""
    used = {Url("/nyheder/hus/foto.gif"), Url("/nyheder/hus/brev.pdf"), Url("/nyheder/dam/hul.png")}
    files = _album(None).files({url: data for url, data in FILES.items() if url in used})
    names = {url.rpartition("/")[2].replace(found_digest(files), "D") for url in files}
    assert names == {"foto.gif", "brev.pdf", "foto-D-30.avif", "foto-D-30.webp", "foto-D-30.png"}
    assert files[Url("/nyheder/hus/brev.pdf")] == b"%PDF-"


def found_digest(files: Mapping[Url, Blob]) -> str:
    return next(url for url in files if url.endswith(".avif")).split("-")[1]


def test_a_picture_is_developed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build needs no Pillow, and what was refused stays refused."""
    first = _album(tmp_path)
    with monkeypatch.context() as patch:
        patch.setitem(__import__("sys").modules, "hjemsite.images.process", None)
        assert _album(tmp_path) == first
        with pytest.raises(ImportError):
            _album(tmp_path, {Url("/ny.gif"): _gif() + b" "})


def test_two_processes_make_the_same_pictures() -> None:
    """However the work is spread."""
    assert _album(None, jobs=2) == _album(None)
