import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remind } from '../../lambdas/remind/main.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { contactsByAddress, setContactDueAt } from '../support/table.ts';

const MINUTE_MS = 60_000;

describe.each(availableEmulators())('reminders on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  test('when a letter is sent, then one receipt comes, and one reminder on its day', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    await product.fetch(post(`${path}/send`, confirmation));
    const reminding = remind(process.env);
    const sendReminders = () => reminding.sendReminders(Date.now() + MINUTE_MS);

    await product.clearMails();
    await Promise.all([sendReminders(), sendReminders()]);
    await sendReminders();
    const [receipt, ...more] = await product.mails();
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({
      to: ['alex@candidates.example'],
      subject: 'Saved for later: Dana Lee at Northwind & Sons (Senior Data Engineer)',
    });

    await product.clearMails();
    const [contact] = await contactsByAddress(product.dynamoDb, 'dana@northwind.example');
    await setContactDueAt(product.dynamoDb, contact, Date.now() - 1);
    await Promise.all([sendReminders(), sendReminders()]);
    await sendReminders();
    const [reminder, ...others] = await product.mails();
    expect(others).toEqual([]);
    expect(reminder).toMatchObject({
      to: ['alex@candidates.example'],
      subject: 'It may be time to write to Dana Lee at Northwind & Sons (Senior Data Engineer)',
      text: expect.stringContaining('Northwind & Sons'),
    });
    for (const { text } of [receipt, reminder].flatMap((mail) => mail ?? [])) {
      expect(text).not.toContain('overqualified');
    }
  });
});
