"""Pages for programs: feeds, sitemaps, open data, ninjs."""
