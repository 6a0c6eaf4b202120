/* Schedules and dates: what only several elements together can get wrong. */
#include "base/date.h"
#include "engine/duis_lint_room.h"

static struct span text_of(const struct duis_element *e, struct span name)
{
	const struct duis_element *child = duis_element_find(e, name);

	return child ? span_trim(child->text) : SPAN_EMPTY;
}

/* ---- schedules ---- */

static const char *child_of(const struct duis_lint *l, const struct srv *v)
{
	const struct duis_profile *p = l->c->profile;

	if (p && v->modes & SRV_MP192) {
		if (p->child_4_3 && span_eq(span_of(v->srv), SPAN("4.3")))
			return p->child_4_3;
		if (p->child_4_4_3 && span_eq(span_of(v->srv), SPAN("4.4.3")))
			return p->child_4_4_3;
	}
	return v->schedule_child;
}

/* May the service be scheduled, in this version, of this device? */
static void schedulable(struct duis_lint *l, const struct srv *v,
			const struct duis_element *at)
{
	const struct duis_profile *p = l->c->profile;
	const struct duis_device *dev = NULL;
	const unsigned since = duis_version(span_of(v->schedule_since));
	const unsigned is = p && p->version ? p->version :
			    duis_version(l->m->schema_version);
	uint64_t eui;

	if (duis_eui_parse(text_of(l->m->body, SPAN("DeviceID")), &eui))
		dev = duis_lint_device(l, eui);
	if (!(v->modes & SRV_SCHEDULED))
		duis_lint_find(l, DUIS041, at, NULL, span_of(v->srv),
			       "cannot be scheduled");
	else if (is && since > is)
		duis_lint_find(l, DUIS041, at, NULL, span_of(v->srv),
			       "can be scheduled since DUIS %s",
			       v->schedule_since);
	else if (v->modes & SRV_MP192 && !(p && p->mp192))
		duis_lint_find(l, DUIS041, at, NULL, span_of(v->srv),
			       "can be scheduled only under the MP192 "
			       "profile");
	else if (v->modes & SRV_MP192 && dev && dev->smets == 2)
		duis_lint_find(l, DUIS041, at, NULL, span_of(v->srv),
			       "can be scheduled only of SMETS1 devices");
	if (dev && dev->type && !(dev->type & v->devices))
		duis_lint_find(l, DUIS037, at, "DeviceID", span_of(v->srv),
			       "is scheduled of a device of type %s, which "
			       "does not serve it",
			       srv_device_name(dev->type));
}

void duis_lint_schedule(struct duis_lint *l)
{
	const struct span reference_name =
		SPAN("DSPScheduledServiceReference");
	const struct span variant_name =
		SPAN("DSPScheduledServiceReferenceVariant");
	const struct duis_element *body = l->m->body, *last = body->last;
	const struct duis_element *at = duis_element_find(body, variant_name);
	const struct span reference = text_of(body, reference_name);
	const struct srv *v;

	if (!at)
		return;		/* said by the body's own check */
	v = duis_lint_srv(l, span_trim(at->text));
	if (!v) {
		duis_lint_find(l, DUIS030, at, variant_name.p, at->text,
			       "is no service request variant");
		return;
	}
	if (!span_eq(reference, span_of(v->reference)))
		duis_lint_find(l, DUIS040, at, reference_name.p, reference,
			       "is not the service of %s; expected %s",
			       v->srv, v->reference);
	if (v->modes & SRV_SCHEDULED &&
	    !span_eq(last->name, span_of(child_of(l, v))))
		duis_lint_find(l, DUIS040, last, body->name.p, last->name,
			       "does not schedule %s; expected %s", v->srv,
			       child_of(l, v));
	schedulable(l, v, at);
	/* whoever may make schedules may not have everything in them */
	if (l->c->roles & l->srv->roles)
		duis_lint_role(l, v, at, variant_name.p);
}

/* ---- dates ---- */

static bool when(const struct duis_element *e, struct span name,
		 int64_t *seconds)
{
	return e && duis_time_parse(text_of(e, name), seconds);
}

/* A day as the seconds at which it begins; its zone does not count. */
static bool day(const struct duis_element *e, struct span name,
		int64_t *seconds)
{
	const struct span s = text_of(e, name);
	int32_t n;

	if (s.n < 10 || !date_parse_far(span_make(s.p, 10), &n))
		return false;
	*seconds = (int64_t)n * 86400;
	return true;
}

static bool offset(const struct duis_element *e, struct span days,
		   struct span time, int64_t *seconds)
{
	struct span s = text_of(e, days), t = text_of(e, time);
	struct buf b = BUF_INIT;
	bool good = false;
	int64_t n = 0;

	if (s.n && s.p[0] == '-')
		s = span_from(s, 1);
	if (s.n == 0 || s.n > 4)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	buf_addf(&b, "1970-01-01T" SPAN_F, SPAN_A(t));
	good = duis_time_parse(buf_span(&b), seconds);
	*seconds -= n * 86400;
	buf_release(&b);
	return good;
}

static void reversed(struct duis_lint *l, const struct duis_element *at,
		     const char *end, const char *start)
{
	const struct duis_element *e = duis_element_find(at, span_of(end));

	duis_lint_find(l, DUIS044, e, end, e ? e->text : SPAN_EMPTY,
		       "is earlier than %s", start);
}

/* Pairs of dates, wherever in the body they are. Depth is the body's: small,
 * for duis_read() bounds it. */
static void pairs(struct duis_lint *l, const struct duis_element *e)
{
	int64_t from, to;

	if (when(e, SPAN("StartDateTime"), &from) &&
	    when(e, SPAN("EndDateTime"), &to) && to < from)
		reversed(l, e, "EndDateTime", "StartDateTime");
	if (day(e, SPAN("ScheduleStartDate"), &from) &&
	    day(e, SPAN("ScheduleEndDate"), &to) && to < from)
		reversed(l, e, "ScheduleEndDate", "ScheduleStartDate");
	if (offset(e, SPAN("StartDateOffset"), SPAN("StartTime"), &from) &&
	    offset(e, SPAN("EndDateOffset"), SPAN("EndTime"), &to) &&
	    to < from)
		reversed(l, e, "EndDateOffset", "StartDateOffset");
	for (const struct duis_element *c = e->first; c; c = c->next)
		pairs(l, c);
}

static void past(struct duis_lint *l, struct span name, bool whole_day)
{
	const struct duis_element *e = duis_element_find(l->m->body, name);
	const int64_t now = whole_day ? l->c->now - l->c->now % 86400 :
					l->c->now;
	int64_t at;

	if (!e || !(whole_day ? day(l->m->body, name, &at) :
				when(l->m->body, name, &at)))
		return;
	if (at < now)
		duis_lint_find(l, DUIS043, e, name.p, e->text, "is past");
}

void duis_lint_dates(struct duis_lint *l)
{
	const struct duis_element *e = duis_element_find(l->m->body,
		SPAN("ExecutionDateTime"));
	const unsigned cv = l->m->command_variant;

	pairs(l, l->m->body);
	if (e && (cv == 2 || cv == 3 || cv == 6 || cv == 7))
		duis_lint_find(l, DUIS046, e, "ExecutionDateTime", e->text,
			       "makes a future-dated request of command "
			       "variant %u, which is on demand only", cv);
	if (!l->c->has_now)
		return;
	past(l, SPAN("ExecutionDateTime"), false);
	past(l, SPAN("ScheduleStartDate"), true);
	past(l, SPAN("ScheduleEndDate"), true);
}
