"""Where templates lie: in a site's own folder, and in that of the program.

A file in the site's folder stands in place of the program's file of the same name, and may extend it. In a checkout the
program's folder is beside the package, in an installed package within it.
"""

import os
from functools import cache
from pathlib import Path

OWN, PROGRAM = "templates/", "hjemsite/templates/"
"""How the path of a template begins: that of one of the site's own, and of one that comes with the program."""


@cache
def program_templates() -> str:
    """The folder with the templates that come with the program, on disk."""
    package = Path(__file__).absolute().parents[1]
    installed = package / "templates"
    return os.fspath(installed if installed.is_dir() else package.parent / "templates")


def is_program_folder(folder: str) -> bool:
    """Whether `folder`, on disk, is that of the program, as it is in a checkout that holds a site itself."""
    try:
        return os.path.samefile(folder, program_templates())  # noqa: PTH121 - no object for the path
    except OSError:
        return False


def program_file(path: str) -> str:
    """The file on disk of the template or asset at `path`, one of the program's."""
    return f"{program_templates()}/{path.removeprefix(PROGRAM)}"


def is_template_path(path: str) -> bool:
    """Whether a template or an asset lies at `path`.

    >>> is_template_path("hjemsite/templates/base.html"), is_template_path("content/site.yaml")
    (True, False)
    """
    return path.startswith((OWN, PROGRAM))


def name_in_folder(path: str) -> str:
    """The name by which templates know the file at `path`: that below its folder.

    >>> name_in_folder("hjemsite/templates/word/styles.xml"), name_in_folder("templates/assets/site.css")
    ('word/styles.xml', 'assets/site.css')
    """
    return path.removeprefix(PROGRAM).removeprefix(OWN)
