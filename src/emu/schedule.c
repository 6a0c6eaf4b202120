/*
 * SRVs 5.1 to 5.3, and what is due. A schedule is a rule, not a list of
 * dates: its next run is computed from its first day and how often it has
 * run, so that months keep their day. Runs that lie in the past when it is
 * made are left out.
 */
#include "emu/room.h"

#include "base/mem.h"
#include "base/num.h"

enum { PER_DEVICE = 99 };

static const char *const order[] = {
	"ScheduleFrequency", "ScheduleStartDate", "ScheduleEndDate?",
	"ScheduleExecutionStartTime?", "KAPublicSecurityCredential?",
	"DSPScheduledServiceReference", "DSPScheduledServiceReferenceVariant",
	"DeviceID", NULL
};

/* ---- days ---- */

static void split(int32_t day, int *y, int *m, int *d)
{
	char text[DATE_TEXT];

	date_text(day, text);
	*y = (text[0] - '0') * 1000 + (text[1] - '0') * 100 +
	     (text[2] - '0') * 10 + text[3] - '0';
	*m = (text[5] - '0') * 10 + text[6] - '0';
	*d = (text[8] - '0') * 10 + text[9] - '0';
}

/* The same day n months later, or the last one of that month. */
static int32_t add_months(int32_t day, uint64_t n)
{
	struct buf b = BUF_INIT;
	int32_t result = DATE_NONE;
	uint64_t month;
	int y, m, d;

	split(day, &y, &m, &d);
	month = (uint64_t)y * 12 + (uint64_t)m - 1 + n;
	for (; d > 27; d--) {
		buf_clear(&b);
		buf_addf(&b, "%04u-%02u-%02d", (unsigned)(month / 12),
			 (unsigned)(month % 12 + 1), d);
		if (date_parse(buf_span(&b), &result))
			break;
	}
	if (result == DATE_NONE) {
		buf_clear(&b);
		buf_addf(&b, "%04u-%02u-%02d", (unsigned)(month / 12),
			 (unsigned)(month % 12 + 1), d);
		date_parse(buf_span(&b), &result);
	}
	buf_release(&b);
	return result;
}

static int32_t nth_day(int32_t start, enum world_frequency f, uint64_t n)
{
	static const unsigned months[WORLD_FREQUENCIES] = {
		[WORLD_MONTHLY] = 1, [WORLD_QUARTERLY] = 3,
		[WORLD_HALF_YEARLY] = 6, [WORLD_YEARLY] = 12,
	};

	if (months[f])
		return add_months(start, n * months[f]);
	return start + (int32_t)(n * (f == WORLD_WEEKLY ? 7 : 1));
}

/* EMU_NEVER: it has ended. */
static int64_t next_run(const struct emu_schedule *s)
{
	const int32_t day = nth_day(s->start, s->frequency, s->runs);

	if (day == DATE_NONE || (s->end != DATE_NONE && day > s->end))
		return EMU_NEVER;
	return moment_of_day(day) + (int64_t)s->time_ms;
}

/* Is a run of the schedule on a day when the meter closes a period? */
bool emu_schedule_aligned(const struct emu *e, const struct emu_job *job)
{
	const struct world_device *d = world_device(e->world, job->device);
	const int32_t due = moment_day(job->due_ms);
	int32_t day;

	if (!d || !d->bills)
		return true;
	if (d->billing_start == DATE_NONE || d->billing_start > due)
		return d->billing_start == DATE_NONE;
	for (uint64_t i = 0;; i++) {
		day = nth_day(d->billing_start, d->billing_period, i);
		if (day == DATE_NONE || day >= due)
			return day == due;
	}
}

/* ---- what a request says ---- */

struct wish {
	enum world_frequency frequency;
	int32_t start, end;
	uint64_t time_ms, device;
	const struct srv *srv;
	struct span reference, child;
	bool backwards;			/* it reads from later to earlier */
};

static bool is_mp192(const struct srv *srv)
{
	return span_eq(span_of(srv->srv), SPAN("4.3")) ||
	       span_eq(span_of(srv->srv), SPAN("4.4.3"));
}

