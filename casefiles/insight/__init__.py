"""Questions over many records, answered as plain values that window and paper paint alike."""
