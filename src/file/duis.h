/*
 * duis.h - DUIS messages, in and out
 *
 *	struct duis_doc *doc = duis_read(bytes, "answer.xml", &diag);
 *
 *	if (!doc) ...				(findings say why)
 *	m = duis_doc_message(doc);
 *	if (span_eq(m->code, SPAN("I99"))) ...
 *	duis_verify(doc, certs, &verdicts);
 *	duis_doc_free(doc);
 *
 * Reading checks the envelope: elements, their order, and their values, of
 * requests, answers and alerts, before anybody asks a schema; every mistake
 * is a finding that names the element (DUIS050 to DUIS057). What is in the
 * body of a request is taken as it stands: whether it suits its service is
 * judged elsewhere. The message and its tree live as long as the document.
 *
 * Writing makes the compact form: no blank that a signature would have to
 * cover, and no signature; see file/xmlsig.h for one. A message that holds a
 * signed one gets the other's bytes, unchanged:
 *
 *	duis_write(&answer, SPAN_EMPTY, &inner);	(SMETS1SignedResponse)
 *	xmlsig_sign(s1sp, buf_span(&inner), &signed_inner, &why);
 *	duis_write(&result, buf_span(&signed_inner), &outer);
 *	xmlsig_sign(dcc, buf_span(&outer), &signed_outer, &why);
 *
 * Which member of struct duis_message belongs to which kind is said there.
 *
 * Source: DUIS schemas 5.0 to 5.4; sections 2 and 4 of the notes on testing
 * in smets1-tools(7).
 */
#ifndef FILE_DUIS_H
#define FILE_DUIS_H

#include "base/buf.h"
#include "base/diag.h"
#include "file/xml.h"
#include "file/xml_schema.h"
#include "file/xmlsig.h"
#include "model/duis.h"

struct duis_doc;

/* NULL: refused. `file` is the name for findings, or NULL. */
struct duis_doc *duis_read(struct span bytes, const char *file,
			   struct diag *d);
const struct duis_message *duis_doc_message(const struct duis_doc *doc);
void duis_doc_free(struct duis_doc *doc);	/* NULL is fine */

/* The root, and the signed element inside it (a SMETS1SignedResponse or an
 * S1SPAlert that came in a Response) or NULL. */
const struct xml_node *duis_doc_root(const struct duis_doc *doc);
const struct xml_node *duis_doc_embedded(const struct duis_doc *doc);

/* Signatures, each judged by itself. */
struct duis_verdicts {
	struct xmlsig_result outer;
	bool has_embedded;
	struct xmlsig_result embedded;
};

/* True: every signature that there must be is there and good. The outer one
 * may be absent where `unsigned_ok`; an embedded one may not. */
bool duis_verify(const struct duis_doc *doc, const struct xmlsig_certs *certs,
		 bool unsigned_ok, struct duis_verdicts *v);
/* The same as findings, DUIS060 to DUIS063. */
void duis_verify_find(const struct duis_doc *doc,
		      const struct duis_verdicts *v, bool unsigned_ok,
		      struct diag *d);

/* Held against the schemas of the user; every violation is DUIS065. */
bool duis_schema_check(const struct duis_doc *doc,
		       const struct xml_schema *schema, struct diag *d);

/*
 * Adds the message to `out`. `embedded`: for a SMETS1 response its signed
 * SMETS1SignedResponse, for a DCC alert without a body its signed S1SPAlert,
 * each as xmlsig_sign() made it; else empty. False: a text of it cannot be
 * carried by XML (nothing is added).
 */
bool duis_write(const struct duis_message *m, struct span embedded,
		struct buf *out);

#endif
