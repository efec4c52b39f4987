"""Stage 3: checked rows -> meetwaarden per zorgaanbieder."""

from spiegelrapport.measure.kwaliteit import kleine_aanbieders, kwaliteit
from spiegelrapport.measure.measuring import measure
from spiegelrapport.measure.uitleg import uitleg

__all__ = ["kleine_aanbieders", "kwaliteit", "measure", "uitleg"]
