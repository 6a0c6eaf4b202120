/*
 * The schema is deterministic: what an element belongs to is told by its
 * name and by what stands before it, so one look at each is enough.
 */
#include "emu/body.h"

#include "emu/value.h"
#include "model/srv_body.h"

#define XSI	"http://www.w3.org/2001/XMLSchema-instance"

struct reader {
	struct srv_body b;
	const struct world *w;
	struct buf *why;
};

static bool is_element(const struct srv_row *row)
{
	return row->type != SRV_CHOICE && row->type != SRV_GROUP &&
	       !srv_row_is_attribute(row);
}

/* The name of an element; that of some is a setting. */
static struct span name_of(const struct reader *c, uint32_t i)
{
	const struct span name = span_of(srv_row_name(&c->b.row[i]));

	if (c->b.row[i].profile == SRV_PROFILE_MP192) {
		if (span_eq(name, SPAN("DSPReadInstantaneousPrepayValues")))
			return c->w->mp192.child_43;
		if (span_starts(name, SPAN("DSPRetrieveBillingCalendar")))
			return c->w->mp192.child_443;
	}
	return name;
}

/* ---- what may stand where ---- */

/* Can that row, or the first of its parts, be this element? */
static bool begins(const struct reader *c, uint32_t i,
		   const struct xml_node *n);

/* Can there be nothing of that row? */
static bool may_lack(const struct reader *c, uint32_t i)
{
	const struct srv_row *row = &c->b.row[i];
	const uint32_t end = srv_body_end(&c->b, i);
	const bool choice = row->type == SRV_CHOICE;

	if (row->least == 0)
		return true;
	if (!choice && row->type != SRV_GROUP)
		return false;
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k))
		if (may_lack(c, k) == choice)
			return choice;
	return !choice;
}

static bool begins(const struct reader *c, uint32_t i,
		   const struct xml_node *n)
{
	const struct srv_row *row = &c->b.row[i];
	const uint32_t end = srv_body_end(&c->b, i);

	if (!n)
		return false;
	if (is_element(row))
		return span_eq(xml_space(n), span_of(EMU_SR)) &&
		       span_eq(xml_name(n), name_of(c, i));
	if (srv_row_is_attribute(row))
		return false;
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k)) {
		if (begins(c, k, n))
			return true;
		if (row->type == SRV_GROUP && !may_lack(c, k))
			return false;
	}
	return false;
}

/* The row below i that this element is, wherever it stands; 0: none. */
static uint32_t row_of(const struct reader *c, uint32_t i,
		       const struct xml_node *n)
{
	const uint32_t end = srv_body_end(&c->b, i);
	uint32_t found = 0;

	for (uint32_t k = i + 1; k < end && !found;
	     k = srv_body_end(&c->b, k)) {
		if (!is_element(&c->b.row[k]))
			found = row_of(c, k, n);
		else if (begins(c, k, n))
			found = k;
	}
	return found;
}

/* Is it of one alternative of a choice, and one before it of another? */
static bool is_second(const struct reader *c, uint32_t i,
		      const struct xml_node *n)
{
	const uint32_t end = srv_body_end(&c->b, i);

	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k)) {
		const bool choice = c->b.row[i].type == SRV_CHOICE;
		const bool own = is_element(&c->b.row[k]) ? begins(c, k, n) :
				 row_of(c, k, n) != 0;
		const struct xml_node *s = xml_first(xml_parent(n));

		if (!own)
			continue;
		for (; choice && s && s != n; s = xml_next(s))
			if (row_of(c, i, s) && !begins(c, k, s) &&
			    !(row_of(c, k, s)))
				return true;
		if (!is_element(&c->b.row[k]) && is_second(c, k, n))
			return true;
	}
	return false;
}

static const char *what_is_wrong(const struct reader *c, uint32_t i,
				 const struct xml_node *n)
{
	if (!row_of(c, i, n))
		return "is not an element that may be there";
	if (is_second(c, i, n))
		return "is a second alternative of a choice that takes one";
	return "stands in the wrong place or is one too many";
}

/* ---- what does stand there ---- */

static void say_names(const struct reader *c, uint32_t i, struct buf *why)
{
	const struct srv_row *row = &c->b.row[i];
	const uint32_t end = srv_body_end(&c->b, i);

	if (is_element(row)) {
		buf_addf(why, "'" SPAN_F "'", SPAN_A(name_of(c, i)));
		return;
	}
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k)) {
		if (k > i + 1)
			buf_addf(why, " or ");
		say_names(c, k, why);
		if (row->type == SRV_GROUP && !may_lack(c, k))
			return;
	}
}

/* Row i is to stand where n does, below `parent`, whose row is `up`. */
static bool missing(const struct reader *c, uint32_t i, uint32_t up,
		    const struct xml_node *parent, const struct xml_node *n)
{
	say_names(c, i, c->why);
	buf_addf(c->why, " is expected: ");
	return emu_xml_wrong(n ? n : parent, n ? what_is_wrong(c, up, n) :
			     "ends before it", c->why);
}

static bool element_ok(const struct reader *c, uint32_t i,
		       const struct xml_node *n);

