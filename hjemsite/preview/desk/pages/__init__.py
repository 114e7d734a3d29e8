"""The pages of the desk: each module shows one, and does what its forms ask for."""
