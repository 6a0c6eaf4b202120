/* The envelope of what the DCC says. Compact, as signatures need it. */
#include "emu/room.h"

#include "base/bug.h"
#include "base/num.h"
#include "file/xmlsig.h"

const struct xml_ns emu_sr = { "sr", EMU_SR };
const struct xml_ns emu_ra = { "ra", EMU_RA };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void emu_put(struct emu_writer *w, const char *name, struct span text)
{
	xml_put(&w->w, &emu_sr, name, text);
}

void emu_put_ids(struct emu_writer *w, const struct xml_ns *ns,
		 const char *name, struct span id)
{
	struct buf b = BUF_INIT;

	buf_add(&b, id);
	for (size_t i = 0; i < b.n; i++) {
		if (w->a->lower)
			b.p[i] = lower(b.p[i]);
		else if (w->a->upper)
			b.p[i] = upper(b.p[i]);
	}
	xml_put(&w->w, ns, name, buf_span(&b));
	buf_release(&b);
}

void emu_put_eui(struct emu_writer *w, const struct xml_ns *ns,
		 const char *name, uint64_t eui)
{
	char text[WORLD_EUI_TEXT];

	emu_put_ids(w, ns, name, span_of(world_eui_text(eui, text)));
}

void emu_put_refs(struct emu_writer *w, const struct srv *srv)
{
	emu_put(w, "ServiceReference", span_of(srv->reference));
	emu_put(w, "ServiceReferenceVariant", span_of(srv->srv));
}

void emu_answer_begin(struct emu *e, struct emu_writer *w,
		      const struct emu_answer *a)
{
	char from[WORLD_EUI_TEXT], to[WORLD_EUI_TEXT], text[MOMENT_TEXT];
	struct buf id = BUF_INIT;

	*w = (struct emu_writer){ .a = a, .bytes = BUF_INIT };
	xml_begin(&w->w, &w->bytes, XML_DOCUMENT);
	xml_open(&w->w, &emu_sr, "Response");
	xml_put_attribute(&w->w, "schemaVersion", e->world->schema_version);
	xml_open(&w->w, &emu_sr, "Header");
	if (a->request_id.n)
		emu_put_ids(w, &emu_sr, "RequestID", a->request_id);
	buf_addf(&id, "%s:%s:%llu", world_eui_text(a->from, from),
		 world_eui_text(a->to, to), (unsigned long long)a->counter);
	emu_put_ids(w, &emu_sr, "ResponseID", buf_span(&id));
	emu_put(w, "ResponseCode", a->code);
	emu_put(w, "ResponseDateTime", span_of(moment_text(e->now_ms, text)));
	xml_close(&w->w);
	xml_open(&w->w, &emu_sr, "Body");
	buf_release(&id);
}

void emu_answer_end(struct emu *e, struct emu_writer *w, struct buf *out)
{
	struct xmlsig_error why;
	const size_t before = out->n;

	xml_close(&w->w);
	xml_close(&w->w);
	if (!xml_end(&w->w))
		BUG("an answer holds what XML cannot carry");
	if (!w->a->sign || !e->set.dcc_key ||
	    !xmlsig_sign(e->set.dcc_key, buf_span(&w->bytes), out, &why))
		buf_add(out, buf_span(&w->bytes));
	buf_release(&w->bytes);
	emu_schema_answer(e, span_make(out->p + before, out->n - before));
}
