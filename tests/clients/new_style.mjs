// The manner of newer clients: events, PINGPONG echoed as text, "Input" for "input", codes released before the end, close(1000). Standard
// library only.
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const port = Number(process.argv[2]);
const codes = ['C11612081', 'B50612080'];
const seen = { acknowledged: 0, released: 0, records: 0, echoed: 0 };
let ending = false;
const fail = (why) => { console.error(why); process.exit(1); };
setTimeout(() => fail(`gave up: ${JSON.stringify(seen)}`), 60_000).unref();

const approval = await fetch(`http://127.0.0.1:${port}/oauth2/Approval`, {
  method: 'POST',
  body: JSON.stringify({ grant_type: 'client_credentials', appkey: 'node-key', secretkey: 'node-secret' }),
});
const { approval_key } = await approval.json();

const socket = connect(port, '127.0.0.1');
const key = randomBytes(16).toString('base64');
socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`);

const send = (opcode, payload) => {
  const mask = randomBytes(4);
  const length = payload.length < 126 ? [0x80 | payload.length] : [0xfe, payload.length >> 8, payload.length & 255];
  socket.write(Buffer.concat([Buffer.from([0x80 | opcode, ...length]), mask, payload.map((b, i) => b ^ mask[i & 3])]));
};
const ask = (tr_type, tr_key) => send(1, Buffer.from(JSON.stringify({
  header: { approval_key, custtype: 'P', tr_type, 'content-type': 'utf-8' }, body: { Input: { tr_id: 'H0ZOANC0', tr_key } },
})));

const onText = (text) => {
  if (text[0] === '0') {
    const [, trId, count, ...rest] = text.split('|');
    const fields = rest.join('|').split('^');
    if (trId !== 'H0ZOANC0' || fields.length % Number(count) !== 0) fail(`unreadable: ${text}`);
    seen.records += Number(count);
    return;
  }
  const { header, body } = JSON.parse(text);
  if (header.tr_id === 'PINGPONG') { seen.echoed += 1; send(1, Buffer.from(text)); } else if (body.msg_cd === 'OPSP0000') seen.acknowledged += 1;
  else if (body.msg_cd === 'OPSP0001') seen.released += 1;
  else fail(`refused: ${text}`);
  if (!ending && seen.records >= 50 && seen.echoed > 0) {
    ending = true;
    codes.forEach((code) => ask('2', code));
  }
  if (seen.released === codes.length) send(8, Buffer.from([3, 232]));
};

let buffer = Buffer.alloc(0);
let upgraded = false;
socket.on('data', (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  if (!upgraded) {
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    if (!buffer.subarray(0, end).toString().includes(accept)) fail('no upgrade');
    buffer = buffer.subarray(end + 4);
    upgraded = true;
    codes.forEach((code) => ask('1', code));
  }
  while (buffer.length >= 2) {
    const short = buffer[1] & 127;
    const head = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (buffer.length < head) return;
    const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short;
    if (buffer.length < head + length) return;
    const opcode = buffer[0] & 15;
    const payload = buffer.subarray(head, head + length);
    buffer = buffer.subarray(head + length);
    if (opcode === 1) onText(payload.toString());
    if (opcode === 8) {
      console.log(`new style: ${seen.acknowledged} acknowledged, ${seen.released} released, ${seen.records} records, ${seen.echoed} PINGPONG echoed, closed with ${payload.readUInt16BE(0)}`);
      process.exit(payload.readUInt16BE(0) === 1000 && seen.acknowledged === codes.length && seen.released === codes.length ? 0 : 1);
    }
  }
});
socket.on('close', () => fail(`the venue closed the line: ${JSON.stringify(seen)}`));
