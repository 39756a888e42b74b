import { describe, expect, test } from 'vitest';
import { readDeclineForm } from '../../../lambdas/core/decline/decline-form.ts';
import { readMessage, type Suggestion } from '../../../lambdas/core/message/read-message.ts';
import { lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';

const now = new Date('2026-11-26T12:00:00Z');

async function read(source: string): Promise<Record<string, string>> {
  const { suggestions } = await readMessage(source, { now });
  return Object.fromEntries(suggestions.map(({ field, value }) => [field, value]));
}

async function suggestion(source: string, field: string): Promise<Suggestion | undefined> {
  const { suggestions } = await readMessage(source, { now });
  return suggestions.find((one) => one.field === field);
}

const email = (headers: readonly string[], body: string): string =>
  [
    'From: Dana Lee <dana.lee@northwind.example>',
    'To: Alex Moran <alex@home.example>',
    'Date: Thu, 26 Nov 2026 10:00:00 +0000',
    'Message-ID: <one@northwind.example>',
    'MIME-Version: 1.0',
    ...headers,
    '',
    body,
  ].join('\r\n');

const invitation = `Hi Alex,

Your interview for the Senior Data Analyst position at Northwind is confirmed for
Thursday, December 3, 2026, 2:30 PM - 3:30 PM EST. You will meet with Marcus Webb (VP) and
Lin Zhao, our CTO. The number of the job is Req ID: JR-4821.

Best regards,
Dana Lee
Talent Partner, Northwind`;

describe('an email in English', () => {
  test('when it invites to an interview, then all fields are found', async () => {
    expect(await read(email(['Subject: Interview: Senior Data Analyst'], invitation))).toEqual({
      candidateName: 'Alex Moran',
      candidateEmail: 'alex@home.example',
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana.lee@northwind.example',
      company: 'Northwind',
      role: 'Senior Data Analyst',
      referenceNumber: 'JR-4821',
      stage: 'scheduled',
      letterLanguage: 'en',
      interviewDate: '2026-12-03T14:30',
      timeZone: 'America/New_York',
      peopleToThank: 'Marcus Webb\nLin Zhao',
    });
  });

  test('when values are suggested, then each names words of the message, in one line', async () => {
    const source = email(['Subject: Interview: Senior Data Analyst'], invitation);
    const { suggestions } = await readMessage(source, { now });
    const words = source.replace(/\s+/g, ' ');
    for (const { source: from } of suggestions) {
      expect(from.length).toBeLessThanOrEqual(120);
      expect(from).not.toMatch(/[\r\n]/);
      expect(words).toContain(from.replace(/^…|…$/g, '').trim());
    }
  });

  test('when the values are posted, then the form accepts them', async () => {
    const { referenceNumber: _, ...found } = await read(email([], invitation));
    const posted = { ...found, tone: 'warm' };
    const result = readDeclineForm(posted, now, {
      isPreview: false,
      isOwn: () => false,
      zoneLookUp: lookUpTimeZone,
    });
    expect(result).toMatchObject({ ok: true });
  });

  test('when it has a Message-ID, then the thread is found', async () => {
    const headers = ['Subject: =?UTF-8?Q?Entrevista_=C2=B7_Ana?=', 'References: <zero@x.example>'];
    const { thread } = await readMessage(email(headers, invitation), { now });
    expect(thread).toEqual({
      inReplyTo: '<one@northwind.example>',
      references: '<zero@x.example> <one@northwind.example>',
      theirSubject: 'Entrevista · Ana',
    });
  });

  test('when it is only HTML, then its text is read', async () => {
    const html = invitation.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>');
    const found = await read(
      email(['Content-Type: text/html; charset=utf-8'], `<style>at Foo</style><p>${html}</p>`),
    );
    expect(found).toMatchObject({ company: 'Northwind', role: 'Senior Data Analyst' });
  });

  test('when an attachment has a calendar entry, then its time and zone count', async () => {
    const parts = [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Hi Alex, see you on Friday at 9am.',
      '--b',
      'Content-Type: text/calendar; method=REQUEST',
      '',
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;TZID=Romance Standard Time:20261204T100000',
      'SUMMARY:Interview',
      'ORGANIZER;CN=Dana Lee:mailto:dana.lee@northwind.example',
      'END:VEVENT',
      'END:VCALENDAR',
      '--b--',
    ];
    const source = email(['Content-Type: multipart/mixed; boundary=b'], parts.join('\r\n'));
    expect(await read(source)).toMatchObject({
      interviewDate: '2026-12-04T10:00',
      timeZone: 'Europe/Madrid',
    });
  });

  test('when a calendar entry is for a whole day, then only the day is suggested', async () => {
    const parts = [
      '--b',
      'Content-Type: text/calendar',
      '',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261204\r\nEND:VEVENT',
      '--b--',
    ];
    const found = await read(
      email(['Content-Type: multipart/mixed; boundary=b'], parts.join('\r\n')),
    );
    expect(found['interviewDate']).toBe('2026-12-04');
    expect(found['timeZone']).toBeUndefined();
  });
});

describe('the address', () => {
  test('when the Reply-To lies in another domain, then it has a warning', async () => {
    const source = email(['Reply-To: dana@elsewhere.example'], invitation);
    expect(await suggestion(source, 'recruiterEmail')).toMatchObject({
      value: 'dana@elsewhere.example',
      warning: 'other-domain',
    });
  });

  test('when the Reply-To lies in the same domain, then there is no warning', async () => {
    const source = email(['Reply-To: dana@jobs.northwind.example'], invitation);
    expect(await suggestion(source, 'recruiterEmail')).not.toHaveProperty('warning');
  });

  test('when nobody reads the address, then the warning says so', async () => {
    const source = email([], invitation).replace('dana.lee@northwind', 'no-reply@northwind');
    expect(await suggestion(source, 'recruiterEmail')).toMatchObject({
      value: 'no-reply@northwind.example',
      warning: 'no-reply',
    });
  });

  test('when nobody reads it, then one in the signature counts', async () => {
    const source = email([], `${invitation}\ndana@northwind.example`).replace(
      'dana.lee@northwind',
      'no-reply@northwind',
    );
    const found = await suggestion(source, 'recruiterEmail');
    expect(found?.value).toBe('dana@northwind.example');
    expect(found).not.toHaveProperty('warning');
  });

  test('when LinkedIn relays the message, then its address has the warning', async () => {
    const source = email([], invitation).replace(
      'Dana Lee <dana.lee@northwind.example>',
      'Dana Lee via LinkedIn <inmail-hit-reply@linkedin.com>',
    );
    expect(await suggestion(source, 'recruiterEmail')).toMatchObject({ warning: 'no-reply' });
    expect(await suggestion(source, 'recruiterName')).toMatchObject({ value: 'Dana Lee' });
  });
});

describe('forwards and threads', () => {
  const original = `From: Dana Lee <dana.lee@northwind.example>
Date: Thu, Nov 26, 2026 at 10:00 AM
Subject: Senior Data Analyst
To: Alex Moran <alex@home.example>

${invitation}`;

  test.each([
    ['Gmail', '---------- Forwarded message ---------'],
    ['Gmail in Spanish', '---------- Mensaje reenviado ---------'],
    ['Apple Mail', 'Begin forwarded message:\n'],
  ])('when the candidate forwarded it (%s), then the original counts', async (_, mark) => {
    const source = email(['Subject: Fwd: Senior Data Analyst'], `${mark}\n${original}`).replace(
      'From: Dana Lee <dana.lee@northwind.example>',
      'From: Alex Moran <alex@home.example>',
    );
    const { thread } = await readMessage(source, { now });
    expect(thread).toBeUndefined();
    expect(await read(source)).toMatchObject({
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana.lee@northwind.example',
      candidateEmail: 'alex@home.example',
    });
  });

  test.each([
    ['English', original],
    [
      'Spanish',
      original
        .replace('From:', 'De:')
        .replace('Date:', 'Enviado:')
        .replace('Subject:', 'Asunto:')
        .replace('To:', 'Para:'),
    ],
  ])('when headers were pasted with the text (%s), then they are read', async (_, pasted) => {
    expect(await read(pasted)).toMatchObject({
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana.lee@northwind.example',
      candidateName: 'Alex Moran',
      company: 'Northwind',
    });
  });

  test('when older parts are quoted, then the day of the newest part counts', async () => {
    const body = `Hi Alex, Tuesday works: December 8 at 10:15am Eastern.

Dana

On Mon, Nov 23, 2026 at 1:02 PM Alex Moran <alex@home.example> wrote:
> Could we move the interview from Thursday, December 3 at 9am?`;
    expect(await read(email(['Subject: Re: Interview'], body))).toMatchObject({
      recruiterName: 'Dana Lee',
      interviewDate: '2026-12-08T10:15',
      timeZone: 'America/New_York',
    });
  });
});

describe('Spanish', () => {
  test.each([
    [
      'usted, Mexico',
      'es',
      `Estimado Lic. Ortega:

Por este medio le confirmo su entrevista para la vacante de Coordinador de Compras en
Grupo Ferrel, el próximo miércoles 2 de diciembre a las 16:00 h (hora de CDMX).

Saludos cordiales,
Lic. Georgina Arizpe
Folio: 88-301`,
      {
        recruiterName: 'Georgina Arizpe',
        company: 'Grupo Ferrel',
        role: 'Coordinador de Compras',
        referenceNumber: '88-301',
        interviewDate: '2026-12-02T16:00',
        timeZone: 'America/Mexico_City',
      },
    ],
    [
      'tú, Spain',
      'es-tu',
      `Hola, Ibai:

Soy Nerea Solabarri, de Akilu. Te escribo porque tu perfil encaja con el puesto de
Desarrollador Backend. ¿Te apetece hablar?

Un saludo,
Nerea`,
      { recruiterName: 'Nerea Solabarri', company: 'Akilu', role: 'Desarrollador Backend' },
    ],
    [
      'vos, Argentina',
      'es-tu',
      `Hola Nahuel! ¿Cómo estás? Soy Romina Paz, de recursos humanos de Puelche Logística.
Te escribo por tu postulación al puesto de Analista de Tráfico. ¿Podés el lunes 30/11 a las
10 hs? Avisame si tenés dudas.

Romina`,
      { company: 'Puelche Logística', role: 'Analista de Tráfico' },
    ],
  ])(
    'when a message is in Spanish (%s), then it is read',
    async (_, letterLanguage, text, found) => {
      expect(await read(text)).toMatchObject({ letterLanguage, ...found });
    },
  );
});

test('when a chat is pasted, then the one who is not the candidate is the recruiter', async () => {
  const chat = `[26/11/26, 10:15] Dana Lee: Hi Alex, this is Dana Lee from Northwind
[26/11/26, 10:16] Alex: Hello!
[26/11/26, 10:17] Dana Lee: We're hiring a Store Manager. Are you interested?`;
  expect(await read(chat)).toMatchObject({
    recruiterName: 'Dana Lee',
    candidateName: 'Alex',
    company: 'Northwind',
    role: 'Store Manager',
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['nothing', ''],
    ['a line', 'ok'],
    ['a list', 'milk\nbread\ncheese'],
  ])('when the text says nothing (%s), then nothing is suggested', async (_, text) => {
    expect(await readMessage(text, { now })).toEqual({ suggestions: [] });
  });

  test('when several times are offered, then none is suggested', async () => {
    const found = await read(
      email([], 'Hi Alex, could we talk on December 3 at 10am, or on December 4 at 2pm?\n\nDana'),
    );
    expect(found['interviewDate']).toBeUndefined();
  });

  test('when a company writes from a free mailbox, then its domain is no company', async () => {
    const source = email([], 'Hi Alex,\n\nAre you open to a quick chat?\n\nDana').replace(
      'dana.lee@northwind.example',
      'dana.lee@gmail.com',
    );
    expect(await read(source)).not.toHaveProperty('company');
  });
});

describe('who is hiring, and who is met', () => {
  test.each([
    ['for our client, the logistics group Hansa Kontor, I seek a Data Lead.', 'Hansa Kontor'],
    ['A client of Faro Talent, the bank Northwind, has opened the role.', 'Northwind'],
    ['Te escribo de Panificadora La Milpa por tu solicitud de empleo.', 'Panificadora La Milpa'],
  ])('when a text says "%s", then the company is %s', async (text, company) => {
    const { company: found } = await read(`Hi Alex,\n${text}`);
    expect(found).toBe(company);
  });

  test.each([
    'Your years at Larksong Pay stood out.',
    'This email was intended for Alex Moran (Artist at Larksong Pay)',
    'Interested | Larksong Pay',
  ])('when a text says "%s", then no company is suggested', async (text) => {
    expect(await read(`Hi Alex,\nWe would like to talk with you.\n${text}`)).not.toHaveProperty(
      'company',
    );
  });

  test('when a calendar part invites guests, then they are people to thank', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;TZID=Europe/London:20261204T100000',
      'ORGANIZER;CN=Dana Lee:mailto:dana.lee@northwind.example',
      'ATTENDEE;CN=Alex Moran:mailto:alex@home.example',
      'ATTENDEE;CN=Lin Zhao:mailto:lin@northwind.example',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    expect(await read(email(['Content-Type: text/calendar'], calendar))).toMatchObject({
      peopleToThank: 'Lin Zhao',
    });
  });

  test('when a person will join, then it is thanked, without the title before it', async () => {
    const text = 'Hi Alex,\nOur Head Gardener Lambert Quiney will meet you at the gate.';
    expect(await read(text)).toMatchObject({ peopleToThank: 'Lambert Quiney' });
  });

  test.each([
    ['postulación para la plaza de Enfermero/a de sala', 'Enfermero/a de sala'],
    ['inscrito en la oferta «Mozo/a de almacén» de Getafe', 'Mozo/a de almacén'],
    ['you applied for the hiring manager', undefined],
  ])('when a text says "%s", then the role is %s', async (text, role) => {
    expect((await read(`Hola, Alex:\n${text}.`))['role']).toBe(role);
  });

  test('when a sender has initials, then the name keeps them', async () => {
    const text = 'From: J. R. Castellow <jrc@x.example>\nTo: a@b.example\nSubject: Hi\n\nHi Alex,';
    expect(await read(text)).toMatchObject({ recruiterName: 'J. R. Castellow' });
  });
});

