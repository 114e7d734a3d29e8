"""What the files of a site make a browser fetch, and whether that comes from elsewhere."""
