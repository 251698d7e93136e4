"""The manner of the older samples and of a public client: blocking reads, text split on delimiters, a Pong frame for PINGPONG, an approval key
asked for with each registration, notices of an account's orders beside the data. Standard library only."""
import base64, json, os, socket, struct, sys, time, urllib.request

PORT, CODES, ACCOUNT = int(sys.argv[1]), ["B11612080", "C11612080", "B11612083"], "dttest11"


def approval():
    body = json.dumps({"grant_type": "client_credentials", "appkey": "python-key", "secretkey": "python-secret"}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}/oauth2/Approval", body, {"content-type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=10))["approval_key"]


class Line:
    def __init__(self):
        self.socket = socket.create_connection(("127.0.0.1", PORT), timeout=30)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET /tryitout/H0ZOANC0 HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(4096)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 101"), head

    def take(self, count):
        while len(self.buffer) < count:
            more = self.socket.recv(65536)
            if not more:
                raise ConnectionError("the venue closed the line")
            self.buffer += more
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def frame(self):
        first, length = self.take(2)
        if length == 126:
            (length,) = struct.unpack(">H", self.take(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self.take(8))
        return first & 15, self.take(length)

    def send(self, opcode, payload):
        mask = os.urandom(4)
        length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + struct.pack(">H", len(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + length + mask + bytes(b ^ mask[i & 3] for i, b in enumerate(payload)))


line, keys = Line(), set()
for tr_id, tr_key in [("H0STCNI0", ACCOUNT)] + [("H0ZOANC0", code) for code in CODES]:
    key = approval()
    keys.add(key)
    line.send(1, json.dumps({"header": {"approval_key": key, "custtype": "P", "tr_type": "1", "content-type": "utf-8"},
                             "body": {"input": {"tr_id": tr_id, "tr_key": tr_key}}}).encode())
    time.sleep(0.05)

acknowledged = records = pongs = 0
while records < 100 or pongs < 1:
    opcode, payload = line.frame()
    assert opcode == 1, opcode
    text = payload.decode()
    if text[0] in "01":
        _, tr_id, count, body = text.split("|")
        fields = body.split("^")
        width = len(fields) // int(count)
        for record in range(int(count)):
            assert tr_id == "H0ZOANC0" and fields[record * width] in CODES, text
            float(fields[record * width + 2])
            records += 1
    elif json.loads(text)["header"]["tr_id"] == "PINGPONG":
        line.send(10, payload)
        pongs += 1
    else:
        answer = json.loads(text)["body"]
        assert (answer["rt_cd"], answer["msg_cd"], answer["msg1"]) == ("0", "OPSP0000", "SUBSCRIBE SUCCESS"), text
        assert len(answer["output"]["key"]) == 32 and len(answer["output"]["iv"]) == 16
        assert json.loads(text)["header"]["encrypt"] == ("Y" if json.loads(text)["header"]["tr_key"] == ACCOUNT else "N"), text
        acknowledged += 1

line.send(8, struct.pack(">H", 1000))
assert acknowledged == len(keys) == len(CODES) + 1
print(f"old style: {acknowledged} acknowledged, each with a key of its own, {records} records, {pongs} PINGPONG answered by Pong frame")
