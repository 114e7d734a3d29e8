"""Reads a press release as plain text: headline, date, people, quotes and contacts, each with how sure it is."""
