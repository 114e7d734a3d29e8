"""The command line: arguments in, exit code and Danish text out. The only package that prints."""
