"""The desk: pages of the preview on which an editor imports, writes, undoes and publishes without a terminal."""
