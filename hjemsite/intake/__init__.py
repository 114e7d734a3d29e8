"""Press releases in: what arrives as text, Word or WordPress becomes a draft that an editor can finish."""
