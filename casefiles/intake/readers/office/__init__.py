"""Documents of office programs: texts and sheets, packed or in rich text."""
