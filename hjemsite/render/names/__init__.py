"""The names that templates can rely on, version by version, and what a site's own templates say of them."""
