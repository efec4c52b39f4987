"""Stage 3: checked rows -> meetwaarden per zorgaanbieder."""

from spiegelrapport.measure.kwaliteit import kleine_aanbieders, kwaliteit
from spiegelrapport.measure.meten import measure

__all__ = ["kleine_aanbieders", "kwaliteit", "measure"]
