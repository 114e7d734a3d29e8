"""A store that speaks as Google's does, made of the S3 server that the tests have, for none of Google's is on PyPI.

Google's XML API is that of S3 but for its conditions: an object has a generation, which a put can name (0 is none), and
one that is gone cannot be deleted. Record 0026 says on which servers of Google's and Microsoft's own this was tried.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.publish_targets import AUTHORIZATION, StoreTarget


class GoogleTarget(StoreTarget):
    """A bucket of such a store. `home` gets the file of keys."""

    def __init__(self, home: Path) -> None:
        endpoint = google_server()
        super().__init__(endpoint)
        self.name = f"gs://{self.bucket}/websted"
        self.address = f"{self.name}?endpoint={endpoint}"
        key = rsa.generate_private_key(65537, 2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        account = {"client_email": "web@alliancen.example", "private_key": key.decode(), "private_key_id": "1"}
        file = home / "noegle.json"
        # Nobody is asked for a token, for that would be Google.
        file.write_text(json.dumps({"type": "service_account", "disable_oauth": True, **account}))
        self.environment = {"GOOGLE_SERVICE_ACCOUNT": str(file)}

    def remove(self, path: str) -> None:
        """Delete a file as somebody else does, which the store must be told: it counts generations."""
        with urlopen(self._request(path, "DELETE")):
            pass


class GoogleWords:
    """The application `s3`, spoken to in Google's words. `made` counts the puts of each path that holds an object."""

    def __init__(self, s3: Any) -> None:
        self._s3, self._lock = s3, Lock()
        self._made: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        from werkzeug.wrappers import Response

        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        condition = environ.pop("HTTP_X_GOOG_IF_GENERATION_MATCH", None)
        environ["HTTP_AUTHORIZATION"] = AUTHORIZATION
        # Google's library writes the slashes of a path as %2F, which are others to S3.
        query = f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        environ["RAW_URI"] = environ["REQUEST_URI"] = quote(path.encode("latin-1")) + query
        with self._lock:
            if condition is not None and int(condition) != self._made[path]:
                return Response("", 412)(environ, start)
            if method == "DELETE" and not self._made[path]:
                return Response("<Error><Code>NoSuchKey</Code></Error>", 404)(environ, start)
            answer = Response.from_app(self._s3, environ)
            if method == "PUT":
                self._made[path] += 1
            elif method == "DELETE":
                del self._made[path]
            answer.headers["x-goog-generation"] = str(self._made[path])
        return answer(environ, start)


@cache
def google_server() -> str:
    """The address of such a store, which runs as long as the tests."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    store = GoogleWords(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, store, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
