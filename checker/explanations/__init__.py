"""The parts of `tieout explain` that follow figures and rules through the stages.

places.py   `FILE:LINE` or the words of a figure -> the facts there, or why there is none
shown.py    a figure, a link and a section as lines
pairs.py    two figures: at which stage they parted
rules.py    one rule: how many figures and pairs each stage left it
"""
