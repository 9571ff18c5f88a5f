"""``python -m evextract``."""

from evextract.cli import main

if __name__ == "__main__":
    main()
