"""From a file of some format to a `Manuscript`: paragraphs, emphasis, links and pictures."""
