#include "emu/request.h"

#include <string.h>

#include "base/moment.h"
#include "base/num.h"
#include "model/world.h"

bool emu_xml_wrong(const struct xml_node *n, const char *text,
		   struct buf *why)
{
	struct buf path = BUF_INIT;

	xml_path(n, &path);
	buf_addf(why, "line %llu: '" SPAN_F "' %s",
		 (unsigned long long)xml_line(n), SPAN_A(buf_span(&path)),
		 text);
	buf_release(&path);
	return false;
}

static bool wrong(struct buf *why, const struct xml_node *n, const char *text)
{
	return emu_xml_wrong(n, text, why);
}

bool emu_xml_order(const struct xml_node *parent, const char *const *names,
		   const struct xml_node **rest, struct buf *why)
{
	const struct xml_node *n = xml_first(parent);

	if (xml_has_text(parent))
		return wrong(why, parent, "has text between its elements");
	for (; *names; names++) {
		struct span name = span_of(*names);
		const bool optional = name.p[name.n - 1] == '?';

		name.n -= optional;
		if (n && span_eq(xml_name(n), name) &&
		    span_eq(xml_space(n), span_of(EMU_SR))) {
			n = xml_next(n);
			continue;
		}
		if (optional)
			continue;
		buf_addf(why, "'" SPAN_F "' is expected ", SPAN_A(name));
		return wrong(why, n ? n : parent, n ?
			     "stands in its place" : "ends before it");
	}
	*rest = n;
	return true;
}

/* "user:target:counter", the counter without leading zeros */
static bool read_id(struct emu_request *r, struct span s)
{
	const size_t eui = WORLD_EUI_TEXT - 1;
	struct span counter;

	if (s.n < 2 * eui + 3 || s.p[eui] != ':' || s.p[2 * eui + 1] != ':')
		return false;
	counter = span_from(s, 2 * eui + 2);
	return world_eui_parse(span_make(s.p, eui), &r->user) &&
	       world_eui_parse(span_make(s.p + eui + 1, eui), &r->target) &&
	       num_parse(counter, &r->counter) &&
	       (counter.n == 1 || counter.p[0] != '0');
}

static struct span part_text(const struct xml_node *n, const char *name)
{
	const struct xml_node *part = xml_child(n, EMU_SR, name);

	return part ? span_trim(xml_text(part)) : SPAN_EMPTY;
}

static bool known_reference(struct span s)
{
	for (uint32_t i = 0; i < srv_count; i++)
		if (span_eq(span_of(srv_table[i].reference), s))
			return true;
	return false;
}

static bool is_decimal(struct span s)
{
	uint64_t n;
	struct span whole;

	if (!span_cut(&s, '.', &whole) || !num_parse(whole, &n))
		return false;
	return s.n == 0 || num_parse(s, &n);
}

static bool read_header(struct emu_request *r, const struct xml_node *h,
			struct buf *why)
{
	static const char *const order[] = {
		"RequestID", "FirstInSequence?", "PrecedingServiceRequestID?",
		"CommandVariant", "ServiceReference",
		"ServiceReferenceVariant", NULL
	};
	struct emu_request before;
	const struct xml_node *rest;
	struct span s;
	uint64_t cv;

