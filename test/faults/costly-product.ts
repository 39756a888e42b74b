import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { Table } from '../../lambdas/aws/table.ts';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { actionNonce, hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { createNoteHints } from '../../lambdas/core/vague/note-hints.ts';
import { assetContent } from '../../lambdas/files/asset-files.ts';
import { vagueFiles } from '../../lambdas/files/template-files.ts';
import { createSendApp } from '../../lambdas/send/app.ts';
import { localHttpApi } from '../../local/http-api.ts';
import { newDraft, origin } from '../support/fixtures.ts';
import { keepDraft, wireProduct } from '../support/harness.ts';
import { paceOn, sendDoorOn } from '../support/pace.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

/**
 * The functions `web` and `send` for measurements of one request: the product's routes,
 * pages, guard and stores, with a table in memory and an SES that accepts everything. It
 * has no neighbour in its process, because `process.cpuUsage` counts the whole process.
 */

/** What one request costs. */
export interface Cost {
  readonly status: number;
  /** CPU time of the process, ms. */
  readonly cpuMs: number;
  /** Bytes of the answer's body. */
  readonly answerBytes: number;
}

export interface CostlyProduct {
  /** Answers a request by `web` or `send`, routed as the HTTP API does. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The path of a draft's link. */
  readonly letterPath: string;
  /** The path of a link to all contacts. */
  readonly contactsPath: string;
  /** The id of the contact behind that link. */
  readonly contactId: string;
  /** The nonce of the page's forms about that contact, and about all contacts. */
  readonly nonces: { readonly contact: string; readonly all: string };
}

/** The table in memory, with the two commands that the contacts need in addition. */
function memoryClient() {
  const table = new MemoryTable();
  return clientOf(async (command) => {
    if (command instanceof QueryCommand && command.input.IndexName === undefined) {
      const { ':pk': pk, ':prefix': prefix } = command.input.ExpressionAttributeValues ?? {};
      const Items = [...table.items.values()].filter(
        (item) => item['pk']?.S === pk?.S && item['sk']?.S?.startsWith(prefix?.S ?? ''),
      );
      return { Items };
    }
    if (command instanceof DeleteItemCommand) {
      table.items.delete(`${command.input.Key?.['pk']?.S} ${command.input.Key?.['sk']?.S}`);
      return {};
    }
    return table.answer(command);
  });
}

const mailer: Mailer = { send: async () => ({ kind: 'accepted', messageId: 'm' }) };

/** Starts the product with one draft and one contact. */
export async function startCostlyProduct(): Promise<CostlyProduct> {
  const client = memoryClient();
  const { store, contacts, links, web } = wireProduct({
    client,
    tableName: 'table',
    hintsOf: createNoteHints(vagueFiles),
    asset: assetContent,
  });
  const table = new Table(client, 'table', Date.now);
  const send = createSendApp({
    store,
    recorder: contacts,
    mailer,
    ...sendDoorOn(table),
    pace: paceOn(table, 'letters'),
    random: randomBytes,
    now: () => new Date(),
    sleep: async () => {},
    log: () => {},
    origin,
  });
  const app = localHttpApi({ web, send });
  const { decline, link } = newDraft();
  await keepDraft(store, decline);
  const { candidateEmail, recruiterEmail } = decline.input;
  await contacts.prepare(decline);
  await contacts.record(contactFromDecline(decline, Date.now()));
  const contactId = addressKey(recruiterEmail);
  const contactsLink = { id: addressKey(candidateEmail), secret: newSecret(randomBytes) };
  await links.grant(contactsLink.id, {
    secretHash: hashSecret(contactsLink.secret),
    expiresAt: Date.now() + 60 * 60_000,
  });
  return {
    fetch: async (request) => app.fetch(request),
    letterPath: `/letters/${tokenOf(link)}`,
    contactsPath: `/contacts/${tokenOf(contactsLink)}`,
    contactId,
    nonces: {
      contact: actionNonce(contactsLink.secret, contactId),
      all: actionNonce(contactsLink.secret, 'all'),
    },
  };
}

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/**
 * A CPU that other processes share is slower, for seconds: only the least time of several
 * tries says what the work costs.
 */
const MAX_TRIES = 8;

/**
 * The least CPU time of at most `MAX_TRIES` runs, ms. It stops at the first within
 * `enoughMs`.
 */
export function leastCpuMs(run: () => unknown, enoughMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < MAX_TRIES && least > enoughMs; tries += 1) {
    const before = process.cpuUsage();
    run();
    least = Math.min(least, cpuMs(before));
  }
  return least;
}

/**
 * The cost of a request: the least CPU time of at most `MAX_TRIES`, because the runtime
 * compiles and collects garbage in between. It stops at the first try within `enoughMs`.
 *
 * @param request creates the request anew for each try
 */
export async function costOf(
  product: Pick<CostlyProduct, 'fetch'>,
  request: () => Request,
  enoughMs: number,
): Promise<Cost> {
  let least: Cost | undefined;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const sent = request();
    const before = process.cpuUsage();
    const response = await product.fetch(sent);
    const answer = await response.arrayBuffer();
    const cost = {
      status: response.status,
      cpuMs: cpuMs(before),
      answerBytes: answer.byteLength,
    };
    if (least === undefined || cost.cpuMs < least.cpuMs) least = cost;
    if (cost.cpuMs <= enoughMs) break;
  }
  if (least === undefined) throw new Error('The request was never tried.');
  return least;
}
