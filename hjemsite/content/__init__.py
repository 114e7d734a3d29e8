"""From a source to a document: reads one file below `content/`, by itself, and says what is wrong with it."""