	if (!emu_xml_order(h, order, &rest, why))
		return false;
	if (rest)
		return wrong(why, rest, "is not expected here");
	r->id = part_text(h, "RequestID");
	if (!read_id(r, r->id))
		return wrong(why, xml_child(h, EMU_SR, "RequestID"),
			     "is not EUI:EUI:counter");
	s = part_text(h, "PrecedingServiceRequestID");
	if (s.n && !read_id(&before, s))
		return wrong(why, h, "names a preceding request that is not "
			     "EUI:EUI:counter");
	s = part_text(h, "FirstInSequence");
	if (s.n && !span_eq(s, SPAN("true")) && !span_eq(s, SPAN("false")) &&
	    !span_eq(s, SPAN("0")) && !span_eq(s, SPAN("1")))
		return wrong(why, xml_child(h, EMU_SR, "FirstInSequence"),
			     "is not true or false");
	s = part_text(h, "CommandVariant");
	if (!num_parse(s, &cv) || cv < 1 || cv > 9)
		return wrong(why, xml_child(h, EMU_SR, "CommandVariant"),
			     "is not 1 to 9");
	r->cv = (unsigned)cv;
	r->reference = part_text(h, "ServiceReference");
	if (!known_reference(r->reference))
		return wrong(why, xml_child(h, EMU_SR, "ServiceReference"),
			     "is not a service reference");
	r->srv = srv_find(part_text(h, "ServiceReferenceVariant"));
	return r->srv || wrong(why, xml_child(h, EMU_SR,
					      "ServiceReferenceVariant"),
			       "is not a service reference variant");
}

static bool read_body(struct emu_request *r, const struct xml_node *body,
		      struct buf *why)
{
	struct span when;

	r->body = xml_first(body);
	if (!r->body || xml_has_text(body))
		return wrong(why, body, "does not hold an element");
	if (xml_next(r->body))
		return wrong(why, xml_next(r->body), "is one too many");
	r->pre_command = xml_is(r->body, EMU_SR, "SignedPreCommand");
	if (!span_eq(xml_space(r->body), span_of(EMU_SR)) ||
	    (!r->pre_command && !srv_by_body(xml_name(r->body))))
		return wrong(why, r->body, "is not the body of a request");
	if (!xml_child(r->body, EMU_SR, "ExecutionDateTime"))
		return true;
	when = emu_request_text(r, "ExecutionDateTime");
	if (xml_first(r->body) != emu_request_part(r, "ExecutionDateTime"))
		return wrong(why, emu_request_part(r, "ExecutionDateTime"),
			     "is not the first element");
	r->future = true;
	r->cancels = span_starts(when, SPAN("3000-12-31T"));
	if (!r->cancels && !moment_parse(when, &r->execute_ms))
		return wrong(why, emu_request_part(r, "ExecutionDateTime"),
			     "is not a point in time in UTC");
	return true;
}

static bool read_root(struct emu_request *r, struct buf *why)
{
	static const char *const order[] = { "Header", "Body", NULL };
	const struct xml_node *root = xml_root(r->doc), *rest;

	if (!xml_is(root, EMU_SR, "Request"))
		return wrong(why, root, "is not sr:Request");
	if (!xml_attribute(root, "schemaVersion", &r->version) ||
	    !is_decimal(span_trim(r->version)))
		return wrong(why, root, "has no schemaVersion that is a "
			     "number");
	if (!emu_xml_order(root, order, &rest, why))
		return false;
	if (rest && (!xml_is(rest, XML_DSIG_NS, "Signature") ||
		     xml_next(rest)))
		return wrong(why, rest, "is not expected here");
	return read_header(r, xml_child(root, EMU_SR, "Header"), why) &&
	       read_body(r, xml_child(root, EMU_SR, "Body"), why);
}

bool emu_request_read(struct emu_request *r, struct span bytes,
		      struct buf *why)
{
	struct xml_error error;

	memset(r, 0, sizeof(*r));
	r->doc = xml_parse(bytes, &error);
	if (!r->doc) {
		if (error.line)
			buf_addf(why, "line %llu: ",
				 (unsigned long long)error.line);
		buf_addf(why, "the body %s", error.text);
		return false;
	}
	return read_root(r, why);
}

void emu_request_release(struct emu_request *r)
{
	xml_free(r->doc);
	r->doc = NULL;
}

const struct xml_node *emu_request_part(const struct emu_request *r,
					const char *name)
{
	return xml_child(r->body, EMU_SR, name);
}

struct span emu_request_text(const struct emu_request *r, const char *name)
{
	return part_text(r->body, name);
}
