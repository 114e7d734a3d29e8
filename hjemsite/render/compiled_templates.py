"""The code of templates, compiled once: in this process all of them, and between runs those of the program.

Code of the program's own templates lies where Python keeps that of its modules, and under the same conditions. A site's
own templates are compiled in every run: what lies in a site's `.hjemsite` is data and never code.
"""

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.cache.blob import digest
from hjemsite.cache.filestat import PLAINLY
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.cache.secret import SEAL_BYTES, seal


class CompiledTemplates(jinja2.BytecodeCache):
    """Path of a template → the code that its last text came to. `of_program` are the paths of the program's own.

    A preview in which one template is edited compiles that one again, and not all of them.
    """

    def __init__(self) -> None:
        self.code: dict[str, tuple[str, CodeType]] = {}
        self.of_program: frozenset[str] = frozenset()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of a template, by which faults name it."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template whose text is as it was."""
        checksum, code = self.code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None
        if bucket.code is None and bucket.key in self.of_program and (kept := _kept(bucket)) is not None:
            bucket.code = kept
            self.code[bucket.key] = bucket.checksum, kept

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that has just been compiled."""
        if bucket.code is None:
            return
        self.code[bucket.key] = bucket.checksum, bucket.code
        if bucket.key in self.of_program and not sys.dont_write_bytecode:
            # Where nothing can be written, it is compiled again.
            with suppress(OSError):
                _keep(bucket)


def _file(bucket: Bucket) -> str:
    """Where the code of a template is kept: beside that of this module, in a file for this Python."""
    folder = os.path.dirname(cache_from_source(__file__))  # noqa: PTH120 - no object for the path
    return f"{folder}/{digest(bucket.key).hex()}.{sys.implementation.cache_tag}.template"


def _kept(bucket: Bucket) -> CodeType | None:
    """The code that an earlier run has kept of the same text, if it was this program on this machine."""
    with suppress(OSError):
        with os.fdopen(os.open(_file(bucket), os.O_RDONLY | PLAINLY), "rb", buffering=0) as stream:
            data = stream.read()
        if data[:SEAL_BYTES] == _seal(bucket, data[SEAL_BYTES:]):
            code: CodeType = marshal.loads(data[SEAL_BYTES:])  # noqa: S302 - it carries our seal
            return code
    return None


def _keep(bucket: Bucket) -> None:
    code = marshal.dumps(bucket.code)
    atomic_write(Path(_file(bucket)), _seal(bucket, code), code, mode=0o644)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return seal(digest(fingerprint(), bucket.key, bucket.checksum), code)