static struct span child_of(const struct emu *e, const struct srv *srv)
{
	if (span_eq(span_of(srv->srv), SPAN("4.3")))
		return e->world->mp192.child_43;
	if (span_eq(span_of(srv->srv), SPAN("4.4.3")))
		return e->world->mp192.child_443;
	return span_of(srv->schedule_child);
}

/* A date may carry a time zone; the day is what it says. */
static bool day_of(const struct emu_request *r, const char *name,
		   int32_t *day)
{
	const struct span s = emu_request_text(r, name);

	return date_parse(span_make(s.p, s.n < DATE_TEXT - 2 ? s.n :
				    DATE_TEXT - 2), day);
}

/* "5.3" as 53; of what has no minor number, none */
static uint64_t version(struct span s)
{
	uint64_t major = 0, minor = 0;
	struct span part;

	if (span_cut(&s, '.', &part))
		num_parse(part, &major);
	num_parse(s, &minor);
	return major * 10 + minor;
}

static bool scheduled_srv_known(const struct emu *e, struct span variant)
{
	const struct srv *srv = srv_find(variant);

	if (!srv)
		return false;
	if (is_mp192(srv))
		return e->world->mp192.enabled;
	return srv->schedule_child[0] != '\0' &&
	       version(span_of(srv->schedule_since)) <=
	       version(e->world->schema_version);
}

bool emu_schedule_valid(const struct emu *e, const struct emu_request *r,
			struct buf *why)
{
	const struct xml_node *child;
	enum world_frequency f;
	uint64_t n;
	int32_t day;

	if (!emu_xml_order(r->body, order, &child, why))
		return false;
	if (!child || xml_next(child)) {
		buf_addf(why, "exactly one element of what to read is "
			 "expected behind 'DeviceID'");
		return false;
	}
	if (!world_frequency_named(emu_request_text(r, "ScheduleFrequency"),
				   &f))
		buf_addf(why, "'ScheduleFrequency' is none");
	else if (!day_of(r, "ScheduleStartDate", &day))
		buf_addf(why, "'ScheduleStartDate' is not a date");
	else if (emu_request_part(r, "ScheduleEndDate") &&
		 !day_of(r, "ScheduleEndDate", &day))
		buf_addf(why, "'ScheduleEndDate' is not a date");
	else if (emu_request_part(r, "ScheduleExecutionStartTime") &&
		 !moment_parse_time(emu_request_text(r,
				"ScheduleExecutionStartTime"), &n))
		buf_addf(why, "'ScheduleExecutionStartTime' is not a time in "
			 "UTC");
	else if (!world_eui_parse(emu_request_text(r, "DeviceID"), &n))
		buf_addf(why, "'DeviceID' is not an EUI-64");
	else if (!scheduled_srv_known(e, emu_request_text(r,
				"DSPScheduledServiceReferenceVariant")))
		buf_addf(why, "'DSPScheduledServiceReferenceVariant' cannot "
			 "be scheduled under this schema");
	else
		return true;
	return false;
}

/* The offsets of what is to be read, in days and time of day. */
static bool reads_backwards(const struct xml_node *child)
{
	static const char *const names[2][2] = {
		{ "StartDateOffset", "StartTime" },
		{ "EndDateOffset", "EndTime" },
	};
	int64_t at[2] = { 0, 0 };

	for (unsigned i = 0; child && i < 2; i++) {
		const struct xml_node *days = xml_child(child, EMU_SR,
							names[i][0]);
		const struct xml_node *time = xml_child(child, EMU_SR,
							names[i][1]);
		uint64_t n = 0, ms = 0;
		struct span s;

		if (!days || !time)
			return false;
		s = span_trim(xml_text(days));
		num_parse(span_from(s, s.n && s.p[0] == '-'), &n);
		moment_parse_time(span_trim(xml_text(time)), &ms);
		at[i] = (int64_t)ms - (int64_t)n * MOMENT_DAY;
	}
	return at[1] < at[0];
}

