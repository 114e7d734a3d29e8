"""What the site is built with may be used, changed and passed on by an alliance: the licence of each package.

`docs/licenser.md` lists them; `python3 build.py test tests/test_licences.py --skriv` writes it.
"""

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/licenser.md"

ALLOWED = {"Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0"}
"""Licences that ask for no more than that their text goes along, by their names in SPDX.

`BSD` stands for packages which name only the family: all forms of it ask for that and no more.
"""

USED_UNCHANGED = {"EPL-2.0 OR GPL-2.0-or-later": "EPL-2.0", "MPL-2.0": "MPL-2.0", "MPL-1.1": "MPL-1.1"}
"""Licences that ask those who change the package to share the change. Ours are installed as their authors made them."""

CHOICES = {"Apache-2.0 OR BSD-3-Clause": "Apache-2.0"}
"""Packages that leave the choice to whoever uses them, and ours."""

CLASSIFIERS = {"MIT License": "MIT", "BSD License": "BSD", "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1"}
"""What PyPI calls licences, for packages that do not use the names of SPDX."""

HEAD = """# Licenser

hjemsite er fri software under MIT-licensen ([LICENSE](../LICENSE)). Siderne bygges med de pakker, der står her; alle må bruges frit, når licensens tekst følger med, og ændres frit; den, der ændrer en pakke under EPL-2.0, MPL-1.1 eller MPL-2.0, skal også vise ændringen frem. Pyphens danske mønstre har licensen LGPL og bruges uændret. Skrifterne har licensen OFL ([docs/fonts](fonts)). Redaktionens program, Sveltia CMS, har MIT-licensen; det og dets skrifter har deres licenser ved siden af sig.

| Pakke | Licens |
| --- | --- |
"""  # noqa: E501 - a paragraph is a line


def licence(package: str) -> str:
    """The name of the package's licence, or what its author wrote in place of one."""
    about = metadata.metadata(package)
    stated = next((text for field in ("License-Expression", "License") for text in about.get_all(field) or ()), "")
    stated = USED_UNCHANGED.get(stated, CHOICES.get(stated, stated))
    if stated in ALLOWED or stated in USED_UNCHANGED.values():
        return str(stated)
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line]
    return next((CLASSIFIERS[name] for name in classifiers if name in CLASSIFIERS), str(stated))


def packages() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    here = {distribution.name.lower().replace("_", "-") for distribution in metadata.distributions()}
    return sorted({*re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)} & here)


def test_each_package_may_be_passed_on() -> None:
    """No package that the site is built with asks for more of those who use it unchanged; the page lists them all."""
    assert len(packages()) > 15
    allowed = ALLOWED.union(USED_UNCHANGED.values())
    assert {name: licence(name) for name in packages() if licence(name) not in allowed} == {}


def test_the_page_lists_each_licence(pytestconfig: pytest.Config) -> None:
    """A new dependency shows in the page."""
    page = HEAD + "".join(f"| {name} | {licence(name)} |\n" for name in packages())
    if pytestconfig.getoption("--skriv"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
