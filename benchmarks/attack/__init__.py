"""What a reader holds -> what he can work out of others. Nothing here comes from the program's own audit."""
