"""What a command of an editor has done, for people to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """Danish sentences: what was done, faults in the files, and wrong use of the command."""

    done: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    misuse: tuple[str, ...] = ()
