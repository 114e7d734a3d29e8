"""From the site to pages: the gate, the views, the rendering."""
