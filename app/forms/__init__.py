"""Forms: an editor for each type of value, and the forms made of them. They know the desk."""
