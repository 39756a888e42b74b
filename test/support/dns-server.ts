import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** The records of a name. A name that is not listed does not exist (NXDOMAIN). */
interface DnsRecords {
  readonly txt?: readonly string[];
  readonly mx?: readonly string[];
  readonly cname?: string;
  readonly soa?: boolean;
  /** The server fails for this name. */
  readonly fails?: boolean;
}
export type DnsZone = Readonly<Record<string, DnsRecords>>;

const TYPE = { SOA: 6, CNAME: 5, MX: 15, TXT: 16 } as const;
const CODE = { ok: 0, serverFailure: 2, noSuchName: 3 } as const;

const encodeName = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split('.')
      .filter((label) => label !== '')
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);

/** A text in parts of at most 255 bytes. */
const encodeText = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat(parts);
};

function dataOf(records: DnsRecords, type: number): readonly Buffer[] {
  const { txt = [], mx = [], cname, soa } = records;
  switch (type) {
    case TYPE.TXT:
      return txt.map(encodeText);
    case TYPE.MX:
      return mx.map((host) => Buffer.concat([Buffer.from([0, 10]), encodeName(host)]));
    case TYPE.CNAME:
      return cname === undefined ? [] : [encodeName(cname)];
    case TYPE.SOA:
      return soa === true
        ? [Buffer.concat([encodeName('ns.example'), encodeName('host.example'), Buffer.alloc(20)])]
        : [];
    default:
      return [];
  }
}

/** The question of a query: its name, its type, and where it ends. */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-4 */
function answerTo(query: Buffer, zone: DnsZone): Buffer {
  const { name, type, end } = questionOf(query);
  const records = zone[name];
  const data = records === undefined ? [] : dataOf(records, type);
  const code =
    records === undefined ? CODE.noSuchName : records.fails ? CODE.serverFailure : CODE.ok;
  const header = Buffer.from(query.subarray(0, 12));
  // A response, recursion desired and available.
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(code === CODE.ok ? data.length : 0, 6);
  header.writeUInt32BE(0, 8);
  const answers = (code === CODE.ok ? data : []).map((value) => {
    const fixed = Buffer.alloc(12);
    // A pointer to the name of the question.
    fixed.writeUInt16BE(0xc00c, 0);
    fixed.writeUInt16BE(type, 2);
    fixed.writeUInt16BE(1, 4);
    fixed.writeUInt32BE(60, 6);
    fixed.writeUInt16BE(value.length, 10);
    return Buffer.concat([fixed, value]);
  });
  return Buffer.concat([header, query.subarray(12, end), ...answers]);
}

/** Starts a DNS server on a free UDP port of this machine. */
export async function startDnsServer() {
  let zone: DnsZone = {};
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => {
    socket.send(answerTo(query, zone), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    answerWith: (records: DnsZone): void => {
      zone = records;
    },
    close: async (): Promise<void> => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
