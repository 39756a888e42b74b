import * as z from 'zod/mini';
import type { ContactAccess, LinkStore } from '../core/contact/link-store.ts';
import { toTtl } from '../core/time/ttl.ts';
import { candidatePartition, contactPrefix, erasingKey, linkKey, placePrefix } from './keys.ts';
import type { Table } from './table.ts';

const accessSchema = z.object({
  contactId: z.exactOptional(z.string()),
  contactIds: z.exactOptional(z.array(z.string())),
});
const keySchema = z.object({ sk: z.string() });

const CLEARED_AT_ONCE = 20;

/** The links to contacts, in the candidate's partition. */
export class DynamoLinkStore implements LinkStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async grant(
    candidateId: string,
    {
      secretHash,
      expiresAt,
      contactIds,
    }: ContactAccess & { secretHash: string; expiresAt: number },
  ): Promise<void> {
    await this.#table.create(linkKey(candidateId, secretHash), {
      // A link to several contacts also has the first one: a version that knows only
      // `contactId` must not take it for a link to all.
      contactId: contactIds?.[0],
      ...(contactIds !== undefined && contactIds.length > 1 && { contactIds }),
      ttl: toTtl(expiresAt),
      epoch: await this.#table.epoch(),
    });
  }

  async find(candidateId: string, secretHash: string): Promise<ContactAccess | undefined> {
    const data = await this.#table.get(linkKey(candidateId, secretHash));
    if (data === undefined) return undefined;
    const { contactId, contactIds } = accessSchema.parse(data);
    if (contactId === undefined) return {};
    return { contactIds: contactIds ?? [contactId] };
  }

  async revoke(candidateId: string, secretHash: string): Promise<void> {
    await this.#table.remove(linkKey(candidateId, secretHash));
  }

  async clear(candidateId: string, own?: string): Promise<void> {
    const pk = candidatePartition(candidateId);
    const kept = [erasingKey(candidateId).sk, ...(own === undefined ? [] : [linkKey('', own).sk])];
    let from: string | undefined = ' ';
    while (from !== undefined) {
      const page = await this.#table.page(pk, { from, to: '~', limit: CLEARED_AT_ONCE });
      const sortKeys = page.items
        .map((item) => keySchema.parse(item).sk)
        // A letter or a contact that was added meanwhile is found by the next erasing.
        .filter((sk) => !sk.startsWith(contactPrefix) && !sk.startsWith(placePrefix))
        .filter((sk) => !kept.includes(sk));
      await Promise.all(sortKeys.map((sk) => this.#table.remove({ pk, sk })));
      from = page.next;
    }
  }
}
