"""`python -m bot` is `principbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
