/*
 * emu.h - the other end of a SIT campaign
 *
 * Plays the DCC to users who send it DUIS requests over HTTP: checks them,
 * acknowledges, keeps schedules and an inventory, lets devices answer, and
 * pushes what they say to the users' receivers, by a clock that can be
 * hurried. What goes wrong on purpose is in the world's faults.
 *
 *	e = emu_open(&settings, &world, &why);	(NULL: why)
 *	emu_port(e), emu_admin_port(e)
 *	ok = emu_run(e, &why);		(until SIGINT or SIGTERM)
 *	emu_close(e);
 *
 * One thread, one loop. With the same seed, the same requests in the same
 * order on each device and a clock that is moved by hand, every message is
 * the same, whatever the order in which devices are spoken to.
 *
 * The emulator shares with the client that it judges the generated tables of
 * service requests, the XML primitives and the signatures, and nothing else:
 * src/LAYERS keeps it so.
 */
#ifndef EMU_EMU_H
#define EMU_EMU_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "model/world.h"

struct emu;
struct xmlsig_key;
struct xmlsig_certs;
struct xml_schema;

struct emu_settings {
	const char *address, *admin_address;
	uint16_t port, admin_port;	/* 0: any */
	uint64_t max_body;		/* bytes of a request */
	unsigned max_connections;
	uint64_t request_ms;		/* for a whole request to arrive */
	uint64_t max_waits;		/* results not yet delivered */
	const char *tls_key, *tls_cert;	/* PEM text, or NULL */
	const char *client_ca;		/* PEM text: clients must have a
					   certificate of it; or NULL */
	const char *receiver_ca;	/* file, or NULL */
	struct span push_key, push_cert;	/* PEM text, or empty */
	int events_fd, transactions_fd;	/* -1: none */
	const struct xmlsig_key *dcc_key, *s1sp_key;	/* NULL: unsigned */
	const struct xmlsig_certs *certs;	/* of users; NULL: not judged */
	const uint64_t *cert_users;	/* whose, by number */
	const struct xml_schema *schema;	/* NULL: none */
	bool must_sign;			/* refuse requests without signature */
};

/* The world must outlive it, and is changed by it. */
struct emu *emu_open(const struct emu_settings *settings, struct world *w,
		     struct buf *why);
uint16_t emu_port(const struct emu *e);
uint16_t emu_admin_port(const struct emu *e);
bool emu_run(struct emu *e, struct buf *why);	/* false: why */
void emu_close(struct emu *e);

#endif
