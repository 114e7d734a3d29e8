"""CommonMark with GitHub's extensions, as an extension of Python-Markdown."""
