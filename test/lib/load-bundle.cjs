// Loads a bundle as Lambda does, in a process of its own, and says what was loaded.
// Arguments: the folder of the bundle; a request as JSON, or null.
const Module = require('node:module');
const { join, relative } = require('node:path');

const [folder, request] = process.argv.slice(2);
const builtIns = new Set();
const load = Module._load;
Module._load = (id, ...others) => {
  if (Module.isBuiltin(id)) builtIns.add(id.replace(/^node:/, ''));
  return load(id, ...others);
};

async function main() {
  const { handler } = require(join(folder, 'handler.js'));
  const { method, path, body } = JSON.parse(request) ?? {};
  const answer =
    method &&
    (await handler(
      {
        version: '2.0',
        rawPath: path,
        rawQueryString: '',
        headers: {
          host: 'door.example',
          accept: 'text/html,*/*;q=0.8',
          ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body && { body: Buffer.from(body).toString('base64') }),
        isBase64Encoded: Boolean(body),
        requestContext: { domainName: 'door.example', http: { method, path } },
      },
      {},
    ));
  const files = Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .map((file) => relative(folder, file));
  const hasUndici = process.moduleLoadList.some((module) => module.includes('undici'));
  const loaded = { files, builtIns: [...builtIns].sort(), status: answer?.statusCode, hasUndici };
  process.stdout.write(JSON.stringify(loaded));
}
main().catch((error) => {
  process.exitCode = 1;
  process.stderr.write(String(error));
});
