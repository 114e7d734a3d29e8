"""Pictures: checked, stripped of metadata, scaled and encoded; and social cards, drawn."""
