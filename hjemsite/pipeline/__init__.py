"""The build: which inputs changed, what follows from them, and the state that the next build starts from."""
