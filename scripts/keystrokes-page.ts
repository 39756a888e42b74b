import { writeFileSync } from 'node:fs';

/** Seconds of the keystroke-level model: a key, a click, a decision or a look. */
const SECONDS = { keys: 0.28, clicks: 1.1, decisions: 1.35 } as const;

interface Step {
  readonly what: string;
  readonly keys?: number;
  readonly clicks?: number;
  readonly decisions?: number;
}

const secondsOf = ({ keys = 0, clicks = 0, decisions = 0 }: Step): number =>
  keys * SECONDS.keys + clicks * SECONDS.clicks + decisions * SECONDS.decisions;

/** A field that is typed: find the value in their message, click the field, type. */
const typed = (what: string, value: string): Step => ({
  what,
  keys: value.length,
  clicks: 1,
  decisions: 1,
});

/** The browser offers the candidate's own name and address: one click, one choice. */
const own: Step = { what: 'Own name and email, by autofill', clicks: 2, decisions: 1 };
const ask: Step = { what: 'Ask for the link', clicks: 1, decisions: 1 };
const open: Step = { what: 'Open the email and its link', clicks: 2, decisions: 1 };
const check = (fields: number): Step => ({
  what: `Check ${fields} filled fields`,
  decisions: fields,
});

const ways: readonly (readonly [title: string, steps: readonly Step[]])[] = [
  [
    'Before: every field typed',
    [
      own,
      typed('Their name', 'Dana Lee'),
      typed('Their email', 'dana@northwind.example'),
      typed('Company', 'Northwind & Sons'),
      typed('Role', 'Senior Data Engineer'),
      { what: 'Stage', clicks: 2, decisions: 1 },
      typed('Date and time of the interview', '12112026300P'),
      typed('Two people to thank', 'Sam Ortiz\nLee Wong'),
      ask,
      open,
    ],
  ],
  [
    'Their text is pasted',
    [
      { what: 'Select all and copy, switch to the form', keys: 4, clicks: 1, decisions: 1 },
      { what: 'Open the fold, paste', keys: 2, clicks: 2, decisions: 1 },
      check(7),
      own,
      ask,
      open,
    ],
  ],
  [
    'Their email is dropped on the form',
    [{ what: 'Drag the email onto the form', clicks: 2, decisions: 1 }, check(9), ask, open],
  ],
];

function table([title, steps]: (typeof ways)[number]): string {
  const total = steps.reduce((sum, step) => sum + secondsOf(step), 0);
  const rows = steps.map(
    (step) =>
      `| ${step.what} | ${step.keys ?? 0} | ${step.clicks ?? 0} | ${step.decisions ?? 0} | ` +
      `${secondsOf(step).toFixed(1)} |`,
  );
  return [
    `## ${title}: ${total.toFixed(1)} s`,
    '',
    '| step | keys | clicks | decisions | seconds |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

const page = `# From their message to the review

How long it takes a person, by the keystroke-level model: ${SECONDS.keys} s for a key,
${SECONDS.clicks} s for a click, ${SECONDS.decisions} s for a decision or a look. To look at a
field that was filled in counts as one decision. The example is the invitation of the
journey (\`test/support/their-message.ts\`). \`npm run docs:keystrokes\` writes this page.

${ways.map(table).join('\n\n')}
`;

writeFileSync(new URL('../docs/keystrokes.md', import.meta.url), page);
