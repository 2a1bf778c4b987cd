"""The document information of a PDF, on an allow-list: title and a neutral producer.

ReportLab would add author, creator, the moment and the time zone; none of it is anybody's business.
The language stands in the document's catalogue.
"""

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString

PRODUCER = "PDF"


class Metadata(PDFInfo):  # type: ignore[misc]
    """Document information with a title and nothing that identifies anybody."""

    def format(self, document: object) -> bytes:
        """The dictionary as PDF (ISO 32000-1, table 317)."""
        allowed = {"Title": PDFString(self.title), "Producer": PDFString(PRODUCER)}
        formatted: bytes = PDFDictionary(allowed).format(document)
        return formatted
