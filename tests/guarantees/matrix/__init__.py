"""Who gets which answer where: the declared table that `test_authorisation` runs cell by cell.

Each room declares its rows in a file of its own here; `frame` says what a row is, `actors` who asks, `world` for what.
"""