describe('where a company stands', () => {
  const from = (sender: string, body: string): string =>
    email([], body).replace('Dana Lee <dana.lee@northwind.example>', sender);

  test.each([
    [
      'a mailbox of Workday',
      'Workday <faroseguros@myworkday.com>',
      'Thank you.\n\nFaro Seguros HR',
    ],
    [
      'a link to a system for applicants',
      'Dana Lee <no-reply@ashbyhq.com>',
      'Pick a time: https://jobs.ashbyhq.com/faroseguros/1\n\nFaro Seguros',
    ],
    ['a domain with "and"', 'Dana Lee <d@farroandseguro.example>', 'Are you free?'],
    ['a domain with the surname', 'Dana Torrents <d@faroytorrents.example>', 'Are you free?'],
    ['the team in the sender', 'Faro Seguros Careers <jobs@mail.example>', 'Thank you.'],
  ])('when %s names it, then it is found', async (_, sender, body) => {
    const company = (await read(from(sender, `Hi Alex,\n\n${body}`)))['company'];
    expect(company).toMatch(/^(?:Faro Seguros|Farro and Seguro|Faroy Torrents)$/);
  });

  test.each([
    ['Faro Seguros would like to meet you about the job.', 'Faro Seguros'],
    ['I am writing on behalf of Faro Seguros about the job.', 'Faro Seguros'],
    ['I look after hiring at Faro Seguros.', 'Faro Seguros'],
    ['Faro Seguros ha visto tu CV.', 'Faro Seguros'],
    ['Represento a Faro Seguros.', 'Faro Seguros'],
    ['Dana Lee from Faro Seguros here.', 'Faro Seguros'],
    ['My cafe, The Copper Pot, needs you.', 'The Copper Pot'],
  ])('when a text says "%s", then it is found', async (text, company) => {
    expect((await read(`Hi Alex,\n${text}`))['company']).toBe(company);
  });

  test.each([
    'The post has KES 68,000 at KES 68,000 a month.',
    'The role is at 9.30am on Thursday.',
    'An interview with the Department of Entomology.',
    'Your data: the personal data are in a file of FARO SEGUROS, S.L.',
  ])('when a text says "%s", then no company is suggested', async (text) => {
    expect(await read(`Hi Alex,\n${text}`)).not.toHaveProperty('company');
  });

  test('when an agency names whom it hires for, then that is the company', async () => {
    const body = 'Hi Alex,\n\nThe role at Faro Seguros is still open.\n\nDana Lee\nGleam Hire Ltd';
    const found = await read(from('Dana Lee <dana.lee@gleamhire.example>', body));
    expect(found).toMatchObject({ company: 'Faro Seguros', recruiterName: 'Dana Lee' });
  });

  test('when a portal shows the title and a name below, then that is the company', async () => {
    const page = 'My applications\nStore Manager\nFaro Seguros\nZaragoza · Full time';
    expect(await read(page)).toMatchObject({ company: 'Faro Seguros', role: 'Store Manager' });
  });

  test('when a headline of LinkedIn is on top, then its company is found', async () => {
    const page = 'Dana Lee\nHead of Wind at Faro Seguros · 8:40 AM\nHi Alex, fancy a coffee?';
    expect(await read(page)).toMatchObject({ company: 'Faro Seguros', recruiterName: 'Dana Lee' });
  });
});

