"""The machine: worker processes, progress, the lock on the project folder, signals, and errors of disk and memory."""
