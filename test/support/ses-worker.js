/**
 * An SES emulator in its own worker thread. The package has one inbox for each load of
 * the module, and each thread loads the module again.
 */
import { parentPort } from 'node:worker_threads';
import ses from 'aws-ses-v2-local';

// Node wraps the `default` of a CommonJS module a second time.
const server = await ses.default({ host: '127.0.0.1', port: 0 });
parentPort?.postMessage(server.address().port);
