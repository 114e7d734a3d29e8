"""Embargoes in texts as people write them: the line, the request in a mail, the hour and the day that they say."""
