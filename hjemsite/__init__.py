"""hjemsite: from a folder of Danish press releases to a news site an alliance can stand by."""

__version__ = "0.2.0"

COMMAND = "hjemsite"
"""What an editor types to start the program, for help and remedies; `build.py` puts itself here."""
