"""Servers of several kinds of honesty: tls-servers.py FOLDER KIND...

KIND is NAME, or NAME:WAY. The server NAME has FOLDER/NAME.pem and
FOLDER/NAME.key, and writes its port to FOLDER/NAME.port; WAY is

    tls       any version from 1.2 (the default)
    old       TLS 1.1 and nothing newer
    client    senders need a certificate of FOLDER/ca.pem
    redirect  answers 302 to http:// at the server `plain`
    plain     no TLS at all

Of each connection FOLDER/NAME.log gets a line: whether the handshake ended
well, and how many bytes of a request came, after TLS. For `plain` that is
what came of a request, so not a handshake.
"""
import os
import socket
import ssl
import sys
import threading
import warnings

folder = sys.argv[1]
warnings.simplefilter("ignore")


def path(name):
    return os.path.join(folder, name)


def context(name, way):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(path(name + ".pem"), path(name + ".key"))
    if way == "old":
        c.set_ciphers("ALL:@SECLEVEL=0")
        c.minimum_version = ssl.TLSVersion.TLSv1_1
        c.maximum_version = ssl.TLSVersion.TLSv1_1
    if way == "client":
        c.verify_mode = ssl.CERT_REQUIRED
        c.load_verify_locations(path("ca.pem"))
    return c


def read_request(s):
    data = b""
    try:
        while True:
            more = s.recv(65536)
            if not more:
                return data
            data += more
            if data[:1] == b"\x16":     # somebody's handshake
                s.sendall(b"HTTP/1.1 400 No\r\n\r\n")
                return data
            head, blank, body = data.partition(b"\r\n\r\n")
            length = head.lower().partition(b"content-length:")[2]
            if blank and len(body) >= int(length.split(b"\r\n")[0] or 0):
                return data
    except OSError:
        return data


def answer(way):
    if way != "redirect":
        return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
    with open(path("plain.port")) as f:
        return (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n"
                b"Location: http://127.0.0.1:%s/\r\n" % f.read().encode())


def serve(name, way, s):
    shaken = "no-tls"
    data = b""
    s.settimeout(10)
    try:
        if way != "plain":
            shaken = "refused"
            s = context(name, way).wrap_socket(s, server_side=True)
            shaken = "shaken"
        data = read_request(s)
        if data and data[:1] != b"\x16":
            s.sendall(answer(way) + b"Connection: close\r\n\r\n")
    except OSError:
        pass
    s.close()
    request = 0 if data[:1] == b"\x16" else len(data)
    with open(path(name + ".log"), "a") as log:
        log.write("%s %d\n" % (shaken, request))


def listen(name, way):
    server = socket.create_server(("127.0.0.1", 0))
    with open(path(name + ".tmp"), "w") as f:
        f.write(str(server.getsockname()[1]))
    os.rename(path(name + ".tmp"), path(name + ".port"))
    while True:
        s = server.accept()[0]
        threading.Thread(target=serve, args=(name, way, s)).start()


for kind in sys.argv[2:]:
    server_name, _, server_way = kind.partition(":")
    threading.Thread(target=listen,
                     args=(server_name, server_way or "tls")).start()
