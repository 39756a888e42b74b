import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { web } from '../../lambdas/web/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { stubEnvironment, unreachable } from '../support/environment.ts';
import { englishForm, origin, uniqueForm } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());
beforeEach(() => product.clearMails());

/** Expects no email, and as many items in the table as before. */
async function expectNothingHappened(itemsBefore: number): Promise<void> {
  expect(await product.mails()).toEqual([]);
  expect((await allItems(product.dynamoDb)).size).toBe(itemsBefore);
}

describe('a form with mistakes', () => {
  const submitted = {
    ...englishForm,
    candidateName: '<b>Alex</b> "R"',
    recruiterEmail: 'dana@',
    stage: '',
    personalNote: 'x'.repeat(401),
  };

  test.each([
    [
      'en',
      'Nearly there. 4 things need a look',
      'Their email: Please enter the whole address',
      'Choose where you are in the process',
    ],
    [
      'es',
      'Ya casi está. Falta mirar 4 cosas',
      'Correo de la persona: Escribe la dirección',
      'Elige en qué punto del proceso estás',
    ],
  ])(
    'when it is posted in %s, then it comes back as submitted, with its errors',
    async (lang, title, summary, fieldError) => {
      const before = (await allItems(product.dynamoDb)).size;
      const response = await product.fetch(
        post('/declines', submitted, { 'accept-language': lang }),
      );
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toContain(`<html lang="${lang}">`);
      expect(textOf(html)).toContain(title);
      expect(textOf(html)).toContain(summary);
      expect(html).toContain(`<p class="problem" id="stage-error">${fieldError}</p>`);
      expect(html).toContain('href="#recruiterEmail"');
      expect(html).toMatch(/<input[^>]*id="recruiterEmail"[^>]*aria-invalid="true"/);
      const { values } = formOf(html, '/declines');
      expect(values).toMatchObject({ ...submitted, candidateName: submitted.candidateName });
      expect(html).not.toContain('<b>Alex');
      await expectNothingHappened(before);
    },
  );

  test('when it is JSON with lang=es, then each error has its field and a message', async () => {
    const before = (await allItems(product.dynamoDb)).size;
    const response = await product.fetch(
      json('/declines?lang=es', { ...englishForm, recruiterEmail: 'x', extra: '1' }),
    );
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      errors: [
        {
          field: 'recruiterEmail',
          message: 'Escribe la dirección completa, como dana@example.com.',
        },
        { field: 'extra', message: 'Ese campo no existe. Quítalo, por favor.' },
      ],
    });
    await expectNothingHappened(before);
  });
});

