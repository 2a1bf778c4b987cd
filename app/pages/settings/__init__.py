"""The settings, and what opens the vault."""

from app.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
