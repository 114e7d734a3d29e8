"""From extracted values to files below `content/`, with `# tjek:` at what is doubtful."""
