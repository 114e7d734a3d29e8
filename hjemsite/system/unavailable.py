"""What is said when a build needs a program that is not on this machine. Apart, so that it costs nothing to know."""


class Unavailable(Exception):  # noqa: N818 - an answer to the user, no accident
    """A program cannot run on this machine. The text is Danish, in whole sentences, and says why."""
