"""Quotations: each `quotes` entry found in the body word for word, and speech that no entry covers."""
