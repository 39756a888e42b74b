import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Contact, reminderDueAt } from '../core/contact.ts';
import { type Decline, declineSchema, transitions } from '../core/decline.ts';
import type { Changes, DeclineStore, Given, Move, MoveResult } from '../core/decline-store.ts';
import { queryDue } from './due.ts';
import { Expression, toItem } from './item.ts';
import { contactKey, declineKey, dueShard, dueShards } from './keys.ts';

/** How long after its link's end a draft stays readable, so that an old link can offer a fresh one. Then TTL takes it. */
const DRAFT_GRACE_MS = 14 * 24 * 60 * 60 * 1000;

const ttlOf = (linkExpiresAt: number): number => Math.floor((linkExpiresAt + DRAFT_GRACE_MS) / 1000);

function conditionsOf(expression: Expression, from: readonly string[], given: Given): string[] {
  const is = (attribute: string, operator: string, data: unknown): string[] =>
    data === undefined ? [] : [`${expression.name(attribute)} ${operator} ${expression.value(data)}`];
  return [
    `${expression.name('state')} IN (${from.map((state) => expression.value(state)).join(', ')})`,
    ...is('version', '=', given.version),
    ...is('letterHash', '=', given.letterHash),
    ...is('linkHash', '=', given.linkHash),
    ...is('linkExpiresAt', '>', given.linkAliveAt),
    ...is('owner', '=', given.owner),
    ...is('leaseUntil', '<=', given.leaseOverBy),
    ...is('dueAt', '<=', given.dueBy),
  ];
}

/**
 * The attributes that follow from others: the index entry from `dueAt`, the expiry from the link's. Only drafts
 * expire. `null` takes an attribute away.
 */
function derivedOf(
  id: string,
  to: Decline['state'],
  { dueAt, linkExpiresAt }: Changes,
): { due?: string | null; ttl?: number | null } {
  return {
    ...(dueAt !== undefined && {
      due: dueAt === null ? null : dueShard('letters', id),
    }),
    ...(to !== 'draft' && { ttl: null }),
    ...(to === 'draft' && typeof linkExpiresAt === 'number' && { ttl: ttlOf(linkExpiresAt) }),
  };
}

function updateOf(expression: Expression, changes: Readonly<Record<string, unknown>>): string {
  const sets: string[] = [];
  const removals: string[] = [];
  for (const [attribute, data] of Object.entries(changes)) {
    if (data === undefined) continue;
    const name = expression.name(attribute);
    if (data === null) removals.push(name);
    else sets.push(`${name} = ${expression.value(data)}`);
  }
  return [sets.length > 0 && `SET ${sets.join(', ')}`, removals.length > 0 && `REMOVE ${removals.join(', ')}`]
    .filter(Boolean)
    .join(' ');
}

/** The declines and what the sweep must do, in DynamoDB. Every write is one conditional write on one item. */
export class DynamoDeclineStore implements DeclineStore {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;

  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  /** A decline starts as a draft, with nothing for the sweep to do. */
  async create(decline: Decline): Promise<void> {
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#tableName,
        Item: toItem({
          ...declineKey(decline.id),
          ...decline,
          ttl: ttlOf(decline.linkExpiresAt),
        }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  async find(id: string): Promise<Decline | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#tableName,
        Key: toItem(declineKey(id)),
        ConsistentRead: true,
      }),
    );
    return Item === undefined ? undefined : declineSchema.parse(unmarshall(Item));
  }

  async move(id: string, { transition, given = {}, set = {} }: Move): Promise<MoveResult> {
    const { from, to } = transitions[transition];
    const expression = new Expression();
    const conditions = conditionsOf(expression, from, given);
    const update = updateOf(expression, {
      ...set,
      state: to,
      ...derivedOf(id, to, set),
    });
    try {
      const { Attributes = {} } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: toItem(declineKey(id)),
          UpdateExpression: update,
          ConditionExpression: conditions.join(' AND '),
          ExpressionAttributeNames: expression.names,
          ExpressionAttributeValues: expression.values,
          ReturnValues: 'ALL_NEW',
        }),
      );
      return {
        moved: true,
        decline: declineSchema.parse(unmarshall(Attributes)),
      };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const decline = await this.find(id);
      // The SDK repeats a write whose answer got lost. If the item carries our own owner, the first one went through.
      if (decline !== undefined && decline.state === to && set.owner && decline.owner === set.owner) {
        return { moved: true, decline };
      }
      return { moved: false, decline };
    }
  }

  async due(now: number, limit: number): Promise<readonly string[]> {
    const entries = await queryDue(this.#client, this.#tableName, dueShards('letters'), now, limit);
    return entries.map(({ pk }) => pk.slice(pk.indexOf('#') + 1));
  }

  async settled({ id, state }: Pick<Decline, 'id' | 'state'>): Promise<void> {
    const expression = new Expression();
    const update = updateOf(expression, { due: null, dueAt: null });
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: toItem(declineKey(id)),
          UpdateExpression: update,
          ConditionExpression: `${expression.name('state')} = ${expression.value(state)}`,
          ExpressionAttributeNames: expression.names,
          ExpressionAttributeValues: expression.values,
        }),
      );
    } catch (error) {
      // It has moved on since: whoever moved it has said when to look again.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async recordContact(contact: Contact): Promise<void> {
    const { candidateEmail, person, declineId } = contact;
    const key = contactKey(candidateEmail, person.address);
    const dueAt = contact.reconnectOn === undefined ? null : reminderDueAt(contact.reconnectOn);
    const { company, role, stage, language, declinedOn, reason } = contact;
    const expression = new Expression();
    const update = updateOf(expression, {
      candidateEmail,
      candidateName: contact.candidateName,
      pageLanguage: contact.pageLanguage,
      timeZone: contact.timeZone ?? null,
      person,
      thanked: contact.thanked,
      company,
      role,
      stage,
      language,
      declinedOn,
      reconnectOn: contact.reconnectOn ?? null,
      reason: reason ?? null,
      declineId,
      dueAt,
      due: dueAt === null ? null : dueShard('contacts', key.sk),
    });
    const [history, declines] = [expression.name('history'), expression.name('declines')];
    const entry = expression.value([{ declineId, company, role, stage, language, declinedOn, reason }]);
    const added = update.replace(
      'SET ',
      `SET ${history} = list_append(if_not_exists(${history}, ${expression.value([])}), ${entry}), `,
    );
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: toItem(key),
          UpdateExpression: `${added} ADD ${declines} ${expression.value(new Set([declineId]))}`,
          // The sweep repeats this for every letter, to be sure: a decline is in the history once.
          ConditionExpression: `NOT contains(${declines}, ${expression.value(declineId)})`,
          ExpressionAttributeNames: expression.names,
          ExpressionAttributeValues: expression.values,
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
