"""What is measured, in TOML, and the loader that refuses what it does not know."""
