import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { type EventKind, sesEvent } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';

describe.each(availableEmulators())('events of a test email on %s', (emulator) => {
  let product: RunningProduct;
  let recordEvent: FeedbackFunction['recordEvent'];
  beforeAll(async () => {
    product = await startProduct(emulator);
    ({ recordEvent } = feedback(process.env));
  });
  afterAll(() => product.close());

  const items = async () => {
    const { client, tableName } = product.dynamoDb;
    return (await client.send(new ScanCommand({ TableName: tableName }))).Items;
  };
  /** An event with the tags that doctor sets. */
  const probeEvent = (kind: EventKind, probe: string) => {
    const event = sesEvent(kind, 'x');
    const tags = { kind: ['probe'], probe: [probe] };
    return { ...event, detail: { ...event.detail, mail: { ...event.detail.mail, tags } } };
  };
  /** What recording the events logs. */
  const logged = async (...events: readonly unknown[]) => {
    const lines: unknown[] = [];
    const spies = (['log', 'info', 'warn', 'error'] as const).map((method) =>
      vi.spyOn(console, method).mockImplementation((line) => void lines.push(line)),
    );
    try {
      for (const event of events) await recordEvent(event);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return lines;
  };

  test('when its events arrive, then the log has its id, and nothing is stored', async () => {
    const before = await items();
    const probe = 'a3bb189e-8bf9-3888-9912-ace4e6543002';
    const kinds = ['Send', 'Delivery', 'Bounce', 'Complaint'] as const;
    expect(await logged(...kinds.map((kind) => probeEvent(kind, probe)))).toEqual(
      ['sent', 'delivered', 'bounced', 'complained'].map((report) => ({
        event: 'probe-reported',
        probe,
        report,
      })),
    );
    expect(await items()).toEqual(before);
  });

  test.each(['', 'ana@school.edu', 'x'.repeat(65), 'a b'])(
    'when its id is %j, then it is not ours, and the log does not have it',
    async (probe) => {
      const before = await items();
      expect(await logged(probeEvent('Delivery', probe))).toEqual([
        { event: 'report-ignored', why: 'not-ours' },
      ]);
      expect(await items()).toEqual(before);
    },
  );
});
