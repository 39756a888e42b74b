/**
 * An SES with an inbox, in its own worker thread: the package keeps one inbox per module,
 * and a thread loads the module again.
 */
import { parentPort } from 'node:worker_threads';
import ses from 'aws-ses-v2-local';

// Node wraps the `default` of a CommonJS module a second time.
const server = await ses.default({ host: '127.0.0.1', port: 0 });
parentPort?.postMessage(server.address().port);
