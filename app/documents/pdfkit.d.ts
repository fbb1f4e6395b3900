// What pdfkit 0.20.2 takes and @types/pdfkit 0.17.6 does not know.
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** For a TH: what it is the head of. */
    scope?: 'Column' | 'Row';
    placement?: 'Block' | 'Inline';
    /** Left, top, right and bottom edge in points from the top left corner of the page. */
    bbox?: [number, number, number, number];
  }
  interface AnnotationOption {
    structParent?: PDFKit.PDFStructureElement;
  }
  interface PDFFont {
    /** A font of fontkit that is open. */
    registerFont(name: string, font: import('fontkit').Font): this;
  }
  interface PDFAttachmentOptions {
    relationship?: 'Alternative' | 'Data' | 'Source' | 'Supplement' | 'Unspecified';
  }
}
