"""Coverage-guided fuzzing: `.venv/bin/python -m tests.security.fuzz`, for a minute each, or `--seconds`.

Atheris mutates inputs and keeps those that reach new code. It is locked in `requirements-fuzz.lock`; on Linux and
macOS, `.venv/bin/python -m pip install --require-hashes -r requirements-fuzz.lock` installs it.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("reader", "prose", "importers", "state")
_SLOW, _MEMORY, _LONGEST = 30, 2_000, 20_000
"""Seconds that one input may take, megabytes that the process may use, and bytes of an input."""


def fuzz(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one target in this process, which ends with it: 0, or another code where something was found."""
    with atheris.instrument_imports(include=["hjemsite"]):
        from tests.security.fuzz.targets import TARGETS
    target = TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(seed)
    limits = (f"-max_total_time={seconds}", f"-timeout={_SLOW}", f"-rss_limit_mb={_MEMORY}", f"-max_len={_LONGEST}")
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={ROOT}/fuzz-{name}-", str(corpus)], target.run)
    atheris.Fuzz()


def main(words: Sequence[str]) -> int:
    """0 where nothing was found in any of the targets, else 1; what was found lies in a file at the root."""
    options = argparse.ArgumentParser(description="Looks for inputs that make hjemsite fail.")
    options.add_argument("targets", nargs="*", choices=[*NAMES, []], help="what to fuzz; all where nothing is named")
    options.add_argument("--seconds", type=int, default=60, help="how long for each (default: 60)")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args(words)
    if chosen.here:
        with TemporaryDirectory() as folder:
            fuzz(chosen.targets[0], chosen.seconds, Path(folder))
    failed = []
    for name in chosen.targets or NAMES:
        print(f"{name} …", flush=True)
        command = [sys.executable, "-m", "tests.security.fuzz", name, "--here", "--seconds", str(chosen.seconds)]
        failed += [name] if subprocess.run(command, cwd=ROOT, check=False).returncode else []
    print(f"found something in: {', '.join(failed)}" if failed else "found nothing")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