describe('an error that names its place', () => {
  test.each([
    [
      'en',
      { recruiterName: 'Dana \uE000Lee' },
      'the 6th character, before “Lee” (U+E000). Please type that part again.',
    ],
    [
      'es',
      { peopleToThank: 'Ana\nLuis\u3164' },
      'el carácter 5 de la línea 2, después de «Luis» (U+3164).',
    ],
    [
      'en',
      { personalNote: 'Thank you!\n\nI liked \uE000it.' },
      'the 9th character in line 3, before “it.” (U+E000). Please type that part again.',
    ],
    [
      'es',
      { personalNote: '\r\nGracias\r\ntodo\u3164' },
      'el carácter 5 de la línea 3, después de «todo» (U+3164).',
    ],
    ['en', { role: 'Engineer evil.com?x=1' }, '“evil.com?x=1” would become a link'],
    ['es', { company: 'jobs@evil.example' }, '«jobs@evil.example» se convertiría en un enlace'],
    ['en', { candidateName: 'PayPal <security@paypal.com>' }, 'A name has no @, < or >.'],
    ['en', { timeZone: 'BST' }, 'is it the time of London or Dhaka? Please enter the city.'],
    ['es', { timeZone: 'bst' }, '«BST» se puede entender de varias maneras'],
    ['es', { timeZone: 'Valencia' }, 'Valencia (Venezuela) o Valencia (España)'],
    [
      'en',
      { timeZone: 'MSK' },
      "“MSK” is only an abbreviation. If it's the time of Moscow, please enter “Moscow”.",
    ],
    ['es', { timeZone: 'jst' }, '«JST» es solo una abreviatura. Si es la hora de Tokio, escribe'],
    ['en', { timeZone: 'UTC+1' }, "“UTC+1” doesn't say whether your clocks change. Is it the"],
    ['es', { timeZone: 'GMT-5' }, '«GMT-5» no dice si allí se cambia la hora. ¿Es la hora de Bog'],
    ['es', { timeZone: 'Guadalajara' }, 'Guadalajara (México) o Guadalajara (España)'],
    ['en', { timeZone: 'La Paz' }, 'La Paz (Mexico) or La Paz (Bolivia)'],
    ['es', { timeZone: 'Portland' }, 'Portland (Maine) o Portland (Oregón)'],
    ['en', { timeZone: 'Central European Time' }, 'the time of Madrid, Berlin, or Algiers?'],
    ['en', { role: 'Engineer evil.com∕x' }, '“evil.com∕x” would become a link'],
    ['es', { company: 'evil。com⁄x' }, '«evil。com⁄x» se convertiría en un enlace'],
    ['en', { recruiterName: 'Dana evil．com⧸x' }, '“evil．com⧸x” would become a link'],
    ['en', { peopleToThank: 'Ana ⓔⓥⓘⓛ.com／x' }, 'would become a link'],
    ['en', { recruiterEmail: 'a@b.example, c@d.example' }, 'There is more than one address here.'],
  ])('when in %s %j is posted, then page and JSON say it', async (lang, values, message) => {
    const posted = { ...englishForm, ...values };
    for (const path of ['/declines', '/preview']) {
      const page = await product.fetch(post(`${path}?lang=${lang}`, posted));
      expect(page.status).toBe(422);
      expect(textOf(await page.text())).toContain(message);
      const answer = await product.fetch(json(`${path}?lang=${lang}`, posted));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({
        errors: [{ field: Object.keys(values)[0], message: expect.stringContaining(message) }],
      });
    }
    expect(await product.mails()).toEqual([]);
  });

  test('when the clocks skip the time of the interview, then the reason is given', async () => {
    // The last Sunday of the next March that is within twelve months.
    const now = new Date();
    const year = now.getUTCMonth() < 2 ? now.getUTCFullYear() : now.getUTCFullYear() + 1;
    const march31 = new Date(Date.UTC(year, 2, 31));
    const day = `${year}-03-${31 - march31.getUTCDay()}`;
    const values = { interviewDate: day, interviewTime: '02:30', browserTimeZone: 'Europe/Madrid' };
    const posted = { ...englishForm, ...values };
    const page = await product.fetch(post('/declines?lang=en', posted));
    expect(page.status).toBe(422);
    expect(textOf(await page.text())).toContain('The clocks go forward that day, and 02:30 does');
    const spanish = await product.fetch(post('/declines?lang=es', posted));
    expect(textOf(await spanish.text())).toContain('se adelanta el reloj, y las 02:30 no existen');
    const other = { ...posted, browserTimeZone: 'America/Mexico_City' };
    expect((await product.fetch(post('/declines', other))).status).toBe(200);
  });
});

