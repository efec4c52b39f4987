"""A workbook as its reader opens it."""

import io

import openpyxl


def book(inhoud: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(inhoud))
