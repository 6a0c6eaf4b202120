/*
 * Any bytes as a message: no crash, no leak; what was refused says why; what
 * was accepted is written and read again as the same; a part of any XML
 * stands alone; and nothing is signed well by nobody.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "file/duis.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void part_stands_alone(struct span bytes)
{
	struct xml_error why;
	struct xml *doc = xml_parse(bytes, &why), *again;
	struct buf part = BUF_INIT, twice = BUF_INIT;

	if (!doc)
		return;
	xml_write(xml_root(doc), &part);
	again = xml_parse(buf_span(&part), &why);
	if (!again)
		abort();
	xml_write(xml_root(again), &twice);
	if (!span_eq(buf_span(&part), buf_span(&twice)))
		abort();
	xml_free(again);
	xml_free(doc);
	buf_release(&part);
	buf_release(&twice);
}

/* Written and read again; what is signed inside goes along as it is. */
static void there_and_back(const struct duis_doc *doc)
{
	const struct duis_message *m = duis_doc_message(doc), *n;
	struct buf inner = BUF_INIT, out = BUF_INIT;
	struct diag d = DIAG_INIT;
	struct duis_doc *again;

	if (duis_doc_embedded(doc))
		xml_write(duis_doc_embedded(doc), &inner);
	if (!duis_write(m, buf_span(&inner), &out))
		abort();
	again = duis_read(buf_span(&out), NULL, &d);
	if (!again)
		abort();
	n = duis_doc_message(again);
	if (n->kind != m->kind || n->has_id != m->has_id ||
	    !duis_id_same(&n->id, &m->id) ||
	    !span_eq(n->variant, m->variant) ||
	    !span_eq(n->code, m->code) || !n->body != !m->body)
		abort();
	if (m->kind != DUIS_S1SP_ALERT && m->body && !inner.n &&
	    !duis_element_same(m->body, n->body))
		abort();
	duis_doc_free(again);
	diag_release(&d);
	buf_release(&inner);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span bytes = span_make((const char *)data, size);
	struct xmlsig_certs *certs = xmlsig_certs_new();
	struct diag d = DIAG_INIT;
	struct duis_doc *doc = duis_read(bytes, "-", &d);
	struct duis_verdicts v;

	part_stands_alone(bytes);
	if (!doc && d.count[DIAG_ERROR] == 0)
		abort();
	if (doc) {
		there_and_back(doc);
		if (duis_verify(doc, certs, false, &v))
			abort();
	}
	duis_doc_free(doc);
	diag_release(&d);
	xmlsig_certs_free(certs);
	return 0;
}
