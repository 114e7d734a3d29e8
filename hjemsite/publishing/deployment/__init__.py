"""Uploads the output folder to a target: only what differs, in an order that keeps every page working meanwhile."""
