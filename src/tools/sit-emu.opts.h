/* Options of sit-emu. Columns: see cli/options.h. */
OPT(port, COUNT, 0, "port", "PORT", "",
    "port of the users' services (default 8079; 0: any that is free)",
    "Serve users on PORT. The default is 8079; 0 takes one that is free, see --port-file.")
OPT(port_file, FILE, 0, "port-file", "FILE", "",
    "write the port to FILE once it is open", "")
OPT(admin_port, COUNT, 0, "admin-port", "PORT", "",
    "port of the admin interface (default 8078; 0: any that is free)",
    "Serve the admin interface on PORT, always on the loopback address 127.0.0.1 unless --admin-listen says otherwise. The default is 8078.")
OPT(admin_port_file, FILE, 0, "admin-port-file", "FILE", "",
    "write the admin port to FILE once it is open", "")
OPT(listen, STRING, 0, "listen", "ADDRESS", "",
    "address of the users' services (default 127.0.0.1)",
    "Listen on ADDRESS, an IPv4 or IPv6 address. The default is the loopback address 127.0.0.1; 0.0.0.0 or :: is every address.")
OPT(admin_listen, STRING, 0, "admin-listen", "ADDRESS", "",
    "address of the admin interface (default 127.0.0.1)", "")
OPT(devices, LIST, 0, "devices", "FILE", "",
    "more devices: a table of sit-devices(5)",
    "Read more devices from FILE, a table as described in sit-devices(5).")
OPT(make_world, FLAG, 0, "make-world", "", "",
    "write a world for the devices and stop",
    "Write a world, sit-world(5), for the devices of --devices to standard output or -o FILE, and stop. Users are made from the suppliers and network operators that the devices name.")
OPT(ppcl, FILE, 0, "ppcl", "FILE", "",
    "with --make-world: firmware and models from this PPCL",
    "With --make-world: take maker, model and firmware of each device from the row of FILE, a PPCL, that its ppc_id names, where the device states none.")
OPT(events, FILE, 0, "events", "FILE", "",
    "append every event to FILE (NDJSON)",
    "Append every event, as GET /admin/v1/events tells it, to FILE.")
OPT(transactions, FILE, 0, "transactions", "FILE", "",
    "append a row for each message to FILE (CSV)",
    "Append a row for each message to FILE, for charging; see sit-transactions(5).")
OPT(mp192, CHOICE, 0, "mp192", "WHEN", "on|off",
    "schedule 4.3 and 4.4.3 for SMETS1: on or off (default: as the world says)", "")
OPT(mp192_code, STRING, 0, "mp192-code", "CODE", "",
    "response code that refuses such a schedule of SMETS2 (default E050113)", "")
OPT(seed, COUNT, 0, "seed", "N", "",
    "seed of everything that is drawn (default: as the world says)", "")
OPT(max_body, SIZE, 0, "max-body", "SIZE", "",
    "largest request in bytes (default 4M)",
    "Answer 413 to a request of more than SIZE bytes (suffixes k, M, G). The default is 4M, the most is 16M.")
OPT(max_connections, COUNT, 0, "max-connections", "N", "",
    "connections of users at once (default 2000)", "")
OPT(request_time, COUNT, 0, "request-time", "SECONDS", "",
    "time for a whole request to arrive (default 10)",
    "Cut a connection whose request has not arrived whole within SECONDS of real time.")
OPT(max_waiting, COUNT, 0, "max-waiting", "N", "",
    "results that may wait (default 200000); beyond, answer 503", "")
OPT(tls_key, FILE, 0, "tls-key", "FILE", "",
    "serve users by HTTPS with this key (PEM)",
    "Serve users by HTTPS with the key in FILE (PEM), which must be for its owner alone: a mode wider than 0600 is refused.")
OPT(tls_cert, FILE, 0, "tls-cert", "FILE", "",
    "certificate that belongs to --tls-key (PEM)", "")
OPT(client_ca, FILE, 0, "client-ca", "FILE", "",
    "users must show a certificate that FILE signed (PEM)",
    "Require of every client of the users' services a certificate that one of FILE (PEM) signed; without one the TLS handshake fails. Goes with --tls-key.")
OPT(receiver_ca, FILE, 0, "receiver-ca", "FILE", "",
    "certificates that HTTPS receivers are checked against (PEM)", "")
OPT(push_key, FILE, 0, "push-key", "FILE", "",
    "show HTTPS receivers a certificate; its key (PEM)",
    "Show HTTPS receivers that ask for one the certificate of --push-cert; FILE (PEM) has its key, which must be for its owner alone.")
OPT(push_cert, FILE, 0, "push-cert", "FILE", "",
    "certificate that belongs to --push-key (PEM)", "")
OPT(sign_key, FILE, 0, "sign-key", "FILE", "",
    "sign what the DCC says with this key (PEM)", "")
OPT(sign_cert, FILE, 0, "sign-cert", "FILE", "",
    "certificate that belongs to --sign-key (PEM)", "")
OPT(s1sp_key, FILE, 0, "s1sp-key", "FILE", "",
    "sign what SMETS1 Service Providers say with this key (PEM)", "")
OPT(s1sp_cert, FILE, 0, "s1sp-cert", "FILE", "",
    "certificate that belongs to --s1sp-key (PEM)", "")
OPT(schema, FILE, 0, "schema", "DIR", "",
    "check every message against the schemas in DIR",
    "Check every request, when it has passed the checks of its own, against the XML schemas *.xsd in DIR, and answer 400 to one that does not hold; check what is answered and pushed too, and tell what does not hold as an event, invalid-answer. What a SMETS1 device says holds only if it is signed, see --s1sp-key. No schema comes with the suite: DIR holds those of one version of DUIS, and what they import.")
OPT(must_sign, FLAG, 0, "must-sign", "", "",
    "refuse requests that are not signed", "")
