import * as z from 'zod/mini';

/**
 * The schemas of the plain fields in stored items, each made once: a new process takes 20
 * µs of CPU for one.
 */
export const text = z.string();
export const optionalText = z.exactOptional(text);
export const number = z.number();
export const optionalNumber = z.exactOptional(number);
/** A mark, which is absent if it does not hold. */
export const optionalTrue = z.exactOptional(z.literal(true));
export const optionalTexts = z.exactOptional(z.readonly(z.array(text)));