describe('where the name of a recruiter stands', () => {
  test.each([
    ['Hi Alex, Dana Lee here from Northwind.', 'Dana Lee'],
    ['Hi Alex, Dana Lee from Northwind Foods here.', 'Dana Lee'],
    ['Le escribe Oscar Bravo de Ferretería El Roble.', 'Oscar Bravo'],
    ['Please send questions to the search chair, Dana Lee.', 'Dana Lee'],
    ['Hi Alex,\nSee you soon,\nDana Lee & Lin Zhao', 'Dana Lee'],
    [
      'Sin otro particular, lo saludo muy atentamente.\nProf. Hilda Rébora\nSecretaria',
      'Hilda Rébora',
    ],
    ['[9:41, 12/1/2027] Romina Selección: Hola Facu! Soy Romina 😊', 'Romina'],
    ['From: Dana Lee\nVacancy: Store Manager\nDear applicant, please call.', 'Dana Lee'],
    ['Dana Lee\n  · 11:48 AM\nHi Alex, are you free?\nThanks,\nDan', 'Dana Lee'],
    ['Write to dana.lee@x.example. With: Lin Zhao, and Dana Lee of People', 'Dana Lee'],
    ["Hi alex, it's joyce from the farm shop. See you at 9", 'Joyce'],
    ['Hi Alex its Dana Lee manager at Larkspur Lodge, thanks for your form.', 'Dana Lee'],
    ['Buenas tardes. Habla la maestra Socorro Baeza, directora del colegio.', 'Socorro Baeza'],
    ['Hi Alex!! 💙 Lottie @ Bluebird Care here 💙', 'Lottie'],
    ['Hola Alex, mañana a las 8. Me confirma por favor. Att: Brayan', 'Brayan'],
    ['Hi Alex, job is yours if you want it. Cheers Dev', 'Dev'],
    [
      'Dear Alex,\nFiles are read by the office.\nRock on,\nGreta Bohn DipPFS\nFounder',
      'Greta Bohn',
    ],
    ['Dear Alex,\nBest,\nRhiannon Pugh-Davies MRICS', 'Rhiannon Pugh-Davies'],
    ['Dear Alex,\nSee you.\nJ. Refugio "Cuco" Banda\nTalent Partner', 'J. Refugio Banda'],
    ['Estimado Alex:\nQueda admitido.\nFirmado: El Secretario, Evelio Gil', 'Evelio Gil'],
    ['Estimado Alex:\nQueda admitido.\nLa Directora,\nRemedios Carrasco', 'Remedios Carrasco'],
    ['Hola Alex, vente el miércoles.\nBesos\nLola y el equipo Lunares', 'Lola'],
    ['Job 77120\nQuestions about the post to Sister Ngozi Blunt, n.blunt@x.example', 'Ngozi Blunt'],
    ['Mandalo a Delfina, dbasualdo@x.example, que lleva la búsqueda.', 'Delfina'],
    ['Reclutador asignado: Gibrán Salomón', 'Gibrán Salomón'],
    [
      'Store Manager\nDana Lee (People)      25/11/2026 3:12 p. m.\nAlex, are you free?',
      'Dana Lee',
    ],
    ['Lic. Sofi Mancilla\nen línea\nHoy\nBuenas tardes Alex! 13:05', 'Sofi Mancilla'],
    ['Dana Lee • 3rd+ • COO, Skjern Seaweed\nHello there! We farm kelp.', 'Dana Lee'],
    ['[9:41, 12/1/2027] Caro Rotisería: Hola Juli! Soy Caro de Rotisería Norte', 'Caro'],
  ])('when a text is "%s", then it is found', async (text, name) => {
    expect((await read(text))['recruiterName']).toBe(name);
  });

  test('when a sender writes the family name in capitals first, then it goes last', async () => {
    const source = email([], 'Hi Alex,\n\nsee you').replace('Dana Lee <', 'LEE Dana <');
    expect(await read(source)).toMatchObject({ recruiterName: 'Dana Lee' });
  });

  test.each([
    'Thank you for applying to Hollis Reed.\n\nBest regards,\nHollis Reed',
    'Regards,\nHollis & Reed Dental Clinic',
    'Transport Planner - DN11\nStore Manager - DN4',
    'Window Dresser · Fell & Fern\nRetail Stylist · Aldous Knitwear',
    'Encargado de Cámara\nGualeguaychú, Entre Ríos | 48 postulantes',
    'We offer three days. Yours,\nGabi y Rosa',
    'Here is your plan:\nTrial Shift · 10:15\nThe HR Team',
    'We offer:\n- Paid Holidays\n- Free Parking\nThe HR Team',
    'Atentamente,\nRecursos Humanos\nSan Martín de los Andes',
    'Please contact Mrs Ruby Stone, your last manager, for a reference.',
    'Please call Oliver Nash, and ask him to ring us.',
    'The job is gone, sorry. Tell Ruby I said hi!',
  ])('when a text is "%s", then no name is suggested', async (text) => {
    expect(await read(`Dear applicant,\n${text}`)).not.toHaveProperty('recruiterName');
  });
});

