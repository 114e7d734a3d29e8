"""Faults as values: the rules they break, where they are, and how they are printed."""
