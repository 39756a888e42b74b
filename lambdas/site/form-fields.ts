import type { FieldName } from '../core/fields.ts';

/** What a person typed, by field, as text: shown again where it cannot be taken. */
export type Typed = Readonly<Partial<Record<FieldName, string>>>;

/**
 * Two fields have two inputs on the page, for browsers without script: a day beside the list of spans, a time beside
 * the interview's day. They are put together here, so that all behind knows the one field only.
 */
export function joinInputs(posted: Readonly<Record<string, string>>): Record<string, string> {
  const { reconnectDate, interviewTime, ...rest } = posted;
  const fields: Record<string, string> = rest;
  if (reconnectDate !== undefined && fields['reconnect'] === 'date') fields['reconnect'] = reconnectDate;
  if (interviewTime) fields['interviewDate'] = `${fields['interviewDate'] ?? ''}T${interviewTime}`;
  return fields;
}

/** The other way round, to show the page's inputs. */
export function splitInputs(typed: Typed): {
  readonly reconnect: string;
  readonly reconnectDate: string;
  readonly interviewDay: string;
  readonly interviewTime: string;
} {
  const reconnect = typed.reconnect ?? '6-months';
  const isDate = /^\d|^$/.test(reconnect) && !reconnect.endsWith('-months');
  const [interviewDay = '', interviewTime = ''] = (typed.interviewDate ?? '').split('T');
  return {
    reconnect: isDate ? 'date' : reconnect,
    reconnectDate: isDate ? reconnect : '',
    interviewDay,
    interviewTime,
  };
}
