import { readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { views } from '../support/browser.ts';
import { runAttached, vitestCli } from '../support/command.ts';
import { contactSheet } from './contact-sheet.ts';
import { looksFolder, viewName } from './names.ts';

const usage = `Looks at every page in every view: takes a screenshot, and checks it by axe, by the
Nu HTML checker, for errors in the console, for what the content security policy refused,
and for scrolling sideways at 320 px.

  npm run test:looks                       all pages in all 8 views
  npm run test:looks -- --views phone.dark the views whose names contain this text
  npm run test:looks -- --only contacts    the pages whose names contain this text

The views: ${views.map(viewName).join(', ')}.
The screenshots are in ${relative(process.cwd(), looksFolder)}/; index.html there shows all of them.
`;

const { values } = parseArgs({
  options: {
    views: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const isAll = values.views === '' && values.only === '';
  // A page that is no longer taken must not stay in the sheet.
  if (isAll) rmSync(looksFolder, { recursive: true, force: true });
  const code = await runAttached(
    process.execPath,
    [vitestCli, 'run', '--project', 'browser', 'looks.test'],
    { OPEN_DOOR_LOOKS: values.views, OPEN_DOOR_LOOKS_ONLY: values.only },
  );
  const files = readdirSync(looksFolder).filter((name) => name.endsWith('.png'));
  const sheet = join(looksFolder, 'index.html');
  await writeFile(sheet, contactSheet(files));
  process.stdout.write(`\n${files.length} screenshots: ${relative(process.cwd(), sheet)}\n`);
  return code;
}

process.exitCode = await main();
