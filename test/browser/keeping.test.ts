import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formAnswersEn } from '../../lambdas/web/words/form-answers-en.ts';
import { linkIn } from '../journey/journey.ts';
import { arriveAt, openFolds, travel } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { threadValues } from '../support/thread.ts';

const running = productInBrowser();
let page: Page;

/** The day after tomorrow, which is ahead in each time zone. */
const nextDay = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
const form = () => `${running.product.origin}/?lang=en`;
const fill = async () => {
  await openFolds(page);
  await page.check('[name="stage"][value="scheduled"]');
  await page.fill('#recruiterName', 'Dana Lee');
  await page.fill('#personalNote', 'Thank you for the tour!');
  await page.selectOption('#reason', 'other-offer');
};
const stage = () => page.locator('[name="stage"]:checked').getAttribute('value');

/** Opens the form in a new browser context before each test of a group. */
function withOpenForm(): void {
  beforeEach(async () => {
    page = await (await running.browser.newContext()).newPage();
    await page.goto(form());
  });
  afterEach(() => page.context().close());
}

describe('what is typed into the form', () => {
  withOpenForm();

  test('when the page is opened again, then all but the reason is there', async () => {
    await fill();
    await page.goto(`${running.product.origin}/contacts`);
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
    expect(await stage()).toBe('scheduled');
    expect(await page.inputValue('#reason')).toBe('');
    const kept = await page.evaluate("sessionStorage.getItem('open-door-form')");
    expect(kept).toContain('Dana Lee');
    expect(kept).not.toContain('other-offer');
    // A person sees at once what is in the fold.
    expect(await page.locator('#personalNote').isVisible()).toBe(true);
  });

  test('when it is switched off, then nothing is kept, and it can be switched on', async () => {
    await fill();
    await page.getByRole('button', { name: "Don't keep it" }).click();
    await page.fill('#company', 'Northwind');
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('');
    await page.fill('#recruiterName', 'Teo Vidal');
    await page.getByRole('button', { name: 'Keep it again' }).click();
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('Teo Vidal');
  });

  test('when the answer has errors, then a reload posts nothing, and keeps all', async () => {
    await fill();
    await page.getByRole('button', { name: 'Email me the link' }).click();
    await arriveAt(page.locator('#errors'));
    expect(new URL(page.url()).pathname).toBe('/');
    await page.reload();
    expect(await page.locator('#errors').count()).toBe(0);
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
  });

  test('when a suggestion is taken, then what it left is kept', async () => {
    await fill();
    await page.fill('#personalNote', "I'm so sorry. Thank you for the tour!");
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.goto(form());
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
  });

  test('when a stage has no interview, then the form does not ask for its day', async () => {
    const day = page.locator('#interviewDate');
    expect(await day.isVisible()).toBe(false);
    await page.check('[name="stage"][value="scheduled"]');
    expect(await day.isVisible()).toBe(true);
    await page.check('[name="stage"][value="offer"]');
    expect(await day.isVisible()).toBe(false);
  });
});

/** What the browser keeps for the page's script: in the tab, and in this entry. */
const keptHere = () =>
  page.evaluate<string>('sessionStorage.getItem("open-door-form") + JSON.stringify(history.state)');

/** The fields of a form that may be sent, all of a kind that a browser does not keep. */
const values = {
  recruiterName: 'Dana Lee',
  recruiterEmail: 'dana@northwind.example',
  company: 'Northwind 🚪',
  role: 'Engineer',
  referenceNumber: 'REQ-1',
};
const shownValues = async () => {
  const shown: Record<string, string> = {};
  for (const name of Object.keys(values)) shown[name] = await page.inputValue(`#${name}`);
  return shown;
};
/** Fills in a whole form, and asks for the link. */
const ask = async (candidateEmail = uniqueCandidate()) => {
  await fill();
  for (const [name, value] of Object.entries(values)) await page.fill(`#${name}`, value);
  await page.fill('#candidateName', 'Ana Ruiz');
  await page.fill('#candidateEmail', candidateEmail);
  await page.fill('#peopleToThank', 'Ben Ng\nCleo Diaz');
  await page.fill('#interviewDate', nextDay);
  await page.fill('[name="interviewTime"]', '10:30');
  await page.selectOption('#talkAgain', { index: 3 });
  await page.selectOption('#reconnect', 'never');
  await page.getByRole('button', { name: 'Email me the link' }).click();
  await arriveAt(page.locator('[data-forget]'));
};

