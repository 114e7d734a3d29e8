"""The index of the search, made by Pagefind (https://pagefind.app): files that a reader's browser fetches in pieces.

Pagefind is a program that reads pages in a folder. It is given pages of our own that hold nothing but what can be
found, folded so that both spellings of æ, ø and å meet; what it makes is remembered as long as that text is the same.
"""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

import hjemsite
from hjemsite.cache.cache import Cache, decode, encode
from hjemsite.danish import folded, typography
from hjemsite.model import Body
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.search_page import SearchDocument, search_documents
from hjemsite.system.errors import MachineError, is_out_of_memory, says_memory_is_out
from hjemsite.system.temporary_folder import temporary_folder
from hjemsite.urls import PAGEFIND, Url

_WANTED = ("pagefind.js", "pagefind-entry.json", "wasm.da.pagefind", "*.pf_meta", "index/*", "fragment/*")
"""What the search page fetches. Pagefind's own user interfaces, which style themselves inline, are left out."""

_KILLED = 9
"""The signal that a system sends to a program when the machine runs out of memory. Nobody else does."""


def site_index(dependencies: Dependencies, cache: Cache) -> Mapping[Url, bytes]:
    """The files of the index of an edition, by address. Raises `MachineError`."""
    dependencies.articles.fetch(dependencies.layout.taxonomies.articles)
    return search_files(search_documents(dependencies.whole, dependencies.layout), dependencies.whole.bodies, cache)


def search_files(finds: Sequence[SearchDocument], bodies: Callable[[bytes], Body], cache: Cache) -> Mapping[Url, bytes]:
    """The files of the index by address, from `cache` when the same was indexed before. Raises `MachineError`."""
    if not finds:
        return {}
    written = [encode(find) for find in finds]
    key = cache.key("pagefind", *written)
    (made,) = cache.get_or_compute(partial(_index, written=written, bodies=bodies, cache=cache), [finds], [key])
    return decode(made, dict[Url, bytes], {})


def _index(
    finds: Sequence[SearchDocument], written: Sequence[bytes], bodies: Callable[[bytes], Body], cache: Cache
) -> bytes:
    """The index of `finds`. All of it is made again when one changed, but only the pages of those that did."""
    texts = cache.get_or_compute(partial(_page, bodies=bodies), finds, [cache.key("find", one) for one in written])
    with temporary_folder() as folder:
        pages, bundle = folder / "pages", folder / "bundle"
        for find, text in zip(finds, texts, strict=True):
            # Few folders, for those take longer than files to make and to remove; the search page knows.
            file = pages / f"{find.url.strip('/')}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        _run(pages, bundle)
        found = sorted(file for pattern in _WANTED for file in bundle.glob(pattern))
        files = {f"{PAGEFIND}{file.relative_to(bundle).as_posix()}": file.read_bytes() for file in found}
    return encode(files)


def _page(find: SearchDocument, bodies: Callable[[bytes], Body]) -> bytes:
    """A page for Pagefind. The title is no part of the text, so an excerpt does not begin by repeating it."""
    title, detail = _ready(find.title), _ready(find.detail)
    body = bodies(find.body).text if find.body else ""
    # Pagefind leaves out a page without words.
    text = "\n\n".join(filter(None, (find.lead, body, find.text.strip()))) or find.title
    paragraphs = "".join(f"<p>{_ready(_closed(part))}</p>" for part in text.split("\n\n"))
    return (
        '<!doctype html><html lang="da"><body>'
        f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{title}</h1>'
        f'<p data-pagefind-meta="detail" data-pagefind-ignore>{detail}</p>'
        f"{paragraphs}</body></html>"
    ).encode()


def _closed(paragraph: str) -> str:
    """Headings and the like with a full stop, so that an excerpt does not run them into what follows."""
    return f"{paragraph}." if paragraph[-1:].isalnum() else paragraph


def _ready(text: str) -> str:
    return escape(folded(typography.text(text)))


def _run(pages: Path, bundle: Path) -> None:
    # Its settings may come from a file beside it and from the environment too; ours are all here.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    options = ("--site", pages, "--output-path", bundle, "--force-language", "da", "--quiet")
    try:
        from pagefind_bin import get_executable

        done = subprocess.run(  # noqa: S603 - a program of the lock file, without a shell
            (get_executable(), *options),
            cwd=pages,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (ImportError, OSError) as error:
        if is_out_of_memory(error):
            raise
        raise MachineError(_sorry(str(error))) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode == -_KILLED or says_memory_is_out(said):
            raise MemoryError
        last = said.strip().rpartition("\n")[2]
        raise MachineError(_sorry(last or f"afslutningskode {done.returncode}"))


def _sorry(reason: str) -> str:
    return (
        f"Søgningen kan ikke laves, for programmet Pagefind mangler eller virker ikke på denne computer ({reason}). "
        f"»{hjemsite.COMMAND}« henter det; »{hjemsite.COMMAND} check« kan bruges uden."
    )
