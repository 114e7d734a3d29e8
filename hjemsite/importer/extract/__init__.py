"""From a manuscript to what it says: title, date, people, quotations, contacts; each value with a confidence."""
