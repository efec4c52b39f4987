"""Every PDF to its own reader, at most once: plan, approval, rehearsal, sending and the log that remembers."""
