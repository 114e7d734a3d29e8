"""Pictures of a press release that the site's library has already: the draft shows them from there."""

import re
from dataclasses import replace

from hjemsite.importer.draft.moved_file import as_target
from hjemsite.importer.formats.manuscript import EmbeddedFile, Manuscript
from hjemsite.importer.known_site import KnownSite


def shown_from_library(manuscript: Manuscript, site: KnownSite) -> Manuscript:
    """The manuscript without the pictures that lie in the library, byte for byte; its text names those instead.

    What the library says of a picture holds, so there is nothing to describe.
    """
    paths = {file.name: path for file in manuscript.files if (path := _same(file, site))}
    if not paths:
        return manuscript
    names = "|".join(map(re.escape, paths))
    shown = re.compile(rf'!\[[^\[\]]*\]\(({names})(?: "[^"]*")?\)')
    picture_task = re.compile(rf"\bbilledet (?:{names})(?![\w.-])")
    return replace(
        manuscript,
        files=tuple(file for file in manuscript.files if file.name not in paths),
        pieces=tuple(
            replace(piece, markdown=shown.sub(lambda match: f"![]({as_target(paths[match[1]])})", piece.markdown))
            for piece in manuscript.pieces
        ),
        unfinished=tuple(task for task in manuscript.unfinished if not picture_task.search(task)),
        remarks=(
            *manuscript.remarks,
            *(f"{name} ligger i forvejen som {path}, og kladden viser det derfra" for name, path in paths.items()),
        ),
    )


def _same(file: EmbeddedFile, site: KnownSite) -> str:
    """The picture of the library with the bytes of `file`, as a text names it; empty where there is none."""
    same = (picture for picture in site.pictures.get(len(file.data), ()) if picture.data == file.data)
    return next((picture.path.removeprefix("content/") for picture in same), "")
