"""What an attached document holds that readers do not see when they open it, and that anybody can find in it."""
