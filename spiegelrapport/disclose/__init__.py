"""Stage 5: places -> Publishable: suppressed, rounded, audited."""

from spiegelrapport.disclose.onthulling import disclose

__all__ = ["disclose"]
