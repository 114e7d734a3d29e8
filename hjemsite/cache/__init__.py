"""Bytes, their digests, and a database of what pure functions returned: what makes a second build quick."""
