"""`python -m hjemsite`, and the command `hjemsite`.

While the program is being loaded, nothing is at stake: Ctrl-C ends it at once, without a word.
"""

import _signal as signal  # type: ignore[import-not-found]  # built in; loading `signal` takes files, and time
import gc
import os
import sys

# A build keeps nearly all it makes until its end, and a program what it has loaded, so looking for what can be thrown
# away on the way is in vain.
gc.disable()

if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
if hasattr(signal, "pthread_sigmask"):
    # `build.py` holds Ctrl-C back while this Python starts.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])

# msgspec takes `typing` of newer Pythons from this package where it is installed; ours is new enough. To load it takes
# a twelfth of a build with nothing to do.
sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # an import of it fails
import msgspec  # noqa: E402, F401

del sys.modules["typing_extensions"]

from hjemsite.cli.main import run  # noqa: E402 - what stands above is about loading it

if __name__ == "__main__":
    run()
