import { expect } from 'vitest';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { theirText } from '../support/their-message.ts';
import type { Look } from './looks.ts';
import type { Stage } from './stage.ts';

/** A note for which the guard gives hints of several kinds. */
const noteWithHints = {
  en: "I'm so sorry, but I've accepted another offer for now. Call me: +1 555 123 4567",
  es: 'Lo siento mucho, acepté otra oferta por ahora. Mi teléfono: +34 600 123 456',
};

/** Waits for the answer of the live preview to a form that has these values. */
const previewed = (stage: Stage, values: Readonly<Record<string, string>> = {}) =>
  stage.page.waitForResponse((response) => {
    if (!response.url().includes('/preview')) return false;
    const posted = new URLSearchParams(response.request().postData() ?? '');
    return Object.entries(values).every(
      ([name, value]) => posted.get(name)?.replaceAll('\r', '') === value,
    );
  });

async function fillAndPreview(stage: Stage, values: Readonly<Record<string, string>>) {
  await stage.open('/');
  await stage.page.waitForLoadState('networkidle');
  const answered = previewed(stage, values);
  await stage.fill(values);
  await answered;
  await stage.page.waitForLoadState('networkidle');
}

/** Stops or resumes all sending of the running product. */
export const turnSwitch = (stage: Stage, isOn: boolean): Promise<void> =>
  new DynamoKillSwitch(new Table(stage.table.client, stage.table.tableName, Date.now)).turn(isOn);

/** Posts a form to the product from a page of another site. */
async function postFromElsewhere(stage: Stage): Promise<void> {
  await stage.page.route('https://elsewhere.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${stage.product.origin}/declines?lang=${stage.language}">
        <button>Go</button></form>`,
    }),
  );
  await stage.page.goto('https://elsewhere.example/');
  const loaded = stage.page.waitForEvent('load');
  await stage.page.getByRole('button').click();
  await loaded;
}

/** The form and what it answers, the general pages, and the errors. */
export const formLooks: readonly Look[] = [
  { name: 'form-empty', show: (stage) => stage.open('/') },
  {
    name: 'form-unfolded',
    show: async (stage) => {
      await stage.open('/');
      await stage.unfold();
      await stage.page.waitForLoadState('networkidle');
    },
  },
  { name: 'form-filled', show: (stage) => fillAndPreview(stage, stage.formValues) },
  {
    name: 'form-hints',
    show: async (stage) => {
      const personalNote = noteWithHints[stage.language];
      const { interviewDate: _none, ...values } = stage.formValues;
      await fillAndPreview(stage, { ...values, stage: 'offer', personalNote });
      await stage.page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'form-question',
    show: async (stage) => {
      await fillAndPreview(stage, { ...stage.formValues, recruiterEmail: 'dana@gmial.com' });
      await stage.page.locator('button[name="takeRecruiterEmail"]').waitFor();
    },
  },
  {
    name: 'form-question-posted',
    status: 422,
    show: async (stage) => {
      await stage.open('/');
      // The live preview has no answer yet: it would ask the question first.
      await stage.page.route('**/preview**', () => undefined);
      await stage.submit('/declines', { ...stage.formValues, recruiterEmail: 'dana@gmial.com' });
    },
  },
  {
    name: 'form-errors',
    status: 422,
    show: async (stage) => {
      await stage.open('/');
      await stage.submit('/declines');
      expect(await stage.page.locator('[aria-invalid="true"]').count()).toBeGreaterThan(5);
    },
  },
  {
    name: 'form-some-errors',
    status: 422,
    show: async (stage) => {
      await stage.open('/');
      await stage.submit('/declines', {
        ...stage.formValues,
        candidateEmail: 'alex at example',
        recruiterName: '',
        reconnect: 'date',
        peopleToThank: 'https://northwind.example/team',
        talkAgain: '05',
      });
    },
  },
  {
    name: 'form-pasted',
    show: async (stage) => {
      await stage.open('/');
      const summary = stage.page.locator('#paste summary');
      await summary.click();
      await stage.page.waitForLoadState('networkidle');
      await stage.page.locator('#message').fill(theirText);
      const answered = previewed(stage);
      await stage.page.locator('#paste button[formaction]').click();
      await stage.page.locator('#company-found').waitFor();
      await answered;
    },
  },
  {
    // What the message says stands beside what was filled in before.
    name: 'form-pasted-beside',
    show: async (stage) => {
      await stage.open('/');
      await stage.fill({ company: 'Faro' });
      await stage.page.locator('#paste summary').click();
      await stage.page.waitForLoadState('networkidle');
      await stage.page.locator('#message').fill(theirText.replace('dana@', 'no-reply@'));
      await stage.page.locator('#paste button[formaction]').click();
      await stage.page
        .locator('#preview')
        .getByText(/Dana[,:]/)
        .first()
        .waitFor({ state: 'attached' });
    },
  },
  {
    name: 'form-short-text',
    show: (stage) =>
      fillAndPreview(stage, { ...stage.formValues, channel: 'linkedin', recruiterEmail: '' }),
  },
  {
    name: 'form-preview-busy',
    show: async (stage) => {
      await stage.page.route('**/preview**', (route) => route.fulfill({ status: 200, body: '' }));
      await stage.open('/');
      await stage.page.waitForLoadState('networkidle');
      await stage.page.unroute('**/preview**');
      await stage.page.route('**/preview**', (route) => route.fulfill({ status: 503, body: '' }));
      await stage.fill({ company: 'Northwind' });
      // On a phone it stands in the sheet with the letter, which is closed.
      await stage.page.locator('#preview-problem:not(:empty)').waitFor({ state: 'attached' });
    },
    expects: [/503/],
  },
  {
    name: 'link-mailed',
    show: async (stage) => {
      await stage.open('/');
      await stage.submit('/declines', stage.formValues);
    },
  },
  {
    name: 'link-mailed-short-text',
    show: async (stage) => {
      await stage.open('/');
      await stage.submit('/declines', {
        ...stage.formValues,
        channel: 'whatsapp',
        recruiterEmail: '',
      });
    },
  },
  { name: 'privacy', show: (stage) => stage.open('/privacy') },
  { name: 'accessibility', show: (stage) => stage.open('/accessibility') },
  { name: '403-other-site', status: 403, show: postFromElsewhere },
  { name: '404', status: 404, show: (stage) => stage.open('/no-such-page') },
  { name: '404-letter', status: 404, show: (stage) => stage.open('/letters/none') },
  {
    name: '413-too-large',
    status: 413,
    show: async (stage) => {
      await stage.open('/');
      await stage.page.route('**/preview**', (route) => route.abort());
      await stage.page.evaluate(
        'document.querySelector("[name=candidateName]").value = "x".repeat(40000)',
      );
      await stage.submit('/declines');
    },
  },
  {
    name: '429-many-links',
    status: 429,
    show: async (stage) => {
      const { candidateEmail = '' } = stage.formValues;
      for (let letters = 0; letters < 3; letters += 1) {
        await stage.open('/');
        await stage.submit('/declines', { ...stage.formValues, candidateEmail });
      }
    },
  },
  {
    name: '500-broken',
    status: 500,
    show: async (stage) => {
      const letter = await stage.draft();
      await stage.set(letter, { letter: 'not a letter' });
      await stage.open(stage.pathOf(letter));
    },
  },
  {
    name: '503-stopped',
    status: 503,
    show: async (stage) => {
      await turnSwitch(stage, true);
      try {
        await stage.open('/');
        await stage.submit('/declines', stage.formValues);
      } finally {
        await turnSwitch(stage, false);
      }
    },
  },
];
