#!/usr/bin/env python3
"""A user's receiver: receiver.py PORT_FILE INBOX

Writes each message to INBOX as 0001.xml, 0002.xml ... in the order of
arrival, with its media type and path beside it (0001.head). A file INBOX/answer holds the
statuses to answer with, one a line, the last one for ever; without it 204.
"""
import http.server
import itertools
import os
import sys
import threading

port_file, inbox = sys.argv[1:3]
count = itertools.count(1)
lock = threading.Lock()


def answer(n):
    try:
        with open(os.path.join(inbox, "answer")) as f:
            lines = f.read().split()
    except FileNotFoundError:
        return 204
    return int(lines[min(n, len(lines)) - 1])


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with lock:
            n = next(count)
            name = os.path.join(inbox, "%04d" % n)
            with open(name + ".head", "w") as f:
                print(self.path, self.headers["Content-Type"], file=f)
            with open(name + ".tmp", "wb") as f:
                f.write(body)
            os.rename(name + ".tmp", name + ".xml")
        self.send_response(answer(n))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


server = Server(("127.0.0.1", 0), Receiver)
with open(port_file + ".tmp", "w") as f:
    print(server.server_address[1], file=f)
os.rename(port_file + ".tmp", port_file)
server.serve_forever()
