import { randomBytes } from 'node:crypto';
import { newId } from '../lambdas/core/magic-link.ts';

const usage = `Measures how long a running site takes to answer a request for a link, and whether
the time tells what became of it. It posts 200 forms, in turn one whose link is emailed and one
whose link is held back, because the same form was posted before.

  npm start                       in another terminal
  npm run bench:answers           takes about two minutes; see "Arguments"

Arguments: [origin] [domain] [address]
  origin     the site, http://localhost:3000 by default
  domain     the made-up candidates are at this domain, candidates.example by default
  address    on a site with an allow-list: an address that is not on it. A third form in
             each turn then has this address
`;

const ROUNDS = 100;

interface Kind {
  readonly name: string;
  readonly durations: number[];
}

/** In ms. `share` 0.5 is the median. */
const quantile = ({ durations }: Kind, share: number): number =>
  [...durations].sort((a, b) => a - b)[Math.floor(share * (durations.length - 1))] ?? 0;

const formOf = (candidateEmail: string, company: string) => ({
  candidateName: 'Alex Rivera',
  candidateEmail,
  recruiterName: 'Dana Lee',
  recruiterEmail: 'dana@northwind.example',
  company,
  role: 'Data Engineer',
  stage: 'screen',
  tone: 'warm',
  letterLanguage: 'en',
  reconnect: 'never',
});

/** Posts a form. Returns the time until the whole answer is there, in ms. */
async function post(origin: string, form: object): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(new URL('/declines', origin), {
    method: 'POST',
    body: JSON.stringify(form),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
  const text = await answer.text();
  if (answer.status !== 202) throw new Error(`The site answered ${answer.status}: ${text}`);
  return performance.now() - startedAt;
}

async function main(
  origin = 'http://localhost:3000',
  domain = 'candidates.example',
  refusedAddress?: string,
): Promise<void> {
  const emailed: Kind = { name: 'emailed', durations: [] };
  const heldBack: Kind = { name: 'held back', durations: [] };
  const refused: Kind = { name: 'not on the allow-list', durations: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = newId(randomBytes);
    const form = formOf(`bench${round}-${id.replace(/\W/g, '')}@${domain}`, 'Northwind');
    emailed.durations.push(await post(origin, form));
    heldBack.durations.push(await post(origin, form));
    if (refusedAddress !== undefined) {
      refused.durations.push(await post(origin, formOf(refusedAddress, `Northwind ${id}`)));
    }
  }
  const kinds = [emailed, heldBack, ...(refusedAddress === undefined ? [] : [refused])];
  const lines = kinds.map((kind) =>
    [
      kind.name.padEnd(24),
      `median ${quantile(kind, 0.5).toFixed(1)} ms`,
      `95 % ${quantile(kind, 0.95).toFixed(1)} ms`,
      `${(100 * (quantile(kind, 0.5) / quantile(emailed, 0.5) - 1)).toFixed(2)} % from emailed`,
    ].join('   '),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

const given = process.argv.slice(2);
if (given.includes('--help')) process.stdout.write(usage);
else await main(...given);
