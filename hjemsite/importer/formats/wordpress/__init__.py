"""Exports from WordPress: the file, what each post says, its media, and the links between posts."""
