#include "file/junit_out.h"

#include "base/buf.h"

/* Bytes of the data are UTF-8; controls but tab and line feed are no XML,
 * and a token has no blanks that an attribute could lose. */
static void add_text(struct buf *b, struct span s, bool attribute)
{
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (c == '&')
			buf_add(b, SPAN("&amp;"));
		else if (c == '<')
			buf_add(b, SPAN("&lt;"));
		else if (c == '>')
			buf_add(b, SPAN("&gt;"));
		else if (c == '"' && attribute)
			buf_add(b, SPAN("&quot;"));
		else if (c == '\n' || c == '\t')
			buf_addf(b, attribute ? "&#%u;" : "%c", c);
		else if (c < ' ')
			buf_add(b, SPAN("\xef\xbf\xbd"));
		else if (c == 0xef && i + 2 < s.n &&
			 (unsigned char)s.p[i + 1] == 0xbf &&
			 (unsigned char)s.p[i + 2] >= 0xbe)
			buf_add(b, (i += 2, SPAN("\xef\xbf\xbd")));
		else
			buf_add_char(b, (char)c);
	}
}

static void add_attribute(struct buf *b, const char *name, struct span value)
{
	buf_addf(b, " %s=\"", name);
	add_text(b, value, true);
	buf_add_char(b, '"');
}

static void add_number(struct buf *b, const char *name, uint64_t n)
{
	buf_addf(b, " %s=\"%llu\"", name, (unsigned long long)n);
}

static void add_seconds(struct buf *b, uint64_t ms)
{
	buf_addf(b, " time=\"%llu.%03u\"", (unsigned long long)(ms / 1000),
		 (unsigned)(ms % 1000));
}

static void add_head(struct buf *b, const struct test_suite *s, size_t id)
{
	buf_add(b, SPAN("  <testsuite"));
	add_attribute(b, "name", s->name);
	add_number(b, "id", id);
	add_attribute(b, "package", s->package.n ? s->package :
						   SPAN("sit-run"));
	add_attribute(b, "hostname", SPAN("localhost"));
	add_attribute(b, "timestamp", s->timestamp.n ? s->timestamp :
		      SPAN("1970-01-01T00:00:00"));
	add_number(b, "tests", s->n);
	add_number(b, "failures", s->count[TEST_FAILED]);
	add_number(b, "errors", s->count[TEST_ERROR]);
	add_number(b, "skipped", s->count[TEST_SKIPPED]);
	add_seconds(b, s->ms);
	buf_add(b, SPAN(">\n    <properties>\n"));
	for (size_t i = 0; i < s->properties.n; i++) {
		buf_add(b, SPAN("      <property"));
		add_attribute(b, "name", s->properties.v[i].name);
		add_attribute(b, "value", s->properties.v[i].value);
		buf_add(b, SPAN("/>\n"));
	}
	buf_add(b, SPAN("    </properties>\n"));
}

static void add_case(struct buf *b, const struct test_case *c)
{
	static const char *const elements[TEST_KINDS] = {
		[TEST_FAILED] = "failure", [TEST_ERROR] = "error" };

	buf_add(b, SPAN("    <testcase"));
	add_attribute(b, "classname", c->classname);
	add_attribute(b, "name", c->name);
	add_seconds(b, c->ms);
	if (c->kind == TEST_PASSED) {
		buf_add(b, SPAN("/>\n"));
		return;
	}
	if (c->kind == TEST_SKIPPED) {
		buf_add(b, SPAN(">\n      <skipped/>\n"));
	} else {
		buf_addf(b, ">\n      <%s", elements[c->kind]);
		add_attribute(b, "type", c->type);
		add_attribute(b, "message", c->message);
		buf_add(b, SPAN("/>\n"));
	}
	buf_add(b, SPAN("    </testcase>\n"));
}

/* What the form has no place for: why one was left out, what came first. */
static void add_words(struct buf *b, const struct test_case *c)
{
	if (c->kind == TEST_PASSED && c->attempts < 2)
		return;
	add_text(b, c->id, false);
	buf_add(b, SPAN(": "));
	add_text(b, c->type.n ? c->type : SPAN("PASS"), false);
	if (c->attempts > 1)
		buf_addf(b, " after %llu attempts, the first " SPAN_F,
			 (unsigned long long)c->attempts, SPAN_A(c->first));
	if (c->message.n) {
		buf_add(b, SPAN(": "));
		add_text(b, c->message, false);
	}
	if (c->evidence.n) {
		buf_add(b, SPAN(" [evidence "));
		add_text(b, c->evidence, false);
		buf_add_char(b, ']');
	}
	buf_add_char(b, '\n');
}

void junit_out(struct sink *sink, const struct test_report *r)
{
	struct buf b = BUF_INIT;

	sink_put(sink, SPAN("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			    "<testsuites>\n"));
	for (size_t i = 0; i < r->suites.n; i++) {
		const struct test_suite *s = &r->suites.v[i];

		buf_clear(&b);
		add_head(&b, s, i);
		for (size_t k = 0; k < s->n; k++)
			add_case(&b, &r->cases.v[s->first + k]);
		buf_add(&b, SPAN("    <system-out>"));
		for (size_t k = 0; k < s->n; k++)
			add_words(&b, &r->cases.v[s->first + k]);
		buf_add(&b, SPAN("</system-out>\n    <system-err>"
				 "</system-err>\n  </testsuite>\n"));
		sink_put(sink, buf_span(&b));
	}
	sink_put(sink, SPAN("</testsuites>\n"));
	buf_release(&b);
}