/** An email with these headers, and this body. */
const from = (headers: readonly string[], body: string): string =>
  [...headers, 'Date: Wed, 18 Nov 2026 09:00:00 +0000', '', body].join('\n');

describe('who wrote, where the sender does not say it', () => {
  test.each([
    [
      'Fundo Santa Amelia <no-reply@hire.lever.co>',
      'Escriba a Ana Gil (agil@x.example).',
      'Ana Gil',
    ],
    ['Ofertas Talentia Sur <ofertas@talentiasur.example>', 'Saludos,\nCelia Gámez', 'Celia Gámez'],
    ['Hexcombe Tramway <hexcombetramway@gmail.com>', 'Received.\nThe Committee', undefined],
    ['maria jose <mariajose@marisma.example>', 'Hola! cuando puedes venir?', 'Maria Jose'],
    ['Microsoft Teams on behalf of Lee, Dana <x@x.example>', 'Hi Alex, see you.', 'Dana Lee'],
    ['Dana Lee on behalf of Sir Toby Roe <x@x.example>', 'Dear Alex, he asked me.', 'Dana Lee'],
    [
      'Puri Gil <puri@x.example>',
      'Hola Alex.\n\nPurificación Gil\nViveros Gil',
      'Purificación Gil',
    ],
    [
      'T. R. Peabody <trp@x.example>',
      'Dear Alex,\nBest,\nTheodora R. Peabody',
      'Theodora R. Peabody',
    ],
  ])('when "%s" writes "%s", then it is %s', async (sender, body, name) => {
    const headers = [`From: ${sender}`, 'To: Alex Kim <alex@home.example>', 'Subject: Hello'];
    expect((await read(from(headers, body)))['recruiterName']).toBe(name);
  });
});

