"""Word documents: the archive, the XML in it, what we change before mammoth reads it, and the manuscript."""
