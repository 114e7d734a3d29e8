"""Mails with a press release: saved as `.eml`, or pasted as text with the heads that mail programs write."""
