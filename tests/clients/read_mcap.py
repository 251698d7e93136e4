"""Reads an MCAP file without an MCAP library, front to back: a line a message with topic, sequence, log time and SHA-256 of the payload."""
import hashlib, struct, sys, zlib
import zstandard

def records(data):
    at = 0
    while len(data) - at >= 9:
        opcode, length = struct.unpack_from("<BQ", data, at)
        if length > len(data) - at - 9: return  # a torn tail: the writer was stopped within this record
        yield opcode, data[at + 9:at + 9 + length]
        at += 9 + length

def text(data, at):
    length, = struct.unpack_from("<I", data, at)
    return data[at + 4:at + 4 + length].decode(), at + 4 + length

def messages(data):
    channels, decompressor = {}, zstandard.ZstdDecompressor()
    for opcode, content in records(data[8:]):
        if opcode == 15: return  # data end; what follows is the summary
        if opcode != 6: continue  # a chunk
        start, end, size, crc = struct.unpack_from("<QQQI", content)
        compression, at = text(content, 28)
        chunk = decompressor.decompress(content[at + 8:], max_output_size=size) if compression == "zstd" else content[at + 8:]
        if zlib.crc32(chunk) != crc: sys.exit("the checksum of a chunk is wrong")
        for inner, record in records(chunk):
            if inner == 4: channels[struct.unpack_from("<H", record)[0]] = text(record, 4)[0]  # a channel
            if inner == 5: yield channels, struct.unpack_from("<HIQQ", record), record[22:]  # a message

with open(sys.argv[1], "rb") as file:
    data = file.read()
if data[:8] != b"\x89MCAP0\r\n": sys.exit("no MCAP file")
for channels, (channel, sequence, log_time, _), payload in messages(data):
    print(channels[channel], sequence, log_time, hashlib.sha256(payload).hexdigest())
