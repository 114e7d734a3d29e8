"""The output folder: compared with the finished site and switched file by file under a journal."""
