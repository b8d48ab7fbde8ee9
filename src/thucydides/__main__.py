"""`python -m thucydides`: the same as the program `thucydides`."""

from thucydides.cli.main import main

if __name__ == "__main__":
    main()
