/*
 * xmlsig.h - XML signatures: made and judged
 *
 * One profile and no other: enveloped in the element it signs (its last
 * child), exclusive canonicalisation without comments, one reference with
 * URI="" and the one transform enveloped-signature (after which content is
 * canonicalised inclusively, as XML Signature has it), SHA-256, ECDSA on
 * P-256 with the value as raw r and s, and the signer named by
 * X509IssuerSerial: the issuer as RFC 2253 writes it, the serial number in
 * decimal. The certificate is not in the message: the verifier has it.
 *
 *	struct xmlsig_error why;
 *	struct xmlsig_key *key = xmlsig_key_read("user.key", "user.pem", &why);
 *	ok = xmlsig_sign(key, bytes, &signed_bytes, &why);
 *
 *	struct xmlsig_certs *certs = xmlsig_certs_new();
 *	xmlsig_certs_read(certs, "s1sp.pem", &why);
 *	xmlsig_verify(xml_root(doc), certs, &r);	(the outer one)
 *	xmlsig_verify(embedded, certs, &r);		(one inside)
 *	if (r.verdict == XMLSIG_GOOD) ...
 *
 * A message may hold a signed element inside another. Each signature is
 * judged by itself: xmlsig_verify() looks at the signature that is a direct
 * child of the element it is given, and judges that element as a document of
 * its own. Anything outside the profile is MALFORMED, never believed: other
 * algorithms, further transforms, two signatures side by side.
 *
 * A signature that is GOOD says that the holder of the named certificate's
 * key made it. Dates, usage and trust of a certificate are not looked at:
 * who is in the set is trusted, and `cert` says who it was.
 *
 * Keys are PEM, PKCS#8, P-256, and no file that group or others may touch;
 * no byte of one reaches a message. Keys and sets may be used by many
 * threads at once while nobody changes them.
 *
 * Built without xmlsec1, xmlsig_available() is false, and everything else
 * fails and says 'built without signatures'.
 */
#ifndef FILE_XMLSIG_H
#define FILE_XMLSIG_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/span.h"
#include "file/xml.h"

struct xmlsig_key;
struct xmlsig_certs;

enum xmlsig_verdict {
	XMLSIG_NONE,		/* there is no signature */
	XMLSIG_GOOD,
	XMLSIG_BAD,		/* the content or the signature was changed */
	XMLSIG_STRANGER,	/* no certificate of that issuer and serial */
	XMLSIG_MALFORMED,	/* not of the profile */
	XMLSIG_UNABLE,		/* built without signatures */
};

struct xmlsig_error {
	bool system;		/* it could not be read at all */
	char text[256];		/* stands alone; names the file */
};

struct xmlsig_result {
	enum xmlsig_verdict verdict;
	uint64_t line;		/* of the signature; 0: none */
	int cert;		/* number in the set, from 0; -1: none */
	char text[256];		/* why; empty when GOOD */
};

bool xmlsig_available(void);
const char *xmlsig_verdict_name(enum xmlsig_verdict v);	/* "good" */

/* The key and the certificate that belongs to it; NULL: why. */
struct xmlsig_key *xmlsig_key_read(const char *key_path,
				   const char *cert_path,
				   struct xmlsig_error *why);
void xmlsig_key_free(struct xmlsig_key *key);

struct xmlsig_certs *xmlsig_certs_new(void);
void xmlsig_certs_free(struct xmlsig_certs *certs);
/* Adds every certificate of a PEM file, numbered in the order of adding. A
 * certificate that is there already keeps its number. */
bool xmlsig_certs_read(struct xmlsig_certs *certs, const char *path,
		       struct xmlsig_error *why);
bool xmlsig_certs_add_pem(struct xmlsig_certs *certs, struct span pem,
			  const char *name, struct xmlsig_error *why);
unsigned xmlsig_certs_count(const struct xmlsig_certs *certs);

/* Adds the document, signed, to `out`. `xml` must be compact and its root
 * not signed yet; signatures further inside stay as they are. */
bool xmlsig_sign(const struct xmlsig_key *key, struct span xml,
		 struct buf *out, struct xmlsig_error *why);

/* True: GOOD. The result is filled either way. */
bool xmlsig_verify(const struct xml_node *element,
		   const struct xmlsig_certs *certs,
		   struct xmlsig_result *result);

#endif
