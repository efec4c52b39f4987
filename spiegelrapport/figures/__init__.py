"""A figure on paper: what draw, compose and the stages before them share about its precision and its words."""
