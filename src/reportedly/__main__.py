"""``python -m reportedly``."""

from reportedly.cli.main import app

if __name__ == "__main__":
    app()