describe('a pasted address', () => {
  test.each([
    ['Alex Rivera <alex@candidates.example>', 'mailto:dana@northwind.example?subject=Hi'],
    ['alex@candidates.example,', '“dana@northwind.example”.'],
    ['\u2068alex@candidates.example\u2069', '\uFFFCdana @ northwind.example'],
    ['%20alex@candidates.example', '|dana@northwind.example'],
    ['my email is alex@candidates.example', 'dana@northwind.example?subject=hi'],
    ['&lt;alex@candidates.example&gt;', 'email dana@northwind.example/'],
  ])('when %j and %j are posted, then they are read', async (candidateEmail, recruiterEmail) => {
    const values = { ...uniqueForm(), candidateEmail, recruiterEmail };
    expect((await product.fetch(post('/declines', values))).status).toBe(200);
    const [mail] = await product.mails();
    expect(mail?.to).toEqual(['alex@candidates.example']);
    const page = await (await product.fetch(new Request(linkIn(await product.mails())))).text();
    expect(textOf(page)).toContain('dana@northwind.example');
  });

  test.each([
    ['recruiterEmail', 'letters@door.example'],
    ['recruiterEmail', 'Review <Review+x@Door.example>'],
    ['candidateEmail', 'letters@door.example'],
    ['candidateEmail', 'review@door.example'],
  ])('when %s is %s, an address of Open Door, then it is refused', async (field, address) => {
    for (const path of ['/declines', '/preview']) {
      const answer = await product.fetch(json(path, { ...englishForm, [field]: address }));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({
        errors: [{ field, message: expect.stringContaining('belongs to Open Door itself') }],
      });
    }
    expect(await product.mails()).toEqual([]);
  });

  test('when it is another address of the domain or one’s own, then it is accepted', async () => {
    for (const recruiterEmail of ['dana@door.example', englishForm.candidateEmail]) {
      const answer = await product.fetch(json('/declines', { ...englishForm, recruiterEmail }));
      expect(answer.status).toBe(202);
    }
  });

  test('when all email comes from one address, then its owner may use it', async () => {
    stubEnvironment('LETTERS_ADDRESS', 'alex@candidates.example');
    stubEnvironment('REVIEW_ADDRESS', 'alex@candidates.example');
    const single = web(process.env);
    const own = { ...englishForm, recruiterEmail: 'alex@candidates.example' };
    expect((await single.fetch(json('/declines', own))).status).toBe(202);
  });
});

describe('an address that looks mistyped', () => {
  const typedForm = () => ({ ...uniqueForm(), recruiterEmail: 'Dana@gmial.com' });

  test.each([
    ['en', 'Did you mean Dana@gmail.com?'],
    ['es', '¿Querías decir Dana@gmail.com?'],
  ])('when it is posted in %s, then the page asks once, and then goes on', async (lang, text) => {
    const before = (await allItems(product.dynamoDb)).size;
    const typed = typedForm();
    const asking = await product.fetch(post(`/declines?lang=${lang}`, typed));
    const html = await asking.text();
    expect(textOf(html)).toContain(text);
    expect(html).not.toContain('aria-invalid');
    expect(html).toMatch(/<input[^>]*id="recruiterEmail"[^>]*recruiterEmail-question/);
    await expectNothingHappened(before);
    const { values, action } = formOf(html, '/declines');
    expect(values).toMatchObject(typed);
    const answer = await product.fetch(post(action, values));
    expect(answer.status).toBe(200);
    expect(await product.mails()).toHaveLength(1);
  });

  test('when its button is pressed, then the form has the other address', async () => {
    const html = await (await product.fetch(post('/declines?lang=en', typedForm()))).text();
    const [, action, name, value] =
      /<button[^>]*formaction="([^"]*)"[^>]*name="(take[^"]*)"[^>]*value="([^"]*)"/.exec(html) ??
      [];
    expect([action, name, value]).toEqual([
      '/preview?lang=en#recruiterEmail',
      'takeRecruiterEmail',
      'Dana@gmail.com',
    ]);
    const { values } = formOf(html, '/declines');
    const taken = await product.fetch(post(action ?? '', { ...values, [name ?? '']: value ?? '' }));
    const shown = await taken.text();
    expect(formOf(shown, '/declines').values).toMatchObject({ recruiterEmail: 'Dana@gmail.com' });
    expect(textOf(shown)).not.toContain('Did you mean');
  });

  test('when Enter is pressed in a field, then the form is sent, not the suggestion', async () => {
    const html = await (await product.fetch(post('/declines', typedForm()))).text();
    const [first = ''] = /<button[^>]*type="submit"[^>]*>/.exec(html) ?? [];
    expect(first).toContain('form="letter-form"');
    expect(first).not.toMatch(/name=|formaction=/);
  });

  test('when another address is typed, then the page asks about it again', async () => {
    const html = await (await product.fetch(post('/declines', typedForm()))).text();
    const { values } = formOf(html, '/declines');
    const again = await product.fetch(
      post('/declines', { ...values, recruiterEmail: 'dana@hotnail.com' }),
    );
    expect(again.status).toBe(422);
    expect(textOf(await again.text())).toContain('dana@hotmail.com');
    expect(await product.mails()).toEqual([]);
  });

  test('when the live preview has asked, then the form is sent at once', async () => {
    const live = await (
      await product.fetch(post('/preview', { ...typedForm(), live: 'yes' }))
    ).text();
    expect(textOf(live)).toContain('Did you mean Dana@gmail.com?');
    // The page's script puts the question into the form, with its hidden input.
    const [, askedRecruiterEmail = ''] =
      /name="askedRecruiterEmail" value="([^"]*)"/.exec(live) ?? [];
    const values = { ...typedForm(), askedRecruiterEmail };
    expect((await product.fetch(post('/declines', values))).status).toBe(200);
    expect(await product.mails()).toHaveLength(1);
  });

  test('when it is JSON, then it is accepted, with a hint', async () => {
    const answer = await product.fetch(json('/declines', typedForm()));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({
      mailedTo: 'alex@candidates.example',
      addressHints: [
        {
          field: 'recruiterEmail',
          message: 'Did you mean Dana@gmail.com?',
          suggestion: 'Dana@gmail.com',
        },
      ],
    });
    expect(await product.mails()).toHaveLength(1);
    const preview = await product.fetch(json('/preview', typedForm()));
    expect(await preview.json()).toMatchObject({
      addressHints: [{ field: 'recruiterEmail', suggestion: 'Dana@gmail.com' }],
    });
  });

  test.each(['dana@aol.con', 'dana@live.cm', 'dana@outlok.es', 'dana@northwind.con'])(
    'when it is %s, then the page asks',
    async (recruiterEmail) => {
      const asking = await product.fetch(
        post('/declines?lang=en', { ...uniqueForm(), recruiterEmail }),
      );
      expect(asking.status).toBe(422);
      expect(textOf(await asking.text())).toContain('Did you mean dana@');
    },
  );
});

