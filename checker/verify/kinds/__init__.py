"""The kinds of rules, one file each: a module that exports `KIND` is found by itself."""
