"""``python -m reportedly``."""

from reportedly.cli.front import main

if __name__ == "__main__":
    main()
