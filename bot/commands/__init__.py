"""One file a command of the terminal; each is loaded when it is called."""
