"""The kinds of places that a site is published to. Each is a `Target`; a new kind is a module here."""
