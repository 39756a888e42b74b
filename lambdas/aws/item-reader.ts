import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { toItem } from './item-expressions.ts';

type Item = Record<string, AttributeValue>;

interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

interface Answer {
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** One read that was asked for, and the answers to all who asked for it. */
interface Read {
  readonly key: ItemKey;
  readonly answers: Answer[];
}

const addAnswer = (answers: Answer[]): Promise<Item | undefined> =>
  new Promise((resolve, reject) => {
    answers.push({ resolve, reject });
  });

/** How many items DynamoDB reads in one call. */
const MAX_KEYS = 100;
/** How often the keys that DynamoDB did not read are asked for again. */
const MAX_TRIES = 6;
/** The pause before the second try, in ms; then twice as long each time. */
const FIRST_PAUSE_MS = 50;

const idOf = ({ pk, sk }: { readonly pk: unknown; readonly sk: unknown }): string =>
  JSON.stringify([pk, sk]);
const idOfItem = ({ pk, sk }: Item): string => idOf({ pk: pk?.S, sk: sk?.S });

/**
 * Reads items by their keys, with strong consistency. The reads that are asked for at the
 * same time, that is before the event loop goes on, are one call to DynamoDB. A call
 * costs more CPU time than the item that it reads, and a person waits for each round
 * trip. The capacity units are the same.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export class ItemReader {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;
  #waiting = new Map<string, Read>();

  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  /** Undefined if there is no such item. Two reads of one key at once are one read. */
  read(key: ItemKey): Promise<Item | undefined> {
    const id = idOf(key);
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) return addAnswer(waiting.answers);
    if (this.#waiting.size === 0) {
      // After all promises that are settled now: their reads come along.
      queueMicrotask(() => process.nextTick(() => this.#readWaiting()));
    }
    const answers: Read['answers'] = [];
    this.#waiting.set(id, { key, answers });
    return addAnswer(answers);
  }

  #readWaiting(): void {
    const reads = [...this.#waiting];
    this.#waiting = new Map();
    for (let start = 0; start < reads.length; start += MAX_KEYS) {
      const part = new Map(reads.slice(start, start + MAX_KEYS));
      this.#readAll(part).catch((error: unknown) => {
        for (const { answers } of part.values()) for (const { reject } of answers) reject(error);
      });
    }
  }

  async #readAll(reads: ReadonlyMap<string, Read>): Promise<void> {
    const [first] = reads.values();
    if (first !== undefined && reads.size === 1) {
      const { Item } = await this.#client.send(
        new GetItemCommand({
          TableName: this.#tableName,
          Key: toItem({ ...first.key }),
          ConsistentRead: true,
        }),
      );
      for (const { resolve } of first.answers) resolve(Item);
      return;
    }
    const found = await this.#readBatch([...reads.values()].map(({ key }) => toItem({ ...key })));
    for (const [id, { answers }] of reads)
      for (const { resolve } of answers) resolve(found.get(id));
  }

  /**
   * Reads up to 100 items. DynamoDB may leave some of them out, if the table is busy or
   * the answer is large: these are asked for again.
   */
  async #readBatch(keys: readonly Item[]): Promise<ReadonlyMap<string, Item>> {
    const found = new Map<string, Item>();
    let left = keys;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (tries > 0) await sleep(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random()));
      const { Responses, UnprocessedKeys } = await this.#client.send(
        new BatchGetItemCommand({
          RequestItems: { [this.#tableName]: { Keys: [...left], ConsistentRead: true } },
        }),
      );
      for (const item of Responses?.[this.#tableName] ?? []) found.set(idOfItem(item), item);
      left = UnprocessedKeys?.[this.#tableName]?.Keys ?? [];
      if (left.length === 0) return found;
    }
    throw new Error('DynamoDB did not read all items of a batch.');
  }
}
