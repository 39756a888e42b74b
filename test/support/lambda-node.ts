import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from './cache.ts';
import { npm, run } from './command.ts';
import { firstLine, type Lookup } from './lookup.ts';

/**
 * The version of Node on which the stack tier runs the functions: a release of Lambda's
 * runtime. test/lib/open-door-stack.test.ts compares the two.
 */
export const lambdaNodeVersion = '24.21.0';

/**
 * The path of that Node. The first call fetches it from npm, about 190 MB unpacked. npm's
 * package `node` would choose the package of this machine by an install script; we name
 * it ourselves, so that no script needs to run.
 */
export async function findLambdaNode(): Promise<Lookup<{ node: string }>> {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const folder = await cachedFolder(`node/${lambdaNodeVersion}`, async (target) => {
      const install = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
      await npm([...install, `--prefix=${target}`, `${name}@${lambdaNodeVersion}`]);
      // npm links to it by the path of the temporary folder.
      await rm(join(target, 'node_modules', '.bin'), { recursive: true, force: true });
    });
    const programs = join(folder, 'node_modules', name, 'bin');
    const node = join(programs, process.platform === 'win32' ? 'node.exe' : 'node');
    await run(node, ['--version']);
    return { found: true, node };
  } catch (error) {
    return {
      found: false,
      reason: `Lambda's Node ${lambdaNodeVersion} could not be fetched: ${firstLine(error)}`,
      remedy: 'connect to the npm registry once',
    };
  }
}
