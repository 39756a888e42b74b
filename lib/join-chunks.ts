import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { buildSync } from 'esbuild';
import { moduleOptions } from './build-options.ts';

/**
 * esbuild makes a chunk for each set of `import()` that lead to the same modules, and so
 * many small ones. A file costs 0.1 to 0.4 ms of CPU at a cold start, a KB 0.05 ms. So
 * chunks that are always loaded together become one file, and a small chunk joins a file
 * that is loaded before it or with it anyway. The figures are in ADR 34.
 */

/** A file that esbuild has made, as an ES module. */
export interface Chunk {
  /** Below the folder of the bundle: `main.js` or `chunks/….js`. */
  readonly path: string;
  /** Its code, with an inline source map. */
  readonly text: string;
  readonly size: number;
  /** Whether it is the handler, or what an `import()` loads. It keeps its path. */
  readonly isEntry: boolean;
  /** The chunks that are loaded with it, and those that it loads by `import()`. */
  readonly imports: readonly string[];
  readonly loads: readonly string[];
}

/** A file of the bundle, and the chunks in it. */
export interface JoinedFile {
  readonly path: string;
  readonly chunks: readonly Chunk[];
}

const HANDLER = 'main.js';

/** A chunk of this size joins the file of the handler. */
const MAX_TINY_BYTES = 300;
/** So many bytes more may others load, so that what needs a chunk loads one file less. */
const MAX_EXTRA_BYTES = 3000;

/** A chunk, and all that comes with it by static imports. */
function closureOf(
  path: string,
  chunks: ReadonlyMap<string, Chunk>,
  found = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const imported of chunks.get(path)?.imports ?? []) closureOf(imported, chunks, found);
  return found;
}

/** @throws {Error} if the files import each other: then one would be read half-made */
function checkNoCircle(files: readonly JoinedFile[]): void {
  const fileOf = new Map(files.flatMap((file) => file.chunks.map(({ path }) => [path, file])));
  const isDone = new Map<JoinedFile, boolean>();
  const visit = (file: JoinedFile): void => {
    if (isDone.get(file) === false) throw new Error(`${file.path} would import itself.`);
    if (isDone.get(file)) return;
    isDone.set(file, false);
    for (const path of file.chunks.flatMap(({ imports }) => imports)) {
      const other = fileOf.get(path);
      if (other !== undefined && other !== file) visit(other);
    }
    isDone.set(file, true);
  };
  for (const file of files) visit(file);
}

/**
 * Says which chunks become one file.
 *
 * @param all the chunks of a bundle. Their static imports form no circle
 */
export function joinedFiles(all: readonly Chunk[]): readonly JoinedFile[] {
  const chunks = new Map(all.map((chunk) => [chunk.path, chunk]));
  const closures = new Map(
    all.filter(({ isEntry }) => isEntry).map(({ path }) => [path, closureOf(path, chunks)]),
  );
  const atStart = new Set(closures.get(HANDLER));
  const entriesWith = (path: string): readonly string[] =>
    [...closures].filter(([, closure]) => closure.has(path)).map(([entry]) => entry);
  const others = all
    .filter(({ path, isEntry }) => !isEntry && !atStart.has(path))
    .sort((one, other) => one.size - other.size);
  for (const { path, size, imports } of others) {
    if (size < MAX_TINY_BYTES && imports.every((imported) => atStart.has(imported)))
      atStart.add(path);
  }
  const isAlwaysWith = (path: string, host: string): boolean =>
    entriesWith(path).every((entry) => closures.get(entry)?.has(host));
  /** Whether each entry that needs `path` has `host` with it, or is loaded after it. */
  const comesWith = (path: string, host: string): boolean =>
    entriesWith(path).every(
      (entry) =>
        closures.get(entry)?.has(host) ||
        all
          .filter(({ loads }) => loads.includes(entry))
          .every((loader) => isAlwaysWith(loader.path, host)),
    );
  const hostOf = new Map<string, string>();
  for (const { path, size, imports } of others.filter((chunk) => !atStart.has(chunk.path))) {
    const hosts = others.filter(
      (host) =>
        host.size > size &&
        !atStart.has(host.path) &&
        comesWith(path, host.path) &&
        imports.every(
          (imported) =>
            atStart.has(imported) || imported === host.path || host.imports.includes(imported),
        ) &&
        // Another chunk between them would make a circle of files.
        host.imports.every((between) => between === path || !closureOf(between, chunks).has(path)),
    );
    const extraOf = (host: Chunk): number =>
      size * entriesWith(host.path).filter((entry) => !closures.get(entry)?.has(path)).length;
    const [best] = hosts.sort((one, other) => extraOf(one) - extraOf(other));
    if (best !== undefined && extraOf(best) <= MAX_EXTRA_BYTES) hostOf.set(path, best.path);
  }
  const lastHostOf = (path: string): string => {
    const host = hostOf.get(path);
    return host === undefined ? path : lastHostOf(host);
  };
  const files = new Map<string, Chunk[]>();
  for (const chunk of all) {
    const host = atStart.has(chunk.path) ? HANDLER : lastHostOf(chunk.path);
    files.set(host, [...(files.get(host) ?? []), chunk]);
  }
  const joined = [...files].map(([host, members]) => ({
    path: chunks.get(host)?.isEntry ? host : `chunks/shared-${basename(host)}`,
    chunks: members,
  }));
  checkNoCircle(joined);
  return joined;
}

