"""What an editor changes in a form, written into the file that is there: nothing else in it moves."""