static void read_wish(const struct emu_request *r, struct wish *w)
{
	const struct xml_node *child = emu_request_part(r, "DeviceID");

	*w = (struct wish){ .end = DATE_NONE };
	world_frequency_named(emu_request_text(r, "ScheduleFrequency"),
			      &w->frequency);
	day_of(r, "ScheduleStartDate", &w->start);
	day_of(r, "ScheduleEndDate", &w->end);
	moment_parse_time(emu_request_text(r, "ScheduleExecutionStartTime"),
			  &w->time_ms);
	world_eui_parse(emu_request_text(r, "DeviceID"), &w->device);
	w->srv = srv_find(emu_request_text(r,
				"DSPScheduledServiceReferenceVariant"));
	w->reference = emu_request_text(r, "DSPScheduledServiceReference");
	child = child ? xml_next(child) : NULL;
	w->child = child ? xml_name(child) : SPAN_EMPTY;
	w->backwards = reads_backwards(child);
}

static unsigned held_by_device(const struct emu *e, uint64_t device)
{
	unsigned n = 0;

	for (size_t i = 0; i < e->schedules.n; i++)
		n += !e->schedules.v[i]->removed &&
		     e->schedules.v[i]->device == device;
	return n;
}

/* Roles have been looked at. The order is that of section 6.4. */
struct span emu_schedule_judge(const struct emu *e,
			       const struct emu_request *r)
{
	const struct world_user *u = world_user(e->world, r->user);
	const struct world_device *d = emu_device_of(e, r);
	struct wish w;
	struct span code;

	if (!d)
		return SPAN("E19");
	if (d->status != WORLD_COMMISSIONED)
		return SPAN("E5");
	read_wish(r, &w);
	if (!span_eq(w.child, child_of(e, w.srv)) ||
	    !span_eq(w.reference, span_of(w.srv->reference)))
		return e->world->body_code;
	if (w.srv->devices && !(w.srv->devices & d->type))
		return SPAN("E11");
	if (is_mp192(w.srv) && d->smets != 1)
		return e->world->mp192.code;
	code = emu_access(e, u, w.srv, d);
	if (code.n)
		return code;
	if (w.start < moment_day(e->now_ms) ||
	    (w.end != DATE_NONE && w.end < w.start) || w.backwards ||
	    held_by_device(e, d->eui) >= PER_DEVICE)
		return e->world->calendar_code;
	return SPAN_EMPTY;
}

/* ---- the schedules ---- */

static void arm(struct emu *e, struct emu_schedule *s)
{
	struct emu_job *job;
	int64_t at;

	while ((at = next_run(s)) < e->now_ms)
		s->runs++;
	if (at == EMU_NEVER)
		return;
	s->runs++;
	job = emu_job_new(e, EMU_JOB_ACTIVATE);
	job->schedule = s->id;
	job->due_ms = at;
	emu_job_at(e, job, at);
}

static void note(struct emu *e, const struct emu_schedule *s,
		 const char *what)
{
	struct json *j = emu_log_begin(&e->log, e->now_ms, what);
	char text[WORLD_EUI_TEXT];

	json_u64(j, "schedule", s->id);
	json_string(j, "srv", span_of(s->srv->srv));
	json_string(j, "device", span_of(world_eui_text(s->device, text)));
	json_string(j, "user", span_of(world_eui_text(s->user, text)));
	emu_log_end(&e->log);
}

static struct emu_schedule *add(struct emu *e)
{
	struct emu_schedule *s = mem_array(1, sizeof(*s));

	vec_push(&e->schedules, s);
	return s;
}

/* An element as it came, in the namespace of requests. */
static void copy(struct xml_writer *w, const struct xml_node *from)
{
	struct buf name = BUF_INIT;

	buf_add(&name, xml_name(from));
	xml_open(w, &emu_sr, name.p);
	if (xml_first(from))
		for (const struct xml_node *n = xml_first(from); n;
		     n = xml_next(n))
			copy(w, n);
	else
		xml_put_text(w, xml_text(from));
	xml_close(w);
	buf_release(&name);
}

static void keep_details(struct emu_schedule *s, const struct emu_request *r)
{
	struct xml_writer w;

	xml_begin(&w, &s->details, XML_FRAGMENT);
	xml_open(&w, &emu_sr, "DSPScheduleDetails");
	for (const struct xml_node *n = xml_first(r->body); n; n = xml_next(n))
		copy(&w, n);
	xml_close(&w);
	xml_end(&w);
}

