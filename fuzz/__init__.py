"""Fuzzing: bytes nobody has thought of, for everything that reads other people's input. `make fuzz` runs it.

`targets.py` says what is read and what must hold; `run.py` makes the bytes, with atheris where it is installed;
`seeds/<target>/` holds what the bytes are made from, and every input that once broke something. The tests replay the
seeds.
"""
