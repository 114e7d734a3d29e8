"""Writes the finished site: into the output folder as one transaction, and from there to where it is published."""
