import type { Found } from './find-people.ts';
import { quoteAround } from './words.ts';

const LABELLED = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:(?:job|position|posting|requisition|req|vacancy|`,
    'application|candidate|role|puesto|vacante|oferta|proceso|solicitud|',
    String.raw`candidatura|postulaci[oó]n)\s?(?:id|no|number|n[uú]mero|ref(?:erence|`,
    'erencia)?|code|c[oó]digo|folio|#|n[º°.]|num)|req(?:uisition|',
    'isici[oó]n)?|ref(?:erence|erencia)?|folio|clave|c[oó]digo|jr|',
    String.raw`expediente)(?:\s(?:id|no|number|n[uú]mero|code|de (?:la )?(?:vacante|`,
    String.raw`oferta|proceso)|del? (?:puesto|proceso)))?[.:#\sº°-]{1,5}(?:(?:is|es|`,
    String.raw`n[º°.]{1,2}|no\.?|num\.?|id)[:\s]{1,3})?#?([A-Z0-9][A-Z0-9._/-]{2,30})`,
  ].join(''),
  'giu',
);
const BARE = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}/.@_-])((?:JR|REQ|R|RQ|JOB|REF|VAC|PR|JD|RF|HR|`,
    String.raw`ID)[-_ ]?\d{3,10}(?:-\d{1,6})?)(?![\p{L}\p{N}@_-])`,
  ].join(''),
  'gu',
);
const HASH = /(?<=[(\s[]|^)#(\d{4,10}|[A-Z]{1,4}-?\d{3,8})(?=[)\s\],.]|$)/gu;

/** What looks like a number of a job, and is the id of a call or a telephone number. */
const OTHER =
  /(?:meeting|zoom|webinar|conference|passcode|access|dial|phone|tel|reuni[oó]n|acceso|pin)\b/i;

const isNumber = (text: string): boolean => /\d{2}/.test(text) && !/^(?:19|20)\d\d$/.test(text);

/** The number of the job: "Req ID: 12345", «Folio: RH-2026-14», "JR-4821". */
export function findReference(lines: readonly string[]): Found | undefined {
  for (const pattern of [LABELLED, BARE, HASH]) {
    for (const line of lines) {
      for (const match of line.slice(0, 600).matchAll(pattern)) {
        const value = (match[1] ?? '').replace(/[._/-]{1,3}$/, '');
        if (
          !isNumber(value) ||
          OTHER.test(
            line.slice(Math.max(0, match.index - 24), match.index + match[0].length - value.length),
          )
        )
          continue;
        return { value, source: quoteAround(line, match.index, match.index + match[0].length) };
      }
    }
  }
  return undefined;
}
