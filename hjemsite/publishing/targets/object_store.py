"""A store of objects: Amazon's S3 and what speaks like it, Google's and Azure's.

The store keeps conditions, so the lock holds on all machines. Keys come from the environment, by the names that the
store's own tools use, and its answers are never repeated, for an address in them may hold a key.
"""

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import AzureStore, GCSStore, ObjectStore, S3Store

from hjemsite.publishing.deployment.file_headers import file_headers
from hjemsite.publishing.deployment.target import Target, Upload
from hjemsite.system.errors import MachineError

A = TypeVar("A")
B = TypeVar("B")

_AT_ONCE = 16
"""Requests under way."""

_FEW = 40
"""Paths that are asked for one by one; for more, all is listed, a thousand in each answer."""

_CLIENT = {"timeout": "60s", "connect_timeout": "10s"}
_RETRIES: Any = {"max_retries": 4, "retry_timeout": timedelta(minutes=1)}

_KEYS = {
    "s3": "AWS_ACCESS_KEY_ID og AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_SERVICE_ACCOUNT (stien til nøglefilen)",
    "az": "AZURE_STORAGE_ACCOUNT_NAME og AZURE_STORAGE_ACCOUNT_KEY",
}

_NO_STORE = {"NoSuchBucket", "ContainerNotFound"}
"""Error codes for a store, and not an object, that does not exist: that of Amazon and Google, and that of Azure."""

_ASKS_FOR_KEYS = re.compile(r"(?i)http://169\.254\.|token request|must be specified|credential")
"""What the library says without keys: it then asks the machine itself, as one of the store's own would answer."""


