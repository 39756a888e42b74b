import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import {
  type LetterLanguage,
  letterLanguages,
  pageLanguages,
  type Stage,
  stages,
} from '../../lambdas/core/choices.ts';
import { createNoteHints } from '../../lambdas/core/vague/note-hints.ts';
import { vagueFiles } from '../../lambdas/files/template-files.ts';
import { PhoneHelp } from '../../lambdas/site/pages/phone-help.tsx';
import { phoneTexts } from '../../lambdas/site/words/phone.ts';
import { letterInput } from '../support/fixtures.ts';

const hintsOf = createNoteHints(vagueFiles);
const phoneAbout = (
  stage: Stage,
  letterLanguage: LetterLanguage,
  changes: Partial<ReturnType<typeof letterInput>> = {},
) => phoneTexts({ language: 'en' }, letterInput({ stage, letterLanguage, ...changes }), 'Dana');
type Texts = Awaited<ReturnType<typeof phoneAbout>>;

/** All that a candidate may say, one text each. */
const spoken = ({ call, whenAskedWhy, whenOfferedMore }: Texts): readonly string[] => [
  ...(call === undefined ? [] : [...call.lines, call.voicemail]),
  ...whenAskedWhy,
  ...whenOfferedMore,
];

/** A stage without a process: nobody expects a call. */
const withoutCall: readonly string[] = ['outreach'];
const called = stages.filter((stage) => !withoutCall.includes(stage));
const combinations = letterLanguages.flatMap((language) =>
  stages.map((stage) => [stage, language] as const),
);
const calls = letterLanguages.flatMap((language) =>
  called.map((stage) => [stage, language] as const),
);

const decision = {
  en: /I've decided (?:not to go ahead|to (?:withdraw|decline))|I'm withdrawing/,
  es: /retiro|He decidido (?:retirarme|no continuar)|declino la oferta/i,
} as const;
const thanks = { en: /thank|appreciate/i, es: /gracias|agradezco/i } as const;
const tagOf = (language: LetterLanguage) => (language === 'en' ? 'en' : 'es');

describe.each(calls)('what to say on the phone at the stage %s, in %s', (stage, language) => {
  test.each([undefined, '2026-12-03', '2026-12-03T15:00'])(
    'when the interview is on %s, then there are four lines, and a message of a few seconds',
    async (interviewDate) => {
      const changes = interviewDate === undefined ? {} : { interviewDate };
      const { call } = await phoneAbout(stage, language, {
        ...changes,
        timeZone: 'America/Mexico_City',
      });
      const [who = '', decided = '', thanked = '', door = ''] = call?.lines ?? [];
      expect(call?.lines).toHaveLength(4);
      for (const name of ['Dana', 'Alex Rivera', 'Data Engineer', 'Northwind'])
        expect(who).toContain(name);
      expect(decided).toMatch(decision[tagOf(language)]);
      expect(thanked).toMatch(thanks[tagOf(language)]);
      expect(door).toMatch(language === 'en' ? /in writing/ : /por escrito/);
      const day = language === 'en' ? 'Thursday, December 3' : 'jueves 3 de diciembre';
      const isNamed = interviewDate !== undefined && stage !== 'offer';
      expect(decided.includes(day)).toBe(isNamed);
      // Nobody says a time zone.
      expect(decided).not.toMatch(/Mexico|México|Central/);
      expect(call?.voicemail).toContain(decided);
      expect(call?.voicemail.split(' ').length).toBeLessThan(75);
      for (const text of spoken(await phoneAbout(stage, language, changes)))
        expect(text).not.toMatch(/undefined|\.\.|[{}\uE000-\uF8FF]| {2}/);
    },
  );

  test('when a value ends in a full stop or has an article, then it is right', async () => {
    const { call } = await phoneAbout(stage, language, {
      company: 'Acme Inc.',
      candidateName: 'Alex Rivera Jr.',
      role: language === 'en' ? 'the Analyst role at Acme' : 'Puesto de el jefe de planta',
    });
    const text = call?.voicemail ?? '';
    expect(text).not.toMatch(/\.\./);
    expect(text).not.toMatch(/role role|puesto de puesto|de el /i);
    expect(text).toContain('Acme Inc.');
  });
});

describe.each(combinations)('the words of the stage %s, in %s', (stage, language) => {
  test('when the guard reads them, then it finds no reason, apology or hedge', async () => {
    for (const interviewDate of ['', '2026-12-03']) {
      const changes = interviewDate === '' ? {} : { interviewDate };
      const found = spoken(await phoneAbout(stage, language, changes)).flatMap((text) =>
        hintsOf(text, 'en').hints.map(
          ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
        ),
      );
      expect(found).toEqual([]);
    }
  });

  test('when they are spoken, then they are as the letter: with usted, or with tú', async () => {
    const all = spoken(await phoneAbout(stage, language)).join('\n');
    const usted = /(?<!\p{L})(?:usted|su|le|se lo|dé|devuelva)(?!\p{L})/iu;
    const informal = /(?<!\p{L})(?:tú|tu|te|ti|da|devuelvas)(?!\p{L})/iu;
    if (language === 'es') expect(all).not.toMatch(informal);
    if (language === 'es-tu') expect(all).not.toMatch(usted);
    if (language !== 'en') expect(all).toMatch(language === 'es' ? usted : informal);
    // It says nothing about the reader's or the candidate's gender, and nothing is sorry.
    expect(all).not.toMatch(/sorry|unfortunately|because|lamento|disculp|porque|encantad[oa]|!/i);
  });

  test('when they ask why or offer more, then there are two answers to each', async () => {
    const { whenAskedWhy, whenOfferedMore } = await phoneAbout(stage, language);
    expect([whenAskedWhy, whenOfferedMore].map(({ length }) => length)).toEqual([2, 2]);
  });
});

const rendered = async (
  page: 'en' | 'es',
  letterLanguage: LetterLanguage,
  stage: Stage = 'offer',
) => {
  const input = letterInput({ stage, letterLanguage, candidateName: '<b>Alex</b>' });
  return parse(`${<PhoneHelp texts={await phoneTexts({ language: page }, input, 'Dana')} />}`);
};

describe.each(pageLanguages)('the part of a page in %s', (page) => {
  test.each(letterLanguages)(
    'when the letter is in %s, then the page speaks its language, the lines the letter’s',
    async (letterLanguage) => {
      const html = await rendered(page, letterLanguage);
      const title = page === 'en' ? 'What to say on the phone' : 'Qué decir por teléfono';
      expect(html.querySelector('details > summary')?.text).toBe(title);
      expect(html.querySelector('details')?.hasAttribute('open')).toBe(false);
      const lines = html.querySelectorAll('li');
      expect(lines).toHaveLength(4 + 1 + 2 + 2);
      for (const line of lines) {
        expect(line.parentNode?.getAttribute('lang')).toBe(tagOf(letterLanguage));
      }
      expect(lines[0]?.text).toMatch(letterLanguage === 'en' ? /^Hi Dana/ : /^Hola, Dana/);
      expect(html.querySelectorAll('li b')).toEqual([]);
      expect(html.querySelectorAll('strong')).toHaveLength(3);
    },
  );
});
