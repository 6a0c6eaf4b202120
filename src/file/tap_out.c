#include "file/tap_out.h"

#include "base/buf.h"

/* A description ends at the first #, a line at its end. */
static void add_line(struct buf *b, struct span s, char hash)
{
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		buf_add_char(b, c == '#' ? hash : c < ' ' && c >= 0 ? ' ' : c);
	}
}

/* A double-quoted YAML string is a JSON string. */
static void add_text(struct buf *b, const char *name, struct span s)
{
	if (!s.n)
		return;
	buf_addf(b, "  %s: \"", name);
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_addf(b, "\\%c", c);
		else if (c < ' ')
			buf_addf(b, "\\u%04x", c);
		else
			buf_add_char(b, (char)c);
	}
	buf_add(b, SPAN("\"\n"));
}

static void add_block(struct buf *b, const struct test_case *c)
{
	buf_add(b, SPAN("  ---\n"));
	add_text(b, "verdict", c->type.n ? c->type : SPAN("PASS"));
	add_text(b, "reason", c->message);
	add_text(b, "code", c->code);
	if (c->has_ms)
		buf_addf(b, "  duration_ms: %llu\n",
			 (unsigned long long)c->ms);
	if (c->attempts > 1)
		buf_addf(b, "  attempts: %llu\n",
			 (unsigned long long)c->attempts);
	add_text(b, "first_verdict", c->first);
	add_text(b, "evidence_sha256", c->evidence);
	buf_add(b, SPAN("  ...\n"));
}

static void add_case(struct buf *b, const struct test_case *c, size_t number)
{
	const bool ok = c->kind == TEST_PASSED || c->kind == TEST_SKIPPED;

	buf_addf(b, "%sok %zu - ", ok ? "" : "not ", number);
	add_line(b, c->id, '_');
	if (c->kind == TEST_SKIPPED) {
		buf_add(b, SPAN(" # SKIP "));
		add_line(b, c->message, '#');
	}
	buf_add_char(b, '\n');
	if (!ok || c->attempts > 1)
		add_block(b, c);
}

void tap_out(struct sink *sink, const struct test_report *r)
{
	struct buf b = BUF_INIT;
	size_t number = 0;

	buf_addf(&b, "TAP version 13\n1..%zu%s\n", r->cases.n,
		 r->cases.n ? "" : " # SKIP there are no results");
	for (size_t i = 0; i < r->suites.n; i++) {
		const struct test_suite *s = &r->suites.v[i];

		buf_add(&b, SPAN("# "));
		add_line(&b, s->name, '#');
		buf_add_char(&b, '\n');
		for (size_t k = 0; k < s->n; k++)
			add_case(&b, &r->cases.v[s->first + k], ++number);
		sink_put(sink, buf_span(&b));
		buf_clear(&b);
	}
	buf_addf(&b, "# " SPAN_F "\n", SPAN_A(r->summary));
	sink_put(sink, buf_span(&b));
	buf_release(&b);
}
