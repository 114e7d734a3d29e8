"""The one layout of a source file: how fields, values and comments stand in it."""
