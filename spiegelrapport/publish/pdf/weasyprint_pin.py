"""WeasyPrint, loaded so that it sees none of the machine's own fonts."""

import os
import warnings
from pathlib import Path

from spiegelrapport.platform_check import library_path

# Fontconfig reads this when WeasyPrint is loaded and at every new FontConfiguration.
os.environ.update(library_path(os.environ))
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.xml"))

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured")  # which is the point
    import weasyprint

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

VERSIE = "70.0"  # images as objects, the fonts of a stream and the memo lean on its inner contract

if weasyprint.__version__ != VERSIE:
    raise ImportError(f"spiegelrapport is made for WeasyPrint {VERSIE}, not {weasyprint.__version__}")

__all__ = ["FontConfiguration", "URLFetcher", "URLFetcherResponse", "weasyprint"]
