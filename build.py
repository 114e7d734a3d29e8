"""The front door: `python3 build.py` builds the site, `python3 build.py test` runs every test.

Needs nothing but Python: the first run makes `.venv` from a lock file with hashes, and where the locked packages
already are, nothing is installed. Python 3.6 can read this file, so that it can say that it is too old.
"""

import _signal as signal  # type: ignore[import-not-found]  # built in; loading `signal` takes files, and time
import os
import sys

# Python looks for modules first in the folder of the script: a file `yaml.py` there would run in place of the package.
if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]

if __name__ == "__main__":
    # Ctrl-C while modules are loaded ends it at once, for nothing is at stake; `hand_over` holds it back until here.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])

import errno
import re
import runpy
from pathlib import Path

# What only a set-up or a test run needs is imported there, for a build must start at once.

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "hjemsite.stamp"
"""What `.venv` holds: the Python and the lock file that it was made from; empty until it is finished."""

OURS = ("benchmarks", "build", "hjemsite", "tests")
"""Modules of this project; others may be installed by the same names."""

HABITS = (
    ("ruff check", "Leder efter fejl i koden", ("ruff", "check")),
    ("ruff format", "Ser efter, om koden er sat pænt op", ("ruff", "format", "--check")),
    ("mypy", "Ser efter, om typerne passer", ("mypy",)),
    ("pytest", "Kører alle test på alle kerner", ("pytest", "--numprocesses", "auto")),
)
COVERAGE = (
    ("pytest", "Kører alle test og ser efter, hvilken kode de når", ("coverage", "run", "-m", "pytest")),
    ("coverage", "Regner ud, hvor meget af koden testene når", ("coverage", "report")),
)
"""A run of its own, for it takes about twice as long as the tests alone."""
PIP_FAULTS = (
    ("DO NOT MATCH THE HASHES", "En hentet pakke er en anden end den, projektet har godkendt, og er ikke installeret"),
    ("No space left", "Disken er fuld, så pakkerne kunne ikke installeres; gør plads, og prøv igen"),
    ("connection broken", "Pakkerne kunne ikke hentes; se efter, om computeren er på nettet, og prøv igen"),
)


class Stop(Exception):  # noqa: N818 - not an error in the code, but a sentence for whoever sits at the keyboard
    """Nothing more can be done on this machine; the text says why in Danish."""


def on_ctrl_c(handler: object) -> None:
    """Let `handler` hear Ctrl-C, unless this process has been told to ignore it, as one in the background may be."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def end_in_order(*_: object) -> None:
    """Ctrl-C while `main` runs. What comes after the first one disturbs nobody who is about to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def say(text: str) -> None:
    # Standard error never raises on letters that a terminal lacks, and it leaves standard output to the command.
    print(text, file=sys.stderr, flush=True)


def stamp_of(lock: Path) -> str:
    return "{}.{}\n{}".format(*sys.version_info[:2], lock.read_text(encoding="utf-8"))


