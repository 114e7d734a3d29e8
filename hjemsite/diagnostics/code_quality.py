"""Faults as GitLab's report on code quality, which it shows beside the lines of a merge request.

GitLab tells faults apart by their fingerprints and compares those of both branches, so none holds the number of a line.
"""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.diagnostics.report import visible

_WHOLE_SITE = "content"
"""Stands for the path where a fault has none: GitLab leaves out what has no path."""


def as_code_quality(faults: Iterable[Diagnostic]) -> str:
    """The faults as a JSON list in GitLab's format, in the order given. `severity` is `major` for errors."""
    seen: Counter[tuple[str, str, str]] = Counter()
    records = []
    for fault in faults:
        identity = (fault.rule, fault.span.path, fault.message)
        seen[identity] += 1
        records.append(_record(fault, seen[identity]))
    return json.dumps(records, ensure_ascii=False, indent=2)


def _record(fault: Diagnostic, number: int) -> dict[str, object]:
    """The record of a fault, which is the `number`th with its rule, path and message."""
    identity = json.dumps([fault.rule, fault.span.path, fault.message, number])
    return {
        "description": visible(" ".join(f"{fault.message}. {fault.hint}".split())),
        "check_name": fault.rule,
        "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": "major" if fault.is_error else "minor",
        "location": {"path": visible(fault.span.path) or _WHOLE_SITE, "lines": {"begin": fault.span.line}},
    }
