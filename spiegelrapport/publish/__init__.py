"""Composed documents -> files: PDF and HTML, findings, manifest, ledger and sent mail."""
