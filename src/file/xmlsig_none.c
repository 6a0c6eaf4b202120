/*
 * xmlsig_none.c - no signatures: what xmlsig.h is without xmlsec1
 *
 * Nothing here succeeds, and a message that is signed is not called
 * unsigned.
 */
#include "file/xmlsig.h"

#include <stdio.h>

#include "base/mem.h"

#define WITHOUT	"built without signatures"

struct xmlsig_certs {
	unsigned none;
};

static bool say(struct xmlsig_error *why)
{
	*why = (struct xmlsig_error){ .system = false };
	snprintf(why->text, sizeof(why->text), "%s", WITHOUT);
	return false;
}

bool xmlsig_available(void)
{
	return false;
}

struct xmlsig_key *xmlsig_key_read(const char *key_path,
				   const char *cert_path,
				   struct xmlsig_error *why)
{
	(void)key_path;
	(void)cert_path;
	say(why);
	return NULL;
}

void xmlsig_key_free(struct xmlsig_key *key)
{
	(void)key;
}

struct xmlsig_certs *xmlsig_certs_new(void)
{
	return mem_array(1, sizeof(struct xmlsig_certs));
}

void xmlsig_certs_free(struct xmlsig_certs *certs)
{
	mem_free(certs);
}

bool xmlsig_certs_read(struct xmlsig_certs *certs, const char *path,
		       struct xmlsig_error *why)
{
	(void)certs;
	(void)path;
	return say(why);
}

bool xmlsig_certs_add_pem(struct xmlsig_certs *certs, struct span pem,
			  const char *name, struct xmlsig_error *why)
{
	(void)certs;
	(void)pem;
	(void)name;
	return say(why);
}

unsigned xmlsig_certs_count(const struct xmlsig_certs *certs)
{
	return certs->none;
}

bool xmlsig_sign(const struct xmlsig_key *key, struct span xml,
		 struct buf *out, struct xmlsig_error *why)
{
	(void)key;
	(void)xml;
	(void)out;
	return say(why);
}

bool xmlsig_verify(const struct xml_node *element,
		   const struct xmlsig_certs *certs,
		   struct xmlsig_result *result)
{
	const struct xml_node *signature =
		xml_child(element, XML_DSIG_NS, "Signature");

	(void)certs;
	*result = (struct xmlsig_result){ .cert = -1 };
	result->verdict = signature ? XMLSIG_UNABLE : XMLSIG_NONE;
	result->line = signature ? xml_line(signature) : 0;
	snprintf(result->text, sizeof(result->text), "%s",
		 signature ? WITHOUT : "has no signature");
	return false;
}
