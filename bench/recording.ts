import * as z from 'zod';
import type { WireCall } from './emulators/wire.ts';

/**
 * One call as the SDK's command takes it: `[action, input]`. It is not an object, because
 * `same` reads it from the body of its event.
 */
type RecordedCall = readonly [action: string, input: unknown];

/** Calls in stages: those of one stage are under way at the same time. */
export interface RecordedRoute {
  readonly stages: readonly (readonly RecordedCall[])[];
  /** The name of each call: its action, and the kind of item it is about. */
  readonly names: readonly (readonly string[])[];
  /** The HTTP status of the answer to each call. */
  readonly statuses: readonly (readonly number[])[];
}

/**
 * Groups calls into stages. A call that began before any call of the stage had ended
 * belongs to the stage; the next one waited for an answer. This is exact only if the
 * emulators hold each answer for longer than a function takes to make calls side by side.
 */
export function stagesOf<Call extends Pick<WireCall, 'startedAt' | 'endedAt'>>(
  calls: readonly Call[],
): readonly (readonly Call[])[] {
  const stages: Call[][] = [];
  let firstEnd = Number.NEGATIVE_INFINITY;
  for (const call of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const stage = stages.at(-1);
    if (stage !== undefined && call.startedAt < firstEnd) {
      stage.push(call);
      firstEnd = Math.min(firstEnd, call.endedAt);
    } else {
      stages.push([call]);
      firstEnd = call.endedAt;
    }
  }
  return stages;
}

type Tree = { [name: string]: Tree | string };

/** Makes an array of `{ member: { 1: …, 2: … } }`, SES's form of a list. */
function listsOf(tree: Tree | string): unknown {
  if (typeof tree === 'string') return tree;
  const { member } = tree;
  if (typeof member === 'object') {
    const places = Object.keys(member).sort((a, b) => Number(a) - Number(b));
    return places.map((place) => listsOf(member[place] ?? ''));
  }
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, listsOf(value)]));
}

/**
 * The input of an SES command, from the form fields of its request, such as
 * `Destination.ToAddresses.member.1`.
 */
export function sesInput(body: string): unknown {
  const root: Tree = {};
  for (const [path, value] of new URLSearchParams(body)) {
    if (path === 'Action' || path === 'Version') continue;
    const names = path.split('.');
    const last = names.pop() ?? '';
    let tree = root;
    for (const name of names) {
      const below = tree[name];
      const next: Tree = typeof below === 'object' ? below : {};
      tree[name] = next;
      tree = next;
    }
    tree[last] = value;
  }
  return listsOf(root);
}

const keyText = z.object({ S: z.string() });
const itemKey = z.object({ pk: keyText, sk: keyText });

/** The keys of all items that an input is about, also of a batch or a transaction. */
function keysIn(input: unknown): readonly { readonly pk: string; readonly sk: string }[] {
  if (typeof input !== 'object' || input === null) return [];
  const { data } = itemKey.safeParse(input);
  return data === undefined
    ? Object.values(input).flatMap(keysIn)
    : [{ pk: data.pk.S, sk: data.sk.S }];
}

const isWrite = (action: string): boolean =>
  /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/.test(action);

/** The ids and hashes in a key have at least this many characters. */
const ID_LENGTH = 16;

/**
 * What to replace, so that the recorded calls can be made again for another letter and
 * another mailbox: the ids in the keys of the items that were written. An item of
 * everybody, such as the turns of the emails, gets a key of its own, too: a condition
 * that held for the recorded call holds for each copy.
 */
export function idsIn(routes: readonly RecordedRoute[]): readonly string[] {
  const keys = routes
    .flatMap(({ stages }) => stages.flat())
    .filter(([action]) => isWrite(action))
    .flatMap(([, input]) => keysIn(input));
  const ids = new Set<string>();
  for (const { pk, sk } of keys) {
    const found = [...pk.split('#'), ...sk.split('#')].filter((part) => part.length >= ID_LENGTH);
    for (const id of found) ids.add(id);
    if (!pk.split('#').some((part) => part.length >= ID_LENGTH)) ids.add(pk);
  }
  return [...ids];
}

/**
 * The recorded calls of a route for another letter, as the body of an event for `same`:
 * each id is replaced by one of the same length.
 *
 * @param letter which letter: calls with the same number are about the same letter
 */
export function copyFor({ stages }: RecordedRoute, ids: readonly string[], letter: number): string {
  let text = JSON.stringify(stages);
  for (const id of ids) {
    if (id.length >= ID_LENGTH && !id.includes('#')) {
      const number = letter.toString(36).padStart(8, '0');
      text = text.replaceAll(id, `${number}${id.slice(number.length)}`);
    } else {
      text = text.replaceAll(JSON.stringify(id), JSON.stringify(`${id}~${letter}`));
    }
  }
  return text;
}

/** `LETTER`, `CANDIDATE/CONTACT` in a candidate's partition, or `LIMIT/sending`. */
function kindOf({ pk, sk }: { readonly pk: string; readonly sk: string }): string {
  const [partition = '', second = ''] = pk.split('#');
  const [sort = ''] = partition === 'LIMIT' ? [second] : sk.split('#');
  return sort === partition || sort === '' ? partition : `${partition}/${sort}`;
}

/** Such as `PutItem LETTER`, or `BatchGetItem LETTER + SWITCH/SENDING`. */
function nameOf({ action, body, service }: WireCall): string {
  if (service === 'ses') return action;
  const kinds = keysIn(JSON.parse(body)).map(kindOf);
  // A query has no key, only values; a peer's item may have another sort key or none.
  const [, partition = ''] = /"S":"(\w+)#/.exec(body) ?? [];
  return `${action} ${kinds.length > 0 ? kinds.join(' + ') : partition}`.trim();
}

/** The recording of one request, from the calls that the emulators saw. */
export function recordedRoute(calls: readonly WireCall[]): RecordedRoute {
  const stages = stagesOf(calls);
  const inputOf = ({ service, body }: WireCall): unknown =>
    service === 'ses' ? sesInput(body) : JSON.parse(body);
  return {
    stages: stages.map((stage) => stage.map((call) => [call.action, inputOf(call)] as const)),
    names: stages.map((stage) => stage.map(nameOf)),
    statuses: stages.map((stage) => stage.map(({ status }) => status)),
  };
}
