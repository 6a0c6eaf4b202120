"""What stands between a campaign and the DCC: a proxy out, a front door in.

gateway.py PORT-FILE LOG EMULATOR-PORT RECEIVER-PORT-FILE: as a proxy, posts to
/send, /change and /ask go to the emulator's services; posts to /front/inbox
go to the port in RECEIVER-PORT-FILE. Each line of LOG is one of them.
"""
import http.client
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port_file, log, emulator, receiver = sys.argv[1:]
services = {"/send": "S", "/change": "T", "/ask": "D"}


class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def note(self, what):
        with open(log, "a") as f:
            f.write(what + " key=%s team=%s\n" % (
                self.headers.get("X-Key"), self.headers.get("X-Team")))

    def forward(self, port, path):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        to = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        to.request(self.command, path, body, {
            "Content-Type": self.headers.get("Content-Type", "")})
        answer = to.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        if answer.status != 204:
            self.send_header("Content-Type",
                             answer.getheader("Content-Type") or "text/plain")
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def go(self):
        if self.path == "/front/inbox":
            self.note("in")
            self.forward(int(open(receiver).read()), "/inbox")
            return
        host, _, path = self.path.removeprefix("http://").partition("/")
        self.note("out %s %s /%s" % (self.command, host, path))
        self.forward(int(emulator), "/api/v1/service" + services["/" + path]
                     if "/" + path in services else "/healthz")

    do_GET = do_POST = go

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
with open(port_file + ".new", "w") as f:
    f.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
