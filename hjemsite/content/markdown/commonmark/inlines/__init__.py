"""What the text of a leaf holds: emphasis, links, pictures, code, addresses."""
