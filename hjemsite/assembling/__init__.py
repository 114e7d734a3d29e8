"""From documents to the site: references are resolved or reported, and everything gets its place."""
