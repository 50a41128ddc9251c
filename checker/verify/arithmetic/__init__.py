"""The sums behind kind `arithmetic`: converted pairs, stated changes, totals of tables, shares, and expressions."""
