"""Judges the files of a folder: a catalogue by the SHACL shapes of DCAT-AP, each CSV by its Table Schema.

Prints file, part and fault, with tabs between. The shapes lie beside this file.
"""
import pathlib
import sys

import frictionless
import pyshacl
import rdflib

GROUPS = {
    "profile": ("profile.ttl",),
    "shapes": ("shapes.ttl", "range.ttl"),
    "recommended": ("recommended.ttl",),
    "deprecated": ("deprecateduris.ttl",),
    "vocabularies": ("vocabularies.ttl",),
}
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def main(folder, shapes):
    data = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    mine = {str(node) for node in data.subjects() if "publications.europa.eu" in str(node) or "dcat.jsonld" in str(node)}
    for group, names in GROUPS.items():
        graph = rdflib.Graph()
        for name in names:
            graph.parse(shapes / name, format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=graph, advanced=True)
        faults = [result for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
                  if report.value(result, SH.resultSeverity) == SH.Violation
                  and not (group == "vocabularies" and str(report.value(result, SH.focusNode)) not in mine)]
        warnings = len(list(report.subjects(SH.resultSeverity, SH.Warning)))
        part = f"DCAT-AP 3.0.1 {group} ({warnings} warnings)"
        for fault in faults:
            print("dcat.jsonld", part, f"{report.value(fault, SH.resultPath)}: {report.value(fault, SH.resultMessage)}", sep="\t")
        if not faults:
            print("dcat.jsonld", part, "", sep="\t")
    for table in ("categories", "months", "places"):
        with frictionless.system.use_context(trusted=True):
            resource = frictionless.Resource(path=str(folder / f"{table}.csv"), schema=str(folder / f"{table}.schema.json"))
            report = resource.validate()
        errors = report.flatten(["rowNumber", "fieldName", "type"])
        for error in errors:
            print(f"{table}.csv", "Table Schema", str(error), sep="\t")
        if not errors:
            print(f"{table}.csv", "Table Schema", "", sep="\t")


main(pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent / "dcat-ap-3.0.1")
print("end")