/** A static import of another chunk, as esbuild writes it. */
const IMPORT = /\bimport\{([^{}]*)\}from"([^"]+)";/g;

/** What a chunk imports from others: the path of the other, and the name there. */
const importedBy = ({ path, text }: Chunk): readonly (readonly [path: string, name: string])[] =>
  [...text.matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map(
        (entry) => [posix.join(posix.dirname(path), from), entry.split(' as ')[0] ?? ''] as const,
      ),
  );

const pathFrom = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Makes the files, as ES modules with an inline source map. Each is bundled once more,
 * from its chunks: there every other chunk is replaced by a module that takes the exports
 * from the file which has that chunk now.
 */
export function joinChunks(files: readonly JoinedFile[]): ReadonlyMap<JoinedFile, string> {
  const fileOf = new Map(files.flatMap((file) => file.chunks.map(({ path }) => [path, file])));
  /** By file, the name of each export there: of `path name`. */
  const exportsOf = new Map(files.map((file) => [file, new Map<string, string>()]));
  for (const file of files) {
    for (const [path, name] of file.chunks.flatMap(importedBy)) {
      const other = fileOf.get(path);
      const exported = other && other !== file ? exportsOf.get(other) : undefined;
      if (exported?.has(`${path} ${name}`) === false)
        exported.set(`${path} ${name}`, `_${exported.size.toString(36)}`);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'open-door-join-'));
  try {
    return new Map(
      files.map((file, index) => {
        const root = join(folder, String(index));
        return [file, joinInto(root, file, files, exportsOf)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the chunks of a file and the modules beside them into a folder, and bundles. */
function joinInto(
  folder: string,
  file: JoinedFile,
  files: readonly JoinedFile[],
  exportsOf: ReadonlyMap<JoinedFile, ReadonlyMap<string, string>>,
): string {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { path, text } of file.chunks) write(path, text);
  const others = files.filter((other) => other !== file);
  for (const other of others) {
    for (const { path, isEntry } of other.chunks) {
      if (isEntry) continue;
      const names = [...(exportsOf.get(other) ?? [])]
        .filter(([key]) => key.startsWith(`${path} `))
        .map(([key, name]) => `${name} as ${key.slice(path.length + 1)}`);
      write(path, `export{${names.join()}}from"${pathFrom(path, other.path)}";`);
    }
  }
  const own = file.chunks.find(({ path }) => path === file.path);
  const entry = posix.join(posix.dirname(file.path), 'entry.js');
  const exported = [...(exportsOf.get(file) ?? [])].map(([key, name]) => {
    const [path = '', original = ''] = key.split(' ');
    return `export{${original} as ${name}}from"${pathFrom(entry, path)}";`;
  });
  if (own !== undefined) exported.unshift(`export*from"${pathFrom(entry, own.path)}";`);
  write(entry, exported.join(''));
  const { outputFiles } = buildSync({
    ...moduleOptions,
    absWorkingDir: folder,
    entryPoints: [join(folder, exported.length > 1 || own === undefined ? entry : own.path)],
    // esbuild writes the paths of other files from here.
    outdir: join(folder, dirname(file.path)),
    external: others.map(({ path }) => join(folder, path)),
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild did not make ${file.path}.`);
  return output.text;
}
