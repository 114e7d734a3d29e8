"""The block structure of a body: containers, and the leaves in them."""
