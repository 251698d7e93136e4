// Reads an MCAP file with the library of the format's authors: a line a message with topic, sequence, log time and SHA-256 of the payload.
// Front to back first; what a finished file gives by its index has to be the same. The folder of @mcap/core and fzstd is MCAP_MODULES.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.MCAP_MODULES}/`);
const { McapIndexedReader, McapStreamReader } = require('@mcap/core');
const { decompress } = require('fzstd');

const data = new Uint8Array(readFileSync(process.argv[2]));
const decompressHandlers = { zstd: (bytes, size) => decompress(bytes, new Uint8Array(Number(size))) };
const line = (channel, message) =>
  `${channel.topic} ${message.sequence} ${message.logTime} ${createHash('sha256').update(message.data).digest('hex')}`;
const fail = (why) => { console.error(why); process.exit(1); };

const lines = [];
const kinds = {};
const channels = new Map();
const stream = new McapStreamReader({ validateCrcs: true, decompressHandlers });
stream.append(data);
for (let record; (record = stream.nextRecord()); ) {
  kinds[record.type] = (kinds[record.type] ?? 0) + 1;
  if (record.type === 'Channel') channels.set(record.id, record);
  if (record.type === 'Message') lines.push(line(channels.get(record.channelId), record));
}
lines.forEach((text) => console.log(text));

if (kinds.Footer) {
  const readable = { size: async () => BigInt(data.length), read: async (at, size) => data.slice(Number(at), Number(at + size)) };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  const indexed = [];
  for await (const message of reader.readMessages({ validateCrcs: true })) indexed.push(line(reader.channelsById.get(message.channelId), message));
  if (indexed.sort().join() !== [...lines].sort().join()) fail('the index gives other messages than the file');
  if (reader.statistics.messageCount !== BigInt(lines.length)) fail('the statistics count other messages than there are');
  let notes = 0;
  for await (const _ of reader.readMetadata()) notes++;
  let attachments = 0;
  for await (const _ of reader.readAttachments({ validateCrcs: true })) attachments++;
  if (notes !== (kinds.Metadata ?? 0) || attachments !== (kinds.Attachment ?? 0)) fail('the index gives other notes or attachments than the file');
}
