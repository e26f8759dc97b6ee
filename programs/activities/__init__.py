"""What classes and bazaars have in common: a sudin runs them, in a place, on days; people are picked for them."""
