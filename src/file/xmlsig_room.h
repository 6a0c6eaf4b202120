/*
 * xmlsig_room.h - what xmlsig.c and xmlsig_key.c share: keys of xmlsec
 */
#ifndef FILE_XMLSIG_ROOM_H
#define FILE_XMLSIG_ROOM_H

#include <xmlsec/xmlsec.h>
#include <xmlsec/keys.h>

#include "base/intern.h"
#include "base/vec.h"
#include "file/xmlsig.h"

struct xmlsig_key {
	xmlSecKey *key;
	struct buf issuer;	/* RFC 2253 */
	struct buf serial;	/* decimal */
};

struct xmlsig_certs {
	struct intern names;		/* xmlsig_signer(): the number */
	VEC(xmlSecKey *) keys;		/* public, by number */
	VEC(uint64_t) digests;		/* of the certificate, to tell twins */
};

/* The libraries, set up once for all threads; false: they cannot be. */
bool xmlsig_setup(void);

/* What a certificate is found by: serial number, and issuer whatever its
 * spelling (blanks at separators, escapes, letter case of types). */
void xmlsig_signer(struct span issuer, struct span serial, struct buf *out);

void xmlsig_say(struct xmlsig_error *why, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
