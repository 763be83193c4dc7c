"""How fast the windows are: `make bench-gui`. Each part runs in a process of its own, on a display of its own."""
