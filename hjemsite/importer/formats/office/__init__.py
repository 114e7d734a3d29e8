"""Documents of office programs: Word, OpenDocument and RTF."""
