"""CommonMark with GitHub's extensions, by Python-Markdown."""
