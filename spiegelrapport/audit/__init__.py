"""What goes out -> the verdict: whether anybody can be derived from it, and what had to be taken out."""
