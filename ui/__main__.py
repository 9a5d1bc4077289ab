"""python -m ui: the same as the command groundwire."""

from ui.cli import main

main()
