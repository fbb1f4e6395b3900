// The XMP of a PDF: PDF/UA-1 beside the PDF/A-3a that pdfkit writes, and what Factur-X asks for.

/** The words of Factur-X 1.0 about the file attached to the PDF. */
export type FacturXMark = { fileName: string; profile: string };

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const property = (name: string, description: string, valueType = 'Text') => `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${name}</pdfaProperty:name>
<pdfaProperty:valueType>${valueType}</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>${description}</pdfaProperty:description>
</rdf:li>`;

const schema = (name: string, uri: string, prefix: string, properties: readonly string[]) =>
  `<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>${name}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>${uri}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
${properties.join('\n')}
</rdf:Seq></pdfaSchema:property>
</rdf:li>`;

const pdfua = 'http://www.aiim.org/pdfua/ns/id/';
const facturX = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';

const pdfuaSchema = schema('PDF/UA Universal Accessibility Schema', pdfua, 'pdfuaid', [
  property('part', 'Indicates, which part of ISO 14289 standard is followed', 'Integer').replace(
    'external',
    'internal',
  ),
]);
const facturXSchema = schema('Factur-X PDFA Extension Schema', facturX, 'fx', [
  property('DocumentFileName', 'name of the embedded XML invoice file'),
  property('DocumentType', 'INVOICE'),
  property('Version', 'The actual version of the Factur-X XML schema'),
  property('ConformanceLevel', 'The conformance level of the embedded Factur-X data'),
]);

/** PDF/A-3 refuses a word of the XMP whose schema is not described in the same file: hence the extension schemas. */
export function metadataXml(mark: FacturXMark | null): string {
  const schemas = mark ? [pdfuaSchema, facturXSchema] : [pdfuaSchema];
  return `<rdf:Description rdf:about="" xmlns:pdfuaid="${pdfua}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
${mark ? facturXProperties(mark) : ''}<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
${schemas.join('\n')}
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;
}

function facturXProperties({ fileName, profile }: FacturXMark): string {
  return `<rdf:Description rdf:about="" xmlns:fx="${facturX}">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>${escapeXml(fileName)}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>${escapeXml(profile)}</fx:ConformanceLevel>
</rdf:Description>
`;
}
