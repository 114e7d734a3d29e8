"""`python -m hjemsite`."""

from hjemsite.cli import run

if __name__ == "__main__":
    run()
