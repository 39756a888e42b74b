/**
 * What a person types before a reference number, because their message has it: "Ref.",
 * "Reference number:", «N.º de referencia». The letter says "ref." itself.
 */
const LABEL =
  /^(?:(?:job|your) )?(?:reference|referencia|ref)(?: (?:number|no|id|code))?[ .:#]+(?=[^ .:#])/i;
const SPANISH_LABEL = /^(?:n\.?[º°]|n[úu]mero|c[óo]digo) de (?:referencia|ref)[ .:#]+(?=[^ .:#])/i;

/** A whole text in brackets. */
const IN_BRACKETS = /^[([]([^()[\]]+)[)\]]$/;

/**
 * The bare number: "R-1234" for "(Ref. R-1234)" and "Reference number: R-1234". It is
 * never empty.
 *
 * @param typed one line, as the candidate typed it
 */
export function bareReference(typed: string): string {
  const inner = IN_BRACKETS.exec(typed)?.[1]?.trim() || typed;
  return inner.replace(SPANISH_LABEL, '').replace(LABEL, '');
}

interface Referenced {
  readonly role: string;
  readonly referenceNumber?: string | undefined;
}

/** The number, unless there is none, or the role names it already: "Analyst (R-1234)". */
export const shownReference = ({ role, referenceNumber }: Referenced): string | undefined => {
  const bare = referenceNumber && bareReference(referenceNumber);
  return bare && !role.includes(bare) ? bare : undefined;
};

/** The role with its reference number, for a list: "Data Engineer (ref. R-1234)". */
export function roleWithReference(referenced: Referenced): string {
  const reference = shownReference(referenced);
  return reference === undefined ? referenced.role : `${referenced.role} (ref. ${reference})`;
}

/**
 * Where a template names the role, with the noun and the company that belong to it: "the
 * {{role}} position at {{company}}", «el puesto de {{role}} en {{company}}».
 */
const NAMED_ROLE = /\{\{role\}\}(?: role| position)?(?: (?:at|en) \{\{company\}\})?/;

/** The template variable with the number. */
const VARIABLE = 'referenceNumber';

/**
 * Adds the reference number to a letter's template, once in the subject and once in the
 * body, where each first names the role: "the Data Engineer role at Northwind (ref.
 * R-1234)". One rule for all letters, so that no template can forget it.
 *
 * @returns the template, and the value of its new variable
 */
export function withReference(
  template: string,
  referenced: Referenced,
): { readonly template: string; readonly values: { readonly referenceNumber?: string } } {
  const reference = shownReference(referenced);
  if (reference === undefined) return { template, values: {} };
  const end = template.indexOf('\n');
  const add = (text: string) =>
    text.replace(NAMED_ROLE, (named) => `${named} (ref. {{${VARIABLE}}})`);
  return {
    template: add(template.slice(0, end)) + add(template.slice(end)),
    values: { referenceNumber: reference },
  };
}
