"""`serve`: a local server that shows the site and builds it again at every save."""
