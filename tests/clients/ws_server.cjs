// A server on Node's `ws`, which holds its client to the protocol; tests/OptionAuctions.Faults.Tests/Readers/NodeSpecs.cs plays against it.
// Says its port in the first line, and what it has seen of each connection in a line of JSON once that has ended.
const { WebSocketServer } = require('ws');

const lengths = [0, 1, 125, 126, 127, 65535, 65536, 1000000];
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: true, maxPayload: 4 << 20 });
server.on('listening', () => console.log(server.address().port));

const plays = {
  // Messages of every length, each in one frame and then in five with a ping between them; then whatever is said comes back.
  lengths(socket) {
    for (const length of lengths) {
      socket.send(Buffer.alloc(length, 0x61), { binary: false });
      for (let part = 0; part < 4; part++) {
        socket.send(Buffer.alloc(Math.floor(length / 4), 0x62), { binary: false, fin: false });
        socket.ping(`between ${length}/${part}`);
      }
      socket.send(Buffer.alloc(length % 4, 0x62), { binary: false, fin: true });
    }
    socket.on('message', (data, binary) => socket.send(data, { binary }));
  },
  close(socket, code) { code ? socket.close(Number(code), 'enough') : socket.close(); },
  terminate(socket) { socket.on('message', () => socket.terminate()); },
};

server.on('connection', (socket, request) => {
  const [, play, argument] = request.url.split('/');
  const seen = { play, pongs: [], extensions: socket.extensions, error: null };
  socket.on('pong', (data) => seen.pongs.push(data.toString()));
  socket.on('error', (error) => { seen.error = error.message; });
  socket.on('close', (code, reason) => console.log(JSON.stringify({ ...seen, code, reason: reason.toString() })));
  plays[play](socket, argument);
});

process.stdin.on('end', () => process.exit(0)).resume(); // ends with whoever started it
