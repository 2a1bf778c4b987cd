"""The pages. Each serves places of its name; they do not know each other."""
