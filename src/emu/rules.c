/*
 * May a request be taken? One rule after the other, in the order in which
 * the DCC looks: who, what, where, which device, in which state, in relation
 * to whom; then what is about the message itself.
 */
#include "emu/room.h"

#include <string.h>

#include "base/mem.h"
#include "file/xmlsig.h"

enum { USED_MAX = 1 << 18, PER_HOUR_MS = 3600000 };

struct emu_pair *emu_pair(struct emu *e, uint64_t user, uint64_t target)
{
	const uint64_t key[2] = { user, target };
	bool fresh;
	uint32_t at = intern_put(&e->pair_ids, (struct span){
		(const char *)key, sizeof(key) }, &fresh);

	if (fresh)
		vec_push(&e->pairs, mem_array(1, sizeof(struct emu_pair)));
	return e->pairs.v[at];
}

const struct emu_open_pre *emu_open_of(const struct emu_pair *p,
				       uint64_t counter)
{
	for (size_t i = 0; i < p->open.n; i++)
		if (p->open.v[i].counter == counter)
			return &p->open.v[i];
	return NULL;
}

/* The first of `used` that is not below the counter. */
static size_t used_place(const struct emu_pair *p, uint64_t counter)
{
	size_t lo = 0, hi = p->used.n;

	while (lo < hi) {
		const size_t mid = lo + (hi - lo) / 2;

		if (p->used.v[mid] < counter)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool counter_ok(struct emu *e, const struct emu_request *r)
{
	const struct emu_pair *p = emu_pair(e, r->user, r->target);
	size_t at;

	if (r->pre_command && emu_open_of(p, r->counter))
		return true;
	if (r->target != e->world->acb || e->world->strict_acb)
		return !p->any || r->counter > p->last;
	at = used_place(p, r->counter);
	if (p->used.n == USED_MAX && at == 0)
		return false;		/* too old to be known as new */
	return at == p->used.n || p->used.v[at] != r->counter;
}

static void use_counter(struct emu_pair *p, uint64_t counter)
{
	size_t at = used_place(p, counter);

	if (p->used.n == USED_MAX) {
		memmove(p->used.v, p->used.v + 1,
			(p->used.n - 1) * sizeof(*p->used.v));
		p->used.n--;
		at--;
	}
	vec_push(&p->used, 0);
	memmove(&p->used.v[at + 1], &p->used.v[at],
		(p->used.n - 1 - at) * sizeof(*p->used.v));
	p->used.v[at] = counter;
}

static void close_pre(struct emu_pair *p, uint64_t counter)
{
	for (size_t i = 0; i < p->open.n; i++) {
		if (p->open.v[i].counter != counter)
			continue;
		memmove(&p->open.v[i], &p->open.v[i + 1],
			(p->open.n - i - 1) * sizeof(*p->open.v));
		p->open.n--;
		return;
	}
}

void emu_counted(struct emu *e, const struct emu_request *r,
		 const struct emu_effect *effect)
{
	struct emu_pair *p = emu_pair(e, r->user, r->target);
	enum { OPEN_MAX = 1024 };

	if (r->pre_command)
		close_pre(p, r->counter);
	if (!p->any || r->counter > p->last)
		p->last = r->counter;
	p->any = true;
	if (r->target == e->world->acb && !e->world->strict_acb)
		use_counter(p, r->counter);
	if (r->cv != 4)
		return;
	if (p->open.n == OPEN_MAX)
		close_pre(p, p->open.v[0].counter);
	vec_push(&p->open, ((struct emu_open_pre){
		.counter = r->counter, .srv = r->srv, .effect = *effect,
		.execute_ms = r->execute_ms, .future = r->future }));
}

struct world_device *emu_device_of(const struct emu *e,
				   const struct emu_request *r)
{
	uint64_t eui = r->target;
	struct world_device *d;

	if (r->cv == 8 && !world_eui_parse(emu_request_text(r, "DeviceID"),
					   &eui))
		return NULL;
	d = world_device(e->world, eui);
	return d && !d->removed ? d : NULL;
}

/* ---- the rules ---- */

static struct span judge_message(const struct emu *e,
				 const struct emu_request *r, char service)
{
	if (srv_service(r->cv) != service)
		return r->cv == 9 ? SPAN("E12") : SPAN("E13");
	if (!(r->srv->variants & SRV_CV(r->cv)))
		return SPAN("E12");
	if (r->pre_command ? r->cv < 5 || r->cv > 7 :
	    (r->cv >= 5 && r->cv <= 7) ||
	    !span_eq(xml_name(r->body), span_of(r->srv->body)))
		return e->world->body_code;
	if (!span_eq(r->reference, span_of(r->srv->reference)))
		return e->world->body_code;
	return SPAN_EMPTY;
}

static bool status_allows(const struct world_device *d, const struct srv *srv)
{
	if (srv->modes & SRV_DCC_ONLY)
		return true;
	return d->status == WORLD_COMMISSIONED ||
	       d->status == WORLD_INSTALLED || d->status == WORLD_RECOVERY ||
	       d->status == WORLD_RECOVERED ||
	       (d->status == WORLD_WHITELISTED && d->type == SRV_CHF);
}

static struct span judge_device(const struct emu *e,
				const struct emu_request *r,
				const struct world_user *u)
{
	const struct world_device *d = emu_device_of(e, r);
	const struct span top_up = SPAN("2.2");

	if (!d)
		return SPAN("E19");
	if (r->srv->devices && !(r->srv->devices & d->type))
		return SPAN("E11");
	if (!status_allows(d, r->srv))
		return SPAN("E5");
	if (span_eq(emu_access(e, u, r->srv, d), SPAN("E4")))
		return SPAN("E4");
	if ((r->cv == 2 || r->cv == 6) && d->smets == 1)
		return SPAN("E17");
	if (span_eq(span_of(r->srv->srv), top_up) && !d->prepayment)
		return e->world->mode_code;
	if (d->unreachable)
		return SPAN("E20");
	return SPAN_EMPTY;
}

/* A request that the DCC answers itself. */
static struct span judge_dcc(const struct emu *e, const struct emu_request *r,
			     const struct world_user *u)
{
	const struct span named = emu_request_text(r, "DeviceID");
	const struct world_device *d = emu_device_of(e, r);

	if (r->target != e->world->acb)
		return SPAN("E19");
	if (span_eq(span_of(r->srv->srv), SPAN("5.1")))
		return emu_schedule_judge(e, r);
	if (span_eq(span_of(r->srv->srv), SPAN("12.2")))
		return SPAN_EMPTY;
	if (named.n && !d)
		return SPAN("E19");
	if (d && r->srv->devices && !(r->srv->devices & d->type))
		return SPAN("E11");
	if (d && span_eq(emu_access(e, u, r->srv, d), SPAN("E4")))
		return SPAN("E4");
	return SPAN_EMPTY;
}

static struct span judge_signature(const struct emu *e,
				   const struct emu_request *r,
				   const struct world_user *u)
{
	struct xmlsig_result result;

	if (!e->set.certs || (!u->cert.n && !e->set.must_sign))
		return SPAN_EMPTY;
	xmlsig_verify(xml_root(r->doc), e->set.certs, &result);
	if (result.verdict == XMLSIG_GOOD && result.cert >= 0 &&
	    e->set.cert_users[result.cert] == u->eui)
		return SPAN_EMPTY;
	if (result.verdict == XMLSIG_NONE && !e->set.must_sign)
		return SPAN_EMPTY;
	return e->world->signature_code;
}

/* Is there a pair of dates in it whose end is before its start? */
static bool ends_early(const struct xml_node *n)
{
	const struct xml_node *start = xml_child(n, EMU_SR, "StartDateTime");
	const struct xml_node *end = xml_child(n, EMU_SR, "EndDateTime");
	int64_t from, to;

	if (start && end && moment_parse(span_trim(xml_text(start)), &from) &&
	    moment_parse(span_trim(xml_text(end)), &to) && to < from)
		return true;
	for (n = xml_first(n); n; n = xml_next(n))
		if (ends_early(n))
			return true;
	return false;
}

/* Local commands are for now: they have no future date. */
static bool dates_ok(const struct emu *e, const struct emu_request *r)
{
	if (ends_early(r->body))
		return false;
	if (!r->future)
		return true;
	return r->srv->modes & SRV_FUTURE && r->cv != 2 && r->cv != 3 &&
	       (r->cancels || r->execute_ms >= e->now_ms);
}

static struct span judge_rest(struct emu *e, const struct emu_request *r)
{
	const struct emu_pair *p = emu_pair(e, r->user, r->target);

	if (r->pre_command && (!emu_open_of(p, r->counter) ||
			       emu_open_of(p, r->counter)->srv != r->srv))
		return e->world->counter_code;
	if (!counter_ok(e, r))
		return e->world->counter_code;
	return dates_ok(e, r) ? SPAN_EMPTY : e->world->date_code;
}

struct span emu_judge(struct emu *e, const struct emu_request *r,
		      char service)
{
	const struct world_user *u = world_user(e->world, r->user);
	struct span code = judge_message(e, r, service);

	if (code.n)
		return code;
	if (!u || !u->roles)
		return SPAN("E1");
	if (r->srv->roles && !(u->roles & r->srv->roles))
		return SPAN("E2");
	if (u->suspended)
		return SPAN("E3");
	code = judge_signature(e, r, u);
	if (code.n)
		return code;
	code = r->cv == 8 ? judge_dcc(e, r, u) : judge_device(e, r, u);
	return code.n ? code : judge_rest(e, r);
}

/* ---- anomaly detection ---- */

static bool counts_over(struct emu *e, size_t threshold, uint64_t user)
{
	const uint64_t key[2] = { threshold, user };
	struct emu_window *w;
	bool fresh;
	uint32_t at = intern_put(&e->window_ids, (struct span){
		(const char *)key, sizeof(key) }, &fresh);

	if (fresh)
		vec_push(&e->windows, ((struct emu_window){ e->now_ms, 0 }));
	w = &e->windows.v[at];
	if (e->now_ms - w->from_ms >= PER_HOUR_MS)
		*w = (struct emu_window){ e->now_ms, 0 };
	return ++w->n > e->world->thresholds.v[threshold].per_hour;
}

bool emu_exceeds(struct emu *e, const struct emu_request *r)
{
	bool over = false;

	for (size_t i = 0; i < e->world->thresholds.n; i++) {
		const struct world_threshold *t = &e->world->thresholds.v[i];

		if ((t->user && t->user != r->user) ||
		    (t->srv.n && !span_eq(t->srv, span_of(r->srv->srv))))
			continue;
		over = counts_over(e, i, r->user) || over;
	}
	return over;
}
