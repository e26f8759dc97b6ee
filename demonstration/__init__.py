"""The demonstration city: an invented Jakarta Barat, made set by set. Every name in it ends with "Contoh"."""
