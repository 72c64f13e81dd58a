"""GraphML, for whatever tool an analyst prefers; written as it is walked, nothing is held whole."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graphkit.export.tables import plain
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import Subgraph

_LINK_KEYS = ("type", "count", "first_time", "last_time")


def write_graphml(path: Path, graph: Subgraph) -> None:
    """Nodes with type, caption and properties, edges with type and, for totals, count and times. Raises OSError."""
    fields = sorted({f.name for t in ENTITY_TYPES.values() for f in t.fields})
    with path.open("w", encoding="utf-8", errors="replace") as file:
        xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        xml.startDocument()
        xml.startElement("graphml", AttributesImpl({"xmlns": "http://graphml.graphdrawing.org/xmlns"}))
        for target, names in (("node", ["type", "caption", *(f"p_{f}" for f in fields)]),
                              ("edge", [f"link_{n}" for n in _LINK_KEYS])):
            for name in names:
                title = name.removeprefix("p_").removeprefix("link_")
                about = {"id": name, "for": target, "attr.name": title, "attr.type": "string"}
                xml.startElement("key", AttributesImpl(about))
                xml.endElement("key")
        xml.startElement("graph", AttributesImpl({"edgedefault": "directed"}))
        for entity in graph.entities.values():
            xml.startElement("node", AttributesImpl({"id": entity.id}))
            _data(xml, "type", entity.type)
            _data(xml, "caption", entity.caption)
            for name, values in entity.properties.items():
                _data(xml, f"p_{name}", "; ".join(map(str, values)))
            xml.endElement("node")
        for link in graph.links.values():
            xml.startElement("edge", AttributesImpl({"id": link.id, "source": link.source, "target": link.target}))
            for name in _LINK_KEYS:
                _data(xml, f"link_{name}", str(getattr(link, name) or ""))
            xml.endElement("edge")
        xml.endElement("graph")
        xml.endElement("graphml")
        xml.endDocument()


def _data(xml: XMLGenerator, key: str, value: str) -> None:
    if value:
        xml.startElement("data", AttributesImpl({"key": key}))
        xml.characters(plain(value))
        xml.endElement("data")
