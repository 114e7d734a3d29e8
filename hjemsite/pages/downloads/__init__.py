"""An article to take away: plain text and Word."""