describe.each([true, false])('after the link was emailed, with JavaScript %s', (hasScript) => {
  beforeEach(async () => {
    page = await (await running.browser.newContext({ javaScriptEnabled: hasScript })).newPage();
    await page.goto(form());
    await ask();
  });
  afterEach(() => page.context().close());

  test('when something is changed, then all but the reason is there', async () => {
    expect(await page.content()).not.toContain('other-offer');
    expect(await page.content()).toContain('except your private reason');
    await page.getByRole('button', { name: 'Change something' }).click();
    await arriveAt(page.getByRole('heading', { name: 'Decline the interview' }));
    expect(await page.locator('#errors').count()).toBe(0);
    expect(await shownValues()).toEqual(values);
    expect(await stage()).toBe('scheduled');
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
    expect(await page.inputValue('#peopleToThank')).toBe('Ben Ng\nCleo Diaz');
    expect(await page.inputValue('#interviewDate')).toBe(nextDay);
    expect(await page.inputValue('[name="interviewTime"]')).toBe('10:30');
    expect(await page.inputValue('#talkAgain')).not.toBe('');
    expect(await page.inputValue('#reconnect')).toBe('never');
    expect(await page.inputValue('#reason')).toBe('');
  });

  test('when a new form is opened in the tab, then it is empty', async () => {
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('');
    expect(await page.inputValue('#personalNote')).toBe('');
  });
});

describe('after the link was emailed', () => {
  withOpenForm();

  test('when one goes back, and reloads, then all is there, and no reason is kept', async () => {
    await ask();
    await travel(page, 'back');
    expect(await shownValues()).toEqual(values);
    expect(await stage()).toBe('scheduled');
    await page.reload();
    expect(await shownValues()).toEqual(values);
    expect(await keptHere()).toContain('Dana Lee');
    expect(await keptHere()).not.toContain('other-offer');
  });

  test('when keeping was switched off, then no page keeps anything', async () => {
    await page.getByRole('button', { name: "Don't keep it" }).click();
    await ask();
    await travel(page, 'back');
    expect(await page.inputValue('#recruiterName')).toBe('');
    expect(await keptHere()).toBe('offnull');
  });

  test('when a time zone is not that of the browser, then a reload shows it', async () => {
    await fill();
    const zone = page.locator('#timeZone');
    expect(await zone.isVisible()).toBe(false);
    // The form of a letter that came back has such a zone.
    await page.evaluate(`
      document.getElementById('timeZone').value = 'Asia/Tokyo';
      document.getElementById('timeZone').dispatchEvent(new Event('input', { bubbles: true }));
    `);
    await page.reload();
    expect(await zone.isVisible()).toBe(true);
    expect(await zone.inputValue()).toBe('Asia/Tokyo');
  });

  test('when keeping is switched off later, then earlier pages forget, too', async () => {
    await fill();
    await page.goto(`${running.product.origin}/?lang=es`);
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
    await page.getByRole('button', { name: 'No guardarlo' }).click();
    await travel(page, 'back');
    expect(await page.inputValue('#recruiterName')).toBe('');
    expect(await keptHere()).toBe('offnull');
  });
});

