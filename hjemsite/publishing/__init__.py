"""The finished site on its way out of the project."""