def is_set_up(lock: Path) -> bool:
    """Whether `.venv` holds what `lock` asks for. The packages for tests include those for building."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") in (stamp_of(lock), stamp_of(TEST_LOCK))


def has_packages(lock: Path) -> bool:
    """Whether this Python has every package of `lock` in the locked version; those for some systems only may lack."""
    from importlib import metadata

    try:
        pins = re.findall(r"^([\w.-]+)==(\S+) \\$", lock.read_text(encoding="utf-8"), re.MULTILINE)
        return all(metadata.version(name) == version for name, version in pins)
    except metadata.PackageNotFoundError:
        return False


def set_up(lock: Path) -> None:
    """Make `.venv`, or bring it up to date. A set-up that was interrupted left an empty stamp and starts over."""
    from subprocess import CalledProcessError

    try:
        stamp = STAMP.read_text("utf-8") if STAMP.exists() else ""
        if stamp.partition("\n")[0] == "{}.{}".format(*sys.version_info[:2]) and PYTHON.exists():
            say("Henter de pakker, der er kommet til eller ændret …")
        else:
            make_venv()
        STAMP.write_text("", encoding="utf-8")
        fault = install(lock)
        # pip fetches everything before it changes anything, so after a fault what was there still is.
        STAMP.write_text(stamp if fault else stamp_of(lock), encoding="utf-8")
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise Stop("Disken er fuld" if full else f"Der kan ikke skrives i mappen {VENV}") from error
    except CalledProcessError as error:
        raise Stop(f"Mappen {VENV} kunne ikke laves; se efter, om der er plads på disken, og prøv igen") from error
    if fault:
        raise Stop(fault)
    say("Pakkerne er på plads.")


def make_venv() -> None:
    from shutil import rmtree

    try:
        import ensurepip  # Debian leaves it out of Python
        import venv
    except ImportError as error:
        package = "»sudo apt install python3-venv«"
        raise Stop(f"Python mangler modulet venv; på Debian og Ubuntu installeres det med {package}") from error
    try:
        str(VENV).encode("utf-8")
    except UnicodeEncodeError:
        path = ascii(str(ROOT)).strip("'")
        reason = "Navnet på en af de mapper, projektet ligger i, er ikke skrevet i UTF-8 ({}); giv den et nyt navn"
        raise Stop(reason.format(path) + ", for eksempel kun med a-z, og prøv igen") from None
    if VENV.exists() and not STAMP.exists():
        raise Stop("Mappen .venv er ikke lavet af build.py og mangler de rigtige pakker; flyt den, og prøv igen")
    say("Gør klar til første gang: henter de pakker, hjemsite bruger, til mappen .venv …")
    if VENV.exists():
        rmtree(str(VENV))
    VENV.mkdir()
    STAMP.touch()
    venv.create(str(VENV))
    bring_pip(ensurepip.__file__)


def bring_pip(ensurepip: str) -> None:
    """Unpack the pip that Python brings along into `.venv`.

    `ensurepip` lets it install itself, which takes three times as long: all of it is compiled, also what no install
    uses. That is left to it where this Python keeps its pip in another way.
    """
    from subprocess import DEVNULL, check_call
    from sysconfig import get_config_var, get_path
    from zipfile import ZipFile

    folder = Path(get_config_var("WHEEL_PKG_DIR") or Path(ensurepip).parent / "_bundled")
    wheels = sorted(folder.glob("pip-*-none-any.whl"))
    if wheels:
        with ZipFile(str(wheels[-1])) as wheel:
            wheel.extractall(get_path("purelib", "venv", {"base": str(VENV)}))
    else:
        check_call([str(PYTHON), "-I", "-m", "ensurepip"], stdout=DEVNULL, stderr=DEVNULL)


def install(lock: Path) -> str:
    """Install what `lock` lists; what went wrong, in Danish, or nothing."""
    from subprocess import DEVNULL, PIPE, STDOUT, run

    log = VENV / "pip.log"
    options = "--require-hashes --only-binary :all: --quiet --no-input --disable-pip-version-check --retries 2"
    # -I: packages that a PYTHONPATH points at must not count as installed.
    command = [str(PYTHON), "-I", "-m", "pip", "install", *options.split(), "--log", str(log), "-r", str(lock)]
    pip = run(command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
    if pip.returncode == 0:
        return ""
    output = pip.stdout.decode("utf-8", "replace")
    version = "{}.{}".format(*sys.version_info[:2])
    unknown = f"Pakkerne kunne ikke installeres med Python {version}"
    return next((text for sign, text in PIP_FAULTS if sign in output), unknown) + f" (se {log})"


def test(arguments: "list[str]") -> int:
    """Every test and habit, all of them even when one fails; `--coverage` measures how much of the code tests reach.

    With other arguments, pytest alone, with those.
    """
    from subprocess import run

    def python_m(*command: str) -> int:
        return run([sys.executable, "-P", "-m", *command], cwd=str(ROOT)).returncode

    if arguments not in ([], ["--coverage"]):
        return python_m("pytest", *arguments)
    failed = []
    for name, what, command in COVERAGE if arguments else HABITS:
        say(f"\n{what} ({name}) …")
        if python_m(*command):
            failed.append(name)
    say("\nIkke i orden: {}.".format(", ".join(failed)) if failed else "\nAlt er i orden.")
    return 1 if failed else 0


def hand_over(arguments: "list[str]") -> int:
    """The same command once more, in the Python of `.venv`."""
    # -I: what a PYTHONPATH points at is not what was locked.
    command = [str(PYTHON), "-I", str(ROOT / "build.py"), *arguments]
    if os.name == "nt":  # where exec returns to the terminal before the command is done
        from subprocess import run

        return run(command).returncode
    # A Python that is just starting would answer Ctrl-C with where in itself it was.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    return os.execv(command[0], command)


def warn_of_shadows() -> None:
    """Name the files beside this one which Python would have run in place of a module, had it looked here first."""
    from importlib.machinery import PathFinder

    for entry in sorted(ROOT.iterdir()):
        is_module = entry.suffix == ".py" or (entry / "__init__.py").exists()
        name = entry.name.partition(".")[0]
        if is_module and name not in OURS and (name in sys.builtin_module_names or PathFinder.find_spec(name)):
            message = "{0} i projektets mappe hedder det samme som et modul i Python og bliver ikke brugt"
            say(message.format(entry.name) + "; slet den, eller kald den noget andet.")


def run_hjemsite(arguments: "list[str]") -> None:
    """The package beside this file, also where another `hjemsite` is installed. It ends with an exit code."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("hjemsite", str(ROOT / "hjemsite/__init__.py"))
    if spec is None or spec.loader is None:
        raise Stop("Mappen hjemsite mangler; hent hele projektet igen")
    package = module_from_spec(spec)
    sys.modules["hjemsite"] = package
    spec.loader.exec_module(package)
    vars(package)["COMMAND"] = "python3 build.py"
    sys.argv[1:] = ["--root", str(ROOT), *arguments]
    runpy.run_module("hjemsite", run_name="__main__", alter_sys=True)


def main(arguments: "list[str]") -> int:
    """The exit code: that of the command, or 3 where this machine cannot run it."""
    try:
        if sys.version_info < OLDEST:
            here, needed = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST))
            raise Stop(f"hjemsite skal bruge Python {needed} eller nyere, men dette er Python {here}")
        testing = arguments[:1] == ["test"]
        lock = TEST_LOCK if testing else LOCK
        if not lock.exists():
            raise Stop(f"Filen {lock} mangler; hent hele projektet igen")
        at_home = VENV.exists() and VENV.samefile(sys.prefix)
        ready = is_set_up(lock)
        if not ready and not has_packages(lock):
            set_up(lock)
            ready = True
        if ready and not at_home:
            return hand_over(arguments)
        warn_of_shadows()
        if testing:
            return test(arguments[1:])
        run_hjemsite(arguments)
        return 0
    except Stop as stop:
        say(f"{stop}.")
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    on_ctrl_c(end_in_order)
    exit_code = main(sys.argv[1:])
    on_ctrl_c(signal.SIG_IGN)
    sys.exit(exit_code)