void emu_schedule_create(struct emu *e, const struct emu_request *r,
			 struct emu_dcc *a)
{
	struct emu_schedule *s = add(e);
	struct wish w;

	read_wish(r, &w);
	s->id = ++e->next_schedule;
	s->user = r->user;
	s->device = w.device;
	s->srv = w.srv;
	s->frequency = w.frequency;
	s->start = w.start;
	s->end = w.end;
	s->time_ms = w.time_ms;
	keep_details(s, r);
	note(e, s, "schedule-created");
	arm(e, s);
	a->kind = EMU_DCC_SCHEDULE;
	a->id = s->id;
	a->code = SPAN("I0");
}

/* Those that a request names: one, or all of a device; the caller's own. */
static bool named(const struct emu_request *r, const struct emu_schedule *s)
{
	const struct span id = emu_request_text(r, "DSPScheduleID");
	uint64_t n;

	if (s->removed || s->user != r->user)
		return false;
	if (id.n)
		return num_parse(id, &n) && n == s->id;
	return world_eui_parse(emu_request_text(r, "DeviceID"), &n) &&
	       n == s->device;
}

void emu_schedule_read(struct emu *e, const struct emu_request *r,
		       struct emu_dcc *a)
{
	for (size_t i = 0; i < e->schedules.n; i++)
		if (named(r, e->schedules.v[i]) && a->items.n < PER_DEVICE)
			vec_push(&a->items, i);
	a->kind = a->items.n ? EMU_DCC_SCHEDULES : EMU_DCC_NOTHING;
	a->code = a->items.n ? SPAN("I0") : SPAN("W050201");
}

void emu_schedule_write(const struct emu_schedule *s, struct emu_writer *w)
{
	char text[NUM_TEXT];

	xml_open(&w->w, &emu_sr, "DSPSchedules");
	emu_put(w, "DSPScheduleID", span_of(num_text(s->id, text)));
	xml_put_raw(&w->w, buf_span(&s->details));
	xml_close(&w->w);
}

void emu_schedule_remove(struct emu *e, struct emu_schedule *s, bool tell)
{
	if (s->removed)
		return;
	s->removed = true;
	note(e, s, "schedule-removed");
	if (tell)
		emu_alert_removal(e, s);
}

struct span emu_schedule_delete(struct emu *e, const struct emu_request *r)
{
	bool any = false;

	for (size_t i = 0; i < e->schedules.n; i++) {
		if (!named(r, e->schedules.v[i]))
			continue;
		emu_schedule_remove(e, e->schedules.v[i], false);
		any = true;
	}
	return any ? SPAN("I99") : SPAN("W050301");
}

/* The user has lost the device: its schedules go with it. */
static bool lost(const struct emu *e, const struct emu_schedule *s)
{
	const struct world_user *u = world_user(e->world, s->user);
	const struct world_device *d = world_device(e->world, s->device);

	return !u || !d || d->removed || emu_access(e, u, s->srv, d).n;
}

void emu_schedules_review(struct emu *e)
{
	for (size_t i = 0; i < e->schedules.n; i++) {
		struct emu_schedule *s = e->schedules.v[i];

		if (!s->removed && lost(e, s))
			emu_schedule_remove(e, s, true);
	}
}

/* ---- a run ---- */

static struct emu_schedule *find(struct emu *e, uint64_t id)
{
	for (size_t i = 0; i < e->schedules.n; i++)
		if (e->schedules.v[i]->id == id)
			return e->schedules.v[i];
	return NULL;
}

static bool applicable(const struct world_s1sp *p, const struct srv *srv)
{
	if (!p || !p->lists_cv9)
		return true;
	for (size_t i = 0; i < p->cv9.n; i++)
		if (span_eq(p->cv9.v[i], span_of(srv->srv)))
			return true;
	return false;
}

/* How long a SMETS1 provider may take: up to its delay; for the two SRVs
 * of MP192 a day unless it says otherwise. */
