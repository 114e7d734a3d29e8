"""Press releases in: from a Word file, a text or a WordPress export to a draft."""
