"""How fast hjemsite is beside other builders of sites, on the same articles and with equal work."""