describe('who must not get the letter', () => {
  const dana = ['From: Dana Lee <dana@acme.example>', 'To: Alex Kim <alex@home.example>'];
  test.each([
    'Please ask Peter (peter.hall@old.example) to write to me.',
    'Please send your right-to-work documents to checks@verify.example',
    'Please email the finished test to grading@exam.example',
    'Manda tu DNI a gestoria@paz.example',
    'I will send the link to alex.kim@work.example, your other address.',
  ])('when Dana writes "%s", then the answer goes to Dana', async (body) => {
    const source = from([...dana, 'Subject: Friday'], `Hi Alex,\n${body}`);
    expect(await read(source)).toMatchObject({
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana@acme.example',
    });
  });

  test.each(['Samantha Cole', 'Sam Roe'])(
    'when %s will be met, and Sam Doyle signs as Sam, then it is Sam Doyle',
    async (name) => {
      const headers = ['From: Sam Doyle <sam@acme.example>', 'To: alex@home.example', 'Subject: x'];
      const body = `You will meet:\n${name}, Head of Sales\nThanks,\nSam`;
      expect(await read(from(headers, body))).toMatchObject({ recruiterName: 'Sam Doyle' });
    },
  );

  test('when an office names another site for parking, then the office counts', async () => {
    const headers = ['From: Dana Lee <jobs@fern.example>', 'To: alex@home.example', 'Subject: x'];
    const source = from(headers, 'Parking questions go to carpark@holt.example.');
    expect(await read(source)).toMatchObject({ recruiterEmail: 'jobs@fern.example' });
  });

  test('when the text has the address of the candidate alone, then none is suggested', async () => {
    const text = 'Dear Joan Roe,\nThank you.\nApplicant: Joan Roe\nEmail: joan.roe@yahoo.example';
    expect(await read(text)).not.toHaveProperty('recruiterEmail');
  });

  test('when the slides go to another person, then the one who signs counts', async () => {
    const text =
      'Hi Alex,\nSend your slides to Ian Holt (i.holt@uni.example), our chair.\n' +
      'Fiona Kerr\nTalent Partner\nfiona.kerr@uni.example';
    expect(await read(text)).toMatchObject({
      recruiterName: 'Fiona Kerr',
      recruiterEmail: 'fiona.kerr@uni.example',
    });
  });

  test('when the candidate answered on top from free mail, then the other wrote', async () => {
    const text =
      'Tuesday works.\nAlex Kim\n\nFrom: Dana Lee <dana@acme.example>\n' +
      'To: Alex Kim <alexkim@gmail.com>\nSubject: Interview\n\nHi Alex, does Tuesday work?';
    expect(await read(text)).toMatchObject({
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana@acme.example',
    });
  });
});

