/*
 * Messages held against the user's schemas: requests before they are
 * judged, and what the emulator itself says before a fault spoils it.
 */
#include "emu/room.h"

#include "file/xml_schema.h"

/* The first complaint; the others follow from it more often than not. */
static void take(void *data, const struct xml_node *n, uint64_t line,
		 const char *text)
{
	struct buf *why = data, path = BUF_INIT;
	struct span says = span_of(text);

	if (why->n)
		return;
	if (n)
		xml_path(n, &path);
	says.n -= span_ends(says, SPAN("."));
	buf_addf(why, "line %llu: '" SPAN_F "': the schema says: " SPAN_F,
		 (unsigned long long)line, SPAN_A(buf_span(&path)),
		 SPAN_A(says));
	buf_release(&path);
}

bool emu_schema_allows(const struct emu *e, const struct emu_request *r,
		       struct buf *why)
{
	return !e->set.schema ||
	       xml_schema_check(e->set.schema, r->doc, take, why);
}

void emu_schema_answer(struct emu *e, struct span bytes)
{
	struct buf why = BUF_INIT;
	struct xml_error error;
	struct json *j;
	struct xml *doc;

	if (!e->set.schema)
		return;
	doc = xml_parse(bytes, &error);
	if (!doc)
		buf_addf(&why, "line %llu: the answer %s",
			 (unsigned long long)error.line, error.text);
	else
		xml_schema_check(e->set.schema, doc, take, &why);
	xml_free(doc);
	if (why.n) {
		j = emu_log_begin(&e->log, e->now_ms, "invalid-answer");
		json_string(j, "why", buf_span(&why));
		emu_log_end(&e->log);
	}
	buf_release(&why);
}
