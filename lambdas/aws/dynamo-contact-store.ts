import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Contact, contactSchema } from '../core/contact.ts';
import type { ContactStore, DueContact } from '../core/reminder.ts';
import { queryDue } from './due.ts';
import { toItem } from './item.ts';
import { dueShards } from './keys.ts';

/** The contacts as the reminders see them. */
export class DynamoContactStore implements ContactStore {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;

  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async dueContacts(now: number, limit: number): Promise<readonly DueContact[]> {
    const entries = await queryDue(this.#client, this.#tableName, dueShards('contacts'), now, limit);
    return entries.map(({ pk, sk, dueAt }) => ({ key: { pk, sk }, dueAt }));
  }

  async claimReminder({ key, dueAt }: DueContact, dueAgainAt: number): Promise<Contact | undefined> {
    try {
      const { Attributes = {} } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: toItem(key),
          UpdateExpression: 'SET #dueAt = :again',
          ConditionExpression: '#dueAt = :due',
          ExpressionAttributeNames: { '#dueAt': 'dueAt' },
          ExpressionAttributeValues: toItem({
            ':due': dueAt,
            ':again': dueAgainAt,
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return contactSchema.parse(unmarshall(Attributes));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async reminded({ key }: DueContact, dueAgainAt: number, at: number): Promise<void> {
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#tableName,
          Key: toItem(key),
          UpdateExpression: 'SET #remindedAt = :at REMOVE #due, #dueAt',
          ConditionExpression: '#dueAt = :again',
          ExpressionAttributeNames: {
            '#due': 'due',
            '#dueAt': 'dueAt',
            '#remindedAt': 'remindedAt',
          },
          ExpressionAttributeValues: toItem({
            ':again': dueAgainAt,
            ':at': at,
          }),
        }),
      );
    } catch (error) {
      // A new decline to the same person has set another day meanwhile: that one stands.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
