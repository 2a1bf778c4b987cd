"""The main window: bar, rail, tabs, evidence pane, foot. It knows pages only as `Page`."""
