"""`python -m hjemsite`."""

import sys

from hjemsite.cli import main

if __name__ == "__main__":
    sys.exit(main())
