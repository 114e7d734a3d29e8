"""Checks of the finished site: dead links, content security policy, implausible dates."""
