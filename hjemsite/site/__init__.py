"""From documents to the published site: who is who, what refers to what, and what readers may see."""
