"""What a command was asked: flags before `TIEOUT_*` variables before a settings file before defaults.

    keys.py         every setting with its type, from the fields of `config.Settings` and `Preferences`
    places.py       line and column of every key of a TOML text
    files.py        finds `tieout.toml` or `[tool.tieout]`, reads it, and names every mistake at once
    environment.py  reads `TIEOUT_*`
    merge.py        one value for each key, with where it comes from
    schema.py       JSON Schema of a settings file, for editors

Code of its own word only: a settings file that was found inside a checked folder cannot set what makes foreign code run
(`keys.OWN_WORD`); a user names such a file with `--config`, or sets it by flag or variable.
"""
