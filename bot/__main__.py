"""The start of the process: `python -m bot` is `principbot`."""

import gc


def main() -> None:
    """Run the command that was typed.

    Nothing that a module makes when it is loaded is ever garbage, so nobody looks for garbage
    before the command's modules are there; `bot.cli` begins to.
    """
    gc.disable()
    from bot.cli import main as run  # noqa: PLC0415 - loading is what must not be disturbed

    run()


if __name__ == "__main__":
    main()
