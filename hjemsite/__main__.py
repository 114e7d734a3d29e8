"""`python -m hjemsite`: a process that does one thing and ends."""

import gc
import os
import sys

from hjemsite.cli import main

if __name__ == "__main__":
    # A build keeps nearly all it makes until its end, so looking for what can be thrown away on the way is in vain.
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    # Taking a whole site apart, object by object, would only delay the prompt.
    os._exit(code)
