import { readdirSync, readFileSync } from 'node:fs';
import { chooseMessage } from '../lambdas/core/message/choose-message.ts';

const folder = '/work/wt/messages/test/core/message/corpus/dev/';
const [from = 1, to = 100] = process.argv.slice(2).map(Number);
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.json')) continue;
  const n = Number(name.slice(0, 3));
  if (n < from || n > to) continue;
  const b = readFileSync(folder + name);
  const u = b.toString('utf8');
  const { message: m } = await chooseMessage(u.includes('\uFFFD') ? b.toString('latin1') : u);
  const labels = JSON.parse(readFileSync(folder + name.replace(/\.\w+$/, '.json'), 'utf8'));
  console.log(
    `##### ${name} F:${m.from?.source} RT:${m.replyTo?.source} T:${m.to?.map((t) => t.source)} D:${m.date} by:${m.forwardedBy?.source}\nS: ${m.subject}`,
  );
  console.log(
    m.lines
      .filter((l) => l.trim())
      .join('\n')
      .slice(0, 1100),
  );
  if (m.older.length)
    console.log(
      '-- OLDER: ' +
        m.older
          .filter((l) => l.trim())
          .join(' / ')
          .slice(0, 500),
    );
  if (m.calendars.length)
    console.log(
      '-- ICS: ' +
        m.calendars[0]
          ?.split('\n')
          .filter((l) => /DTSTART|TZID|SUMM|ORGA|ATTEN/.test(l))
          .join(' / ')
          .slice(0, 500),
    );
  const { kind, hasThread, candidateEmail, ...rest } = labels;
  console.log('-- ' + JSON.stringify(rest));
}
