import { prices } from '../scripts/cost/prices.ts';
import { dollarsPerMillion, type MemoryCurve, memoryRoutes, ONE_CORE_MB } from './memory-curve.ts';
import { budgets, type Results, verdictOf } from './results.ts';
import { median, ratios, type Spread, spreadOf } from './statistics.ts';

/** A table: the first row is its head. */
export type Rows = readonly (readonly string[])[];

const digits = (value: number, count: number): string => value.toFixed(count);
const ms = (value: number): string => digits(value, value < 10 ? 2 : value < 100 ? 1 : 0);
const perSecond = (value: number): string => digits(value, 0);

/** `1.23 (1.10–1.40)`: the median, the minimum and the maximum. */
const ratioText = ({ minimum, median: middle, maximum }: Spread): string =>
  `${digits(middle, 2)} (${digits(minimum, 2)}–${digits(maximum, 2)})`;

const productsIn = ({ commits }: Results): readonly string[] => Object.keys(commits);

/** To what a measurement is compared: a name in the same part of the results. */
function baseOf(name: string, isCold: boolean): string | undefined {
  const of = (same: string, product: string, route: string): string | undefined => {
    const stem = route.replace('-plain', '');
    if (['ask', 'review', 'confirm', 'contacts'].includes(stem)) return `${same} ${stem}`;
    return isCold && product !== 'floor' ? 'floor init' : undefined;
  };
  for (const [product, same] of [
    ['Open Door', 'same'],
    ['against', 'same as against'],
  ] as const) {
    if (name.startsWith(`${product} `)) return of(same, product, name.slice(product.length + 1));
  }
  return isCold && name !== 'floor init' ? 'floor init' : undefined;
}

export function coldRows({ cold }: Results): Rows {
  const rows = Object.entries(cold).map(([name, { cpuMs, wallMs }]) => {
    const base = baseOf(name, true);
    const by = base === undefined ? undefined : cold[base];
    return [
      name,
      ms(median(cpuMs)),
      ms(median(wallMs)),
      by && base !== undefined ? base : '',
      by ? ratioText(ratios(cpuMs, by.cpuMs)) : '',
      by ? ratioText(ratios(wallMs, by.wallMs)) : '',
    ];
  });
  return [['cold', 'CPU ms', 'wall ms', 'to', 'ratio of CPU', 'ratio of wall'], ...rows];
}

export function warmRows({ warm }: Results): Rows {
  const rows = Object.entries(warm).map(([name, times]) => {
    const base = baseOf(name, false);
    const by = base === undefined ? undefined : warm[base];
    return [
      name,
      ms(median(times.cpuMs)),
      by && base !== undefined ? base : '',
      by ? ratioText(ratios(times.cpuMs, by.cpuMs)) : '',
      ms(times.p50),
      ms(times.p99),
      perSecond(spreadOf(times.perSecond1).median),
      perSecond(spreadOf(times.perSecond16).median),
    ];
  });
  const head = ['warm', 'CPU ms', 'to', 'ratio of CPU', 'p50 ms', 'p99 ms', 'req/s', 'at 16'];
  return [head, ...rows];
}

/** The calls of each route: `a, b` are side by side, and `→` waits for the answers. */
export function callRows({ calls }: Results): Rows {
  const rows = Object.entries(calls).flatMap(([subject, routes]) =>
    Object.entries(routes).map(([route, stages]) => [
      `${subject} ${route}`,
      String(stages.flat().length),
      String(stages.length),
      stages.map((stage) => stage.join(', ')).join(' → '),
    ]),
  );
  return [['route', 'calls', 'steps', 'what'], ...rows];
}

export function loadedRows({ loaded }: Results): Rows {
  const rows = Object.entries(loaded).map(([name, { files, bytes }]) => [
    name,
    String(files),
    digits(bytes / 1024, 0),
  ]);
  return [['what it loads', 'files', 'KB'], ...rows];
}

export function pageRows({ pages = {} }: Results): Rows {
  const rows = Object.entries(pages).map(([name, points]) => {
    const { minimum, median: middle, maximum } = spreadOf(points);
    return [name, `${digits(middle, 0)} (${minimum}–${maximum})`];
  });
  return [['page', 'Lighthouse performance, of 100'], ...rows];
}

export function budgetRows(results: Results): Rows {
  const rows = productsIn(results).flatMap((product) =>
    budgets.map((budget) => {
      const figure = budget.figure(results, product);
      const limit = `${budget.isLeast ? '≥' : '≤'} ${budget.limit}`;
      const name = product === 'Open Door' ? budget.name : `${product}: ${budget.name}`;
      const stretch = budget.stretch === undefined ? '' : String(budget.stretch);
      if (figure === undefined) return [name, limit, stretch, '', 'not measured'];
      const text = typeof figure === 'number' ? digits(figure, 0) : ratioText(figure);
      return [name, limit, stretch, `${text} ${budget.unit}`, verdictOf(budget, figure)];
    }),
  );
  return [['budget', 'limit', 'stretch', 'figure', ''], ...rows];
}

/** Of each memory size: how long a person waits, and the price of a million requests. */
export function memoryRows({ sizes }: MemoryCurve): Rows {
  const { perUnit } = prices.gigabyteSeconds;
  const dollars = (billedMs: number, megabytes: number): string =>
    `$${digits(dollarsPerMillion(billedMs, megabytes, perUnit), 2)}`;
  const rows = sizes.map(({ megabytes, routes }) => [
    String(megabytes),
    `${digits((100 * megabytes) / ONE_CORE_MB, 0)} %`,
    ...memoryRoutes.map((name) => `${ms(routes[name].coldMs)} · ${ms(routes[name].warmMs)}`),
    ...(['ask', 'confirm'] as const).map((name) => {
      const { coldBilledMs, warmBilledMs } = routes[name];
      return `${dollars(coldBilledMs, megabytes)} · ${dollars(warmBilledMs, megabytes)}`;
    }),
  ]);
  const times = memoryRoutes.map((name) => `${name}, ms cold · warm`);
  const costs = ['a million asks', 'a million confirms'];
  return [['MB', 'CPU', ...times, ...costs.map((name) => `${name}, cold · warm`)], ...rows];
}

/** As text: the columns are aligned. */
export function textTable(rows: Rows): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** As Markdown. */
export function markdownTable(rows: Rows): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n');
}
