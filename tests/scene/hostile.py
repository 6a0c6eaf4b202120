"""Clients that mean no good: hostile.py PORT. Each in turn does its worst
and says what became of it; a good client is meanwhile served."""
import socket
import sys
import threading
import time

port = int(sys.argv[1])
good = open(sys.argv[2], "rb").read()
HEAD = b"POST /api/v1/serviceS HTTP/1.1\r\nHost: x\r\n"
XML = b"Content-Type: application/xml\r\n"
slowest = 0.0
served = 0
stop = False


def connect():
    return socket.create_connection(("127.0.0.1", port), 20)


def talk(data, limit=20):
    """The first bytes of the answer; empty: the connection was closed."""
    with connect() as s:
        try:
            s.sendall(data)
            s.settimeout(limit)
            return s.recv(65536)
        except (ConnectionError, BrokenPipeError):
            return b""


def status(answer):
    return answer.split(b" ")[1].decode() if answer else "closed"


def good_client():
    """Asks for the health of the server all the time."""
    global slowest, served
    with connect() as s:
        while not stop:
            begin = time.monotonic()
            s.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            if b" 200 " not in s.recv(4096):
                print("good client refused")
                return
            slowest = max(slowest, time.monotonic() - begin)
            served += 1
            time.sleep(0.01)


def dribble(text, pause):
    """A byte at a time until the server has had enough."""
    begin = time.monotonic()
    with connect() as s:
        try:
            for byte in text:
                s.sendall(bytes([byte]))
                time.sleep(pause)
                if time.monotonic() - begin > 15:
                    return "still there"
        except (ConnectionError, BrokenPipeError):
            return "cut off"
    return "never cut off"


def length(n):
    return b"Content-Length: %d\r\n\r\n" % n


watcher = threading.Thread(target=good_client)
watcher.start()

slow = [connect() for _ in range(200)]
for s in slow:
    s.sendall(HEAD + XML + length(100000) + b"<")
threads = []
results = {}
for name, text in (("slow header", HEAD + b"X" * 4000),
                   ("slow body", HEAD + XML + length(9000) + b"x" * 9000)):
    t = threading.Thread(target=lambda n=name, x=text: results.update(
        {n: dribble(x, 0.05)}))
    t.start()
    threads.append(t)

bomb = (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">'
        b'<!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">'
        b'<!ENTITY z "&y;&y;&y;&y;&y;&y;&y;&y;">]><a>&z;</a>')
deep = b"<a>" * 50000
print("DOCTYPE bomb", status(talk(HEAD + XML + length(len(bomb)) + bomb)))
print("deep nesting", status(talk(HEAD + XML + length(len(deep)) + deep)))
print("no UTF-8", status(talk(HEAD + XML + length(4) + b"<a\xff>")))
print("media type", status(talk(HEAD + length(2) + b"{}")))
print("huge length", status(talk(HEAD + XML + length(10**12))))
huge = HEAD + XML + b"Transfer-Encoding: chunked\r\n\r\n"
with connect() as s:
    try:
        s.sendall(huge)
        for _ in range(2000):
            s.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        print("huge chunks taken")
    except (ConnectionError, BrokenPipeError):
        print("huge chunks cut off")
print("no HTTP", status(talk(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n")))
with connect() as s:                    # half-closed, and yet answered
    s.sendall(HEAD + XML + length(len(good)) + good)
    s.shutdown(socket.SHUT_WR)
    print("half-closed", status(s.recv(65536)))
with connect() as s:                    # gone before its answer
    s.sendall(HEAD + XML + length(len(good)) + good)
for t in threads:
    t.join()
for name in sorted(results):
    print(name, results[name])
time.sleep(0.5)
gone = 0
for s in slow:
    s.setblocking(False)
    try:
        gone += s.recv(100) == b""
    except BlockingIOError:
        pass
    except ConnectionError:
        gone += 1
print("stalled bodies cut off", gone)
stop = True
watcher.join()
print("good client", "was served" if served > 50 else "starved",
      "in time" if slowest < 1.0 else "too late: %.3f s" % slowest)
