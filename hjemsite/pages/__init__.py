"""From the edition to pages: for each address a template, a view, and what the page shows."""