describe('where a message begins', () => {
  const note = 'Te lo reenvío, que te llegó al correo viejo.';
  test.each([
    [`${note}\n\nDe: Eva Gil <egil@x.example>\nAsunto: Entrevista\n\nHola Alex`, 'Eva Gil'],
    ['Interview\nInbox\nEva Gil <egil@x.example>\nTue, 10 Nov, 13:22\nto me\n\nHi Alex', 'Eva Gil'],
    ['Re: Paralegal\nEva Gil\nFri 11/20/2026 11:02 AM\nTo: Alex Kim\n\nAlex, hi', 'Eva Gil'],
    ['On Wed, 11 Nov 2026 at 17:08, Eva Gil <egil@x.example> wrote:\n\nAlex, see you', 'Eva Gil'],
    ['El 14 oct 2026, Alex Kim <a@x.example> escribió:\n> Mi CV\n\nHola Alex!\nbesos, Eva', 'Eva'],
  ])('when a text is "%s", then %s wrote it', async (text, name) => {
    expect((await read(text))['recruiterName']).toBe(name);
  });

  test('when a recruiter passes on what a colleague wrote, then the recruiter wrote', async () => {
    const headers = [
      'From: Dana Lee <dana@x.example>',
      'To: Alex Kim <alex@home.example>',
      'Subject: FW: Panel',
    ];
    const inner = 'From: Roe, Toby\nTo: Lee, Dana\nSubject: Panel\n\nThe panel is me and Gwen.';
    const body = `Good morning Alex,\nSee below who you will meet.\n\n${inner}`;
    expect(await read(from(headers, body))).toMatchObject({
      recruiterName: 'Dana Lee',
      recruiterEmail: 'dana@x.example',
    });
  });

  test('when only a quoted header has the address, then it is found', async () => {
    const text =
      'Thanks Alex, the 26th then.\n\nNiamh\n\nFrom: Alex Kim <alex@home.example>\n' +
      'Sent: Thursday 19 November 2026 16:22\nTo: Niamh Roe <nroe@x.example>\n' +
      'Subject: RE: Blender\n\nHi Niamh, the 26th suits me.';
    expect(await read(text)).toMatchObject({
      recruiterName: 'Niamh Roe',
      recruiterEmail: 'nroe@x.example',
    });
  });
});