class Store(Target):
    """The target below `prefix` in a bucket (Azure: a container). Raises `MachineError` where its keys are missing.

    `scheme` is `s3`, `gs` or `az`; `endpoint` is the store's address where it is not Amazon's, Google's or Azure's.
    """

    batch = 64
    # A store does not read the files that hosts do; headers are sent with each object.
    hides = frozenset({"_headers", "_redirects"})

    def __init__(self, scheme: str, bucket: str, prefix: str, name: str, endpoint: str, region: str) -> None:
        self.name = name
        self._scheme = scheme
        if scheme == "s3" and endpoint and "AWS_ACCESS_KEY_ID" not in os.environ:
            # Without it, Amazon's own machines would be asked, and only they answer.
            raise self._without_keys()
        with self._in_danish():
            self._store = _open(scheme, bucket, prefix.strip("/") or None, endpoint, region)
        self._pool = ThreadPoolExecutor(_AT_ONCE)

    def read(self, path: str) -> bytes | None:
        stored = self._get(path)
        return stored[0] if stored else None

    def names(self) -> Collection[str]:
        with self._in_danish():
            top = obstore.list_with_delimiter(self._store)
            return [*top["common_prefixes"], *(meta["path"] for meta in top["objects"])]

    def compare(self, uploads: Sequence[Upload]) -> Mapping[str, bool]:
        with self._in_danish():
            if len(uploads) > _FEW:
                there = {meta["path"]: meta for chunk in obstore.list(self._store) for meta in chunk}
            else:
                metas = self._all(self._head, [upload.path for upload in uploads])
                there = {meta["path"]: meta for meta in metas if meta is not None}
        existing = [upload for upload in uploads if upload.path in there]
        same = self._all(lambda upload: self._holds(there[upload.path], upload), existing)
        return {upload.path: is_same for upload, is_same in zip(existing, same, strict=True)}

    def put(self, uploads: Sequence[Upload]) -> None:
        self._all(lambda upload: self.write(upload.path, upload.read()), uploads)

    def write(self, path: str, data: bytes) -> None:
        with self._in_danish():
            self._put(path, data, "overwrite")

    def delete(self, paths: Sequence[str]) -> None:
        with self._in_danish():
            try:
                obstore.delete(self._store, paths)
            except FileNotFoundError:
                # Google's and Azure's stores say so of an object that is gone already, and those after it may stay.
                self._all(self._delete, paths)

    def _delete(self, path: str) -> None:
        try:
            obstore.delete(self._store, path)
        except FileNotFoundError as error:
            if _code(error) in _NO_STORE:
                raise

    def swap(self, path: str, data: bytes | None, expected: bytes | None) -> bool:
        if expected is None:
            return data is None or self._put_if(path, data, "create")
        stored = self._get(path)
        if stored is None or stored[0] != expected:
            return False
        if data is not None:
            return self._put_if(path, data, stored[1])
        self.delete([path])
        return True

    def finish(self) -> bool:
        return True

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _get(self, path: str) -> tuple[bytes, Any] | None:
        """The bytes of an object, and the version that a condition names."""
        with self._in_danish():
            try:
                answer = obstore.get(self._store, path)
            except FileNotFoundError as error:
                if _code(error) in _NO_STORE:
                    raise
                return None
            meta: Mapping[str, Any] = answer.meta
            return bytes(answer.bytes()), {name: meta[name] for name in ("e_tag", "version") if meta[name]}

    def _head(self, path: str) -> Any:
        try:
            return obstore.head(self._store, path)
        except FileNotFoundError:
            return None

    def _holds(self, meta: Mapping[str, Any], upload: Upload) -> bool:
        """Whether an object holds the bytes of `upload`. Its tag is mostly their MD5, and else they are fetched."""
        data = upload.read()
        if meta["size"] != len(data):
            return False
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return (meta["e_tag"] or "").strip('"') == md5 or self.read(upload.path) == data

    def _put(self, path: str, data: bytes, mode: Any) -> None:
        headers = file_headers(path)
        attributes = {"Content-Type": headers.content_type, "Cache-Control": headers.cache_control}
        obstore.put(self._store, path, data, attributes=attributes, mode=mode, use_multipart=False)

    def _put_if(self, path: str, data: bytes, mode: Any) -> bool:
        with self._in_danish():
            try:
                self._put(path, data, mode)
            except (AlreadyExistsError, PreconditionError):
                return False
            return True

    def _all(self, work: Callable[[A], B], items: Iterable[A]) -> list[B]:
        """`work` for each of the items, several at once. The first failure ends it; what has begun is waited for."""
        tasks = [self._pool.submit(work, item) for item in items]
        try:
            return [task.result() for task in tasks]
        except BaseException:
            for task in tasks:
                task.cancel()
            for task in tasks:
                if not task.cancelled():
                    task.exception()
            raise

    @contextmanager
    def _in_danish(self) -> Iterator[None]:
        try:
            yield
        except (UnauthenticatedError, PermissionDeniedError) as error:
            code = _code(error)
            raise MachineError(
                f"{self.name} afviser nøglen{f' ({code})' if code else ''}. Se efter, om {_KEYS[self._scheme]} er sat "
                "rigtigt i miljøet, og om nøglen må læse, skrive og slette dér."
            ) from None
        except FileNotFoundError:
            raise MachineError(
                f"{self.name} findes ikke. Opret lageret (en »bucket« eller »container«) hos udbyderen først, og se "
                "efter, om adressen er skrevet rigtigt."
            ) from None
        except BaseError as error:
            raise self._failure(error) from None

    def _failure(self, error: BaseError) -> MachineError:
        text = str(error).partition("Debug source")[0]
        if _ASKS_FOR_KEYS.search(text):
            return self._without_keys()
        status = re.search(r"status code: (\d+)", text)
        if status:
            code = _code(error)
            return MachineError(
                f"{self.name} svarer med fejl {status[1]}{f' ({code})' if code else ''}. Prøv igen; bliver det ved, så "
                "spørg udbyderen af lageret."
            )
        return MachineError(
            f"{self.name} svarer ikke. Se efter, om adressen er rigtig, og om der er net; prøv så igen."
        )

    def _without_keys(self) -> MachineError:
        return MachineError(f"Nøglen til {self.name} mangler. Sæt {_KEYS[self._scheme]} i miljøet, og prøv igen.")


def _open(scheme: str, bucket: str, prefix: str | None, endpoint: str, region: str) -> ObjectStore:
    client: Any = {**_CLIENT, "allow_http": endpoint.startswith("http://")}
    config: dict[str, Any] = {"client_options": client, "retry_config": _RETRIES}
    if endpoint:
        config["base_url" if scheme == "gs" else "endpoint"] = endpoint
    if scheme == "gs":
        return GCSStore(bucket, prefix=prefix, **config)
    if scheme == "az":
        return AzureStore(bucket, prefix=prefix, **config)
    if region:
        config["region"] = region
    return S3Store(bucket, prefix=prefix, **config)


def _code(error: Exception) -> str:
    """The name that the store has for what is wrong."""
    code = re.search(r"<Code>(\w+)</Code>", str(error))
    return code[1] if code else ""
