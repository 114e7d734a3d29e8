"""The YAML of front matter: its text read as a tree of texts, each with its span, and its syntax errors as faults."""