/* Takes what row i describes from *n on; `up` is the row of `parent`. */
static bool take(const struct reader *c, uint32_t i, uint32_t up,
		 const struct xml_node *parent, const struct xml_node **n)
{
	const struct srv_row *row = &c->b.row[i];
	const uint32_t end = srv_body_end(&c->b, i);
	unsigned taken = 0;

	if (srv_row_is_attribute(row))
		return true;
	if (is_element(row)) {
		for (; taken < row->most && begins(c, i, *n); taken++) {
			if (!element_ok(c, i, *n))
				return false;
			*n = xml_next(*n);
		}
		return taken >= row->least ||
		       missing(c, i, up, parent, *n);
	}
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k)) {
		if (row->type == SRV_CHOICE && !begins(c, k, *n))
			continue;
		if (!take(c, k, up, parent, n))
			return false;
		if (row->type == SRV_CHOICE)
			return true;
	}
	return row->type == SRV_GROUP || may_lack(c, i) ||
	       missing(c, i, up, parent, *n);
}

static bool content_ok(const struct reader *c, uint32_t i,
		       const struct xml_node *parent)
{
	const uint32_t end = srv_body_end(&c->b, i);
	const struct xml_node *n = xml_first(parent);

	/* what is to be empty may not even hold blanks */
	if (c->b.row[i].type == SRV_EMPTY ? xml_text(parent).n != 0 :
	    xml_has_text(parent))
		return emu_xml_wrong(parent, "has text, where none may be",
				     c->why);
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k))
		if (!take(c, k, i, parent, &n))
			return false;
	return !n || emu_xml_wrong(n, what_is_wrong(c, i, n), c->why);
}

static bool text_ok(const struct reader *c, uint32_t i,
		    const struct xml_node *n)
{
	struct buf kind = BUF_INIT;
	bool ok = emu_value_ok(&c->b.row[i], xml_text(n), &kind);

	if (xml_first(n))
		ok = emu_xml_wrong(xml_first(n), "is not an element that may "
				   "be there", c->why);
	else if (!ok)
		emu_xml_wrong(n, kind.p, c->why);
	buf_release(&kind);
	return ok;
}

/* ---- attributes ---- */

static bool attribute_known(const struct reader *c, uint32_t i,
			    struct span name)
{
	const uint32_t end = srv_body_end(&c->b, i);

	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k))
		if (srv_row_is_attribute(&c->b.row[k]) &&
		    span_eq(span_of(srv_row_name(&c->b.row[k]) + 1), name))
			return true;
	return false;
}

static bool wrong_attribute(const struct reader *c, const struct xml_node *n,
			    struct span name, const char *text)
{
	struct buf what = BUF_INIT;

	buf_addf(&what, "has an attribute '" SPAN_F "' that %s", SPAN_A(name),
		 text);
	emu_xml_wrong(n, what.p, c->why);
	buf_release(&what);
	return false;
}

static bool attributes_ok(const struct reader *c, uint32_t i,
			  const struct xml_node *n)
{
	const uint32_t end = srv_body_end(&c->b, i);
	struct span space, name, value;

	for (unsigned k = 0; xml_attribute_at(n, k, &space, &name, &value);
	     k++)
		if (!span_eq(space, span_of(XSI)) &&
		    (space.n || !attribute_known(c, i, name)))
			return wrong_attribute(c, n, name,
					       "may not be there");
	for (uint32_t k = i + 1; k < end; k = srv_body_end(&c->b, k)) {
		const struct srv_row *row = &c->b.row[k];
		struct buf kind = BUF_INIT;
		bool ok = true;

		if (!srv_row_is_attribute(row))
			continue;
		name = span_of(srv_row_name(row) + 1);
		if (!xml_attribute(n, name.p, &value))
			ok = row->least == 0 ||
			     wrong_attribute(c, n, name, "is missing");
		else if (!emu_value_ok(row, value, &kind))
			ok = wrong_attribute(c, n, name, kind.p);
		buf_release(&kind);
		if (!ok)
			return false;
	}
	return true;
}

static bool element_ok(const struct reader *c, uint32_t i,
		       const struct xml_node *n)
{
	return attributes_ok(c, i, n) &&
	       (srv_row_has_text(&c->b.row[i]) ? text_ok(c, i, n) :
		content_ok(c, i, n));
}

static bool pre_command_ok(const struct emu_request *r, struct buf *why)
{
	static const char *const order[] = { "GBCSPayload", NULL };
	const struct srv_row base64 = { .type = SRV_BASE64 };
	const struct xml_node *rest;
	struct buf kind = BUF_INIT;
	bool ok;

	if (!emu_xml_order(r->body, order, &rest, why))
		return false;
	if (rest)
		return emu_xml_wrong(rest, "is not expected here", why);
	ok = emu_value_ok(&base64, xml_text(xml_first(r->body)), &kind);
	if (!ok)
		emu_xml_wrong(xml_first(r->body), kind.p, why);
	buf_release(&kind);
	return ok;
}

bool emu_body_ok(const struct emu_request *r, const struct world *w,
		 struct buf *why)
{
	struct reader c = { .w = w, .why = why };
	const struct srv *srv = srv_by_body(xml_name(r->body));

	if (r->pre_command)
		return pre_command_ok(r, why);
	if (!srv || !srv_body_find(span_of(srv->srv), &c.b))
		return emu_xml_wrong(r->body, "is not the body of a request",
				     why);
	return element_ok(&c, 0, r->body);
}