describe('what is no company, and how far its name goes', () => {
  test.each([
    'A new opening in Edinburgh, for you.',
    'Encontrarás la invitación adjunta. Encontrarás necesita tu CV.',
    'Tu candidatura a "En proceso" sigue.',
    'La posición de Gerente en la Ciudad de México.',
  ])('when a text says "%s", then no company is suggested', async (text) => {
    expect(await read(`Hola Alex,\n${text}`)).not.toHaveProperty('company');
  });

  test('when a list of jobs was sent, then none of its companies is suggested', async () => {
    const source = email([], 'New jobs:\n\nSales Clerk at Acme Foods\nCook at Moss Inn').replace(
      'Dana Lee <dana.lee',
      'Northwind Alerts <alerts',
    );
    expect(await read(source)).not.toHaveProperty('company');
  });

  test('when a company asks an agency, then that is the company', async () => {
    const body = 'Hi Alex,\n\nAlder District Council have asked us to find a Planning Officer.';
    expect(await read(email([], body))).toMatchObject({ company: 'Alder District Council' });
  });

  test.each([
    'Ashby, Roe & Castell LLP',
    'J. Ashby & Sons (Haulage) Ltd',
    'Ashby, Quiroga & Asociados',
  ])('when a signature has the line "%s", then the whole line is the company', async (line) => {
    const source = email([], `Hi Alex,\n\nSee you soon.\n\nDana Lee\nOffice Manager\n${line}`);
    const { company } = await read(source.replaceAll('northwind', 'ashby'));
    expect(company).toBe(line);
  });
});

