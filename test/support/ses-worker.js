/**
 * One SES with one inbox; a worker thread of its own, because the package keeps one inbox
 * per module.
 */
import { parentPort } from 'node:worker_threads';
import ses from 'aws-ses-v2-local';

// CommonJS with a default export of its own, which Node wraps once more.
const server = await ses.default({ host: '127.0.0.1', port: 0 });
parentPort?.postMessage(server.address().port);
