"""The lines that faults speak of, read from the files of a site."""

from collections.abc import Iterable, Mapping

from hjemsite.cache.filestat import KnownFile
from hjemsite.cache.template_folders import is_template_path
from hjemsite.content.scan import NOTHING, Inputs
from hjemsite.content.sources import text_of
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.quoted_lines import QuotedLines, lines_spoken_of, quoted
from hjemsite.urls import ADDRESS_LIST


def excerpts(
    inputs: Inputs,
    faults: Iterable[Diagnostic],
    lines_before: QuotedLines | None = None,
    before: Mapping[str, KnownFile] = NOTHING,
) -> QuotedLines:
    """The lines of sources and templates that `faults` speak of.

    `lines_before` are lines of files as they were `before`; one that holds the same is not read again.
    """
    lines_by_path = {}
    for path, numbers in lines_spoken_of(faults).items():
        lines = (lines_before or {}).get(path, {})
        is_known = path in inputs.files and path in before and inputs.files[path].digest == before[path].digest
        lines_by_path[path] = lines if is_known and lines.keys() == numbers else quoted(_text(inputs, path), numbers)
    return {path: lines for path, lines in lines_by_path.items() if lines}


def _text(inputs: Inputs, path: str) -> str:
    """The text of a file; empty where it has none, as a folder and a picture."""
    if path.endswith((".md", ".yaml", ADDRESS_LIST)) and (path in inputs.files or path in inputs.refused):
        return text_of(inputs.source(path)).value
    if path in inputs.files and is_template_path(path):
        return b"".join(data for _, data in inputs.texts([path])).decode("utf-8", "replace")
    return ""
