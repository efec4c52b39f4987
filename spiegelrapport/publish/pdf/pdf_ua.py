"""The last touches on a PDF before it is written: PDF/UA identification, table scopes and page labels."""

from typing import Any

import pydyf

from spiegelrapport.publish.pdf.writing import write_once

# ISO 14289-1 wants pdfuaid:part; PDF/A wants the schema of every property that it does not know itself. Both belong in
# the one rdf:RDF that is there: a second one does not validate.
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
EINDE = b"</rdf:RDF>"


def finish(document: Any, pdf: Any) -> None:  # noqa: ARG001
    """WeasyPrint's `finisher`: called with the pydyf.PDF when all but the trailer is there."""
    _identify(pdf)
    _scope_headers(pdf)
    _label_pages(pdf)
    write_once(pdf)


def _identify(pdf: Any) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    [xml] = metadata.stream
    if xml.count(EINDE) != 1:
        raise ValueError("the metadata should hold one rdf:RDF")
    metadata.stream = [xml.replace(EINDE, PDF_UA + EINDE)]


def _scope_headers(pdf: Any) -> None:
    """A heading cell in a thead heads its column, any other its row."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            rij = _object(pdf, element["P"])
            deel = _object(pdf, rij["P"])
            element["A"]["Scope"] = "/Column" if deel["S"] == "/THead" else "/Row"


def _label_pages(pdf: Any) -> None:
    labels = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    pdf.add_object(labels)
    pdf.catalog["PageLabels"] = labels.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
