/*
 * Any bytes as a message: no crash, no leak; what was refused says why; what
 * was accepted is written and read again as the same; a part of any XML
 * stands alone; and nothing is signed well by nobody.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "engine/duis_lint.h"
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

static void judged(const struct duis_message *m)
{
	const struct duis_context c = { .has_now = true };
	const struct duis_profile profile = {
		.version = duis_version(m->schema_version) };
	struct duis_params p = DUIS_PARAMS_INIT, back = DUIS_PARAMS_INIT;
	struct arena a = ARENA_INIT;
	struct diag d = DIAG_INIT;

	if (duis_lint(m, &c, &d) && m->kind == DUIS_REQUEST && m->body) {
		const struct duis_body_ask ask = { srv_find(m->variant),
			&profile, NULL, 0 };
		struct duis_element *e;

		duis_body_params(m->body, &p);
		e = duis_body_build(&ask, &p, &a, &d);
		if (!e)
			abort();
		duis_body_params(e, &back);
		if (back.v.n != p.v.n)
			abort();
	}
	duis_params_release(&p);
	duis_params_release(&back);
	arena_release(&a);
	diag_release(&d);
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
		judged(duis_doc_message(doc));
		if (duis_verify(doc, certs, false, &v))
			abort();
	}
	duis_doc_free(doc);
	diag_release(&d);
	xmlsig_certs_free(certs);
	return 0;
}
