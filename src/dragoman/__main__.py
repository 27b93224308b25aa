"""`python -m dragoman` is the dragoman command."""
from dragoman.cli import main

if __name__ == "__main__":  # a process that the server starts to read in loads this module under another name
    main()
