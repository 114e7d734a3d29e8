"""The page on which editors write in a browser, and the configuration of its program, Sveltia CMS."""