describe('which line or word is a company', () => {
  test.each([
    ['Hi Alex, its Denise at Pickering Road Dental. Can you come?', 'Pickering Road Dental'],
    ['QUAYLINE TRAMS: Reminder - your interview is on Friday.', 'QUAYLINE TRAMS'],
    ['Hola Alex, te escribo de la veterinaria San Roque.', 'veterinaria San Roque'],
    ['Hi Alex,\nYou are through.\nArdmoyle County Council', 'Ardmoyle County Council'],
    ['Organismo: Diputación de Valdeloria\nPlaza: Auxiliar', 'Diputación de Valdeloria'],
    ['Buscamos candidatos. La empresa es Càrniques del Segre.', 'Càrniques del Segre'],
    ['I have put you forward to Pemberley Orchard Group.', 'Pemberley Orchard Group'],
    ['Thanks for your application to Cobble Transit for the Planner role.', 'Cobble Transit'],
  ])('when a text is "%s", then it is %s', async (text, company) => {
    expect((await read(text))['company']).toBe(company);
  });
});

describe('how far a title goes', () => {
  test.each([
    ['el puesto de Especialista en Nómina', 'Especialista en Nómina'],
    [
      'thank you for applying to be our Wildlife Photographer in Residence',
      'Wildlife Photographer in Residence',
    ],
    ['thank you for applying to be our next Category Buyer - Chilled', 'Category Buyer - Chilled'],
    ['for the role of Mine Geologist, Level 3', 'Mine Geologist, Level 3'],
    ['for the position of Claims Team Lead, reporting to us', 'Claims Team Lead'],
    ['estamos buscando un/a Líder de Siniestros', 'Líder de Siniestros'],
    ['está en búsqueda de un(a) Director(a) de Obra', 'Director(a) de Obra'],
    ['the pattern cutter job is open', 'pattern cutter'],
    ['about the permanent Illustrator job', 'Illustrator'],
    ['para lo de Gerente de bar', 'Gerente de bar'],
    ['this is another role', undefined],
    ['gracias por tu candidatura para el puesto de Higienista dental', 'Higienista dental'],
    ['got your application for Crew Leader', 'Crew Leader'],
    ['the vacancy for a Stonemason is yours', 'Stonemason'],
    ['para el puesto de Enólogo/a adjunto/a', 'Enólogo/a adjunto/a'],
    ['para el puesto de Analista de calidad láctea', 'Analista de calidad láctea'],
    ['para la vacante de Abogada Corporativa Jr. en el centro', 'Abogada Corporativa Jr.'],
    ['para la vacante de cocinero B', 'cocinero B'],
    ['para el puesto de médico general de urgencias', 'médico general de urgencias'],
    ['la búsqueda es para encargado de la sucursal Norte', 'encargado de la sucursal Norte'],
    ['necesitamos cubrir una suplencia de profesora de Arte', 'profesora de Arte'],
    ['el puesto de cajera de lunes a viernes', 'cajera'],
    ['about the role of Programme Manager, Water & Land', 'Programme Manager, Water & Land'],
    ['final interviews for Scientist II, Protein Engineering', 'Scientist II, Protein Engineering'],
  ])('when a text says "%s", then the role is %s', async (text, role) => {
    expect((await read(`Hi Alex,\n${text}.`))['role']).toBe(role);
  });

  test.each([
    ['Re: Night Care Assistant (job 5519-NCA)', 'Night Care Assistant'],
    ['Interview 1 – Supply Chain Coordinator', 'Supply Chain Coordinator'],
    ['1. Conductor de Tractomula', 'Conductor de Tractomula'],
    ['Designation: Support Executive', 'Support Executive'],
    ['Position: Tree Officer, post no. ENV/447', 'Tree Officer'],
  ])('when a line is "%s", then the role is %s', async (line, role) => {
    expect((await read(`Hi Alex,\n\n${line}\n\nPlease reply.`))['role']).toBe(role);
  });
});

test('when two titles count the same, then none is suggested', async () => {
  const text = 'The search for a Portfolio Manager goes on.\nThe search for a Sales Clerk goes on.';
  expect(await read(`Hi Alex,\n${text}`)).not.toHaveProperty('role');
});

test('when a text says who answers questions at an address, then that one counts', async () => {
  const text = 'Cualquier duda será atendida por Eva Gil, en el correo egil@northwind.example.';
  expect(await read(email([], text))).toMatchObject({ recruiterEmail: 'egil@northwind.example' });
});

test('when a text asks to send the CV to an address, then that one counts', async () => {
  const source = email([], 'Hola Alex,\n\nmándanos tu CV a cv@northwind.example.\n\nDana');
  expect(await read(source)).toMatchObject({ recruiterEmail: 'cv@northwind.example' });
});
