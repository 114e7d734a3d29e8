"""The YAML above a text: found, parsed with positions, checked against typed fields."""