describe('a field that shows nothing', () => {
  const marks = '\u200B \u2060\uFFFC\u3164';

  test.each([
    'candidateName',
    'candidateEmail',
    'recruiterName',
    'recruiterEmail',
    'company',
    'role',
  ])('when it is %s, then it has to be filled in', async (field) => {
    for (const request of [post, json]) {
      const answer = await product.fetch(
        request('/declines?lang=en', { ...englishForm, [field]: marks }),
      );
      expect(answer.status).toBe(422);
      const text = await answer.text();
      expect(text).toMatch(request === json ? 'Please fill this in.' : /id="errors".*>Enter /);
    }
  });

  test('when it is optional, then it counts as empty', async () => {
    const optional = {
      recruiterGreeting: marks,
      interviewDate: marks,
      peopleToThank: marks,
      personalNote: marks,
      reason: marks,
      reconnect: marks,
      timeZone: marks,
    };
    const shown = await product.fetch(
      json('/preview', { ...englishForm, peopleToThank: '', personalNote: '', reason: '' }),
    );
    const answer = await product.fetch(json('/preview', { ...englishForm, ...optional }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(await shown.json());
  });

  test('when a choice has marks around it, then they do not matter', async () => {
    const values = { stage: '\u200Bscreen', tone: 'warm\uFEFF', reason: ' overqualified\u2060' };
    const answer = await product.fetch(json('/preview', { ...englishForm, ...values }));
    expect(answer.status).toBe(200);
  });
});

describe('a body that is no form', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
    product.fetch(
      new Request(new URL('/declines', origin), {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      }),
    );
  const formType = 'application/x-www-form-urlencoded';
  const manyFields = new URLSearchParams(
    Array.from({ length: 101 }, (_, index): [string, string] => [`field-${index}`, 'x']),
  );
  test.each([
    ['a megabyte long', 'a='.padEnd(1_000_000, 'x'), formType, 413],
    ['broken JSON', '{"a":', 'application/json', 400],
    ['JSON that is no object', '[1]', 'application/json', 400],
    ['a form with 101 fields', manyFields.toString(), formType, 400],
    [
      'JSON with 101 fields',
      JSON.stringify(Object.fromEntries(manyFields)),
      'application/json',
      400,
    ],
    ['not valid UTF-8', new Uint8Array([0x61, 0x3d, 0xff]), formType, 400],
    ['of another content type', 'a=b', 'text/plain', 415],
    ['a multipart form', '--x--', 'multipart/form-data; boundary=x', 415],
    ['a form with invalid percent-encoding', 'candidateName=%FF%FE', formType, 422],
  ])('when it is %s, then it is refused', async (_description, body, type, status) => {
    const before = (await allItems(product.dynamoDb)).size;
    const response = await send(body, type);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await expectNothingHappened(before);
  });
});

test('when a valid form is posted as JSON, then it is accepted with 202', async () => {
  const response = await product.fetch(json('/declines', uniqueForm()));
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({
    mailedTo: 'alex@candidates.example',
    linkHours: 48,
    message: 'If this address can be used here, a link is on its way to alex@candidates.example.',
  });
  expect(await product.mails()).toHaveLength(1);
});

test('when headers name another host, then the link has the configured origin', async () => {
  const forged = [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'http' },
    { 'x-forwarded-port': '81' },
    { forwarded: 'host=evil.example;proto=http' },
    { 'x-original-host': 'evil.example' },
    { 'x-host': 'evil.example' },
    { 'x-original-url': 'https://evil.example/' },
  ];
  for (const headers of forged) await product.fetch(post('/declines', uniqueForm(), headers));
  const texts = (await product.mails()).map(({ text }) =>
    text.replace(/(letters|not-you)\/[\w.-]+/g, '$1/TOKEN'),
  );
  expect(texts).toHaveLength(forged.length);
  expect(new Set(texts).size).toBe(1);
  expect(linkIn(await product.mails())).toMatch(/^https:\/\/door\.example\/letters\//);
});

test('when the form has unusual names, then the mail with the link has none of them', async () => {
  const names = ['Alex', 'Ünal', 'X Æ A-12', 'buy-now', '李雷'];
  for (const name of names) {
    await product.fetch(
      post('/declines', {
        ...englishForm,
        candidateName: name,
        recruiterName: name,
        company: name,
        role: name,
        personalNote: name,
      }),
    );
  }
  const mails = (await product.mails()).map(({ subject, text, html, from }) =>
    `${from}${subject}${text}${html}`.replace(/(letters|not-you)\/[\w.-]+/g, ''),
  );
  expect(mails).toHaveLength(names.length);
  expect(new Set(mails).size).toBe(1);
});

describe('the check for cross-site requests', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin }, 200],
    [{ origin }, 200],
    [{}, 200],
  ])('when a post has the headers %j, then it answers %i', async (headers, status) => {
    expect((await product.fetch(post('/declines', uniqueForm(), headers))).status).toBe(status);
    expect(await product.mails()).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe('the preview', () => {
  test('when it is requested as JSON, then it has the letter and stores nothing', async () => {
    const before = (await allItems(product.dynamoDb)).size;
    const response = await product.fetch(json('/preview', englishForm));
    expect(response.status).toBe(200);
    const preview: unknown = await response.json();
    expect(preview).toEqual({
      subject:
        "Senior Data Engineer at Northwind & Sons: I'm withdrawing, with thanks – Alex Rivera",
      text: expect.stringContaining('Hi Dana,'),
      html: expect.stringContaining('<p>Hi Dana,</p>'),
      hints: [],
    });
    expect(JSON.stringify(preview)).not.toContain('overqualified');
    await expectNothingHappened(before);
  });

  test('when it is a page without script, then it has the letter and the form', async () => {
    const html = await (await product.fetch(post('/preview?lang=en', englishForm))).text();
    expect(textOf(html)).toContain('Your letter so far');
    expect(textOf(html)).toContain('Hi Dana,');
    expect(formOf(html, '/declines').values).toMatchObject({ ...englishForm });
  });
});

describe('the language of the pages', () => {
  test.each([
    ['/', 'es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['/', 'de,en;q=0.5,es;q=0.4', 'en'],
    ['/', 'de', 'en'],
    ['/', undefined, 'en'],
    ['/?lang=es', 'en', 'es'],
    ['/?lang=xx', 'es', 'es'],
  ])('when %s is opened with Accept-Language %s, then it is in %s', async (path, accept, lang) => {
    const headers = accept === undefined ? {} : { 'accept-language': accept };
    const response = await product.fetch(new Request(new URL(path, origin), { headers }));
    expect(await response.text()).toContain(`<html lang="${lang}">`);
  });
});

test('when two inputs make one field, then its error and both inputs come back', async () => {
  const values = {
    interviewDate: '2026-13-01',
    interviewTime: '15:00',
    reconnect: 'date',
    reconnectDate: '',
  };
  const html = await (await product.fetch(post('/declines', { ...englishForm, ...values }))).text();
  expect(textOf(html)).toContain("When's the interview? Please enter a date");
  expect(textOf(html)).toContain('Remind me to write to them: Please enter a date');
  expect(formOf(html, '/declines').values).toMatchObject(values);
});

test('when a page, an asset or an error is sent, then it has the security headers', async () => {
  for (const path of [
    '/',
    '/nowhere',
    '/letters/x',
    '/healthz',
    '/assets/open-door.css',
    '/assets/other.css',
  ]) {
    const { headers } = await product.fetch(new Request(new URL(path, origin)));
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('set-cookie')).toBeNull();
  }
  expect(
    (await product.fetch(new Request(new URL('/contacts', origin)))).headers.get('cache-control'),
  ).toBe('no-store');
});

test('when a day is filled in but the list says otherwise, then the day counts', async () => {
  const values = { company: '', reconnect: '6-months', reconnectDate: '2027-05-05' };
  const html = await (await product.fetch(post('/declines', { ...englishForm, ...values }))).text();
  expect(formOf(html, '/declines').values).toMatchObject({
    reconnect: 'date',
    reconnectDate: '2027-05-05',
  });
});

test('when the browser sends an unknown time zone, then the form is accepted', async () => {
  const browserTimeZone = 'Etc/Unknown';
  const response = await product.fetch(post('/declines', { ...englishForm, browserTimeZone }));
  expect(response.status).toBe(200);
});

test('when the typed time zone is unknown, then it is an error despite the browser’s', async () => {
  const timeZone = 'Atlantis';
  const page = await product.fetch(
    post('/declines', { ...englishForm, timeZone, browserTimeZone: 'Asia/Tokyo' }),
  );
  expect(page.status).toBe(422);
  expect(textOf(await page.text())).toContain("Your time zone: This place isn't in our list.");
  expect((await product.fetch(json('/declines', { ...englishForm, timeZone }))).status).toBe(422);
});

test('when one page’s form is posted again, then one mail comes; if changed, another', async () => {
  const page = await (await product.fetch(new Request(new URL('/', origin)))).text();
  const filledIn = { ...formOf(page, '/declines').values, ...uniqueForm() };
  for (let times = 0; times < 3; times += 1) {
    const answer = await product.fetch(post('/declines', filledIn));
    expect(textOf(await answer.text())).toContain('alex@candidates.example');
  }
  expect(await product.mails()).toHaveLength(1);
  await product.fetch(post('/declines', { ...filledIn, company: 'Southwind' }));
  expect(await product.mails()).toHaveLength(2);
});

describe('a failure of SES or DynamoDB', () => {
  test.each([
    ['AWS_ENDPOINT_URL_SES', 503, "We're not sure the link was emailed."],
    ['AWS_ENDPOINT_URL_DYNAMODB', 500, 'Something went wrong on our side.'],
  ])(
    'when %s is down, then it answers %i with the form as submitted',
    async (endpoint, status, message) => {
      stubEnvironment(endpoint, unreachable);
      const broken = web(process.env);
      const form = uniqueForm();
      const response = await broken.fetch(post('/declines', form));
      expect(response.status).toBe(status);
      const html = await response.text();
      expect(textOf(html)).toContain(message);
      expect(formOf(html, '/declines').values).toMatchObject(form);
      const asJson = await broken.fetch(json('/declines', form));
      expect([asJson.status, await asJson.json()]).toEqual([
        status,
        { errors: [{ field: '', message: expect.stringContaining(message) }] },
      ]);
    },
  );
});

test.each(['x%0d%0aSet-Cookie:a=b', 'x%00', '..%2f..%2fevil', '%'])(
  'when the token is %s, then every path under /letters/ answers 404',
  async (token) => {
    for (const action of ['', '/send', '/edit', '/letter.eml']) {
      const response = await product.fetch(
        new Request(`${origin}/letters/${token}${action}`, { redirect: 'manual' }),
      );
      expect(response.status).toBe(404);
    }
  },
);
