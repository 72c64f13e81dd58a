"""Where the evidence graph is kept; `graphkit.store.base.open_store` is the door."""
