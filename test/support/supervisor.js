/**
 * `node supervisor.js <command> <arguments…>` runs the command, and ends it when the
 * supervisor's standard input closes. That also happens when the parent process is
 * killed. This file is plain JavaScript because `node` runs it directly.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

const graceMs = 1000;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

/** Sends SIGTERM to the command, and SIGKILL one second later. */
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
