"""Letters as mail programs keep them, and pages that were saved in the same form."""
