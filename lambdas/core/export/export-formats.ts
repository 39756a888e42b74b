/** The export formats: file extension and content type, in the order of the page. */
export const exportFormats = {
  csv: 'text/csv; charset=utf-8; header=present',
  vcf: 'text/vcard; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;
export type ExportFormat = keyof typeof exportFormats;

export const isExportFormat = (text: string): text is ExportFormat =>
  Object.hasOwn(exportFormats, text);

export const exportFormatNames = Object.keys(exportFormats).filter(isExportFormat);
