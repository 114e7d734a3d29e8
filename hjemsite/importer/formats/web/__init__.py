"""HTML and news feeds: from markup that somebody else's program wrote to Markdown."""
