"""Finished pages looked over: dead links, content security policy, dates that cannot be right."""
