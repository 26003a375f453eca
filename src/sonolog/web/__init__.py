"""The app in a browser on this machine: a page, a socket, and one program for each visitor."""
