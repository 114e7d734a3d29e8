"""Mutation testing of what keeps readers safe: `.venv/bin/python -m tests.security.mutation`.

Each mutant is imported in place of its module in a process of its own, in which the tests that guard the module run; a
test that fails kills it. Nothing is written to disk. `README.md` beside this folder explains those that survive.
"""

import argparse
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from tests.security.mutation.mutants import Mutant, count_mutants, mutants

ROOT = Path(__file__).resolve().parents[3]
ENOUGH = 0.9
"""The part of the mutants that must be killed."""
_PATIENCE = 120
"""Seconds of processor time for the tests of one mutant, so that one that runs for ever is noticed, too.

One that waits for ever has ten times as long by the clock: on a busy machine, tests that pass take long.
"""

_QUICK = ("-k", "not takes_long")
"""Without the tests that measure time."""

GUARDS: Mapping[str, Sequence[str]] = {
    "hjemsite.content.markdown.prose": (
        "tests/unit/test_prose.py",
        "tests/unit/test_sanitize.py",
        "tests/security/test_prose_attacks.py",
        *_QUICK,
    ),
    "hjemsite.content.markdown.sanitize": (
        "tests/unit/test_sanitize.py",
        "tests/unit/test_prose.py",
        "tests/security/test_prose_attacks.py",
        *_QUICK,
    ),
    "hjemsite.pages.content_security_policy": ("tests/unit/test_content_security_policy.py",),
    "hjemsite.pages.http_headers": ("tests/unit/test_content_security_policy.py",),
    "hjemsite.checks.csp_violations": ("tests/unit/test_csp_violations.py",),
    "hjemsite.site.gate": ("tests/unit/test_edition.py",),
    "hjemsite.content.frontmatter.decode": ("tests/unit/test_field_errors.py", "tests/unit/test_frontmatter.py"),
    "hjemsite.content.frontmatter.fields": ("tests/unit/test_field_defaults.py", "tests/unit/test_json_schema.py"),
    "hjemsite.urls": ("tests/unit/test_urls.py", "-k", "not table"),
    "hjemsite.site.addresses": (
        *("tests/unit/test_addresses.py", "tests/unit/test_root_files.py", "tests/cases/test_cases.py"),
        *("tests/security/test_limits_hold.py", "-k", "addresses or root or adresse or filnavn or placering or SLUG"),
    ),
    "hjemsite.publishing.guard": ("tests/security/test_output_folder.py",),
    # The numbers are what the page promises.
    "hjemsite.limits": (
        *("tests/unit/test_limits.py", "tests/test_docs.py", "tests/security/test_limits_hold.py"),
        *("-k", "limit"),
    ),
    "hjemsite.publishing.manifest": (
        *("tests/unit/test_write.py", "tests/security/test_output_folder.py"),
        *("-k", "not any_way and not step and not moment"),
    ),
}
"""A module → the tests that guard it, as pytest is told of them."""


class _Substitute(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets the module `name` be imported from another source than its file's."""

    def __init__(self, name: str, source: str) -> None:
        self._name, self._source = name, source

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        file = ROOT / f"{fullname.replace('.', '/')}.py"
        return importlib.util.spec_from_file_location(fullname, file, loader=self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, str(module.__file__), "exec"), module.__dict__)


def fails(name: str, source: str, guards: Sequence[str]) -> bool:
    """Whether one of the tests `guards` fails where the module `name` has this source."""
    child = os.fork()
    if not child:
        _run(name, source, guards)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != pytest.ExitCode.OK


def _run(name: str, source: str, guards: Sequence[str]) -> None:
    """Run the tests in this process, and end it with their exit code."""
    code = 1
    with suppress(BaseException):
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
        signal.alarm(10 * _PATIENCE)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        for loaded in [module for module in sys.modules if module.partition(".")[0] in ("hjemsite", "tests")]:
            del sys.modules[loaded]
        sys.meta_path.insert(0, _Substitute(name, source))
        # What is loaded already cannot be rewritten by pytest, of which it warns.
        options = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
        code = int(pytest.main([*options, *guards]))
    os._exit(code)


def source_of(name: str) -> str:
    """The source of the module `name`, as it stands."""
    return (ROOT / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")


def sample(name: str, most: int) -> list[Mutant]:
    """The mutants of the module `name`; of many, `most` that are the same every time."""
    source = source_of(name)
    count = count_mutants(source)
    chosen = random.Random(name).sample(range(count), min(most, count))
    return sorted(mutants(source, frozenset(chosen)), key=lambda mutant: mutant.line)


def survivors(name: str, most: int, guards: Sequence[str]) -> Iterator[Mutant | None]:
    """For each mutant in turn None where it was killed, and else the mutant."""
    for mutant in sample(name, most):
        yield mutant if not fails(name, mutant.source, guards) else None


def main(words: Sequence[str]) -> int:
    """0 where enough mutants are killed in every module, else 1."""
    options = argparse.ArgumentParser(description="Plants faults and counts those that no test notices.")
    options.add_argument("modules", nargs="*", help="names of modules, or parts of names; all where there are none")
    options.add_argument("--most", type=int, default=40, help="mutants of each module (default: 40)")
    chosen = options.parse_args(words)
    # What every child needs is loaded once, but nothing of ours.
    for package in ("hypothesis", "jinja2", "lxml", "msgspec", "nh3", "PIL.Image", "yaml"):
        importlib.import_module(package)
    is_enough = True
    for name, guards in GUARDS.items():
        if chosen.modules and not any(part in name for part in chosen.modules):
            continue
        if fails(name, source_of(name), guards):
            print(f"{name}: its tests fail without a fault", flush=True)
            is_enough = False
            continue
        outcomes = list(survivors(name, chosen.most, guards))
        alive = [mutant for mutant in outcomes if mutant is not None]
        killed = len(outcomes) - len(alive)
        print(f"{name}: {killed} of {len(outcomes)} killed", flush=True)
        for mutant in alive:
            print(f"  line {mutant.line}: {mutant.change}", flush=True)
        is_enough &= killed >= ENOUGH * len(outcomes)
    return 0 if is_enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
