"""The preview: a web server on the editor's own machine that shows the site while it is being written."""
