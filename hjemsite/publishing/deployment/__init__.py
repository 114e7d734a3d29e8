"""From the finished output folder to where readers are served: what differs, in an order that lets nobody down."""