static int64_t wait_of(const struct emu *e, const struct emu_schedule *s,
		       const struct world_s1sp *p)
{
	const uint64_t longest = p && p->has_delay ? p->delay_s :
				 is_mp192(s->srv) ? 86400 : 0;

	return longest ? (int64_t)(emu_hash(e->world->seed, SPAN("delay"),
			s->device, s->id << 20 | s->runs) %
			(longest * 1000)) : 0;
}

void emu_schedule_activate(struct emu *e, struct emu_job *due)
{
	struct emu_schedule *s = find(e, due->schedule);
	const struct world_device *d;
	const struct world_s1sp *p;
	struct emu_job *job;
	int64_t wait = 0;

	if (!s || s->removed)
		return;
	if (lost(e, s)) {
		emu_schedule_remove(e, s, true);
		return;
	}
	d = world_device(e->world, s->device);
	p = d->smets == 1 ? world_s1sp(e->world, d->s1sp) : NULL;
	job = emu_job_new(e, EMU_JOB_SCHEDULED);
	job->user = s->user;
	job->device = s->device;
	job->srv = s->srv;
	job->cv = 9;
	job->schedule = s->id;
	job->due_ms = due->due_ms;
	job->counter = (uint64_t)due->due_ms;
	note(e, s, "schedule-due");
	emu_mishaps(e, &job->mishap, s->srv, 9, s->device, s->user);
	if (d->smets == 1 && !applicable(p, s->srv))
		job->mishap.set |= 1u << WORLD_FAULT_S1VE12;
	else if (d->smets == 1)
		wait = wait_of(e, s, p);
	if (EMU_HAS(&job->mishap, LATE))
		wait = (int64_t)s->srv->trt_scheduled_s * 1000 +
		       (int64_t)job->mishap.late_ms;
	e->waits++;
	emu_job_at(e, job, due->due_ms + wait +
		   (int64_t)job->mishap.delay_ms);
	arm(e, s);
}

/* ---- those that the world begins with ---- */

static void describe(const struct emu *e, struct emu_schedule *s)
{
	char day[DATE_TEXT], eui[WORLD_EUI_TEXT], time[MOMENT_TEXT];
	struct buf child = BUF_INIT;
	struct xml_writer w;

	moment_text((int64_t)s->time_ms, time);
	buf_add(&child, child_of(e, s->srv));
	xml_begin(&w, &s->details, XML_FRAGMENT);
	xml_open(&w, &emu_sr, "DSPScheduleDetails");
	xml_put(&w, &emu_sr, "ScheduleFrequency",
		span_of(world_frequency_name(s->frequency)));
	xml_put(&w, &emu_sr, "ScheduleStartDate",
		span_of(date_text(s->start, day)));
	if (s->end != DATE_NONE)
		xml_put(&w, &emu_sr, "ScheduleEndDate",
			span_of(date_text(s->end, day)));
	xml_put(&w, &emu_sr, "ScheduleExecutionStartTime",
		span_from(span_of(time), DATE_TEXT - 1));
	xml_put(&w, &emu_sr, "DSPScheduledServiceReference",
		span_of(s->srv->reference));
	xml_put(&w, &emu_sr, "DSPScheduledServiceReferenceVariant",
		span_of(s->srv->srv));
	xml_put(&w, &emu_sr, "DeviceID",
		span_of(world_eui_text(s->device, eui)));
	xml_open(&w, &emu_sr, child.p);
	xml_close(&w);
	xml_close(&w);
	xml_end(&w);
	buf_release(&child);
}

void emu_schedules_open(struct emu *e)
{
	for (size_t i = 0; i < e->world->schedules.n; i++) {
		const struct world_schedule *from = &e->world->schedules.v[i];
		struct emu_schedule *s = add(e);

		s->id = from->id;
		s->user = from->user;
		s->device = from->device;
		s->srv = srv_find(from->srv);
		s->frequency = from->frequency;
		s->start = from->start;
		s->end = from->end;
		s->time_ms = from->time_ms;
		describe(e, s);
		if (s->id > e->next_schedule)
			e->next_schedule = s->id;
		arm(e, s);
	}
}
