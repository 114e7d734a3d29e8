"""`python -m hjemsite`."""

from hjemsite.cli.main import run

if __name__ == "__main__":
    run()
