"""From files to documents: bytes are decoded, fields are typed, prose is made safe, quotes are found."""
