"""The Markdown of a body: parsed, sanitised, typeset, within a budget of work."""
