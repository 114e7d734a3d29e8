"""Checks that need the whole site or the finished HTML."""