describe('what is typed into the form that changes a letter', () => {
  const company = () => page.inputValue('#company');
  /** Waits until the script has asked for the preview of what was typed. */
  const typeCompany = async (value: string) => {
    const previewed = page.waitForResponse(
      (response) =>
        response.url().includes('/preview') &&
        (response.request().postData() ?? '').includes(`company=${value}`),
    );
    await page.fill('#company', value);
    await previewed;
  };
  beforeEach(async () => {
    page = await (await running.browser.newContext()).newPage();
    await page.goto(form());
    const candidate = uniqueCandidate();
    await ask(candidate);
    const mails = (await running.product.mails()).filter(({ to }) => to.includes(candidate));
    await page.goto(`${linkIn(mails)}/edit?lang=en`);
  });
  afterEach(() => page.context().close());

  test('when it is reloaded, or one goes and comes back, then it is there', async () => {
    await typeCompany('Southwind');
    await page.reload();
    expect(await company()).toBe('Southwind');
    await page.goto(form());
    expect(await company()).toBe('');
    await travel(page, 'back');
    expect(await company()).toBe('Southwind');
    expect(await keptHere()).not.toContain('nonce');
  });

  test('when it was saved, then one who goes back sees the letter as it is now', async () => {
    await typeCompany('Southwind');
    await page.getByRole('button', { name: formAnswersEn.form.saveEdit }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
    await page.getByRole('link', { name: 'Change' }).first().click();
    await typeCompany('Westwind');
    await page.getByRole('button', { name: formAnswersEn.form.saveEdit }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
    for (let steps = 0; steps < 3; steps += 1) await travel(page, 'back');
    expect(new URL(page.url()).pathname).toMatch(/\/edit$/);
    expect(await company()).toBe('Westwind');
  });

  test('when a box is unticked, then a reload does not tick it again', async () => {
    const box = page.locator('#ownSubject');
    // A script of the page fills in the thread, see `thread.test.ts`. The answer to a
    // preview that was asked for before may take the fields away: then it does so again.
    const fillInThread = async (): Promise<number> => {
      await page.evaluate(`
        for (const [name, value] of Object.entries(${JSON.stringify(threadValues)})) {
          if (document.querySelector('[name="' + name + '"]')) continue;
          const input = document.createElement('input');
          Object.assign(input, { type: 'hidden', name, value });
          document.querySelector('[data-live="thread"]').append(input);
        }
      `);
      await typeCompany('Southwind');
      return box.count();
    };
    await expect.poll(fillInThread, { timeout: 20_000 }).toBe(1);
    await openFolds(page);
    await box.check();
    await page.getByRole('button', { name: formAnswersEn.form.saveEdit }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
    await page.getByRole('link', { name: 'Change' }).first().click();
    await openFolds(page);
    expect(await box.isChecked()).toBe(true);
    await box.uncheck();
    await typeCompany('Westwind');
    await page.reload();
    expect(await company()).toBe('Westwind');
    expect(await box.isChecked()).toBe(false);
  });

  test('when there is an error, then what is typed after it is kept, too', async () => {
    await page.fill('#role', '');
    await page.getByRole('button', { name: formAnswersEn.form.saveEdit }).click();
    await arriveAt(page.locator('#errors'));
    await typeCompany('Southwind');
    await page.reload();
    expect([await company(), await page.inputValue('#role')]).toEqual(['Southwind', '']);
  });

  test('when there is an error, then one who comes back to it at once has it all', async () => {
    await page.fill('#company', 'Southwind');
    await page.fill('#role', '');
    await page.getByRole('button', { name: formAnswersEn.form.saveEdit }).click();
    await page.locator('#errors').waitFor();
    await page.goto(form());
    await travel(page, 'back');
    expect([await company(), await page.inputValue('#role')]).toEqual(['Southwind', '']);
  });
});

test.each([true, false])(
  'when the language is changed with JavaScript %s, then all that was typed is there',
  async (javaScriptEnabled) => {
    page = await (await running.browser.newContext({ javaScriptEnabled })).newPage();
    await page.goto(form());
    await fill();
    await page.getByRole('button', { name: 'Español' }).click();
    await arriveAt(page.getByRole('heading', { name: 'Declina la entrevista' }));
    expect(await page.locator('#errors').count()).toBe(0);
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
    expect(await stage()).toBe('scheduled');
    expect(await page.inputValue('#reason')).toBe('other-offer');
    // The letter has words of the candidate's own, so it stays in their language.
    expect(await page.inputValue('#letterLanguage')).toBe('en');
    await page.fill('#personalNote', '');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Español' }).click();
    await arriveAt(page.getByRole('heading', { name: 'Declina la entrevista' }));
    expect(await page.locator('#letterLanguage').inputValue()).toBe('es');
    await page.context().close();
  },
);

test('when the window is a phone, then a bar opens the letter as a sheet', async () => {
  const phone = { viewport: { width: 390, height: 844 } };
  page = await (await running.browser.newContext(phone)).newPage();
  await page.goto(form());
  const letter = page.getByRole('complementary', { name: 'Your letter so far' });
  await letter.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'See your letter' }).click();
  await letter.waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await letter.waitFor({ state: 'hidden' });
  await page.context().close();
});
