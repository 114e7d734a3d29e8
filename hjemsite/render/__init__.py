"""From pages to bytes: templates, the search index, and which pages need not be rendered again."""
