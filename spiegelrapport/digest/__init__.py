"""One levering to what the round needs of it, in the process that read it, so that rows never meet those of others."""

from spiegelrapport.digest.digest_bytes import Digest, from_bytes, opened, to_bytes
from spiegelrapport.digest.levering_digest import Digested, Digester
from spiegelrapport.digest.round_figures import join, joint

__all__ = ["Digest", "Digested", "Digester", "from_bytes", "join", "joint", "opened", "to_bytes"]
