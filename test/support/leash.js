/**
 * `node leash.js <command> <arguments…>`: runs the command and ends it when this
 * process's standard input closes, which happens too when whoever started it is killed.
 * Plain JavaScript, because it is started by bare `node`.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

const graceMs = 1000;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** Ends the command politely first, then for good. */
function end() {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}

child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));

process.stdin.resume();
process.stdin.once('end', end);
process.stdin.once('error', end);
process.once('SIGINT', end);
process.once('SIGTERM', end);
