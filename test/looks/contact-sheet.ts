import { views } from '../support/browser.ts';
import { viewName } from './names.ts';

/**
 * An HTML page with all screenshots: a row for each page, a column for each view.
 *
 * @param files the names of the screenshots, `<page>.<view>.png`, in any order
 */
export function contactSheet(files: readonly string[]): string {
  const names = views.map(viewName);
  const rows = new Map<string, Set<string>>();
  for (const file of files) {
    const view = names.find((name) => file.endsWith(`.${name}.png`));
    if (view === undefined) continue;
    const page = file.slice(0, -`.${view}.png`.length);
    rows.set(page, (rows.get(page) ?? new Set()).add(view));
  }
  const shown = names.filter((name) => [...rows.values()].some((row) => row.has(name)));
  const cell = (page: string, view: string): string => {
    const file = encodeURIComponent(`${page}.${view}.png`);
    const image = `<img loading="lazy" src="${file}" alt="${page} ${view}">`;
    return `<td><a href="${file}">${image}</a></td>`;
  };
  const body = [...rows].toSorted(([one], [other]) => one.localeCompare(other));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every page of Open Door</title>
<style>
  body { font: 14px system-ui, sans-serif; background: #888 }
  th { position: sticky; background: #fff; padding: 4px 8px; text-align: left }
  thead th { top: 0; z-index: 1 }
  tbody th { left: 0 }
  td { vertical-align: top; padding: 4px }
  img { width: 390px; max-height: 1200px; object-fit: cover; object-position: top }
  td:has([alt*=" phone"]) img { width: 240px }
</style>
<table>
<thead><tr><th>page</th>${shown.map((view) => `<th>${view}</th>`).join('')}</tr></thead>
<tbody>
${body
  .map(([page, row]) => {
    const cells = shown.map((view) => (row.has(view) ? cell(page, view) : '<td></td>'));
    return `<tr><th>${page}</th>${cells.join('')}</tr>`;
  })
  .join('\n')}
</tbody>
</table>
</html>
`;
}
