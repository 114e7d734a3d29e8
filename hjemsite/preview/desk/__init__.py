"""The desk: pages of the preview on which an editor reads in, writes, undoes and publishes, without a terminal."""
