"""The code of the program's own templates is kept as that of its modules is, and nobody else's is run."""

import sys
from pathlib import Path
from types import CodeType

import jinja2
import pytest

from hjemsite.cache.secret import VARIABLE
from hjemsite.render.compiled_templates import CompiledTemplates

TEXT = "Goddag, {{ name }}"


class Compiled(AssertionError):  # noqa: N818 - no fault: the test asks whether it comes to this
    """A template was compiled."""


class Loaded(jinja2.Environment):
    """Templates that may not be compiled."""

    def _compile(self, source: str, filename: str) -> CodeType:
        raise Compiled


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this Python keeps what it has compiled."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept = tmp_path / Path(__file__).parents[2].relative_to("/") / "hjemsite/render"
    kept.mkdir(parents=True)
    return kept


def rendered(kind: type[jinja2.Environment], text: str = TEXT, *, of_program: bool = True) -> str:
    """What a run of its own makes of a template."""
    compiled = CompiledTemplates()
    compiled.of_program = frozenset({"a.html"} if of_program else ())
    environment = kind(loader=jinja2.DictLoader({"a.html": text}), bytecode_cache=compiled)
    return environment.get_template("a.html").render(name="Ærø")


def test_what_was_compiled_is_not_compiled_again(folder: Path) -> None:
    """One file for a template, written over when its text is another."""
    assert rendered(jinja2.Environment) == "Goddag, Ærø"
    assert rendered(Loaded) == "Goddag, Ærø"
    with pytest.raises(Compiled):
        rendered(Loaded, "Farvel, {{ name }}")
    assert rendered(jinja2.Environment, "Farvel, {{ name }}") == rendered(Loaded, "Farvel, {{ name }}") == "Farvel, Ærø"
    assert len([*folder.iterdir()]) == 1


def test_a_template_of_the_site_is_compiled_in_every_run(folder: Path) -> None:
    """Also where the program has one of the same text."""
    assert rendered(jinja2.Environment, of_program=False) == "Goddag, Ærø"
    assert [*folder.iterdir()] == []
    rendered(jinja2.Environment)
    with pytest.raises(Compiled):
        rendered(Loaded, of_program=False)


@pytest.mark.parametrize("damage", [b"", b"x" * 40, b"\0" + b"x" * 15])
def test_what_is_damaged_or_forged_is_not_run(folder: Path, damage: bytes) -> None:
    """Cut off, or with another seal than that of this machine."""
    rendered(jinja2.Environment)
    (file,) = folder.iterdir()
    file.write_bytes(damage + file.read_bytes()[len(damage) :] if damage else b"")
    with pytest.raises(Compiled):
        rendered(Loaded)
    assert rendered(jinja2.Environment) == "Goddag, Ærø"


def test_what_another_machine_has_compiled_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever commits such a file does not know the secret."""
    rendered(jinja2.Environment)
    monkeypatch.setenv(VARIABLE, "en hemmelighed, som en fremmed har valgt")
    with pytest.raises(Compiled):
        rendered(Loaded)


def test_a_link_is_not_followed(folder: Path) -> None:
    """Neither to read what it leads to, nor to write there."""
    rendered(jinja2.Environment)
    (file,) = folder.iterdir()
    aside = file.rename(folder.parent / "andetsteds")
    file.symlink_to(aside)
    before = aside.read_bytes()
    with pytest.raises(Compiled):
        rendered(Loaded)
    rendered(jinja2.Environment, "Farvel, {{ name }}")
    assert aside.read_bytes() == before


def test_where_nothing_can_be_kept_it_is_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there, or a Python that is asked to write no code."""
    folder.rmdir()
    assert rendered(jinja2.Environment) == "Goddag, Ærø"
    folder.mkdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(jinja2.Environment) == "Goddag, Ærø"
    assert [*folder.iterdir()] == []
